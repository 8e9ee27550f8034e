//! Orders: brought in by an import, or typed in by hand.

use super::Moment;
use super::buyers;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::Parcel;
use crate::domain::people::Identity;
use crate::domain::sealed::Sealed;
use crate::domain::share::split;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::orders;
use crate::store::products;
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

/// An order as a file tells it, its personal fields sealed already.
#[derive(Debug, Clone)]
pub struct FromFile {
    /// `facts_hash` says what the file said; `buyer` is found here.
    pub order: Order,
    pub identities: Vec<Identity>,
    pub name: Option<Sealed>,
    /// The file names the goods only as a whole: lines known better are kept.
    pub lines_are_summary: bool,
}

/// Writes an order as a platform or a person tells it. `order.id` and `order.rev` are set here;
/// an order of the same shop and number is updated, never doubled.
///
/// # Errors
/// `Invalid` without a number or lines.
pub fn bring(plan: &mut Plan<'_, '_>, order: &Order) -> Result<(OrderId, Brought), Failure> {
    checked(order)?;
    let old = by_no(plan, order.shop, &order.order_no)?;
    write(plan, old, order.clone())
}

/// Writes an order from a file, its buyer recognised. What the file does not know stays: better
/// lines, where a parcel is, the numbers of lines that cases speak of.
///
/// # Errors
/// As [`bring`].
pub fn bring_from_file(
    plan: &mut Plan<'_, '_>,
    from: &FromFile,
    moment: &Moment,
) -> Result<(OrderId, Brought), Failure> {
    checked(&from.order)?;
    let old = by_no(plan, from.order.shop, &from.order.order_no)?;
    if let Some(old) = &old
        && is_same(old, &from.order)
    {
        return Ok((old.id, Brought::Unchanged));
    }
    let mut order = from.order.clone();
    order.buyer = buyers::recognise(plan, &from.identities, from.name.as_ref(), moment)?;
    if let Some(old) = &old {
        let knows_better = from.lines_are_summary && old.lines.len() > 1;
        order.lines = if knows_better {
            let goods_paid = order.paid_total - order.freight_paid;
            reshared(old.lines.clone(), goods_paid)
        } else {
            numbered_as(&old.lines, order.lines)
        };
        order.parcels = kept_parcels(&old.parcels, order.parcels);
        if order.buyer_shown.is_empty() {
            order.buyer_shown.clone_from(&old.buyer_shown);
        }
    }
    write(plan, old, order)
}

/// Writes the lines of an order that is here, from a file that has only lines; their shares are
/// computed from what the order says was paid. `None` when there is no such order.
///
/// # Errors
/// When the disk does.
pub fn bring_lines(
    plan: &mut Plan<'_, '_>,
    shop: ShopId,
    order_no: &str,
    lines: Vec<OrderLine>,
    moment: &Moment,
) -> Result<Option<Brought>, Failure> {
    let Some(old) = by_no(plan, shop, order_no)? else {
        return Ok(None);
    };
    let goods_paid = old.paid_total - old.freight_paid;
    let lines = numbered_as(&old.lines, reshared(lines, goods_paid));
    if lines == old.lines || lines.is_empty() {
        return Ok(Some(Brought::Unchanged));
    }
    let new = Order {
        lines,
        updated_at: moment.now,
        ..old.clone()
    };
    write(plan, Some(old), new).map(|(_, brought)| Some(brought))
}

fn checked(order: &Order) -> Result<(), Failure> {
    if order.order_no.trim().is_empty() {
        return Err(Failure::invalid("order_no", "error-required"));
    }
    if order.lines.is_empty() {
        return Err(Failure::invalid("lines", "error-order-without-lines"));
    }
    Ok(())
}

fn by_no(plan: &Plan<'_, '_>, shop: ShopId, order_no: &str) -> Result<Option<Order>, Failure> {
    match orders::id_by_no(plan, shop, order_no)? {
        Some(id) => Ok(orders::by_id(plan, id)?),
        None => Ok(None),
    }
}

/// Whether a file said the same before (D10.19).
fn is_same(old: &Order, new: &Order) -> bool {
    old.facts_hash == new.facts_hash && !new.facts_hash.is_empty()
}

fn write(
    plan: &mut Plan<'_, '_>,
    old: Option<Order>,
    order: Order,
) -> Result<(OrderId, Brought), Failure> {
    let Some(old) = old else {
        let id = OrderId(plan.next_number("order")?);
        let new = Order {
            id,
            rev: 1,
            ..order
        };
        orders::save(plan, None, &new)?;
        products::name_all(plan, &new)?;
        return Ok((id, Brought::Created));
    };
    let lines_changed = old.lines != order.lines;
    if is_same(&old, &order) && !lines_changed {
        return Ok((old.id, Brought::Unchanged));
    }
    let new = Order {
        id: old.id,
        rev: old.rev + 1,
        created_at: old.created_at,
        buyer: order.buyer.or(old.buyer),
        address: order.address.clone().or(old.address.clone()),
        ..order
    };
    orders::save(plan, Some(&old), &new)?;
    products::name_all(plan, &new)?;
    Ok((new.id, Brought::Updated))
}

/// Lines with shares of what was paid for the goods (D8), by price or by pieces.
fn reshared(mut lines: Vec<OrderLine>, goods_paid: Fen) -> Vec<OrderLine> {
    let by_share = lines.iter().map(|line| line.line_paid).sum::<Fen>() > Fen::ZERO;
    let weights: Vec<i64> = lines
        .iter()
        .map(|line| match by_share {
            true => line.line_paid.0,
            false => line.unit_price.0.saturating_mul(i64::from(line.qty)),
        })
        .collect();
    for (line, share) in lines.iter_mut().zip(split(goods_paid, &weights)) {
        line.line_paid = share;
    }
    lines
}

/// The new lines, those that were there before under the number they had: cases speak of lines by
/// number, and a platform may list them in another order.
fn numbered_as(old: &[OrderLine], mut lines: Vec<OrderLine>) -> Vec<OrderLine> {
    let mut free: Vec<&OrderLine> = old.iter().collect();
    let mut numbers = vec![None; lines.len()];
    for (line, number) in lines.iter_mut().zip(&mut numbers) {
        let before = free.iter().position(|before| match &line.sub_order_no {
            Some(no) if before.sub_order_no.is_some() => before.sub_order_no.as_ref() == Some(no),
            _ => before.title == line.title && before.sku_text == line.sku_text,
        });
        if let Some(before) = before.map(|at| free.remove(at)) {
            *number = Some(before.line_no);
            // What people added by hand is not in the file.
            line.serial_no = line.serial_no.take().or(before.serial_no.clone());
            line.invoice_at = line.invoice_at.or(before.invoice_at);
            line.no_seven_days |= before.no_seven_days;
            line.cost_price = line.cost_price.or(before.cost_price);
        }
    }
    let mut next = match numbers.iter().any(Option::is_some) {
        true => old.iter().map(|line| line.line_no).max().unwrap_or(0) + 1,
        false => 1,
    };
    for (line, number) in lines.iter_mut().zip(numbers) {
        line.line_no = number.unwrap_or_else(|| {
            next += 1;
            next - 1
        });
    }
    lines.sort_by_key(|line| line.line_no);
    lines
}

/// The parcels the file names, those known already with all that is known of them.
fn kept_parcels(old: &[Parcel], new: Vec<Parcel>) -> Vec<Parcel> {
    let mut parcels = old.to_vec();
    for parcel in new {
        let known = parcels
            .iter_mut()
            .find(|known| known.tracking_no == parcel.tracking_no);
        match known {
            Some(known) => {
                if known.carrier.is_empty() {
                    known.carrier = parcel.carrier;
                }
                known.shipped_at = known.shipped_at.or(parcel.shipped_at);
                known.signed_at = known.signed_at.or(parcel.signed_at);
            }
            None => parcels.push(parcel),
        }
    }
    parcels
}
