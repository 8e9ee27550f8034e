//! Orders: brought in by an import, or typed in by hand.

use crate::domain::ids::OrderId;
use crate::domain::order::Order;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::orders;
use serde::Deserialize;
use serde::Serialize;

/// What bringing an order in did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Brought {
    Created,
    Updated,
    /// The same facts were here already (D10.19).
    Unchanged,
}

/// Writes an order as a platform or a person tells it. `order.id` and `order.rev` are set here;
/// an order of the same shop and number is updated, never doubled.
///
/// # Errors
/// `Invalid` without a number or lines.
pub fn bring(plan: &mut Plan<'_, '_>, order: &Order) -> Result<(OrderId, Brought), Failure> {
    if order.order_no.trim().is_empty() {
        return Err(Failure::invalid("order_no", "error-required"));
    }
    if order.lines.is_empty() {
        return Err(Failure::invalid("lines", "error-order-without-lines"));
    }
    let known = orders::id_by_no(plan, order.shop, &order.order_no)?;
    let old = known
        .map(|id| orders::by_id(plan, id))
        .transpose()?
        .flatten();
    let Some(old) = old else {
        let id = OrderId(plan.next_number("order")?);
        let new = Order {
            id,
            rev: 1,
            ..order.clone()
        };
        orders::save(plan, None, &new)?;
        return Ok((id, Brought::Created));
    };
    if old.facts_hash == order.facts_hash && !order.facts_hash.is_empty() {
        return Ok((old.id, Brought::Unchanged));
    }
    let new = Order {
        id: old.id,
        rev: old.rev + 1,
        created_at: old.created_at,
        buyer: order.buyer.or(old.buyer),
        address: order.address.clone().or(old.address.clone()),
        ..order.clone()
    };
    orders::save(plan, Some(&old), &new)?;
    Ok((new.id, Brought::Updated))
}
