//! Goods that came: a receipt is begun, its lines are named, and it is confirmed. Between the first
//! step and the last the order has a change under way, which only a person may take back.

use crate::decisions;
use crate::orders;
use crate::request;
use crate::requests;
use crate::requests::Sort;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Ack;
use aftercare_plugin::marketplace::AckState;
use aftercare_plugin::marketplace::Decision;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;

/// Receives what is still missing, whole.
///
/// # Errors
/// `conflict` when there is nothing to receive; `unknown-outcome` once it was begun.
pub fn confirm(decision: &Decision) -> Result<Ack> {
    let (row, back) = back(decision)?;
    match json::text(&back, "status").unwrap_or_default() {
        "received" => return Ok(decisions::ack(AckState::AlreadyApplied, &back)),
        "requested" | "partially_received" => decisions::is_latest(decision, &row)?,
        other => return Err(PluginError::Conflict(format!("the return is {other}"))),
    }
    let items = missing(&back);
    if items.is_empty() {
        let why = "nothing of the return is missing";
        return Err(PluginError::Conflict(why.to_owned()));
    }
    let id = json::text(&back, "id").unwrap_or_default();
    let note = decisions::mark(decision)?;
    begin(id, &note)?;
    let named = request::post(
        &format!("returns/{id}/receive-items"),
        &[],
        &json!({ "items": items }),
    );
    let done = named
        .and_then(|_| request::post(&format!("returns/{id}/receive/confirm"), &[], &json!({})));
    let done = done.map_err(|error| half(&error))?;
    let made = done.get("return").unwrap_or(&Value::Null);
    match json::text(made, "status") {
        Some("received" | "partially_received") => Ok(decisions::ack(AckState::Applied, made)),
        _ => Err(failure::unknown_outcome(
            "the answer does not say that it is received",
        )),
    }
}

/// A second change of one order is refused there: another is under way, perhaps our own.
fn begin(id: &str, note: &str) -> Result<()> {
    let body = json!({ "internal_note": note });
    match request::post(&format!("returns/{id}/receive"), &[], &body) {
        Ok(_) => Ok(()),
        Err(PluginError::Invalid(why)) => Err(PluginError::Conflict(why.message)),
        Err(error) => Err(error),
    }
}

/// Whatever it was, something stands there now.
fn half(error: &PluginError) -> PluginError {
    let said = match error {
        PluginError::Retryable(why) => &why.message,
        PluginError::RateLimited(why) => &why.message,
        PluginError::Auth(why) => &why.message,
        PluginError::Invalid(why) => &why.message,
        PluginError::Upstream(why) => &why.message,
        PluginError::Refused(why) => &why.reason,
        PluginError::NotFound(why)
        | PluginError::Conflict(why)
        | PluginError::Unsupported(why)
        | PluginError::UnknownOutcome(why)
        | PluginError::Internal(why)
        | PluginError::Other((_, why)) => why,
    };
    failure::unknown_outcome(&format!("the receipt was begun and not confirmed: {said}"))
}

/// # Errors
/// `not-found`: it is not received there.
pub fn check(decision: &Decision) -> Result<Ack> {
    let (_, back) = back(decision)?;
    match json::text(&back, "status") {
        Some("received") => Ok(decisions::ack(AckState::Applied, &back)),
        _ => Err(failure::not_found("it is not received there")),
    }
}

/// The request, and the return it is or has.
fn back(decision: &Decision) -> Result<(Value, Value)> {
    let (sort, row) = decisions::standing(decision)?;
    if sort == Sort::Return {
        return Ok((row.clone(), row));
    }
    let id = json::text(&row, "return_id").filter(|id| request::is_id(id));
    let id = id.ok_or_else(|| PluginError::Conflict("nothing comes back with it".to_owned()))?;
    let back = requests::one(Sort::Return, id)?;
    Ok((row, back))
}

/// Lines of the order with what has not come yet; Medusa takes no line of none.
pub fn missing(back: &Value) -> Vec<Value> {
    let rows = json::list(back, "items").iter();
    let one = |row: &Value| {
        let received = orders::count(row, "received_quantity").unwrap_or(0);
        let quantity = orders::count(row, "quantity")?.checked_sub(received)?;
        let id = json::text(row, "item_id")?;
        (quantity > 0).then(|| json!({ "id": id, "quantity": quantity }))
    };
    rows.filter_map(one).collect()
}
