//! A case out of a call that was really made. Its answers are scrubbed; then the call is made again
//! on them, with stand-ins for the secrets and the chance of every case, and what it asks and comes
//! to then is what is written. So a signature fits its stand-in, and no secret can have stayed.

use super::Case;
use super::Differs;
use super::Rotating;
use super::network::on_the_wire;
use super::scrub;
use super::tap::Passed;
use super::tap::Tap;
use crate::plugins::call::Outcome;
use crate::plugins::conformance::Sky;
use crate::plugins::conformance::Weather;
use crate::plugins::loaded::Loaded;
use crate::plugins::network::Body;
use crate::plugins::network::Failed;
use crate::plugins::network::Network;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A call as it was made.
pub struct Live {
    pub origin: String,
    /// RFC 3339: what the plugin was told.
    pub clock: String,
    pub settings: BTreeMap<String, String>,
    pub secrets: BTreeMap<String, String>,
    pub call: String,
    pub arguments: Value,
    pub passed: Vec<Passed>,
}

/// The case, as it is written.
///
/// # Errors
/// When the call comes out another way the second time, or breaks.
pub async fn written(live: Live, plugin: &Loaded, rotating: &Rotating) -> Result<Value, Differs> {
    let secrets = &live.secrets;
    let mut arguments = live.arguments;
    scrub::value(&mut arguments, secrets);
    let answers: Vec<Value> = live.passed.iter().map(|one| answer(one, secrets)).collect();
    let blank = |answer: &Value| json!({ "method": "", "url": "", "answer": answer });
    let stand_ins: BTreeMap<&String, String> = secrets
        .keys()
        .map(|name| (name, scrub::stand_in(name)))
        .collect();
    let mut case = json!({
        "origin": live.origin,
        "clock": live.clock,
        "settings": live.settings,
        "secrets": stand_ins,
        "call": live.call,
        "arguments": arguments,
        "http": answers.iter().map(blank).collect::<Vec<_>>(),
    });
    let draft = Case::read(&case.to_string())?;
    let weather = Arc::new(Weather::new(draft.http.clone(), 0, Sky::Clear));
    let tap = Arc::new(Tap::new(weather));
    let network = Arc::clone(&tap) as Arc<dyn Network>;
    let done = draft.made(plugin, rotating, network).await?;
    let again = tap.take();
    if again.len() != answers.len() {
        let (then, now) = (answers.len(), again.len());
        let text = format!("it asked {then} times, and {now} times when the answers were scrubbed");
        return Err(Differs(text));
    }
    let asked = again.into_iter().zip(answers);
    let asked: Vec<Value> = asked.map(|(one, answer)| exchange(one, answer)).collect();
    case["http"] = Value::Array(asked);
    match &done.outcome {
        Outcome::Answered(answer) => case["result"] = super::inside(answer)?,
        Outcome::Refused(error) => {
            let value = serde_json::to_value(error).map_err(|e| Differs(e.to_string()))?;
            case["error"] = without_words(value);
        }
        Outcome::Broken(fault) => return Err(Differs(fault.text.clone())),
    }
    Ok(case)
}

/// What came back, scrubbed.
fn answer((_, came): &Passed, secrets: &BTreeMap<String, String>) -> Value {
    let came = match came {
        Ok(came) => came,
        Err(failure) => {
            let kind = match failure.kind {
                Failed::Connect | Failed::Dns | Failed::Tls => "connect",
                Failed::Timeout => "timeout",
                Failed::Denied => "denied",
                Failed::Budget => "budget",
                Failed::TooLarge => "too-large",
                _ => "other",
            };
            return json!({ "failure": kind, "maybe_sent": failure.maybe_sent });
        }
    };
    let body = match &came.body {
        Body::Text(text) => text.clone(),
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::Form(_) => String::new(),
    };
    let mut body = serde_json::from_str(&body).unwrap_or(Value::String(body));
    scrub::value(&mut body, secrets);
    let kept = came.headers.iter();
    let headers: Map<String, Value> = kept
        .filter(|(name, _)| scrub::keeps_header(name))
        .map(|(name, value)| (name.clone(), scrub::text(value, secrets).into()))
        .collect();
    json!({ "status": came.status, "headers": headers, "body": body })
}

/// A request as it is on the wire, with its answer.
fn exchange((asked, _): Passed, answer: Value) -> Value {
    let wire = on_the_wire(asked);
    let headers: BTreeMap<String, String> = wire.headers.into_iter().collect();
    let mut made = json!({ "method": wire.method, "url": wire.url, "headers": headers });
    match wire.body {
        Some(Body::Form(fields)) => {
            made["form"] = json!(fields.into_iter().collect::<BTreeMap<_, _>>());
        }
        Some(Body::Text(text)) => {
            made["body"] = serde_json::from_str(&text).unwrap_or(Value::String(text));
        }
        Some(Body::Bytes(_)) | None => {}
    }
    made["answer"] = answer;
    made
}

/// An error by its name and the fields that count: its words may change.
fn without_words(error: Value) -> Value {
    let Value::Object(fields) = error else {
        return error;
    };
    let Some((name, inside)) = fields.into_iter().next() else {
        return Value::Null;
    };
    match inside {
        Value::Object(mut inside) => {
            inside.remove("message");
            inside.remove("reason");
            json!({ name: inside })
        }
        _ => Value::String(name),
    }
}
