//! Swift, a courier that does not exist: ../README.md says what its service does.

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Courier;
use aftercare_plugin::CourierPush;
use aftercare_plugin::CourierSubscribe;
use aftercare_plugin::PluginError;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::Timestamp;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::courier::Update;
use aftercare_plugin::courier::item;
use aftercare_plugin::encode;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::json;
use aftercare_plugin::push::Answer;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::same;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::time;
use aftercare_plugin::vault;

const SERVICE: &str = "https://api.swift.example";

pub struct Swift;

aftercare_plugin::register!(Swift: courier, courier_subscribe, courier_push);

impl Account for Swift {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let url = format!("{SERVICE}/v1/account");
        let me = signed(Request::get(&url), "account")?.send()?.ok()?.json()?;
        let field = |name| json::code(&me, name).ok_or_else(|| shape(name));
        let scopes = json::list(&me, "scopes").iter();
        Ok(AccountInfo {
            external_id: field("customer")?,
            display_name: field("name")?,
            scopes: scopes
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            attrs: Vec::new(),
        })
    }
}

impl Courier for Swift {
    fn track(_ctx: &CallContext, queries: Vec<Query>) -> Result<Vec<Item>> {
        let each = |query: Query| Ok(item(query.parcel.clone(), look(&query)?));
        queries.into_iter().map(each).collect()
    }
}

impl CourierSubscribe for Swift {
    fn subscribe(_ctx: &CallContext, queries: Vec<Query>, callback_url: &str) -> Result<Vec<Item>> {
        let each = |query: Query| {
            watch(&query, callback_url)?;
            Ok(item(query.parcel, Outcome::Unchanged))
        };
        queries.into_iter().map(each).collect()
    }
}

impl CourierPush for Swift {
    fn read(_ctx: &CallContext, request: &Incoming) -> Result<Reading> {
        let given = request.header("x-sign").unwrap_or_default();
        let body = [
            vault::bytes(&request.body),
            vault::text("/"),
            vault::secret("key"),
        ];
        let wanted = vault::sha256_hex(&body)?;
        if !same(given.to_lowercase().as_bytes(), wanted.as_bytes()) {
            return Err(failure::bad_signature("x-sign is not of this body"));
        }
        let raw: Value = serde_json::from_slice(&request.body)
            .map_err(|_| failure::invalid("the body is no JSON"))?;
        Ok(Reading {
            answer: Answer {
                status: 200,
                headers: Vec::new(),
                body: "{\"ok\":true}".to_owned(),
            },
            dedupe_key: json::code(&raw, "id"),
            updates: vec![update(&raw, None, "swift")?],
        })
    }
}

/// With the two headers that every request carries.
fn signed(request: Request, subject: &str) -> Result<Request> {
    let sign = vault::md5_hex(&[vault::text(subject), vault::secret("key")])?;
    let key = vec![vault::secret("key")];
    Ok(request.header("x-sign", &sign).secret_header("x-key", key))
}

fn look(query: &Query) -> Result<Outcome> {
    match asked(query) {
        Ok(update) => Ok(Outcome::Updated(update)),
        Err(PluginError::NotFound(_)) => Ok(Outcome::UnknownNumber),
        // An answer nobody can read is this parcel's own matter; anything else ends the call.
        Err(error @ PluginError::Upstream(_)) => Ok(Outcome::Failed(error)),
        Err(error) => Err(error),
    }
}

fn asked(query: &Query) -> Result<Update> {
    let url = format!("{SERVICE}/v1/parcels/{}", encode::percent(&query.number));
    let answer = signed(Request::get(&url), &query.number)?.send()?.ok()?;
    let begin: String = answer.text.chars().take(80).collect();
    let raw = serde_json::from_str(&answer.text)
        .map_err(|_| shape(&format!("the answer is no JSON: {begin}")))?;
    update(&raw, Some(query.parcel.clone()), &query.carrier)
}

fn watch(query: &Query, callback: &str) -> Result<()> {
    let body = json!({ "number": query.number, "callback": callback }).to_string();
    let request = Request::post(&format!("{SERVICE}/v1/watches")).json(&body);
    signed(request, &query.number)?.send()?.ok().map(|_| ())
}

fn stage(code: &str) -> Stage {
    match code {
        "10" => Stage::Created,
        "20" => Stage::PickedUp,
        "30" => Stage::InTransit,
        "35" => Stage::Customs,
        "40" => Stage::OutForDelivery,
        "45" => Stage::ReadyForPickup,
        "50" => Stage::Signed,
        "60" => Stage::Exception,
        "65" => Stage::Rejected,
        "70" => Stage::Returning,
        "75" => Stage::Returned,
        "90" => Stage::Lost,
        // A code that is not in the table is kept, and not guessed.
        _ => Stage::Unmapped,
    }
}

fn instant(local: &str) -> Result<Timestamp> {
    time::local(local, "%Y-%m-%d %H:%M:%S", "Asia/Shanghai")
        .map_err(|_| shape(&format!("no time: {local}")))
}

fn event(raw: &Value) -> Result<Event> {
    let code = json::code(raw, "code").ok_or_else(|| shape("an event has no code"))?;
    Ok(Event {
        at: instant(&json::code(raw, "time").unwrap_or_default())?,
        stage: stage(&code),
        text: json::text(raw, "text").unwrap_or_default().to_owned(),
        place: json::text(raw, "place").map(str::to_owned),
        raw_code: Some(code),
    })
}

fn update(raw: &Value, parcel: Option<String>, carrier: &str) -> Result<Update> {
    let events = raw.get("events").and_then(Value::as_array);
    let events = events.ok_or_else(|| shape("the answer has no events"))?;
    let mut events: Vec<Event> = events.iter().map(event).collect::<Result<_>>()?;
    events.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(Update {
        parcel,
        carrier: carrier.to_owned(),
        number: json::code(raw, "number").ok_or_else(|| shape("the answer has no number"))?,
        events,
        estimated: json::text(raw, "eta").map(instant).transpose()?,
        watching_ended: false,
        attrs: Vec::new(),
    })
}

fn shape(what: &str) -> PluginError {
    failure::upstream(what, None, None)
}
