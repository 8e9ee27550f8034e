//! What the shop knows about the goods of a case: care notes, known faults and lines for replies
//! (R186, R230).

use crate::domain::case::Case;
use crate::domain::order::Order;
use crate::domain::product;
use crate::domain::product::KnownFault;
use crate::domain::product::Product;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::products;
use crate::web::Visit;
use jiff::ToSpan;

/// What is known about one product of the case.
pub struct Card {
    pub id: u64,
    pub title: String,
    pub specs: String,
    pub care: String,
    pub selling: Vec<String>,
    pub faults: Vec<KnownFault>,
    /// Until when it is under warranty, and whether that is over.
    pub warranty: Option<(String, bool)>,
    pub tells_something: bool,
}

/// The goods of a case.
#[derive(Default)]
pub struct Goods {
    /// One per product, in the order of the lines.
    pub cards: Vec<Card>,
    /// The product of each line.
    lines: Vec<Option<u64>>,
}

impl Goods {
    /// The product of a line, by its position.
    pub fn of_line(&self, at: &usize) -> Option<u64> {
        self.lines.get(*at).copied().flatten()
    }

    pub fn tell_something(&self) -> bool {
        self.cards.iter().any(|card| card.tells_something)
    }
}

/// # Errors
/// When the disk does.
pub fn of_case(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    order: Option<&Order>,
) -> Result<Goods, Failure> {
    let mut goods = Goods::default();
    for line in &case.lines {
        let product = match line.order_line {
            None => None,
            Some(_) => products::by_code(view, case.shop, &product::of_case_line(line))?,
        };
        goods.lines.push(product.as_ref().map(|known| known.id.0));
        let Some(product) = product else { continue };
        if goods.cards.iter().any(|card| card.id == product.id.0) {
            continue;
        }
        let began = order.and_then(|order| {
            let bought = order
                .lines
                .iter()
                .find(|l| Some(l.line_no) == line.order_line);
            bought
                .and_then(|l| l.invoice_at)
                .or(order.signed_at)
                .or(order.ordered_at)
        });
        goods.cards.push(card(visit, product, began));
    }
    Ok(goods)
}

fn card(visit: &Visit, product: Product, began: Option<Timestamp>) -> Card {
    let until = product
        .warranty_months
        .zip(began)
        .and_then(|(months, began)| warranty_until(visit, began, months));
    Card {
        id: product.id.0,
        tells_something: product.tells_something(),
        warranty: until.map(|until| (formats::date(until, &visit.zone), until < visit.now)),
        selling: product
            .selling
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        title: product.title,
        specs: product.specs,
        care: product.care,
        faults: product.faults,
    }
}

/// So many calendar months on, by the shop's days.
fn warranty_until(visit: &Visit, began: Timestamp, months: u32) -> Option<Timestamp> {
    let at = jiff::Timestamp::from_millisecond(began.0).ok()?;
    let until = at
        .to_zoned(visit.zone.clone())
        .checked_add(i64::from(months).months())
        .ok()?;
    Some(Timestamp(until.timestamp().as_millisecond()))
}
