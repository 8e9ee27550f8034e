//! The way out of a plugin at work: through the egress client, to what the owner agreed to.

use super::given::Given;
use crate::app::App;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::permissions::Http;
use crate::domain::plugin::permissions::Method;
use crate::domain::plugin::settings::Setting;
use crate::domain::reach::Origin;
use crate::domain::reach::Reach;
use crate::egress;
use crate::egress::Call;
use crate::egress::Client;
use crate::egress::Kind;
use crate::egress::Part;
use crate::egress::Rights;
use crate::egress::Trace;
use crate::failure::Failure;
use crate::plugins::network::Body;
use crate::plugins::network::Credential;
use crate::plugins::network::Exchange;
use crate::plugins::network::Failed;
use crate::plugins::network::Failure as Unsent;
use crate::plugins::network::Incoming;
use crate::plugins::network::Network;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sealed;
use crate::plugins::network::Sending;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What one call may reach, and with what it has left.
pub struct WayOut {
    client: Arc<Client>,
    app: Arc<App>,
    /// Id and version, as servers are told.
    plugin: String,
    account: String,
    reach: Vec<Reach>,
    call: Call,
}

/// The most a call may send; the sort of the call bounds it further.
const REQUESTS: u32 = 200;
const LONGEST: Duration = Duration::from_secs(60);

impl WayOut {
    /// # Errors
    /// `Invalid` when a setting names no host that can be reached.
    pub fn new(
        given: &Given,
        account: &Account,
        client: Arc<Client>,
        app: &Arc<App>,
    ) -> Result<WayOut, Failure> {
        let manifest = &given.release.packed.manifest;
        let rows = manifest.permissions.http.iter();
        let reach = rows.filter_map(|row| reach(row, account).transpose());
        Ok(WayOut {
            client,
            app: Arc::clone(app),
            plugin: format!("{}/{}", manifest.id, manifest.version),
            account: given.account.to_string(),
            reach: reach.collect::<Result<_, _>>()?,
            call: Call::new(REQUESTS, Instant::now() + LONGEST),
        })
    }
}

impl Network for WayOut {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            let rights = Rights {
                plugin: &self.plugin,
                account: &self.account,
                reach: &self.reach,
            };
            let answer = match dressed(request) {
                Some(request) => self.client.send(&request, &rights, &self.call).await,
                None => return (Err(nowhere()), Vec::new()),
            };
            let at = self.app.now().0;
            let traces = self.call.take_traces().into_iter();
            let exchanges = traces.map(|trace| exchange(trace, at)).collect();
            (answer.map(incoming).map_err(unsent), exchanges)
        })
    }
}

/// A row of the manifest with the account's settings in it. None: the setting is empty.
fn reach(row: &Http, account: &Account) -> Result<Option<Reach>, Failure> {
    let Some(origin) = filled(&row.origin, account) else {
        return Ok(None);
    };
    let origin = Origin::parse(&origin)
        .map_err(|_| Failure::invalid(row.setting().unwrap_or("origin"), "error-plugin-unfit"))?;
    Ok(Some(Reach {
        origin,
        paths: row.paths.clone(),
        methods: row.methods.clone(),
        private: row.private,
        rate: row.rate,
    }))
}

/// `https://{setting:key}` with the setting's value in it; of a setting that is a whole URL only
/// its origin counts.
fn filled(origin: &str, account: &Account) -> Option<String> {
    let (Some(begin), Some(end)) = (origin.find("{setting:"), origin.find('}')) else {
        return Some(origin.to_owned());
    };
    let key = &origin[begin + "{setting:".len()..end];
    let value = account.values.get(key)?.plain();
    let whole = format!("{}{value}{}", &origin[..begin], &origin[end + 1..]);
    let (scheme, rest) = whole.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

/// Where a secret of the account may go: the origins of its setting, with settings in them.
pub fn origins(setting: &Setting, account: &Account) -> Vec<String> {
    let origins = setting.origins.iter();
    origins
        .filter_map(|origin| filled(origin, account))
        .collect()
}

/// The request as the client takes it. None: a secret may go nowhere it can be understood.
fn dressed(request: Outgoing) -> Option<egress::Request> {
    let method = Method::from_code(request.method)?;
    let credentials = request.credentials.into_iter().map(credential);
    Some(egress::Request {
        headers: request
            .headers
            .into_iter()
            .map(|(name, value)| egress::Header { name, value })
            .collect(),
        body: request.body.map(|body| match body {
            Body::Bytes(bytes) => egress::Body::Bytes(bytes),
            Body::Text(text) => egress::Body::Text(text),
            Body::Form(fields) => egress::Body::Form(fields),
        }),
        credentials: credentials.collect::<Option<_>>()?,
        response_as: match request.as_text {
            true => egress::ResponseAs::Text,
            false => egress::ResponseAs::Bytes,
        },
        timeout: Some(Duration::from_millis(request.timeout)),
        max_bytes: u32::try_from(request.max_bytes).ok(),
        follow_redirects: request.follow_redirects,
        ..egress::Request::to(method, &request.url)
    })
}

fn credential(credential: Credential) -> Option<egress::Credential> {
    Some(match credential {
        Credential::Bearer(value) => egress::Credential::Bearer(parts(value)?),
        Credential::Basic { user, password } => egress::Credential::Basic {
            user: parts(user)?,
            password: parts(password)?,
        },
        Credential::Header { name, value } => egress::Credential::Header {
            name,
            value: parts(value)?,
        },
        Credential::Query { name, value } => egress::Credential::Query {
            name,
            value: parts(value)?,
        },
        Credential::Path { placeholder, value } => egress::Credential::Path(egress::Placed {
            placeholder,
            value: parts(value)?,
            json: false,
        }),
        Credential::Body {
            placeholder,
            value,
            json,
        } => egress::Credential::Body(egress::Placed {
            placeholder,
            value: parts(value)?,
            json,
        }),
    })
}

fn parts(sealed: Sealed) -> Option<Vec<Part>> {
    if sealed.origins.is_empty() {
        return Some(vec![Part::Plain(sealed.value)]);
    }
    let origins = sealed
        .origins
        .iter()
        .map(|origin| Origin::parse(origin).ok());
    Some(vec![Part::Secret {
        name: "secret".to_owned(),
        bytes: sealed.value,
        origins: origins.collect::<Option<_>>()?,
    }])
}

fn nowhere() -> Unsent {
    Unsent {
        kind: Failed::Denied,
        message: "a secret's origins cannot be read; the manifest names them".to_owned(),
        maybe_sent: false,
        after_s: None,
    }
}

fn incoming(response: egress::Response) -> Incoming {
    let headers = response.headers.into_iter();
    Incoming {
        status: response.status,
        headers: headers.map(|header| (header.name, header.value)).collect(),
        body: match response.body {
            egress::Body::Bytes(bytes) => Body::Bytes(bytes),
            egress::Body::Text(text) => Body::Text(text),
            egress::Body::Form(fields) => Body::Form(fields),
        },
        final_url: response.final_url,
        retry_after_s: response.retry_after_s,
    }
}

fn unsent(failure: egress::Failure) -> Unsent {
    Unsent {
        kind: match failure.kind {
            Kind::Denied => Failed::Denied,
            Kind::Dns => Failed::Dns,
            Kind::Connect => Failed::Connect,
            Kind::Tls => Failed::Tls,
            Kind::Timeout => Failed::Timeout,
            Kind::TooLarge => Failed::TooLarge,
            Kind::Throttled => Failed::Throttled,
            Kind::CircuitOpen => Failed::CircuitOpen,
            Kind::Budget => Failed::Budget,
            Kind::Protocol => Failed::Protocol,
            Kind::Other => Failed::Other,
        },
        message: failure.message,
        maybe_sent: failure.maybe_sent,
        after_s: failure.after_s,
    }
}

fn exchange(trace: Trace, at: i64) -> Exchange {
    Exchange {
        at,
        method: trace.method.to_string(),
        origin: trace.origin,
        path: trace.path,
        status: trace.status,
        bytes: trace.bytes,
        ms: trace.ms,
        failed: trace.failed.map(|(kind, text)| format!("{kind}: {text}")),
    }
}
