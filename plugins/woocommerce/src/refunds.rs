//! Refunds: the only thing of after-sales that the core knows. Each shows as a request that is
//! done.

use crate::money;
use crate::orders;
use crate::paging;
use crate::request;
use crate::states;
use crate::words;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Request;
use aftercare_plugin::marketplace::RequestKind;
use aftercare_plugin::marketplace::RequestPage;
use aftercare_plugin::marketplace::RequestState;
use aftercare_plugin::marketplace::Window;
use aftercare_plugin::serde_json::Value;

/// Orders of a page: each with refunds takes a request of its own, and a call has fifty.
const ORDERS: u32 = 40;

/// # Errors
/// Why nothing could be pulled.
pub fn pull(window: &Window) -> Result<RequestPage> {
    let (number, size) = paging::page(window, ORDERS)?;
    let answer = orders::changed(window, number, size)?;
    let mut items = Vec::new();
    for order in paging::rows(&answer)? {
        if json::list(&order, "refunds").is_empty() {
            continue;
        }
        let Some(id) = json::code(&order, "id") else {
            continue;
        };
        let currency = json::text(&order, "currency").unwrap_or_default();
        for row in of_order(&id)? {
            items.push(refund(&id, currency, &row)?);
        }
    }
    let next_cursor = paging::next(&answer, number);
    Ok(RequestPage {
        items,
        has_more: next_cursor.is_some(),
        next_cursor,
        next_poll_s: None,
    })
}

/// All refunds of an order: more than a hundred of one order nobody makes.
///
/// # Errors
/// What the answer stands for.
pub fn of_order(order: &str) -> Result<Vec<Value>> {
    let path = format!("orders/{order}/refunds");
    paging::rows(&request::get(&path, &[("per_page", "100")])?)
}

/// By the id this plugin gave it: `order-refund`.
///
/// # Errors
/// `not-found`, or why it could not be read.
pub fn get(id: &str) -> Result<Request> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = id.split_once('-');
    let parts = parts.filter(|(order, refund)| digits(order) && digits(refund));
    let Some((order, refund_id)) = parts else {
        return Err(failure::not_found(id));
    };
    let currency = currency(order)?;
    let path = format!("orders/{order}/refunds/{refund_id}");
    refund(order, &currency, &request::get(&path, &[])?.json()?)
}

/// In which money an order was paid.
///
/// # Errors
/// `not-found`: there is no such order.
pub fn currency(order: &str) -> Result<String> {
    let path = format!("orders/{order}");
    let answer = request::get(&path, &[("_fields", "id,currency")])?.json()?;
    let currency = json::text(&answer, "currency").map(str::to_owned);
    currency.ok_or_else(|| failure::upstream("an order without currency", None, None))
}

/// # Errors
/// `upstream`: it lacks what every refund has.
pub fn refund(order: &str, currency: &str, row: &Value) -> Result<Request> {
    let lacks = |what: &str| failure::upstream(&format!("a refund without {what}"), None, None);
    let id = json::code(row, "id").ok_or_else(|| lacks("id"))?;
    let amount = json::text(row, "amount").and_then(money::absolute);
    let amount = amount.ok_or_else(|| lacks("amount"))?;
    let at = orders::moment(row, "date_created_gmt").ok_or_else(|| lacks("date_created_gmt"))?;
    let raw_state = match json::is_true(row, "refunded_payment") {
        true => states::BY_GATEWAY,
        false => states::BY_HAND,
    };
    let lines = json::list(row, "line_items").iter();
    Ok(Request {
        external_id: format!("{order}-{id}"),
        order_id: order.to_owned(),
        raw_kind: "refund".to_owned(),
        kind: RequestKind::RefundOnly,
        raw_state: raw_state.to_owned(),
        state: RequestState::Refunded,
        reason: json::text(row, "reason").map(words::plain),
        message: None,
        requested: Some(money::money(amount.clone(), currency)),
        refunded: Some(money::money(amount, currency)),
        created_at: at.clone(),
        updated_at: at,
        decide_before: None,
        lines: lines
            .filter_map(|row| orders::line(row, currency))
            .collect(),
        evidence: Vec::new(),
        return_carrier: None,
        return_number: None,
        revision: None,
        attrs: orders::attrs(row, &["refunded_by"]),
    })
}
