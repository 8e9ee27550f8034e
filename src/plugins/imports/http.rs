//! `http`: the guest's request with its secrets put in, given to the way out.

use crate::plugins::contract::aftercare::plugin::http::Body;
use crate::plugins::contract::aftercare::plugin::http::Credential;
use crate::plugins::contract::aftercare::plugin::http::Failure;
use crate::plugins::contract::aftercare::plugin::http::FailureKind;
use crate::plugins::contract::aftercare::plugin::http::Header;
use crate::plugins::contract::aftercare::plugin::http::Host;
use crate::plugins::contract::aftercare::plugin::http::Method;
use crate::plugins::contract::aftercare::plugin::http::Request;
use crate::plugins::contract::aftercare::plugin::http::Response;
use crate::plugins::contract::aftercare::plugin::http::ResponseAs;
use crate::plugins::contract::aftercare::plugin::vault::Part;
use crate::plugins::contract::aftercare::plugin::vault::VaultError;
use crate::plugins::network;
use crate::plugins::network::Failed;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sealed;
use crate::plugins::state::State;
use std::sync::Arc;

/// Of a body, unless the guest asks for more, and at most.
const BODY: u32 = 2 << 20;
const BODY_AT_MOST: u32 = 8 << 20;
/// ms.
const PATIENCE: u64 = 30_000;

impl Host for State {
    async fn send(&mut self, request: Request) -> Result<Response, Failure> {
        if self.http_calls >= self.limits.http_calls {
            let text = format!("this call may send {} requests", self.limits.http_calls);
            return Err(refused(FailureKind::Budget, text));
        }
        self.http_calls += 1;
        let outgoing = self
            .outgoing(request)
            .map_err(|why| refused(FailureKind::Denied, why))?;
        let network = Arc::clone(&self.around.network);
        let (answer, exchanges) = network.send(outgoing).await;
        self.exchanges.extend(exchanges);
        match answer {
            Ok(answer) => Ok(Response {
                status: answer.status,
                headers: answer.headers.into_iter().map(header).collect(),
                body: match answer.body {
                    network::Body::Bytes(bytes) => Body::Bytes(bytes),
                    network::Body::Text(text) => Body::Text(text),
                    network::Body::Form(fields) => Body::Form(fields),
                },
                final_url: self.without_secrets(&answer.final_url),
                retry_after_s: answer.retry_after_s,
            }),
            Err(failure) => Err(Failure {
                kind: kind(failure.kind),
                message: self.without_secrets(&failure.message),
                maybe_sent: failure.maybe_sent,
                after_s: failure.after_s,
            }),
        }
    }
}

impl State {
    fn outgoing(&self, request: Request) -> Result<Outgoing, String> {
        let left = u64::try_from(self.until - self.unix_ms()).unwrap_or(0);
        let wished = request.timeout_s.map_or(PATIENCE, |s| u64::from(s) * 1_000);
        let credentials = request.credentials.into_iter();
        Ok(Outgoing {
            method: match request.method {
                Method::Get => "GET",
                Method::Head => "HEAD",
                Method::Post => "POST",
                Method::Put => "PUT",
                Method::Patch => "PATCH",
                Method::Delete => "DELETE",
            },
            url: request.url,
            headers: request
                .headers
                .into_iter()
                .map(|h| (h.name, h.value))
                .collect(),
            body: request.body.map(|body| match body {
                Body::Bytes(bytes) => network::Body::Bytes(bytes),
                Body::Text(text) => network::Body::Text(text),
                Body::Form(fields) => network::Body::Form(fields),
            }),
            credentials: credentials
                .map(|credential| self.credential(credential))
                .collect::<Result<_, _>>()?,
            as_text: matches!(request.response_as, ResponseAs::Text),
            timeout: wished.min(PATIENCE).min(left),
            max_bytes: request.max_bytes.unwrap_or(BODY).min(BODY_AT_MOST) as usize,
            follow_redirects: request.follow_redirects,
        })
    }

    fn credential(&self, credential: Credential) -> Result<network::Credential, String> {
        Ok(match credential {
            Credential::Bearer(parts) => network::Credential::Bearer(self.sealed(&parts)?),
            Credential::Basic(basic) => network::Credential::Basic {
                user: self.sealed(&basic.user)?,
                password: self.sealed(&basic.password)?,
            },
            Credential::Header(named) => network::Credential::Header {
                name: named.name,
                value: self.sealed(&named.value)?,
            },
            Credential::Query(named) => network::Credential::Query {
                name: named.name,
                value: self.sealed(&named.value)?,
            },
            Credential::Path(placed) => network::Credential::Path {
                placeholder: placed.placeholder,
                value: self.sealed(&placed.value)?,
            },
            Credential::Body(placed) => network::Credential::Body {
                placeholder: placed.placeholder,
                value: self.sealed(&placed.value)?,
                json: placed.json,
            },
        })
    }

    /// The value of the parts, and where it may go: wherever all of its secrets may.
    fn sealed(&self, parts: &[Part]) -> Result<Sealed, String> {
        let said = |error: VaultError| match error {
            VaultError::NoSuchSecret(text)
            | VaultError::Denied(text)
            | VaultError::Invalid(text)
            | VaultError::Unsupported(text) => text,
        };
        let mut origins: Option<Vec<String>> = None;
        for part in parts {
            let Part::Secret(part) = part else {
                continue;
            };
            let of_this = &self.secret(&part.name).map_err(said)?.origins;
            origins = Some(match origins {
                None => of_this.clone(),
                Some(mut both) => {
                    both.retain(|origin| of_this.contains(origin));
                    both
                }
            });
            if origins.as_ref().is_some_and(Vec::is_empty) {
                return Err(format!(
                    "the manifest lets the secret {:?} go nowhere",
                    part.name
                ));
            }
        }
        Ok(Sealed {
            value: self.pieces(parts).map_err(said)?.concat(),
            origins: origins.unwrap_or_default(),
        })
    }
}

fn header((name, value): (String, String)) -> Header {
    Header { name, value }
}

fn refused(kind: FailureKind, message: String) -> Failure {
    Failure {
        kind,
        message,
        maybe_sent: false,
        after_s: None,
    }
}

fn kind(failed: Failed) -> FailureKind {
    match failed {
        Failed::Denied => FailureKind::Denied,
        Failed::Dns => FailureKind::Dns,
        Failed::Connect => FailureKind::Connect,
        Failed::Tls => FailureKind::Tls,
        Failed::Timeout => FailureKind::Timeout,
        Failed::TooLarge => FailureKind::TooLarge,
        Failed::Throttled => FailureKind::Throttled,
        Failed::CircuitOpen => FailureKind::CircuitOpen,
        Failed::Budget => FailureKind::Budget,
        Failed::Protocol => FailureKind::Protocol,
        Failed::Other => FailureKind::Other,
    }
}
