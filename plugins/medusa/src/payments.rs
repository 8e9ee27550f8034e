//! Refunds. Medusa has no key that keeps one from being made twice: each carries a mark in its
//! note, which only staff see, and is looked for first.

use crate::decisions;
use crate::money;
use crate::orders;
use crate::request;
use aftercare_plugin::Money;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Ack;
use aftercare_plugin::marketplace::AckState;
use aftercare_plugin::marketplace::Decision;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Number;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;

const FIELDS: &str = "id,currency_code,*payment_collections.payments,\
*payment_collections.payments.captures,*payment_collections.payments.refunds";
/// Of the answer to a refund.
const MADE: &str = "id,*refunds";

/// Pays back to the first payment that covers it alone.
///
/// # Errors
/// `refused` when none does; `unknown-outcome` when it may have been paid.
pub fn refund(decision: &Decision, amount: &Money) -> Result<Ack> {
    let (units, number) = worth(amount)?;
    let mark = decisions::mark(decision)?;
    let order = order(decision)?;
    let payments = payments(&order);
    if let Some(id) = found(&payments, &mark, units)? {
        return Ok(ack(AckState::AlreadyApplied, id));
    }
    if orders::currency(&order).as_deref() != Some(amount.currency.as_str()) {
        let why = "the order is in another currency";
        return Err(failure::invalid_field(why, Some("amount"), None));
    }
    let covers = |payment: &&&Value| left(payment).is_some_and(|left| left >= units);
    let payment = payments.iter().find(covers);
    let payment = payment.and_then(|payment| json::text(payment, "id"));
    let Some(payment) = payment.filter(|id| request::is_id(id)) else {
        let why = "no captured payment of the order covers this amount alone";
        return Err(failure::refused(why, None));
    };
    let note = decision.note.as_deref().map(str::trim).unwrap_or_default();
    let note: String = note.chars().take(200).collect();
    let body = json!({ "amount": number, "note": format!("{note} {mark}").trim() });
    let path = format!("payments/{payment}/refund");
    let answer = request::post(&path, &[("fields", MADE)], &body)?;
    let made = answer.get("payment").map(|payment| vec![payment]);
    match found(&made.unwrap_or_default(), &mark, units) {
        Ok(Some(id)) => Ok(ack(AckState::Applied, id)),
        _ => Err(failure::unknown_outcome(
            "the answer names no refund of this decision",
        )),
    }
}

/// # Errors
/// `not-found`: no refund of the order carries the mark.
pub fn check(decision: &Decision, amount: &Money) -> Result<Ack> {
    let (units, _) = worth(amount)?;
    let mark = decisions::mark(decision)?;
    match found(&payments(&order(decision)?), &mark, units)? {
        Some(id) => Ok(ack(AckState::Applied, id)),
        None => Err(failure::not_found(
            "no refund of this order carries the mark",
        )),
    }
}

fn ack(state: AckState, refund: String) -> Ack {
    Ack {
        state,
        external_ref: Some(refund),
        revision: None,
        check_after_s: None,
    }
}

/// An amount above nothing, and as the number that Medusa takes.
fn worth(amount: &Money) -> Result<(i128, Number)> {
    let units = money::units(&amount.amount).filter(|units| *units > 0);
    let number = serde_json::from_str(&amount.amount).ok();
    let worth = units.zip(number);
    worth.ok_or_else(|| failure::invalid_field("no amount", Some("amount"), None))
}

fn order(decision: &Decision) -> Result<Value> {
    let id = decision.order_id.as_str();
    if !request::is_id(id) {
        return Err(failure::not_found(id));
    }
    let mut answer = request::get(&format!("orders/{id}"), &[("fields", FIELDS)])?;
    match answer.get_mut("order").map(Value::take) {
        Some(order) if order.is_object() => Ok(order),
        _ => Err(failure::upstream("no order", None, None)),
    }
}

fn payments(order: &Value) -> Vec<&Value> {
    let collections = json::list(order, "payment_collections").iter();
    collections
        .flat_map(|one| json::list(one, "payments"))
        .collect()
}

/// The refund whose note ends with the mark.
fn found(payments: &[&Value], mark: &str, units: i128) -> Result<Option<String>> {
    let refunds = payments
        .iter()
        .flat_map(|payment| json::list(payment, "refunds"));
    for refund in refunds {
        let note = json::text(refund, "note").unwrap_or_default();
        if !note.ends_with(mark) {
            continue;
        }
        if money::field(refund, "amount") != Some(units) {
            let why = format!("a refund with {mark} is of another amount");
            return Err(PluginError::Conflict(why));
        }
        return Ok(json::text(refund, "id").map(str::to_owned));
    }
    Ok(None)
}

/// What was captured and not paid back yet.
pub fn left(payment: &Value) -> Option<i128> {
    let sum = |field: &str| -> Option<i128> {
        let rows = json::list(payment, field).iter();
        rows.map(|row| money::field(row, "amount")).sum()
    };
    Some(sum("captures")? - sum("refunds")?)
}
