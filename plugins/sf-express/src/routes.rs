//! `EXP_RECE_SEARCH_ROUTES`: the routes of at most ten waybills of one receiver.

use crate::faults;
use crate::signing;
use crate::stages;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Event;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Update;
use aftercare_plugin::courier::item;
use aftercare_plugin::courier::of_the_account;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::json;
use aftercare_plugin::random;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::settings;
use aftercare_plugin::time;

const SERVICE: &str = "EXP_RECE_SEARCH_ROUTES";
/// Waybills of one request.
const MOST: usize = 10;
const ZONE: &str = "Asia/Shanghai";

/// Both gateways are in use, and no document says which is whose.
fn gateway() -> &'static str {
    match settings::get("gateway").as_deref() {
        Some("sfapi") => "https://sfapi.sf-express.com/std/service",
        Some("sandbox") => "https://sfapi-sbox.sf-express.com/std/service",
        _ => "https://bspgw.sf-express.com/std/service",
    }
}

/// Where all these parcels are: ten at a time, those of one phone together.
///
/// # Errors
/// What concerns the whole account, before anything is known.
pub fn track(queries: Vec<Query>) -> Result<Vec<Item>> {
    let mut items: Vec<Option<Item>> = queries.iter().map(|_| None).collect();
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, query) in queries.iter().enumerate() {
        if query.carrier != "sf" {
            let wrong = failure::invalid_field(&query.carrier, Some("carrier"), None);
            items[at] = Some(item(query.parcel.clone(), Outcome::Failed(wrong)));
            continue;
        }
        let phone = query.phone_tail.as_deref().unwrap_or_default();
        match groups
            .iter_mut()
            .find(|(known, at)| *known == phone && at.len() < MOST)
        {
            Some((_, group)) => group.push(at),
            None => groups.push((phone, vec![at])),
        }
    }
    let mut stopped: Option<PluginError> = None;
    let mut answered = false;
    for (phone, group) in groups {
        for (at, outcome) in of_group(&queries, phone, &group, &mut stopped) {
            let failed = matches!(&outcome, Outcome::Failed(error) if of_the_account(error));
            answered |= !failed;
            items[at] = Some(item(queries[at].parcel.clone(), outcome));
        }
    }
    match stopped {
        Some(error) if !answered => Err(error),
        _ => Ok(items.into_iter().flatten().collect()),
    }
}

/// The outcomes of a group. One number that is refused spoils the whole request, so each is asked
/// for by itself then.
fn of_group(
    queries: &[Query],
    phone: &str,
    group: &[usize],
    stopped: &mut Option<PluginError>,
) -> Vec<(usize, Outcome)> {
    if let Some(error) = stopped {
        let failed = |at: &usize| (*at, Outcome::Failed(error.clone()));
        return group.iter().map(failed).collect();
    }
    let numbers: Vec<&str> = group.iter().map(|at| queries[*at].number.trim()).collect();
    match ask(&numbers, phone) {
        Ok(answer) => group
            .iter()
            .map(|at| (*at, outcome(&answer, &queries[*at])))
            .collect(),
        Err(PluginError::Invalid(_) | PluginError::NotFound(_) | PluginError::Refused(_))
            if group.len() > 1 =>
        {
            let one = |at: &usize| of_group(queries, phone, &[*at], stopped);
            group.iter().flat_map(one).collect()
        }
        Err(PluginError::NotFound(_)) => group
            .iter()
            .map(|at| (*at, Outcome::UnknownNumber))
            .collect(),
        Err(error) => {
            if of_the_account(&error) {
                *stopped = Some(error.clone());
            }
            let failed = |at: &usize| (*at, Outcome::Failed(error.clone()));
            group.iter().map(failed).collect()
        }
    }
}

/// Asks the service; gives back its `msgData`.
///
/// # Errors
/// What platform or service say.
pub fn ask(numbers: &[&str], phone: &str) -> Result<Value> {
    let partner = settings::need("partner-id")?;
    // The digest is made over this very text.
    let msg_data = msg_data(numbers, phone);
    let timestamp = time::unix_millis();
    let digest = signing::digest(signing::way(), &msg_data, &timestamp)?;
    let answer = Request::post(gateway())
        .reads_only()
        .form(&[
            ("partnerID", &partner),
            ("requestID", &random::uuid()),
            ("serviceCode", SERVICE),
            ("timestamp", &timestamp),
            ("msgDigest", &digest),
            ("msgData", &msg_data),
        ])
        .send()?
        .ok()?;
    opened(&answer.json()?)
}

/// `msgData` of an answer: a JSON text inside a JSON text, behind two codes.
///
/// # Errors
/// What the codes stand for.
pub fn opened(body: &Value) -> Result<Value> {
    let code = json::code(body, "apiResultCode").unwrap_or_default();
    let message = json::text(body, "apiErrorMsg").unwrap_or_default();
    faults::of_platform(&code, message)?;
    let inner = json::parse(json::text(body, "apiResultData").unwrap_or_default())?;
    let code = json::code(&inner, "errorCode").unwrap_or_default();
    if !json::is_true(&inner, "success") || code != "S0000" {
        let message = json::text(&inner, "errorMsg").unwrap_or_default();
        faults::of_service(&code, message)?;
    }
    Ok(inner.get("msgData").cloned().unwrap_or_default())
}

/// The JSON text of a request. The phone is needed unless the parcel is of one's own account.
pub fn msg_data(numbers: &[&str], phone: &str) -> String {
    let mut said = json!({
        "language": "zh-CN",
        "trackingType": "1",
        "trackingNumber": numbers,
        "methodType": "1",
    });
    if !phone.is_empty() {
        said["checkPhoneNo"] = phone.into();
    }
    said.to_string()
}

/// What an answer says of one parcel.
fn outcome(answer: &Value, query: &Query) -> Outcome {
    let number = query.number.trim();
    let mine = |found: &&Value| json::text(found, "mailNo") == Some(number);
    let found = json::list(answer, "routeResps").iter().find(mine);
    let routes = found.map_or(&[][..], |found| json::list(found, "routes"));
    if routes.is_empty() {
        return Outcome::UnknownNumber;
    }
    let events: Result<Vec<Event>> = routes.iter().map(event).collect();
    match events {
        Err(error) => Outcome::Failed(error),
        Ok(mut events) => {
            events.sort_by(|a, b| a.at.cmp(&b.at));
            Outcome::Updated(Update {
                parcel: Some(query.parcel.clone()),
                carrier: query.carrier.clone(),
                number: number.to_owned(),
                events,
                estimated: None,
                watching_ended: false,
                attrs: Vec::new(),
            })
        }
    }
}

fn event(route: &Value) -> Result<Event> {
    let at = json::text(route, "acceptTime").unwrap_or_default();
    let code = json::code(route, "opCode");
    Ok(Event {
        at: time::local(at, "%Y-%m-%d %H:%M:%S", ZONE)?,
        stage: stages::stage(code.as_deref().unwrap_or_default()),
        text: json::text(route, "remark").unwrap_or_default().to_owned(),
        place: json::text(route, "acceptAddress").map(str::to_owned),
        raw_code: code,
    })
}
