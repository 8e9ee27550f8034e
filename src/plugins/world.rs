//! The world: the requests of one call, through the egress client.

use crate::domain::plugin::permissions::Method;
use crate::domain::reach::Origin;
use crate::domain::reach::Reach;
use crate::egress;
use crate::egress::Call;
use crate::egress::Client;
use crate::egress::Header;
use crate::egress::Kind;
use crate::egress::Part;
use crate::egress::Placed;
use crate::egress::Request;
use crate::egress::ResponseAs;
use crate::egress::Rights;
use crate::egress::Trace;
use crate::plugins::network::Body;
use crate::plugins::network::Credential;
use crate::plugins::network::Exchange;
use crate::plugins::network::Failed;
use crate::plugins::network::Failure;
use crate::plugins::network::Incoming;
use crate::plugins::network::Network;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sealed;
use crate::plugins::network::Sending;
use crate::plugins::surroundings::Now;
use std::sync::Arc;
use std::time::Duration;

/// The way out of one call of one account.
pub struct World {
    pub client: Arc<Client>,
    /// Id and version: `cn.example.kuaidi100/1.4.0`.
    pub plugin: String,
    /// What is counted together.
    pub account: String,
    /// What the owner agreed to, with the hosts of this account's settings.
    pub reach: Vec<Reach>,
    /// Requests and time that are left.
    pub call: Call,
    pub now: Now,
}

impl Network for World {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            let Some(request) = asked(request) else {
                return (Err(no_method()), Vec::new());
            };
            let rights = Rights {
                plugin: &self.plugin,
                account: &self.account,
                reach: &self.reach,
            };
            let sent = self.client.send(&request, &rights, &self.call).await;
            let at = (self.now)();
            let traces = self.call.take_traces();
            let told = traces.into_iter().map(|trace| told(trace, at)).collect();
            (sent.map(came).map_err(failed), told)
        })
    }
}

fn no_method() -> Failure {
    Failure {
        kind: Failed::Other,
        message: "no method of HTTP".to_owned(),
        maybe_sent: false,
        after_s: None,
    }
}

fn asked(request: Outgoing) -> Option<Request> {
    Some(Request {
        method: Method::from_code(request.method)?,
        url: request.url,
        headers: request
            .headers
            .into_iter()
            .map(|(name, value)| Header { name, value })
            .collect(),
        body: request.body.map(|body| match body {
            Body::Bytes(bytes) => egress::Body::Bytes(bytes),
            Body::Text(text) => egress::Body::Text(text),
            Body::Form(fields) => egress::Body::Form(fields),
        }),
        credentials: request.credentials.into_iter().map(credential).collect(),
        response_as: match request.as_text {
            true => ResponseAs::Text,
            false => ResponseAs::Bytes,
        },
        timeout: Some(Duration::from_millis(request.timeout)),
        max_bytes: Some(u32::try_from(request.max_bytes).unwrap_or(u32::MAX)),
        follow_redirects: request.follow_redirects,
    })
}

fn credential(credential: Credential) -> egress::Credential {
    match credential {
        Credential::Bearer(value) => egress::Credential::Bearer(part(value)),
        Credential::Basic { user, password } => egress::Credential::Basic {
            user: part(user),
            password: part(password),
        },
        Credential::Header { name, value } => egress::Credential::Header {
            name,
            value: part(value),
        },
        Credential::Query { name, value } => egress::Credential::Query {
            name,
            value: part(value),
        },
        Credential::Path { placeholder, value } => egress::Credential::Path(Placed {
            placeholder,
            value: part(value),
            json: false,
        }),
        Credential::Body {
            placeholder,
            value,
            json,
        } => egress::Credential::Body(Placed {
            placeholder,
            value: part(value),
            json,
        }),
    }
}

/// What is no origin covers nothing: the secret then goes nowhere.
fn part(sealed: Sealed) -> Vec<Part> {
    if sealed.origins.is_empty() {
        return vec![Part::Plain(sealed.value)];
    }
    let origins = sealed.origins.iter();
    vec![Part::Secret {
        name: String::new(),
        bytes: sealed.value,
        origins: origins
            .filter_map(|text| Origin::parse(text).ok())
            .collect(),
    }]
}

fn came(response: egress::Response) -> Incoming {
    Incoming {
        status: response.status,
        headers: response
            .headers
            .into_iter()
            .map(|header| (header.name, header.value))
            .collect(),
        body: match response.body {
            egress::Body::Bytes(bytes) => Body::Bytes(bytes),
            egress::Body::Text(text) => Body::Text(text),
            egress::Body::Form(fields) => Body::Form(fields),
        },
        final_url: response.final_url,
        retry_after_s: response.retry_after_s,
    }
}

fn failed(failure: egress::Failure) -> Failure {
    Failure {
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

/// A denial in full: it says what the manifest lacks.
fn told(trace: Trace, now: i64) -> Exchange {
    let took = i64::try_from(trace.ms).unwrap_or(0);
    Exchange {
        at: now - took,
        method: trace.method.code().to_owned(),
        origin: trace.origin,
        path: trace.path,
        status: trace.status,
        bytes: trace.bytes,
        ms: trace.ms,
        failed: trace.failed.map(|(kind, message)| match kind {
            Kind::Denied => format!("{kind}: {message}"),
            kind => kind.code().to_owned(),
        }),
    }
}
