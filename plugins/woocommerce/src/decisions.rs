//! Refunds that people approved at the desk. WooCommerce has no key that keeps a refund from being
//! made twice: each carries a mark in its reason, which is saved before the gateway is asked to
//! pay, and is looked for first.

use crate::money;
use crate::refunds;
use crate::request;
use aftercare_plugin::Money;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Ack;
use aftercare_plugin::marketplace::AckState;
use aftercare_plugin::marketplace::Decision;
use aftercare_plugin::marketplace::Verdict;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::settings;
use aftercare_plugin::vault;

/// A second place for the mark, saved after the payment.
const META: &str = "_aftercare_decision";

/// # Errors
/// `unsupported` for everything but a refund; `unknown-outcome` when it may have been paid.
pub fn push(decision: &Decision) -> Result<Ack> {
    let amount = amount(decision)?;
    let order = order(decision)?;
    let mark = mark(decision)?;
    if let Some(id) = found(order, &mark, amount)? {
        return Ok(ack(AckState::AlreadyApplied, id));
    }
    let currency = refunds::currency(order)?;
    if currency != amount.currency {
        let why = format!("the order is in {currency}");
        return Err(failure::invalid_field(&why, Some("amount"), None));
    }
    let label = settings::get("refund-label");
    let reason = label.map_or(mark.clone(), |label| format!("{label} {mark}"));
    let body = json!({
        "amount": amount.amount,
        "reason": reason,
        "api_refund": settings::get("refund-by-gateway").as_deref() != Some("false"),
        "meta_data": [{ "key": META, "value": decision.idempotency_key }],
    });
    let answer = request::post(&format!("orders/{order}/refunds"), &body)?;
    let made = answer.json().ok().filter(|made| is_of(made, amount));
    match made.and_then(|made| json::code(&made, "id")) {
        Some(id) => Ok(ack(AckState::Applied, id)),
        None => Err(failure::unknown_outcome(
            "the answer names no refund of this amount",
        )),
    }
}

/// # Errors
/// `not-found`: no refund carries the mark; it was never begun, or the shop took it back.
pub fn check(decision: &Decision) -> Result<Ack> {
    let amount = amount(decision)?;
    let order = order(decision)?;
    match found(order, &mark(decision)?, amount)? {
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

fn amount(decision: &Decision) -> Result<&Money> {
    let Verdict::ApproveRefund(amount) = &decision.verdict else {
        return Err(failure::unsupported("WooCommerce knows refunds only"));
    };
    match money::absolute(&amount.amount) {
        Some(worth) if worth == amount.amount && !money::same(&worth, "0") => Ok(amount),
        _ => Err(failure::invalid_field("no amount", Some("amount"), None)),
    }
}

fn order(decision: &Decision) -> Result<&str> {
    let order = decision.order_id.as_str();
    match !order.is_empty() && order.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(order),
        false => Err(failure::not_found(order)),
    }
}

/// What a buyer sees behind the words on a refund: the same for every attempt of one decision.
pub fn mark(decision: &Decision) -> Result<String> {
    let key = vault::text(&decision.idempotency_key);
    Ok(format!("ref {}", &vault::sha256_hex(&[key])?[..16]))
}

/// The refund that carries the mark.
fn found(order: &str, mark: &str, amount: &Money) -> Result<Option<String>> {
    for row in refunds::of_order(order)? {
        let reason = json::text(&row, "reason").unwrap_or_default();
        if !reason.ends_with(mark) {
            continue;
        }
        if !is_of(&row, amount) {
            let why = format!("a refund with {mark} is of another amount");
            return Err(aftercare_plugin::PluginError::Conflict(why));
        }
        return Ok(json::code(&row, "id"));
    }
    Ok(None)
}

fn is_of(row: &Value, amount: &Money) -> bool {
    let worth = json::text(row, "amount");
    worth.is_some_and(|worth| money::same(worth, &amount.amount))
}
