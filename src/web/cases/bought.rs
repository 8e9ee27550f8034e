//! The order a new case is about: its lines, with what can still be asked for.

use super::intake;
use crate::domain::case::Kind;
use crate::domain::case::facts::Ledger;
use crate::domain::order::Order;
use crate::domain::order::Shop;
use crate::domain::rules::RulePack;
use crate::domain::rules::windows;
use crate::phrases::formats;
use crate::phrases::names;
use crate::web::Visit;
use crate::web::form::Fields;

/// A line of the order, with what can still be asked for.
pub struct LineRow {
    pub no: u32,
    pub title: String,
    pub sku: String,
    pub qty: u32,
    pub value: String,
    pub paid: String,
    pub left: String,
    /// The open case that holds it.
    pub open_case: Option<String>,
    /// The window for this kind is over since then.
    pub closed_since: Option<String>,
}

/// The order the case is about.
pub struct OrderPart {
    pub id: u64,
    pub order_no: String,
    pub shop: String,
    pub status: &'static str,
    pub paid: String,
    pub buyer: String,
    pub lines: Vec<LineRow>,
}

pub fn order_part(
    visit: &Visit,
    order: &Order,
    ledger: &Ledger,
    shop: Option<&Shop>,
    kind: Option<Kind>,
    pack: &RulePack,
    asked: &Fields,
) -> OrderPart {
    let currency = shop.map_or("CNY", |shop| shop.currency.as_str());
    let window = kind.and_then(|kind| windows::find(&pack.windows, kind, None));
    let lines = order
        .lines
        .iter()
        .map(|line| {
            let before = ledger
                .lines
                .iter()
                .find(|known| known.line_no == line.line_no);
            let closes = window.and_then(|window| window.closes(order, line));
            LineRow {
                no: line.line_no,
                title: line.title.clone(),
                sku: line
                    .sku_text
                    .clone()
                    .or(line.sku_code.clone())
                    .unwrap_or_default(),
                qty: line.qty,
                value: asked.text(&intake::qty_field(line)).to_owned(),
                paid: formats::money(line.line_paid, currency),
                left: formats::money(intake::line_left(ledger, line, line.qty), currency),
                open_case: before.and_then(|known| known.open_case.clone()),
                closed_since: closes
                    .filter(|closes| *closes < visit.now)
                    .map(|closes| formats::full(closes, &visit.zone)),
            }
        })
        .collect();
    OrderPart {
        id: order.id.0,
        order_no: order.order_no.clone(),
        shop: shop.map_or_else(String::new, |shop| shop.name.clone()),
        status: names::order_status_name(visit.words, order.status),
        paid: formats::money(order.paid_total, currency),
        buyer: order.buyer_shown.clone(),
        lines,
    }
}
