//! One request and its answer over one connection, and what a broken one means.

use super::body::Watched;
use super::connect::NoAddress;
use super::credentials::Dressed;
use super::failure::Failure;
use super::failure::Kind;
use super::response;
use super::response::ReadFailed;
use crate::domain::plugin::permissions::Method;
use crate::domain::reach::NotGranted;
use crate::domain::reach::Origin;
use crate::domain::reach::Reach;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use std::error::Error;
use std::io;
use std::sync::atomic::Ordering;
use tokio::time::Instant;

/// What came back, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// What one exchange needs to know.
pub struct Terms<'a> {
    pub row: &'a Reach,
    pub origin: &'a Origin,
    pub most_bytes: u32,
    pub until: Instant,
}

pub async fn exchange(
    wire: &reqwest::Client,
    method: Method,
    dressed: Dressed,
    terms: &Terms<'_>,
) -> Result<Answer, Failure> {
    let mut request = wire
        .request(spelled(method), dressed.address.url().clone())
        .headers(dressed.headers);
    // An empty body is never asked for and tells nothing.
    let mut is_asked_for = None;
    if let Some(bytes) = dressed.body {
        let is_empty = bytes.is_empty();
        let (body, flag) = Watched::new(bytes);
        is_asked_for = (!is_empty).then_some(flag);
        request = request.body(reqwest::Body::wrap(body));
    }
    let surely_unsent = || {
        let flag = is_asked_for.as_ref();
        flag.is_some_and(|flag| !flag.load(Ordering::Acquire))
    };
    let sent = tokio::time::timeout_at(terms.until, request.send()).await;
    let mut answer = match sent {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            let mut failure = unanswered(&error, terms);
            failure.maybe_sent &= !surely_unsent();
            return Err(failure);
        }
        Err(_) => {
            let mut failure = out_of_time();
            failure.maybe_sent = !surely_unsent();
            return Err(failure);
        }
    };
    let status = answer.status();
    let headers = std::mem::take(answer.headers_mut());
    response::head(&headers)?;
    let read = response::read(&mut answer, terms.most_bytes);
    match tokio::time::timeout_at(terms.until, read).await {
        Ok(Ok(body)) => Ok(Answer {
            status,
            headers,
            body,
        }),
        Ok(Err(ReadFailed::TooLarge)) => Err(response::too_large(terms.most_bytes)),
        Ok(Err(ReadFailed::Broken(error))) => {
            let message = format!("the body of the response is broken: {}", cause(&error));
            Err(Failure::maybe_sent(Kind::Protocol, message))
        }
        Err(_) => Err(out_of_time()),
    }
}

fn out_of_time() -> Failure {
    Failure::maybe_sent(
        Kind::Timeout,
        "no whole response in the time of the request",
    )
}

const fn spelled(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Head => reqwest::Method::HEAD,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

/// Why there is no head of a response.
fn unanswered(error: &reqwest::Error, terms: &Terms<'_>) -> Failure {
    if let Some(no_address) = within::<NoAddress>(error) {
        return match no_address {
            NoAddress::Elsewhere => NotGranted::nowhere(terms.row, terms.origin).into(),
            NoAddress::Unknown(why) => {
                Failure::unsent(Kind::Dns, format!("{} is not found: {why}", terms.origin))
            }
        };
    }
    let origin = terms.origin;
    if let Some(tls) = within::<rustls::Error>(error) {
        let message = format!("no safe connection to {origin}: {tls}");
        return match error.is_connect() {
            true => Failure::unsent(Kind::Tls, message),
            false => Failure::maybe_sent(Kind::Tls, message),
        };
    }
    if error.is_connect() {
        return match error.is_timeout() {
            true => Failure::unsent(Kind::Timeout, format!("no connection to {origin} in time")),
            false => {
                let message = format!("no connection to {origin}: {}", cause(error));
                Failure::unsent(Kind::Connect, message)
            }
        };
    }
    let message = format!("no response from {origin}: {}", cause(error));
    Failure::maybe_sent(Kind::Protocol, message)
}

/// The innermost reason: what stands around it repeats the URL, with all that is in it.
fn cause(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(next) = inner(innermost) {
        innermost = next;
    }
    innermost.to_string()
}

/// An error of this kind somewhere inside.
fn within<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        at = inner(error);
    }
    None
}

/// `io::Error` passes over what it wraps.
fn inner<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(|error| error.get_ref());
    match wrapped {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
