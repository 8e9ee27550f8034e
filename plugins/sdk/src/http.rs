//! The one way to the network, with the errors of the contract made of what comes back.

pub use crate::bindings::imports::aftercare::plugin::http::Body;
pub use crate::bindings::imports::aftercare::plugin::http::Credential;
pub use crate::bindings::imports::aftercare::plugin::http::Failure;
pub use crate::bindings::imports::aftercare::plugin::http::FailureKind;
pub use crate::bindings::imports::aftercare::plugin::http::Header;
pub use crate::bindings::imports::aftercare::plugin::http::Method;

use crate::AuthKind;
use crate::PluginError;
use crate::RateScope;
use crate::Result;
use crate::bindings::imports::aftercare::plugin::http as wire;
use crate::desk;
use crate::encode;
use crate::failure;
use crate::json;
use crate::vault::Part;

/// Seconds to wait when the other side asks for a pause and does not say how long.
pub const PAUSE_S: u32 = 60;

/// A request in the making.
pub struct Request {
    wire: wire::Request,
    /// Whether it may change something there.
    writes: bool,
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<Header>,
    /// Decoded by the desk.
    pub text: String,
    pub retry_after_s: Option<u32>,
    writes: bool,
}

impl Request {
    pub fn get(url: &str) -> Request {
        Request::of(Method::Get, url)
    }

    /// Counts as a write: see [`Request::reads_only`].
    pub fn post(url: &str) -> Request {
        Request::of(Method::Post, url)
    }

    pub fn of(method: Method, url: &str) -> Request {
        Request {
            writes: !matches!(method, Method::Get | Method::Head),
            wire: wire::Request {
                method,
                url: url.to_owned(),
                headers: Vec::new(),
                body: None,
                credentials: Vec::new(),
                response_as: wire::ResponseAs::Text,
                timeout_s: None,
                max_bytes: None,
                follow_redirects: false,
            },
        }
    }

    /// A POST that only asks, or that does no harm when it is sent twice: a failure is
    /// `retryable`, never `unknown-outcome`.
    pub fn reads_only(mut self) -> Request {
        self.writes = false;
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Request {
        self.wire.headers.push(Header {
            name: name.to_owned(),
            value: value.to_owned(),
        });
        self
    }

    /// Adds to the query of the URL, escaped.
    pub fn query(mut self, name: &str, value: &str) -> Request {
        let sign = if self.wire.url.contains('?') {
            '&'
        } else {
            '?'
        };
        self.wire.url.push(sign);
        self.wire.url.push_str(&encode::percent(name));
        self.wire.url.push('=');
        self.wire.url.push_str(&encode::percent(value));
        self
    }

    pub fn form(mut self, fields: &[(&str, &str)]) -> Request {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.wire.body = Some(Body::Form(fields.iter().map(owned).collect()));
        self
    }

    /// A JSON text, sent exactly as it is: signatures are made over it.
    pub fn json(mut self, text: &str) -> Request {
        self.wire.body = Some(Body::Text(text.to_owned()));
        self.header("content-type", "application/json")
    }

    pub fn credential(mut self, credential: Credential) -> Request {
        self.wire.credentials.push(credential);
        self
    }

    /// `Authorization: Bearer …`
    pub fn bearer(self, value: Vec<Part>) -> Request {
        self.credential(Credential::Bearer(value))
    }

    /// A header whose value holds a secret.
    pub fn secret_header(self, name: &str, value: Vec<Part>) -> Request {
        let name = name.to_owned();
        self.credential(Credential::Header(wire::Named { name, value }))
    }

    /// A field of the query whose value holds a secret.
    pub fn secret_query(self, name: &str, value: Vec<Part>) -> Request {
        let name = name.to_owned();
        self.credential(Credential::Query(wire::Named { name, value }))
    }

    /// Puts a secret where `placeholder` stands in the path.
    pub fn secret_in_path(self, placeholder: &str, value: Vec<Part>) -> Request {
        self.credential(Credential::Path(wire::Placed {
            placeholder: placeholder.to_owned(),
            value,
            json: false,
        }))
    }

    /// Puts a secret where `placeholder` stands in the body, escaped as the inside of a JSON text.
    pub fn secret_in_json(self, placeholder: &str, value: Vec<Part>) -> Request {
        self.credential(Credential::Body(wire::Placed {
            placeholder: placeholder.to_owned(),
            value,
            json: true,
        }))
    }

    /// Puts a secret where `placeholder` stands in a value of the form.
    pub fn secret_in_form(self, placeholder: &str, value: Vec<Part>) -> Request {
        self.credential(Credential::Body(wire::Placed {
            placeholder: placeholder.to_owned(),
            value,
            json: false,
        }))
    }

    pub fn timeout_s(mut self, seconds: u32) -> Request {
        self.wire.timeout_s = Some(seconds);
        self
    }

    pub fn max_bytes(mut self, bytes: u32) -> Request {
        self.wire.max_bytes = Some(bytes);
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// `unknown-outcome` when a write may have arrived; else what [`of_failure`] says.
    pub fn send(self) -> Result<Response> {
        let writes = self.writes;
        match desk::http::send(&self.wire) {
            Err(failure) => Err(of_failure(&failure, writes)),
            Ok(response) => Ok(Response {
                status: response.status,
                headers: response.headers,
                text: match response.body {
                    Body::Text(text) => text,
                    Body::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    Body::Form(_) => String::new(),
                },
                retry_after_s: response.retry_after_s,
                writes,
            }),
        }
    }

    /// The request as it goes to the desk, for tests.
    pub fn wire(&self) -> &wire::Request {
        &self.wire
    }
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = |header: &&Header| header.name.eq_ignore_ascii_case(name);
        Some(self.headers.iter().find(found)?.value.as_str())
    }

    /// Itself when its status is a 2xx.
    ///
    /// # Errors
    /// What [`Response::error`] says.
    pub fn ok(self) -> Result<Response> {
        match self.status {
            200..=299 => Ok(self),
            _ => Err(self.error()),
        }
    }

    /// # Errors
    /// `upstream`: the body is no JSON.
    pub fn json(&self) -> Result<serde_json::Value> {
        json::parse(&self.text)
    }

    /// The error that a status stands for.
    pub fn error(&self) -> PluginError {
        of_status(self.status, &self.text, self.retry_after_s, self.writes)
    }
}

/// The error that a status stands for: 401 and 403 are `auth`; 429, and 503 with a time, are
/// `rate-limited`; 404, 409, and 400 or 422, are `not-found`, `conflict`, `invalid`; any other 5xx
/// is `retryable`, or `unknown-outcome` of a write.
pub fn of_status(status: u16, text: &str, after_s: Option<u32>, writes: bool) -> PluginError {
    let begin: String = text.chars().take(200).collect();
    let said = format!("HTTP {status}: {}", begin.trim());
    let number = status.to_string();
    match status {
        401 => failure::auth(AuthKind::Revoked, &said),
        403 => failure::auth(AuthKind::InsufficientScope, &said),
        404 | 410 => failure::not_found(&said),
        409 => PluginError::Conflict(said),
        400 | 422 => failure::invalid_field(&said, None, Some(&number)),
        429 => failure::rate_limited(&said, after_s.unwrap_or(PAUSE_S), RateScope::Account),
        503 if after_s.is_some() => {
            failure::rate_limited(&said, after_s.unwrap_or(PAUSE_S), RateScope::Account)
        }
        408 | 503 => failure::retryable(&said),
        500..=599 if writes => failure::unknown_outcome(&said),
        500..=599 => failure::retryable(&said),
        _ => failure::upstream(&said, Some(status), None),
    }
}

/// The error that a failure stands for. A write that may have arrived is `unknown-outcome`.
pub fn of_failure(failed: &Failure, writes: bool) -> PluginError {
    let said = failed.message.as_str();
    match failed.kind {
        FailureKind::Denied => failure::internal(said),
        FailureKind::Throttled | FailureKind::CircuitOpen | FailureKind::Budget => {
            failure::rate_limited(said, failed.after_s.unwrap_or(PAUSE_S), RateScope::Account)
        }
        _ if writes && failed.maybe_sent => failure::unknown_outcome(said),
        FailureKind::TooLarge | FailureKind::Protocol => failure::upstream(said, None, None),
        _ => match failed.after_s {
            Some(after_s) => failure::retry_after(said, after_s),
            None => failure::retryable(said),
        },
    }
}
