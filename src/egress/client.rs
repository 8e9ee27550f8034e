//! The client: every request, and every hop of it, goes through the same steps in the same order.

use super::budget::Spent;
use super::call::Call;
use super::call::Rights;
use super::call::Trace;
use super::connect::Network;
use super::connect::Wires;
use super::credentials;
use super::exchange;
use super::exchange::Answer;
use super::exchange::Terms;
use super::failure::Failure;
use super::failure::Kind;
use super::headers;
use super::ledger::Ledger;
use super::redirect;
use super::request::Body;
use super::request::Credential;
use super::request::Request;
use super::response;
use super::response::Response;
use super::text;
use crate::domain::plugin::permissions::Method;
use crate::domain::reach;
use crate::domain::reach::Address;
use crate::domain::reach::NotGranted;
use crate::domain::reach::Reach;
use crate::domain::reach::Zone;
use crate::domain::time::Timestamp;
use reqwest::header::CONTENT_ENCODING;
use reqwest::header::CONTENT_LANGUAGE;
use reqwest::header::CONTENT_LOCATION;
use reqwest::header::CONTENT_TYPE;
use reqwest::header::HeaderMap;
use reqwest::header::LOCATION;
use reqwest::header::RETRY_AFTER;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// The most that one request takes, with all its hops.
const LONGEST: Duration = Duration::from_secs(30);

/// Where the time of day comes from.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// One for the program; shared by all plugins.
pub struct Client {
    wires: Wires,
    ledger: Ledger,
    now: Now,
}

/// A request on its way: what changes from hop to hop.
struct Hop<'r> {
    address: Address,
    method: Method,
    headers: HeaderMap,
    body: Option<&'r Body>,
    credentials: &'r [Credential],
    is_first: bool,
}

impl Client {
    pub fn new(network: &Network, now: Now) -> anyhow::Result<Client> {
        Ok(Client {
            wires: Wires::new(network)?,
            ledger: Ledger::new(),
            now,
        })
    }

    /// Sends it, or says why not. Each exchange leaves a line in the call.
    pub async fn send(
        &self,
        request: &Request,
        rights: &Rights<'_>,
        call: &Call,
    ) -> Result<Response, Failure> {
        let secrets = credentials::secrets(&request.credentials);
        let sent = self.hops(request, rights, call, &secrets).await;
        sent.map_err(|mut failure| {
            failure.message = credentials::strike(&failure.message, &secrets);
            failure
        })
    }

    /// Requests of today, row by row, to be kept over a restart.
    pub fn spent(&self) -> Vec<Spent> {
        self.ledger.spent()
    }

    /// What [`Client::spent`] told before a restart.
    pub fn recall(&self, account: &str, row: &Reach, spent: &Spent) {
        self.ledger.recall(account, row, spent, (self.now)().0);
    }

    async fn hops(
        &self,
        request: &Request,
        rights: &Rights<'_>,
        call: &Call,
        secrets: &[Vec<u8>],
    ) -> Result<Response, Failure> {
        let until = until(request, call);
        let mut hop = self.first(request, rights, call)?;
        let _place = tokio::time::timeout_at(until, self.ledger.place(rights.account))
            .await
            .map_err(|_| {
                let message = "two requests of this account are under way";
                Failure::unsent(Kind::Throttled, message).after(Duration::from_secs(1))
            })?;
        for hops in 0..=redirect::MOST {
            let begun = Instant::now();
            let exchanged = self.exchange(&hop, request, rights, call, until).await;
            let exchanged = exchanged.map_err(|mut failure| {
                // The hop before this one did reach its server.
                failure.maybe_sent |= !hop.is_first;
                failure.message = credentials::strike(&failure.message, secrets);
                failure
            });
            call.trace(line(&hop, &exchanged, begun));
            let answer = exchanged?;
            let next = match request.follow_redirects {
                true => hop.next(&answer).map_err(|mut failure| {
                    failure.message = credentials::strike(&failure.message, secrets);
                    failure
                })?,
                false => None,
            };
            match next {
                None => return self.response(answer, &hop, request, secrets),
                Some(_) if hops == redirect::MOST => break,
                Some(next) => hop = next,
            }
        }
        let message = format!("more than {} redirects", redirect::MOST);
        Err(Failure::maybe_sent(Kind::Protocol, message))
    }

    /// Reads what was asked for: the URL once, the headers, no more.
    fn first<'r>(
        &self,
        request: &'r Request,
        rights: &Rights<'_>,
        call: &Call,
    ) -> Result<Hop<'r>, Failure> {
        let begun = Instant::now();
        let read = Address::read(&request.url).map_err(|refused| {
            let failure = Failure::from(NotGranted::unread(refused));
            call.trace(unread(request.method, &failure));
            failure
        });
        let mut hop = Hop {
            address: read?,
            method: request.method,
            headers: HeaderMap::new(),
            body: request.body.as_ref(),
            credentials: &request.credentials,
            is_first: true,
        };
        match headers::outgoing(&request.headers, rights.plugin) {
            Ok(headers) => hop.headers = headers,
            Err(failure) => {
                call.trace(line(&hop, &Err(failure.clone()), begun));
                return Err(failure);
            }
        }
        Ok(hop)
    }

    /// One hop, from its grant to the end of its body.
    async fn exchange(
        &self,
        hop: &Hop<'_>,
        request: &Request,
        rights: &Rights<'_>,
        call: &Call,
        until: Instant,
    ) -> Result<Answer, Failure> {
        let row = reach::granted(rights.reach, &hop.address, hop.method)?;
        let origin = hop.address.origin();
        if Instant::now() >= until {
            let message = "no time is left for this request";
            return Err(Failure::unsent(Kind::Timeout, message));
        }
        if !call.take() {
            let message = format!("this call has sent its {} requests", call.allowed());
            return Err(Failure::unsent(Kind::Budget, message));
        }
        let now = (self.now)().0;
        let passage = self.ledger.enter(rights.account, row, &origin, now)?;
        let dressed = credentials::dress(
            hop.credentials,
            &hop.address,
            hop.headers.clone(),
            hop.body,
            hop.is_first,
        )?;
        // A secret in the path leads nowhere else.
        row.covers(&dressed.address, hop.method).map_err(|_| {
            Failure::unsent(Kind::Denied, "with its credential the path is not granted")
        })?;
        let terms = Terms {
            row,
            origin: &origin,
            most_bytes: most_bytes(request),
            until,
        };
        let wire = self.wires.of(row.allows(Zone::Local), origin.scheme);
        let answer = exchange::exchange(wire, hop.method, dressed, &terms).await;
        match &answer {
            Ok(answer) if answer.status.is_server_error() => passage.failed(),
            Ok(_) => passage.succeeded(),
            Err(failure) if failure.is_of_server() => passage.failed(),
            Err(_) => drop(passage),
        }
        answer
    }

    fn response(
        &self,
        answer: Answer,
        hop: &Hop<'_>,
        request: &Request,
        secrets: &[Vec<u8>],
    ) -> Result<Response, Failure> {
        let retry_after_s = answer
            .headers
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| text::retry_after(value, (self.now)()));
        let mut headers = response::head(&answer.headers)?;
        for header in &mut headers {
            // A server that repeats the URL in `Location` would hand out the secret in it.
            header.value = credentials::strike(&header.value, secrets);
        }
        let most = most_bytes(request);
        Ok(Response {
            status: answer.status.as_u16(),
            headers,
            body: response::body(answer.body, &answer.headers, request.response_as, most)?,
            final_url: credentials::strike(hop.address.as_str(), secrets),
            retry_after_s,
        })
    }
}

impl<'r> Hop<'r> {
    /// Where a redirect leads, if this is one.
    fn next(&self, answer: &Answer) -> Result<Option<Hop<'r>>, Failure> {
        let Some((method, with_body)) = redirect::next(answer.status.as_u16(), self.method) else {
            return Ok(None);
        };
        let Some(location) = answer.headers.get(LOCATION) else {
            return Ok(None);
        };
        let refused = |why: &str| {
            let message = format!("a redirect that cannot be followed: {why}");
            Failure::maybe_sent(Kind::Denied, message)
        };
        let location = location.to_str().map_err(|_| refused("it is not ASCII"))?;
        let address = self
            .address
            .join(location)
            .map_err(|why| refused(why.says()))?;
        let mut hop = Hop {
            address,
            method,
            headers: self.headers.clone(),
            body: self.body.filter(|_| with_body),
            credentials: self.credentials,
            is_first: false,
        };
        if !with_body {
            for name in [
                CONTENT_TYPE,
                CONTENT_ENCODING,
                CONTENT_LANGUAGE,
                CONTENT_LOCATION,
            ] {
                hop.headers.remove(name);
            }
        }
        if hop.address.origin() != self.address.origin() {
            hop.credentials = &[];
            headers::drop_own_credentials(&mut hop.headers);
        }
        Ok(Some(hop))
    }
}

fn until(request: &Request, call: &Call) -> Instant {
    let wanted = request.timeout.unwrap_or(LONGEST).min(LONGEST);
    (Instant::now() + wanted).min(call.ends())
}

fn most_bytes(request: &Request) -> u32 {
    let wanted = request.max_bytes.unwrap_or(response::USUAL_BYTES);
    wanted.min(response::MOST_BYTES)
}

fn line(hop: &Hop<'_>, exchanged: &Result<Answer, Failure>, begun: Instant) -> Trace {
    let (status, failed, bytes) = match exchanged {
        Ok(answer) => (Some(answer.status.as_u16()), None, answer.body.len()),
        Err(failure) => (None, Some((failure.kind, failure.message.clone())), 0),
    };
    Trace {
        method: hop.method,
        origin: hop.address.origin().to_string(),
        path: hop.address.path().to_owned(),
        status,
        failed,
        bytes: bytes as u64,
        ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
    }
}

fn unread(method: Method, failure: &Failure) -> Trace {
    Trace {
        method,
        origin: String::new(),
        path: String::new(),
        status: None,
        failed: Some((failure.kind, failure.message.clone())),
        bytes: 0,
        ms: 0,
    }
}
