//! What someone has in hand, found exactly: a number, a tracking number, a telephone number or its
//! tail, a nickname.

use super::rows::Row;
use super::rows::Writing;
use super::visit::Visit;
use crate::actions::access;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::people::Buyer;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::find::What;
use crate::store::index;
use crate::store::index::OrderRow;
use crate::store::orders;

/// How many of each are shown.
const SHOWN: usize = 30;
/// A number is looked up by its beginning from so many characters on.
const BEGINNING: usize = 4;

/// What was found.
#[derive(Default)]
pub struct Exact {
    pub cases: Vec<Row>,
    pub orders: Vec<OrderHit>,
    pub buyers: Vec<BuyerHit>,
    /// Where each of them is, in the order they were found.
    pub paths: Vec<String>,
}

/// An order as a line.
pub struct OrderHit {
    pub path: String,
    pub order_no: String,
    pub status: &'static str,
    pub buyer: String,
    pub title: String,
    pub paid: String,
}

/// A buyer as a line, masked.
pub struct BuyerHit {
    pub id: u64,
    pub path: String,
    pub name: String,
    pub identities: String,
}

impl OrderHit {
    pub fn of(row: OrderRow, writing: &Writing<'_>, visit: &Visit) -> OrderHit {
        OrderHit {
            path: format!("/orders/{}", row.id),
            paid: writing.money(row.paid_total, row.shop.0),
            order_no: row.order_no,
            status: names::order_status_name(visit.words, row.status),
            buyer: row.buyer_shown,
            title: row.title,
        }
    }
}

impl BuyerHit {
    pub fn of(buyer: Buyer, visit: &Visit) -> BuyerHit {
        let shown: Vec<&str> = buyer
            .identities
            .iter()
            .map(|identity| identity.value.masked.as_str())
            .collect();
        BuyerHit {
            id: buyer.id.0,
            path: format!("/buyers/{}", buyer.id),
            identities: shown.join(visit.words.t("list-separator")),
            name: buyer.name.map(|name| name.masked).unwrap_or_default(),
        }
    }
}

/// Everything this person may see that has exactly this number or one of these hashes. `beginnings`
/// also looks for numbers that begin so, when there is none such.
///
/// # Errors
/// When the disk does.
pub fn exactly(
    view: &impl View,
    visit: &Visit,
    asked: &str,
    hashes: &[String],
    beginnings: bool,
) -> Result<Exact, Failure> {
    let viewer = visit.viewer()?;
    let writing = Writing::load(view, visit)?;
    let mut exact = Exact::default();
    for (what, id) in hits(view, asked, hashes, beginnings)? {
        if what == What::Case as u8 {
            let case = cases::by_id(view, CaseId(id))?;
            if let Some(case) = case.filter(|case| viewer.sees_shop(case.shop)) {
                exact.paths.push(format!("/cases/{}", case.no));
                exact.cases.push(writing.row(&index::case_row(&case)));
            }
        } else if what == What::Order as u8 {
            let order = orders::by_id(view, OrderId(id))?;
            if let Some(order) = order.filter(|order| viewer.sees_shop(order.shop)) {
                let hit = OrderHit::of(index::order_row(&order), &writing, visit);
                exact.paths.push(hit.path.clone());
                exact.orders.push(hit);
            }
        } else if let Ok(buyer) = access::see_buyer(view, viewer, BuyerId(id)) {
            let hit = BuyerHit::of(buyer, visit);
            exact.paths.push(hit.path.clone());
            exact.buyers.push(hit);
        }
    }
    Ok(exact)
}

/// The buyers that one of these hashes leads to.
///
/// # Errors
/// When the disk does.
pub fn buyers(view: &impl View, hashes: &[String]) -> Result<Vec<BuyerId>, Failure> {
    let mut found = Vec::new();
    for hash in hashes {
        let hits = find::exactly(view, hash, SHOWN)?.into_iter();
        found.extend(
            hits.filter_map(|(what, id)| {
                (what == What::Buyer as u8 && !found.contains(&BuyerId(id))).then_some(BuyerId(id))
            })
            .collect::<Vec<_>>(),
        );
    }
    Ok(found)
}

fn hits(
    view: &impl View,
    asked: &str,
    hashes: &[String],
    beginnings: bool,
) -> Result<Vec<(u8, u64)>, Failure> {
    let token = find::normal(asked);
    if token.is_empty() {
        return Ok(Vec::new());
    }
    let mut hits = find::exactly(view, &token, SHOWN)?;
    for hash in hashes {
        hits.extend(find::exactly(view, hash, SHOWN)?);
    }
    if hits.is_empty() && beginnings && token.chars().count() >= BEGINNING {
        hits = find::by_prefix(view, &token, SHOWN)?;
    }
    let mut seen = Vec::with_capacity(hits.len());
    for hit in hits {
        if !seen.contains(&hit) {
            seen.push(hit);
        }
    }
    Ok(seen)
}
