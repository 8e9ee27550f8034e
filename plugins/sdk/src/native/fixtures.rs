//! Recorded cases: one JSON file per case says what the desk knows, what is called, what the
//! service is asked and answers, and what comes of it.

use super::Desk;
use super::Exchange;
use crate::Account;
use crate::CallContext;
use crate::Courier;
use crate::CourierPush;
use crate::CourierRecognise;
use crate::CourierSubscribe;
use crate::Marketplace;
use crate::MarketplaceOrder;
use crate::MarketplacePush;
use crate::PluginError;
use crate::Robot;
use crate::Sms;
use crate::SmsCheck;
use crate::SmsPush;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A case. `origin` says what it proves: the vendor's own sample, or only a stated rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    origin: String,
    #[serde(default)]
    clock: String,
    #[serde(default)]
    settings: BTreeMap<String, String>,
    #[serde(default)]
    secrets: BTreeMap<String, String>,
    /// Its memory before, as texts.
    #[serde(default)]
    kept: BTreeMap<String, String>,
    /// "courier.track"
    call: String,
    /// By the names of the contract.
    #[serde(default)]
    arguments: Value,
    /// Of a pushed message that nobody signs: which document says so.
    #[serde(default)]
    #[serde(rename = "unsigned")]
    _unsigned: Option<String>,
    #[serde(default)]
    http: Vec<Exchange>,
    /// What it must come to, whole; `null` where there is nothing to say but that it was done.
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    /// Or the error: its name, or those of its fields that count.
    error: Option<Value>,
    /// Its memory after: those keys that count.
    #[serde(default)]
    kept_after: BTreeMap<String, String>,
}

/// A field that is there, even as `null`.
fn present<'de, D: Deserializer<'de>>(written: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(written).map(Some)
}

/// Answers the calls of one interface; `None` for those of another.
pub type Offer = fn(&str, &Value) -> Option<Result<Value, PluginError>>;

/// Runs every case of a folder.
///
/// # Panics
/// When one does not come to what it says.
pub fn run(folder: &str, offers: &[Offer]) {
    let entries = std::fs::read_dir(Path::new(folder)).expect("a folder of fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no fixtures in {folder}");
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).expect("a readable fixture");
        let fixture: Fixture =
            serde_json::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(
            !fixture.origin.is_empty(),
            "{name}: where does it come from?"
        );
        println!("{name}");
        one(&name, fixture, offers);
    }
}

fn one(name: &str, fixture: Fixture, offers: &[Offer]) {
    let secrets: Vec<String> = fixture.secrets.values().cloned().collect();
    let desk = Desk {
        now: fixture.clock,
        settings: fixture.settings,
        secrets: fixture.secrets,
        kv: fixture
            .kept
            .into_iter()
            .map(|(key, value)| (key, value.into_bytes()))
            .collect(),
        exchanges: fixture.http.into(),
        ..Desk::default()
    };
    let call = || {
        let said = offers
            .iter()
            .find_map(|offer| offer(&fixture.call, &fixture.arguments));
        said.unwrap_or_else(|| panic!("{name}: nothing offers {}", fixture.call))
    };
    let (said, desk) = desk.run(call);
    let seen = format!("{said:?} {:?}", desk.log);
    for secret in secrets.iter().filter(|secret| secret.len() > 3) {
        assert!(!seen.contains(secret.as_str()), "{name}: a secret came out");
    }
    for (key, wanted) in &fixture.kept_after {
        let found = desk.kv.get(key).map(|value| String::from_utf8_lossy(value));
        assert_eq!(found.as_deref(), Some(wanted.as_str()), "{name}: {key}");
    }
    match (said, fixture.result, fixture.error) {
        (Ok(said), Some(result), None) => {
            let pretty = serde_json::to_string_pretty(&said).unwrap_or_default();
            assert_eq!(said, result, "{name}: it came to\n{pretty}");
        }
        (Err(said), None, Some(error)) => {
            let said = serde_json::to_value(said).expect("an error is JSON");
            assert!(holds(&said, &error), "{name}: it came to {said}");
        }
        (said, ..) => panic!("{name}: it came to {said:?}"),
    }
}

/// Whether a value has all that another one says.
fn holds(said: &Value, wanted: &Value) -> bool {
    match (said, wanted) {
        (Value::Object(said), Value::Object(wanted)) => wanted
            .iter()
            .all(|(key, wanted)| said.get(key).is_some_and(|said| holds(said, wanted))),
        (Value::Object(said), Value::String(name)) => said.contains_key(name),
        _ => said == wanted,
    }
}

fn context() -> CallContext {
    CallContext {
        account_id: "1".to_owned(),
        call_id: "1".to_owned(),
        attempt: 1,
        deadline_s: 30,
        locale: "zh-CN".to_owned(),
        timezone: "Asia/Shanghai".to_owned(),
    }
}

fn argument<T: DeserializeOwned>(arguments: &Value, name: &str) -> T {
    let value = arguments.get(name).cloned().unwrap_or_default();
    serde_json::from_value(value).unwrap_or_else(|why| panic!("argument {name}: {why}"))
}

fn told<T: Serialize>(said: crate::Result<T>) -> Option<Result<Value, PluginError>> {
    Some(said.map(|said| serde_json::to_value(said).expect("a result is JSON")))
}

pub fn account<P: Account>(call: &str, _: &Value) -> Option<Result<Value, PluginError>> {
    match call {
        "account.verify" => told(P::verify(&context())),
        _ => None,
    }
}

pub fn courier<P: Courier>(call: &str, with: &Value) -> Option<Result<Value, PluginError>> {
    match call {
        "courier.track" => told(P::track(&context(), argument(with, "queries"))),
        _ => None,
    }
}

pub fn courier_recognise<P: CourierRecognise>(
    call: &str,
    with: &Value,
) -> Option<Result<Value, PluginError>> {
    let number = || argument::<String>(with, "number");
    match call {
        "courier-recognise.recognise" => told(P::recognise(&context(), &number())),
        _ => None,
    }
}

pub fn courier_subscribe<P: CourierSubscribe>(
    call: &str,
    with: &Value,
) -> Option<Result<Value, PluginError>> {
    let url = || argument::<String>(with, "callback_url");
    match call {
        "courier-subscribe.subscribe" => {
            told(P::subscribe(&context(), argument(with, "queries"), &url()))
        }
        _ => None,
    }
}

pub fn courier_push<P: CourierPush>(
    call: &str,
    with: &Value,
) -> Option<Result<Value, PluginError>> {
    match call {
        "courier-push.read" => told(P::read(&context(), &incoming(with))),
        _ => None,
    }
}

pub fn marketplace<P: Marketplace>(call: &str, with: &Value) -> Option<Result<Value, PluginError>> {
    let id = || argument::<String>(with, "id");
    match call {
        "marketplace.pull-orders" => told(P::pull_orders(&context(), &argument(with, "window"))),
        "marketplace.pull-requests" => {
            told(P::pull_requests(&context(), &argument(with, "window")))
        }
        "marketplace.get-request" => told(P::get_request(&context(), &id())),
        "marketplace.push-decision" => {
            told(P::push_decision(&context(), &argument(with, "decision")))
        }
        "marketplace.check-decision" => {
            told(P::check_decision(&context(), &argument(with, "decision")))
        }
        "marketplace.states" => told(Ok(P::states())),
        _ => None,
    }
}

pub fn marketplace_order<P: MarketplaceOrder>(
    call: &str,
    with: &Value,
) -> Option<Result<Value, PluginError>> {
    let id = || argument::<String>(with, "id");
    match call {
        "marketplace-order.get-order" => told(P::get_order(&context(), &id())),
        _ => None,
    }
}

pub fn marketplace_push<P: MarketplacePush>(
    call: &str,
    with: &Value,
) -> Option<Result<Value, PluginError>> {
    match call {
        "marketplace-push.read" => told(P::read(&context(), &incoming(with))),
        _ => None,
    }
}

pub fn sms<P: Sms>(call: &str, with: &Value) -> Option<Result<Value, PluginError>> {
    let ids = || argument::<Vec<String>>(with, "external_ids");
    match call {
        "sms.send" => told(P::send(&context(), &argument(with, "message"))),
        "sms.query" => told(P::query(&context(), &ids())),
        "sms.estimate" => told(P::estimate(&context(), &argument(with, "message"))),
        _ => None,
    }
}

pub fn sms_check<P: SmsCheck>(call: &str, with: &Value) -> Option<Result<Value, PluginError>> {
    let sent_at = || argument::<String>(with, "sent_at");
    match call {
        "sms-check.check" => told(P::check(&context(), &argument(with, "message"), &sent_at())),
        _ => None,
    }
}

pub fn sms_push<P: SmsPush>(call: &str, with: &Value) -> Option<Result<Value, PluginError>> {
    match call {
        "sms-push.read" => told(P::read(&context(), &incoming(with))),
        _ => None,
    }
}

pub fn robot<P: Robot>(call: &str, with: &Value) -> Option<Result<Value, PluginError>> {
    match call {
        "robot.post" => told(P::post(&context(), &argument(with, "alert"))),
        _ => None,
    }
}

/// A request as a fixture writes it: the body as a text, the headers as a table.
fn incoming(with: &Value) -> crate::push::Incoming {
    let pairs = |name: &str| -> Vec<(String, String)> {
        let table: BTreeMap<String, String> = match with.get(name) {
            Some(_) => argument(with, name),
            None => BTreeMap::new(),
        };
        table.into_iter().collect()
    };
    let form = pairs("form");
    let text = with.get("body").and_then(Value::as_str).map(str::to_owned);
    let written = |(name, value): &(String, String)| {
        format!(
            "{}={}",
            crate::encode::form(name),
            crate::encode::form(value)
        )
    };
    let body = text.clone().unwrap_or_else(|| {
        let fields: Vec<String> = form.iter().map(written).collect();
        fields.join("&")
    });
    crate::push::Incoming {
        method: "POST".to_owned(),
        path: String::new(),
        query: pairs("query"),
        headers: pairs("headers")
            .into_iter()
            .map(|(name, value)| crate::http::Header { name, value })
            .collect(),
        body: body.clone().into_bytes(),
        text: Some(body),
        form,
        received_at: super::imports::clock::now().rfc3339,
    }
}
