//! What 快递100 sends when a parcel moves: a form with `param` (JSON text) and `sign`.

use crate::carriers::CARRIERS;
use crate::query;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::courier::Update;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::answer_json;
use aftercare_plugin::push::same;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Part;

/// Anything else, and the message is sent again.
const THANKS: &str = r#"{"result":true,"returnCode":"200","message":"成功"}"#;

/// What the service says of its own watching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// `polling`, or `updateall`: all lines once more.
    On,
    /// `shutdown`: signed for, done.
    Done,
    /// `abort`: nothing for 3 days, or no change for 60. May be asked for again after half an hour.
    GivenUp,
    Unknown,
}

pub fn watching(status: &str) -> Watching {
    match status {
        "polling" | "updateall" => Watching::On,
        "shutdown" => Watching::Done,
        "abort" => Watching::GivenUp,
        _ => Watching::Unknown,
    }
}

/// `UPPER(MD5(param + salt))`
pub fn to_sign(param: &str) -> Vec<Part> {
    vec![vault::text(param), vault::secret("salt")]
}

/// # Errors
/// `auth(bad-signature)`, or `invalid` for what cannot be read.
pub fn read(request: &Incoming) -> Result<Reading> {
    let param = request
        .field("param")
        .ok_or_else(|| failure::invalid("no param"))?;
    let sign = request
        .field("sign")
        .unwrap_or_default()
        .to_ascii_uppercase();
    let right = vault::md5_hex_upper(&to_sign(param))?;
    if !same(right.as_bytes(), sign.as_bytes()) {
        return Err(failure::bad_signature("sign"));
    }
    let message = json::parse(param)?;
    let dedupe_key = Some(vault::md5_hex(&[vault::text(param)])?);
    Ok(Reading {
        answer: answer_json(THANKS),
        dedupe_key,
        updates: update(&message, &request.received_at)?
            .into_iter()
            .collect(),
    })
}

/// What a message says of its parcel.
fn update(message: &Value, received_at: &str) -> Result<Option<Update>> {
    let result = message.get("lastResult").unwrap_or(&Value::Null);
    let status = json::text(message, "status").unwrap_or_default();
    let said = json::text(message, "message").unwrap_or_default();
    let number = json::text(result, "nu").unwrap_or_default();
    let empty = || Update {
        parcel: None,
        carrier: CARRIERS.ours(json::text(result, "com").unwrap_or_default()),
        number: number.to_owned(),
        events: Vec::new(),
        estimated: None,
        watching_ended: false,
        attrs: Vec::new(),
    };
    let mut update = query::update(result, None)?.unwrap_or_else(empty);
    if number.is_empty() {
        return Ok(None);
    }
    match watching(status) {
        Watching::On | Watching::Unknown => {}
        Watching::Done => update.watching_ended = true,
        Watching::GivenUp => {
            update.watching_ended = true;
            update.events.push(Event {
                at: received_at.to_owned(),
                stage: Stage::Exception,
                text: said.to_owned(),
                place: None,
                raw_code: Some(status.to_owned()),
            });
        }
    }
    for (name, value) in [
        ("push-status", status),
        ("push-message", said),
        ("com-old", json::text(message, "comOld").unwrap_or_default()),
        ("com-new", json::text(message, "comNew").unwrap_or_default()),
    ] {
        if !value.is_empty() {
            update.attrs.push((name.to_owned(), value.to_owned()));
        }
    }
    Ok(Some(update))
}
