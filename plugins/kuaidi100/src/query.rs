//! `poll/query.do`: asks for one parcel, and reads the answer. The same body comes in a push.

use crate::carriers;
use crate::carriers::CARRIERS;
use crate::carriers::Parcel;
use crate::faults;
use crate::faults::Answer;
use crate::states;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::courier::Update;
use aftercare_plugin::http::Request;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::settings;
use aftercare_plugin::time;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Part;

const QUERY: &str = "https://poll.kuaidi100.com/poll/query.do";
/// All times are local times of this zone.
const ZONE: &str = "Asia/Shanghai";
/// What a free web interface answers under a state that means nothing: no parcel at all.
const NOTHING: &str = "查无结果";

/// Asks for one parcel. Not more than once in 30 minutes, or the number is locked.
///
/// # Errors
/// What stands against it.
pub fn look_up(query: &Query) -> Result<Outcome> {
    let parcel = carriers::parcel(query)?;
    let customer = settings::need("customer")?;
    let detail = settings::get("detail").unwrap_or_else(|| "4".to_owned());
    // The signature is made over this very text.
    let param = param(&parcel, &detail);
    let sign = vault::md5_hex_upper(&to_sign(&param, &customer))?;
    let answer = Request::post(QUERY)
        .reads_only()
        .form(&[("customer", &customer), ("sign", &sign), ("param", &param)])
        .send()?
        .ok()?;
    let body = answer.json()?;
    let code = code(&body);
    match faults::of_query(&code, message(&body)) {
        Answer::Failed(error) => Err(error),
        Answer::Nothing => Ok(Outcome::UnknownNumber),
        Answer::Found => match update(&body, Some(query))? {
            Some(update) => Ok(Outcome::Updated(update)),
            None => Ok(Outcome::UnknownNumber),
        },
    }
}

/// The JSON text of a query.
pub fn param(parcel: &Parcel<'_>, detail: &str) -> String {
    let mut param = json!({
        "com": parcel.com,
        "num": parcel.num,
        "order": "desc",
        "show": "0",
    });
    if !parcel.phone.is_empty() {
        param["phone"] = parcel.phone.into();
    }
    if detail != "0" {
        param["resultv2"] = detail.into();
    }
    param.to_string()
}

/// `UPPER(MD5(param + key + customer))`
pub fn to_sign(param: &str, customer: &str) -> Vec<Part> {
    vec![
        vault::text(param),
        vault::secret("key"),
        vault::text(customer),
    ]
}

/// "200" in `status` of a success, `returnCode` of a failure.
pub fn code(body: &Value) -> String {
    let code = json::code(body, "returnCode").or_else(|| json::code(body, "status"));
    code.unwrap_or_default()
}

pub fn message(body: &Value) -> &str {
    json::text(body, "message").unwrap_or_default()
}

/// What a body says of a parcel; nothing when it holds no line that counts.
///
/// # Errors
/// `upstream`: a time nobody can read.
pub fn update(body: &Value, query: Option<&Query>) -> Result<Option<Update>> {
    let lines = json::list(body, "data");
    let empty = |line: &Value| json::text(line, "context").is_none_or(|text| text == NOTHING);
    if lines.iter().all(empty) {
        return Ok(None);
    }
    let state = json::code(body, "state");
    let mut events = Vec::with_capacity(lines.len());
    // Newest first; the state of the whole is that of the newest line.
    for (at, line) in lines.iter().enumerate() {
        let whole = state.as_deref().filter(|_| at == 0);
        events.push(event(line, whole)?);
    }
    events.reverse();
    let com = json::text(body, "com").unwrap_or_default();
    let carrier = match query {
        Some(query) if com.is_empty() => query.carrier.clone(),
        _ => CARRIERS.ours(com),
    };
    let number = json::text(body, "nu").or(query.map(|query| query.number.as_str()));
    let mut attrs = Vec::new();
    if let Some(state) = state {
        attrs.push(("state".to_owned(), state));
    }
    Ok(Some(Update {
        parcel: query.map(|query| query.parcel.clone()),
        carrier,
        number: number.unwrap_or_default().to_owned(),
        events,
        estimated: None,
        watching_ended: false,
        attrs,
    }))
}

/// One line. Its own detailed code counts; the state of the whole stands in for that of the newest
/// line; any other line without a code is `unmapped`.
fn event(line: &Value, whole: Option<&str>) -> Result<Event> {
    let text = |field| json::text(line, field);
    let at = text("ftime").or(text("time")).unwrap_or_default();
    let code = json::code(line, "statusCode").or_else(|| whole.map(str::to_owned));
    let stage = code.as_deref().map_or(Stage::Unmapped, states::stage);
    let place = text("location").or(text("areaName"));
    Ok(Event {
        at: time::local(at, "%Y-%m-%d %H:%M:%S", ZONE)?,
        stage,
        text: text("context").unwrap_or_default().to_owned(),
        place: place.map(str::to_owned),
        raw_code: code,
    })
}
