//! The network of a case: each request is compared with the next one the case expects, as it would
//! be on the wire, with its secrets in it.

use crate::plugins::network::Body;
use crate::plugins::network::Credential;
use crate::plugins::network::Exchange as Told;
use crate::plugins::network::Failed;
use crate::plugins::network::Failure;
use crate::plugins::network::Incoming;
use crate::plugins::network::Network;
use crate::plugins::network::Outgoing;
use crate::plugins::network::Sealed;
use crate::plugins::network::Sending;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::PoisonError;

/// A request that is expected, and what comes back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    pub method: String,
    /// With its query.
    pub url: String,
    /// Those that must be there; others may be.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The whole form.
    pub form: Option<BTreeMap<String, String>>,
    /// The body, as a text or as JSON.
    pub body: Option<Value>,
    pub answer: Answer,
}

/// What comes back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    #[serde(default = "fine")]
    pub status: u16,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// A text, or JSON that becomes one.
    #[serde(default)]
    pub body: Value,
    /// Instead of an answer: "timeout", "connect", "budget".
    pub failure: Option<String>,
    /// Of a failure: whether the request may have arrived.
    #[serde(default)]
    pub maybe_sent: bool,
}

fn fine() -> u16 {
    200
}

/// What a case expects, and the first thing that was otherwise.
pub struct Recording {
    expected: Mutex<VecDeque<Exchange>>,
    otherwise: Mutex<Option<String>>,
}

impl Recording {
    pub fn new(expected: Vec<Exchange>) -> Recording {
        Recording {
            expected: Mutex::new(expected.into()),
            otherwise: Mutex::default(),
        }
    }

    /// What was otherwise: a request that differs, or one that was never made.
    pub fn differs(&self) -> Option<String> {
        let otherwise = self
            .otherwise
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        otherwise.clone().or_else(|| {
            let next = expected.front()?;
            Some(format!("it never asked {} {}", next.method, next.url))
        })
    }

    fn answer(&self, request: Outgoing) -> Result<Incoming, Failure> {
        let wire = on_the_wire(request);
        let mut expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        let next = expected.pop_front();
        let compared = match &next {
            None => Err(format!(
                "nothing more was expected, but {} {}",
                wire.method, wire.url
            )),
            Some(next) => compare(next, &wire),
        };
        let (Some(next), Ok(())) = (next, &compared) else {
            let mut otherwise = self
                .otherwise
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *otherwise = otherwise.take().or(compared.err());
            return Err(failure(Failed::Other, "not as the case expects", false));
        };
        came(next.answer, wire.url)
    }
}

impl Network for Recording {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        let as_text = request.as_text;
        let answer = self.answer(request).map(|mut answer| {
            if let (false, Body::Text(text)) = (as_text, &answer.body) {
                answer.body = Body::Bytes(text.clone().into_bytes());
            }
            answer
        });
        Box::pin(std::future::ready((answer, Vec::<Told>::new())))
    }
}

/// What an answer of a case gives, as a text.
pub fn came(answer: Answer, url: String) -> Result<Incoming, Failure> {
    if let Some(kind) = answer.failure {
        let failed = match kind.as_str() {
            "connect" => Failed::Connect,
            "timeout" => Failed::Timeout,
            "denied" => Failed::Denied,
            "budget" => Failed::Budget,
            "too-large" => Failed::TooLarge,
            _ => Failed::Other,
        };
        return Err(failure(failed, &kind, answer.maybe_sent));
    }
    let after = answer.headers.get("retry-after");
    Ok(Incoming {
        status: answer.status,
        retry_after_s: after.and_then(|seconds| seconds.parse().ok()),
        headers: answer.headers.into_iter().collect(),
        body: Body::Text(match answer.body {
            Value::String(text) => text,
            Value::Null => String::new(),
            json => json.to_string(),
        }),
        final_url: url,
    })
}

fn failure(kind: Failed, message: &str, maybe_sent: bool) -> Failure {
    Failure {
        kind,
        message: message.to_owned(),
        maybe_sent,
        after_s: None,
    }
}

fn text(sealed: &Sealed) -> String {
    String::from_utf8_lossy(&sealed.value).into_owned()
}

/// As the egress client writes it.
pub fn on_the_wire(mut request: Outgoing) -> Outgoing {
    for credential in std::mem::take(&mut request.credentials) {
        match credential {
            Credential::Bearer(value) => {
                let value = format!("Bearer {}", text(&value));
                request.headers.push(("authorization".to_owned(), value));
            }
            Credential::Basic { user, password } => {
                let pair = format!("{}:{}", text(&user), text(&password));
                let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
                request.headers.push(("authorization".to_owned(), value));
            }
            Credential::Header { name, value } => request.headers.push((name, text(&value))),
            Credential::Query { name, value } => {
                let sign = if request.url.contains('?') { '&' } else { '?' };
                let mut pair = url::form_urlencoded::Serializer::new(String::new());
                pair.append_pair(&name, &text(&value));
                request.url = format!("{}{sign}{}", request.url, pair.finish());
            }
            Credential::Path { placeholder, value } => {
                request.url = request.url.replace(&placeholder, &text(&value));
            }
            Credential::Body {
                placeholder,
                value,
                json,
            } => {
                let mut value = text(&value);
                if json {
                    let quoted = Value::String(value).to_string();
                    value = quoted[1..quoted.len() - 1].to_owned();
                }
                match &mut request.body {
                    Some(Body::Text(text)) => *text = text.replace(&placeholder, &value),
                    Some(Body::Form(fields)) => {
                        for (_, field) in fields {
                            *field = field.replace(&placeholder, &value);
                        }
                    }
                    Some(Body::Bytes(_)) | None => {}
                }
            }
        }
    }
    request
}

fn compare(expected: &Exchange, wire: &Outgoing) -> Result<(), String> {
    if wire.method != expected.method || wire.url != expected.url {
        return Err(format!(
            "it asked {} {}, expected was {} {}",
            wire.method, wire.url, expected.method, expected.url
        ));
    }
    for (name, value) in &expected.headers {
        let sent = wire
            .headers
            .iter()
            .find(|(sent, _)| sent.eq_ignore_ascii_case(name));
        let sent = sent.map(|(_, value)| value);
        if sent != Some(value) {
            return Err(format!("header {name}: {sent:?}, expected was {value:?}"));
        }
    }
    if let Some(form) = &expected.form {
        let Some(Body::Form(fields)) = &wire.body else {
            return Err(format!("a form was expected: {:?}", wire.body));
        };
        let fields: BTreeMap<String, String> = fields.iter().cloned().collect();
        if &fields != form {
            return Err(format!("its form {fields:?}, expected was {form:?}"));
        }
    }
    match (&expected.body, &wire.body) {
        (None, _) => Ok(()),
        (Some(Value::String(text)), Some(Body::Text(sent))) if sent == text => Ok(()),
        (Some(json), Some(Body::Text(sent))) if is_json(sent, json) => Ok(()),
        (Some(wanted), sent) => Err(format!("its body {sent:?}, expected was {wanted}")),
    }
}

fn is_json(text: &str, wanted: &Value) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|sent| &sent == wanted)
}
