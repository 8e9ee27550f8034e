//! A call of v2.2: a JSON list of at most forty parcels, answered with those that were accepted
//! and those that were rejected.

use crate::carriers;
use crate::faults;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Query;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::vault;

const BASE: &str = "https://api.17track.net/track/v2.2/";
/// Parcels of one call.
pub const MOST: usize = 40;

/// What an answer says of its parcels.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub accepted: Vec<Value>,
    pub rejected: Vec<Rejected>,
}

#[derive(Debug, PartialEq)]
pub struct Rejected {
    pub number: String,
    pub code: i64,
    pub message: String,
}

fn post(name: &str) -> Request {
    let url = format!("{BASE}{name}");
    // Registering twice is answered with "registered already", so nothing here is a write that
    // must not be repeated.
    Request::post(&url)
        .reads_only()
        .secret_header("17token", vec![vault::secret("key")])
}

/// Asks for the quota: the one call that needs the key and touches no parcel.
///
/// # Errors
/// Why the key is not taken.
pub fn quota() -> Result<()> {
    let answer = post("getquota").json("[]").send()?.ok()?;
    whole(&answer.json()?)
}

/// # Errors
/// What concerns all of them.
pub fn call(name: &str, queries: &[&Query]) -> Result<Answer> {
    let list: Vec<Value> = queries.iter().map(|query| parcel(query)).collect();
    let text = Value::from(list).to_string();
    let answer = post(name).json(&text).send()?.ok()?;
    opened(&answer.json()?)
}

fn parcel(query: &Query) -> Value {
    let mut parcel = json!({ "number": query.number.trim() });
    if let Some(carrier) = carriers::number(&query.carrier) {
        parcel["carrier"] = carrier.into();
    }
    parcel
}

/// Numbers have 5 to 50 letters and digits.
///
/// # Errors
/// `invalid`: 17TRACK would reject it.
pub fn check(query: &Query) -> Result<()> {
    let number = query.number.trim();
    let fits = number.chars().all(|c| c.is_ascii_alphanumeric());
    match fits && (5..=50).contains(&number.len()) {
        true => Ok(()),
        false => Err(failure::invalid_field(number, Some("number"), None)),
    }
}

fn whole(body: &Value) -> Result<()> {
    let Some(code) = body.get("code").and_then(Value::as_i64) else {
        return Err(failure::upstream("no code", None, None));
    };
    let errors = json::list(&body["data"], "errors");
    let message = errors
        .first()
        .and_then(|error| json::text(error, "message"));
    faults::of_code(code, message.unwrap_or_default())
}

/// The two lists of an answer whose code is 0: rejected parcels are normal there.
///
/// # Errors
/// What the code of the whole call stands for.
pub fn opened(body: &Value) -> Result<Answer> {
    whole(body)?;
    let data = body.get("data").unwrap_or(&Value::Null);
    let rejected = json::list(data, "rejected").iter().map(|row| {
        let error = row.get("error").unwrap_or(&Value::Null);
        Rejected {
            number: json::text(row, "number").unwrap_or_default().to_owned(),
            code: error
                .get("code")
                .and_then(Value::as_i64)
                .unwrap_or_default(),
            message: json::text(error, "message").unwrap_or_default().to_owned(),
        }
    });
    Ok(Answer {
        accepted: json::list(data, "accepted").to_vec(),
        rejected: rejected.collect(),
    })
}
