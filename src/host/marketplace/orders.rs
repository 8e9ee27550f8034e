//! An order as a plugin tells it made into one as a file tells it: the same ways lead on.

use super::Told;
use super::money::fen;
use super::read_instant;
use crate::actions::orders::Brought;
use crate::domain::money::Fen;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderStatus;
use crate::failure::Failure;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Address;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Line;
use crate::plugins::contract::aftercare::plugin::marketplace_types::Order;
use crate::plugins::contract::aftercare::plugin::marketplace_types::OrderState;
use crate::store::Plan;
use crate::transfer::address;
use crate::transfer::address::PlainAddress;
use crate::transfer::imported::ImportedOrder;
use crate::transfer::taking;

/// Whether something was new; or why it stays out.
///
/// # Errors
/// As [`taking::order`].
pub(super) fn take(
    plan: &mut Plan<'_, '_>,
    told: &Told<'_>,
    order: &Order,
) -> Result<Result<bool, String>, Failure> {
    let order = match read(told, order) {
        Ok(order) => order,
        Err(why) => return Ok(Err(why)),
    };
    let brought = taking::order(plan, told.vault, told.shop.id, &order, told.moment)?;
    Ok(Ok(brought != Brought::Unchanged))
}

fn read(told: &Told<'_>, order: &Order) -> Result<ImportedOrder, String> {
    let shop = told.shop;
    let mut lines = Vec::new();
    for (line, line_no) in order.lines.iter().zip(1..) {
        lines.push(one(line, line_no, fen(&line.paid, shop)?));
    }
    let freight = order.freight.as_ref().map(|money| fen(money, shop));
    let at = |text: &Option<String>| text.as_deref().and_then(read_instant);
    let shipped_at = at(&order.shipped_at);
    let updated_at = read_instant(&order.updated_at);
    let when = |state| (order.state == state).then_some(updated_at).flatten();
    let to = order.ship_to.as_ref();
    let number = order.tracking_number.as_ref();
    Ok(ImportedOrder {
        row: 0,
        order_no: order.external_id.clone(),
        shown_no: filled(order.number.as_ref()).filter(|no| *no != order.external_id),
        status: status(order.state),
        channel_status: order.raw_state.clone(),
        nick: order.buyer.clone(),
        platform_buyer_id: None,
        receiver: to.and_then(|to| filled(to.name.as_ref())),
        phone: to.and_then(|to| filled(to.phone.as_ref())),
        address: to.and_then(place),
        ordered_at: read_instant(&order.created_at),
        paid_at: at(&order.paid_at),
        shipped_at,
        signed_at: when(OrderState::Delivered),
        completed_at: when(OrderState::Done),
        closed_at: when(OrderState::Cancelled),
        goods_total: lines.iter().map(|line| line.line_paid).sum(),
        freight_paid: freight.transpose()?.unwrap_or(Fen::ZERO),
        discount_total: Fen::ZERO,
        paid_total: fen(&order.total, shop)?,
        platform_subsidy: Fen::ZERO,
        cod: false,
        seller_note: None,
        buyer_note: None,
        lines,
        lines_are_summary: false,
        parcels: number
            .map(|number| (order.carrier.clone().unwrap_or_default(), number.clone()))
            .into_iter()
            .collect(),
    })
}

fn one(line: &Line, line_no: u32, paid: Fen) -> OrderLine {
    OrderLine {
        line_no,
        sub_order_no: Some(line.external_id.clone()),
        title: line.title.clone(),
        sku_code: line.sku.clone(),
        sku_text: None,
        qty: line.quantity,
        unit_price: Fen(paid.0 / i64::from(line.quantity.max(1))),
        line_paid: paid,
        serial_no: None,
        invoice_at: None,
        no_seven_days: false,
        cost_price: None,
    }
}

fn filled(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}

fn place(to: &Address) -> Option<PlainAddress> {
    let parts = [to.region.as_deref(), to.street.as_deref()];
    let whole: Vec<&str> = parts.into_iter().flatten().collect();
    let whole = whole.join(" ");
    (!whole.trim().is_empty()).then(|| address::read(&whole))
}

const fn status(state: OrderState) -> OrderStatus {
    match state {
        OrderState::Unpaid => OrderStatus::Unpaid,
        OrderState::Paid => OrderStatus::Paid,
        OrderState::Shipped => OrderStatus::Shipped,
        OrderState::Delivered => OrderStatus::Signed,
        OrderState::Done => OrderStatus::Completed,
        OrderState::Cancelled => OrderStatus::Closed,
        OrderState::Unmapped => OrderStatus::Unmapped,
    }
}
