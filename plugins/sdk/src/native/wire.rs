//! The network of a test: each request is compared with the next one that the test expects, as it
//! would be on the wire, with its secrets in it.

use super::compute::spell;
use super::on_desk;
use crate::bindings::imports::aftercare::plugin::http::Body;
use crate::bindings::imports::aftercare::plugin::http::Credential;
use crate::bindings::imports::aftercare::plugin::http::Failure;
use crate::bindings::imports::aftercare::plugin::http::FailureKind;
use crate::bindings::imports::aftercare::plugin::http::Header;
use crate::bindings::imports::aftercare::plugin::http::Request;
use crate::bindings::imports::aftercare::plugin::http::Response;
use crate::bindings::imports::aftercare::plugin::vault::Part;
use crate::encode;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

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

fn secret(parts: &[Part]) -> String {
    let bytes = spell(parts).expect("the secrets of the test");
    String::from_utf8(bytes).expect("a secret that is sent is a text")
}

/// # Errors
/// What the test says.
///
/// # Panics
/// When the request is not the one the test expects.
pub fn send(request: &Request) -> Result<Response, Failure> {
    let mut wire = request.clone();
    for credential in &request.credentials {
        put_in(&mut wire, credential);
    }
    let expected = on_desk(|desk| desk.exchanges.pop_front());
    let expected = expected.unwrap_or_else(|| panic!("nothing more was expected: {wire:?}"));
    compare(&expected, &wire);
    let answer = expected.answer;
    if let Some(kind) = answer.failure {
        return Err(Failure {
            kind: match kind.as_str() {
                "connect" => FailureKind::Connect,
                "timeout" => FailureKind::Timeout,
                "denied" => FailureKind::Denied,
                "budget" => FailureKind::Budget,
                _ => FailureKind::Other,
            },
            message: kind,
            maybe_sent: answer.maybe_sent,
            after_s: None,
        });
    }
    let after = answer.headers.get("retry-after");
    let retry_after_s = after.and_then(|seconds| seconds.parse().ok());
    let header = |(name, value)| Header { name, value };
    Ok(Response {
        status: answer.status,
        headers: answer.headers.into_iter().map(header).collect(),
        body: Body::Text(match answer.body {
            Value::String(text) => text,
            Value::Null => String::new(),
            json => json.to_string(),
        }),
        final_url: wire.url,
        retry_after_s,
    })
}

fn put_in(wire: &mut Request, credential: &Credential) {
    let header = |name: &str, value: String| Header {
        name: name.to_owned(),
        value,
    };
    match credential {
        Credential::Bearer(parts) => {
            let value = format!("Bearer {}", secret(parts));
            wire.headers.push(header("authorization", value));
        }
        Credential::Basic(basic) => {
            let pair = format!("{}:{}", secret(&basic.user), secret(&basic.password));
            let value = format!("Basic {}", encode::base64(pair.as_bytes()));
            wire.headers.push(header("authorization", value));
        }
        Credential::Header(named) => wire.headers.push(header(&named.name, secret(&named.value))),
        Credential::Query(named) => {
            let sign = if wire.url.contains('?') { '&' } else { '?' };
            let (name, value) = (&named.name, encode::percent(&secret(&named.value)));
            wire.url = format!("{}{sign}{name}={value}", wire.url);
        }
        Credential::Path(placed) => {
            wire.url = wire
                .url
                .replace(&placed.placeholder, &secret(&placed.value));
        }
        Credential::Body(placed) => {
            let value = match placed.json {
                false => secret(&placed.value),
                true => {
                    let quoted = Value::String(secret(&placed.value)).to_string();
                    quoted[1..quoted.len() - 1].to_owned()
                }
            };
            match &mut wire.body {
                Some(Body::Text(text)) => *text = text.replace(&placed.placeholder, &value),
                Some(Body::Form(fields)) => {
                    for (_, field) in fields {
                        *field = field.replace(&placed.placeholder, &value);
                    }
                }
                _ => panic!("a secret was to be put into a body that is no text"),
            }
        }
    }
}

fn compare(expected: &Exchange, wire: &Request) {
    let method = format!("{:?}", wire.method).to_ascii_uppercase();
    let method = method.rsplit("::").next().unwrap_or_default();
    assert_eq!(
        (method, &wire.url),
        (expected.method.as_str(), &expected.url)
    );
    for (name, value) in &expected.headers {
        let sent = wire
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name));
        assert_eq!(
            sent.map(|header| &header.value),
            Some(value),
            "header {name}"
        );
    }
    if let Some(form) = &expected.form {
        let Some(Body::Form(fields)) = &wire.body else {
            panic!("a form was expected: {:?}", wire.body);
        };
        let fields: BTreeMap<String, String> = fields.iter().cloned().collect();
        assert_eq!(&fields, form);
    }
    match (&expected.body, &wire.body) {
        (None, _) => {}
        (Some(Value::String(text)), Some(Body::Text(sent))) => assert_eq!(sent, text),
        (Some(json), Some(Body::Text(sent))) => {
            let sent: Value = serde_json::from_str(sent).expect("the body is JSON");
            assert_eq!(&sent, json);
        }
        (Some(_), other) => panic!("another body was expected: {other:?}"),
    }
}
