//! What people decided at the desk, carried out there: each looks first how the thing stands.

use crate::payments;
use crate::receiving;
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
use aftercare_plugin::marketplace::Verdict;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::vault;

/// # Errors
/// `conflict` when the thing stands otherwise by now; `unknown-outcome` when it may have happened.
pub fn push(decision: &Decision) -> Result<Ack> {
    match &decision.verdict {
        Verdict::ApproveRefund(amount) => payments::refund(decision, amount),
        Verdict::ApproveReturn(_) => request_return(decision),
        Verdict::ConfirmReceived => receiving::confirm(decision),
        Verdict::Reject(_) => cancel(decision),
        other => Err(failure::unsupported(named(other))),
    }
}

/// # Errors
/// `not-found`: nothing of it stands there.
pub fn check(decision: &Decision) -> Result<Ack> {
    let wanted = match &decision.verdict {
        Verdict::ApproveRefund(amount) => return payments::check(decision, amount),
        Verdict::ConfirmReceived => return receiving::check(decision),
        Verdict::ApproveReturn(_) => &["requested", "partially_received", "received"][..],
        Verdict::Reject(_) => &["canceled"],
        other => return Err(failure::unsupported(named(other))),
    };
    let (_, row) = match standing(decision) {
        Err(PluginError::NotFound(_)) if wanted == ["canceled"] => return Ok(gone()),
        found => found?,
    };
    match wanted.contains(&state(&row).as_str()) {
        true => Ok(ack(AckState::Applied, &row)),
        false => Err(failure::not_found("it stands there as before")),
    }
}

fn named(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::ShipReplacement(_) => "ship-replacement: a fulfilment of Medusa is made there",
        Verdict::RequestEvidence(_) => "request-evidence: Medusa has no such thing",
        _ => "Medusa has no such thing",
    }
}

/// The request as it stands there.
pub fn standing(decision: &Decision) -> Result<(Sort, Value)> {
    let (sort, id) = requests::named(&decision.request_id)?;
    Ok((sort, requests::one(sort, id)?))
}

pub fn state(row: &Value) -> String {
    let back = row.get("return").filter(|back| back.is_object());
    let own = json::text(row, "status").map(|_| row);
    requests::raw_state(row, own.or(back))
}

/// The desk decided on what it had read; what was changed since is read again first.
///
/// # Errors
/// `conflict`
pub fn is_latest(decision: &Decision, row: &Value) -> Result<()> {
    let revision = json::text(row, "updated_at");
    match &decision.revision {
        Some(seen) if revision != Some(seen) => Err(PluginError::Conflict(
            "it was changed there since".to_owned(),
        )),
        _ => Ok(()),
    }
}

pub fn ack(state: AckState, row: &Value) -> Ack {
    Ack {
        state,
        external_ref: json::text(row, "id").map(str::to_owned),
        revision: json::text(row, "updated_at").map(str::to_owned),
        check_after_s: None,
    }
}

/// The same for every attempt of one decision.
///
/// # Errors
/// `internal`: the desk has no SHA-256.
pub fn mark(decision: &Decision) -> Result<String> {
    let key = vault::text(&decision.idempotency_key);
    Ok(format!("ref {}", &vault::sha256_hex(&[key])?[..16]))
}

/// Tells the buyer to send it back: a return that was put together and not requested.
fn request_return(decision: &Decision) -> Result<Ack> {
    let (sort, row) = standing(decision)?;
    if sort != Sort::Return {
        let why = "exchanges and claims are requested in Medusa, with what goes out";
        return Err(failure::unsupported(why));
    }
    match state(&row).as_str() {
        "requested" | "partially_received" | "received" => {
            return Ok(ack(AckState::AlreadyApplied, &row));
        }
        "open" => is_latest(decision, &row)?,
        other => return Err(PluginError::Conflict(format!("the return is {other}"))),
    }
    act(sort, &row, "request")
}

/// Medusa takes no reason; the return, exchange or claim is cancelled. One that was begun and not
/// requested cannot be: it is taken back, and then it is gone there.
fn cancel(decision: &Decision) -> Result<Ack> {
    let (sort, row) = match standing(decision) {
        Err(PluginError::NotFound(_)) => return Ok(gone()),
        found => found?,
    };
    match state(&row).as_str() {
        "canceled" => return Ok(ack(AckState::AlreadyApplied, &row)),
        "received" | "partially_received" => {
            let why = "goods were received; it can no longer be cancelled";
            return Err(PluginError::Conflict(why.to_owned()));
        }
        "open" => {
            is_latest(decision, &row)?;
            let id = json::text(&row, "id").unwrap_or_default();
            request::delete(&format!("{}/{id}/request", sort.list()))?;
            return Ok(Ack {
                state: AckState::Applied,
                ..gone()
            });
        }
        _ => is_latest(decision, &row)?,
    }
    act(sort, &row, "cancel")
}

/// Nothing of it stands there any more.
const fn gone() -> Ack {
    Ack {
        state: AckState::AlreadyApplied,
        external_ref: None,
        revision: None,
        check_after_s: None,
    }
}

fn act(sort: Sort, row: &Value, act: &str) -> Result<Ack> {
    let id = json::text(row, "id").unwrap_or_default();
    let path = format!("{}/{id}/{act}", sort.list());
    let answer = request::post(&path, &[], &json!({}))?;
    let made = answer.get(sort.one()).filter(|made| made.is_object());
    Ok(ack(AckState::Applied, made.unwrap_or(row)))
}
