//! 1002 and 8001: where a parcel is. The same fields come in a push.

use crate::carriers;
use crate::carriers::CARRIERS;
use crate::faults;
use crate::request;
use crate::request::Kind;
use crate::states;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::courier::Update;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::time;

const ZONE: &str = "Asia/Shanghai";

/// # Errors
/// What stands against it.
pub fn look_up(query: &Query) -> Result<Outcome> {
    let data = carriers::data(query, settings::get("jd-customer").as_deref())?;
    let kind = match request::is_plus() {
        true => Kind::QueryPlus,
        false => Kind::Query,
    };
    let body = request::send(kind, &data.to_string())?;
    if is_nothing(&body) {
        return Ok(Outcome::UnknownNumber);
    }
    faults::of_answer(&body)?;
    Ok(match update(&body, Some(query))? {
        Some(update) => Outcome::Updated(update),
        None => Outcome::UnknownNumber,
    })
}

/// No traces, said so: with or without a success.
fn is_nothing(body: &Value) -> bool {
    json::code(body, "State").as_deref() == Some(states::NOTHING.0)
}

/// What a body says of a parcel; nothing when it has no trace.
///
/// # Errors
/// `upstream`: a time nobody can read.
pub fn update(body: &Value, query: Option<&Query>) -> Result<Option<Update>> {
    let traces = json::list(body, "Traces");
    if traces.is_empty() {
        return Ok(None);
    }
    let state = json::code(body, "StateEx").or_else(|| json::code(body, "State"));
    let last = traces.len() - 1;
    let mut events = Vec::with_capacity(traces.len());
    // Ascending; the state of the whole is that of the last trace.
    for (at, trace) in traces.iter().enumerate() {
        let whole = state.as_deref().filter(|_| at == last);
        events.push(event(trace, whole)?);
    }
    let carrier = match query {
        Some(query) => query.carrier.clone(),
        None => CARRIERS.ours(json::text(body, "ShipperCode").unwrap_or_default()),
    };
    let number = json::text(body, "LogisticCode").or(query.map(|query| query.number.as_str()));
    let attrs = state.map(|state| ("state".to_owned(), state));
    Ok(Some(Update {
        parcel: query.map(|query| query.parcel.clone()),
        carrier,
        number: number.unwrap_or_default().to_owned(),
        events,
        estimated: None,
        watching_ended: false,
        attrs: attrs.into_iter().collect(),
    }))
}

/// One trace. Its own `Action` counts (value-added tier); the state of the whole stands in for
/// that of the last; any other trace without a code is `unmapped`.
fn event(trace: &Value, whole: Option<&str>) -> Result<Event> {
    let at = json::text(trace, "AcceptTime").unwrap_or_default();
    // Both signs are in use.
    let at = at.replace('/', "-");
    let code = json::code(trace, "Action").or_else(|| whole.map(str::to_owned));
    let place = json::text(trace, "Location");
    Ok(Event {
        at: time::local(&at, "%Y-%m-%d %H:%M:%S", ZONE)?,
        stage: code.as_deref().map_or(Stage::Unmapped, states::stage),
        text: json::text(trace, "AcceptStation")
            .unwrap_or_default()
            .to_owned(),
        place: place.map(str::to_owned),
        raw_code: code,
    })
}
