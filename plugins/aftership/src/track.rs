//! Trackings: created once, then asked for by their numbers.

use crate::carriers::CARRIERS;
use crate::request;
use crate::tags;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Update;
use aftercare_plugin::courier::item;
use aftercare_plugin::courier::of_the_account;
use aftercare_plugin::courier::one_by_one;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::time;

/// Names of the paging: what is sent, and what comes back.
pub const PAGE_QUERY: [&str; 2] = ["cursor", "limit"];
pub const PAGE_ANSWER: [&str; 3] = ["total", "next_cursor", "has_next_page"];
/// Pages of one call; the numbers of a batch fill one.
const PAGES_MOST: usize = 5;

/// Where the parcels are. Those AfterShip does not watch yet are created on the way, and are
/// `unchanged` until it has looked.
///
/// # Errors
/// What concerns the whole account.
pub fn track(queries: Vec<Query>, zone: &str) -> Result<Vec<Item>> {
    let found = all(&queries)?;
    let mut stopped: Option<PluginError> = None;
    let mut items = Vec::with_capacity(queries.len());
    for query in queries {
        let outcome = match (of_query(&found, &query), &stopped) {
            (Some(tracking), _) => outcome(tracking, &query, zone).unwrap_or_else(Outcome::Failed),
            (None, Some(error)) => Outcome::Failed(error.clone()),
            (None, None) => create_one(&query).unwrap_or_else(|error| {
                stopped = Some(error.clone()).filter(of_the_account);
                Outcome::Failed(error)
            }),
        };
        items.push(item(query.parcel, outcome));
    }
    Ok(items)
}

/// # Errors
/// What concerns the whole account.
pub fn create(queries: Vec<Query>) -> Result<Vec<Item>> {
    one_by_one(queries, create_one)
}

/// One that exists already is a success.
fn create_one(query: &Query) -> Result<Outcome> {
    let mut body = json!({ "tracking_number": query.number.trim() });
    if let Some(slug) = CARRIERS.theirs(&query.carrier) {
        body["slug"] = slug.into();
    }
    match request::post("/trackings", &body.to_string()) {
        Ok(_) | Err(PluginError::Conflict(_)) => Ok(Outcome::Unchanged),
        Err(error) => Err(error),
    }
}

/// Every tracking of these numbers, page by page.
fn all(queries: &[Query]) -> Result<Vec<Value>> {
    let numbers: Vec<&str> = queries.iter().map(|query| query.number.trim()).collect();
    let numbers = numbers.join(",");
    let mut found = Vec::new();
    let mut cursor = String::new();
    for _ in 0..PAGES_MOST {
        let mut query = vec![
            (PAGE_QUERY[1], "100"),
            ("tracking_numbers", numbers.as_str()),
        ];
        if !cursor.is_empty() {
            query.push((PAGE_QUERY[0], cursor.as_str()));
        }
        let data = request::get("/trackings", &query)?;
        found.extend_from_slice(json::list(&data, "trackings"));
        match next(&data) {
            Some(more) => cursor = more,
            None => break,
        }
    }
    Ok(found)
}

/// Where the next page begins; nothing behind the last.
pub fn next(data: &Value) -> Option<String> {
    let paging = data.get("pagination").unwrap_or(data);
    if !json::is_true(paging, PAGE_ANSWER[2]) {
        return None;
    }
    json::text(paging, PAGE_ANSWER[1]).map(str::to_owned)
}

/// The tracking of a parcel: that of its carrier, where the number is used by several.
fn of_query<'v>(found: &'v [Value], query: &Query) -> Option<&'v Value> {
    let number = query.number.trim();
    let same = |tracking: &&Value| {
        json::text(tracking, "tracking_number").is_some_and(|n| n.eq_ignore_ascii_case(number))
    };
    let slug = CARRIERS.theirs(&query.carrier);
    let of_carrier = |tracking: &&Value| slug.is_some() && json::text(tracking, "slug") == slug;
    let mut of_number = found.iter().filter(same);
    let exact = of_number.clone().find(of_carrier);
    exact.or_else(|| of_number.next())
}

fn outcome(tracking: &Value, query: &Query, zone: &str) -> Result<Outcome> {
    let update = update(tracking, Some(query), zone)?;
    let is_pending = json::text(tracking, "tag") == Some(tags::PENDING);
    Ok(match update.events.is_empty() && is_pending {
        true => Outcome::UnknownNumber,
        false => Outcome::Updated(update),
    })
}

/// What a tracking says; the same comes in a webhook. Times without an offset are local times of
/// `zone`.
///
/// # Errors
/// `upstream`: a time nobody can read.
pub fn update(tracking: &Value, query: Option<&Query>, zone: &str) -> Result<Update> {
    let mut events = Vec::new();
    for checkpoint in json::list(tracking, "checkpoints") {
        events.extend(event(checkpoint, zone)?);
    }
    events.sort_by(|a: &Event, b: &Event| a.at.cmp(&b.at));
    let slug = json::text(tracking, "slug").unwrap_or_default();
    let number = json::text(tracking, "tracking_number");
    let mut attrs = Vec::new();
    for name in ["tag", "subtag", "slug"] {
        let value = json::text(tracking, name);
        attrs.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }
    Ok(Update {
        parcel: query.map(|query| query.parcel.clone()),
        carrier: query.map_or_else(|| CARRIERS.ours(slug), |query| query.carrier.clone()),
        number: number
            .or(query.map(|query| query.number.trim()))
            .unwrap_or_default()
            .to_owned(),
        events,
        estimated: None,
        watching_ended: tracking.get("active") == Some(&Value::Bool(false)),
        attrs,
    })
}

/// One checkpoint; nothing for one that has no time at all.
fn event(checkpoint: &Value, zone: &str) -> Result<Option<Event>> {
    let text = |field| json::text(checkpoint, field);
    let Some(at) = text("checkpoint_time") else {
        return Ok(None);
    };
    let tag = text("tag");
    Ok(Some(Event {
        at: time::iso(at, zone)?,
        stage: tags::stage(tag.unwrap_or_default()),
        text: text("message").unwrap_or_default().to_owned(),
        place: text("location").or(text("city")).map(str::to_owned),
        raw_code: text("raw_tag")
            .or(text("subtag"))
            .or(tag)
            .map(str::to_owned),
    }))
}
