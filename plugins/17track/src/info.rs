//! `track_info`: what is known of a parcel. The same comes in an answer and in a push.

use crate::carriers::CARRIERS;
use crate::stages;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Update;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::time;

/// The latest main status.
pub fn status(parcel: &Value) -> Option<&str> {
    json::text(&parcel["track_info"]["latest_status"], "status")
}

/// What is said of one parcel. Times without an offset are local times of `zone`.
///
/// # Errors
/// `upstream`: a time nobody can read.
pub fn outcome(parcel: &Value, query: &Query, zone: &str) -> Result<Outcome> {
    let update = update(parcel, Some(query), zone)?;
    Ok(match update.events.is_empty() {
        true if matches!(status(parcel), None | Some(stages::NOT_FOUND)) => Outcome::UnknownNumber,
        _ => Outcome::Updated(update),
    })
}

/// # Errors
/// `upstream`: a time nobody can read.
pub fn update(parcel: &Value, query: Option<&Query>, zone: &str) -> Result<Update> {
    let info = parcel.get("track_info").unwrap_or(&Value::Null);
    let mut events = Vec::new();
    // Newest first inside each carrier, and one carrier after the other.
    for provider in json::list(&info["tracking"], "providers") {
        for line in json::list(provider, "events") {
            events.extend(event(line, zone)?);
        }
    }
    events.sort_by(|a: &Event, b: &Event| a.at.cmp(&b.at));
    let theirs = json::code(parcel, "carrier").unwrap_or_default();
    let carrier = query.map_or_else(|| CARRIERS.ours(&theirs), |query| query.carrier.clone());
    let number = json::text(parcel, "number").or(query.map(|query| query.number.trim()));
    let latest = &info["latest_status"];
    let mut attrs = Vec::new();
    for (name, value) in [
        ("status", json::text(latest, "status")),
        ("sub-status", json::text(latest, "sub_status")),
        (
            "carrier",
            Some(theirs.as_str()).filter(|code| !code.is_empty()),
        ),
    ] {
        attrs.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }
    Ok(Update {
        parcel: query.map(|query| query.parcel.clone()),
        carrier,
        number: number.unwrap_or_default().to_owned(),
        events,
        estimated: None,
        watching_ended: false,
        attrs,
    })
}

/// One line; nothing for one that has no time at all.
fn event(line: &Value, zone: &str) -> Result<Option<Event>> {
    let Some(at) = json::text(line, "time_utc").or(json::text(line, "time_iso")) else {
        return Ok(None);
    };
    let (sub, stage) = (json::text(line, "sub_status"), json::text(line, "stage"));
    Ok(Some(Event {
        at: time::iso(at, zone)?,
        stage: stages::of_event(sub, stage),
        text: json::text(line, "description")
            .unwrap_or_default()
            .to_owned(),
        place: json::text(line, "location").map(str::to_owned),
        raw_code: sub.or(stage).map(str::to_owned),
    }))
}
