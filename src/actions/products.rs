//! Products: what people write down about one, and what one costs where rules ask.

use super::Moment;
use super::access::Viewer;
use super::people::note;
use crate::domain::ids::ProductId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::people::Role;
use crate::domain::product;
use crate::domain::product::KnownFault;
use crate::domain::product::Product;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::products;

/// The longest text of a product, in characters.
pub const TEXT_MOST: usize = 5000;
/// The most known faults of a product.
pub const FAULTS_MOST: usize = 20;
/// Who sees and says what it costs.
pub const COST: &[Role] = &[Role::Supervisor, Role::Finance];

/// Who writes down anything about a product at all.
pub const NOTERS: &[Role] = &[
    Role::Supervisor,
    Role::Agent,
    Role::Presales,
    Role::Technician,
    Role::Finance,
];

/// What a person says about a product.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    pub title: String,
    pub specs: String,
    pub care: String,
    pub selling: String,
    pub faults: Vec<KnownFault>,
    pub warranty_months: Option<u32>,
    /// `None` leaves it: not everyone may see what a product costs.
    pub cost_price: Option<Option<Fen>>,
}

/// A product of a shop this person works for.
///
/// # Errors
/// `NotFound` for a missing and for a foreign one alike.
pub fn see(view: &impl View, viewer: &Viewer, id: ProductId) -> Result<Product, Failure> {
    let product = products::by_id(view, id)?.ok_or(Failure::NotFound)?;
    if !viewer.sees_shop(product.shop) {
        return Err(Failure::NotFound);
    }
    Ok(product)
}

/// Keeps what was said. `shown_rev` is the `rev` the person saw.
///
/// # Errors
/// `NotFound`; `NotAllowed`; `ChangedMeanwhile`; `Invalid` at the field.
pub fn keep(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: ProductId,
    shown_rev: u64,
    said: &Said,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(NOTERS)?;
    let old = see(plan, viewer, id)?;
    if old.rev != shown_rev {
        return Err(Failure::ChangedMeanwhile);
    }
    let text = |field: &'static str, text: &str| match text.chars().count() > TEXT_MOST {
        true => Err(Failure::invalid(field, "error-form-too-large")),
        false => Ok(text.trim().replace("\r\n", "\n")),
    };
    let title = text("title", &said.title)?;
    if title.is_empty() {
        return Err(Failure::invalid("title", "error-required"));
    }
    if said.faults.len() > FAULTS_MOST {
        return Err(Failure::invalid("faults", "error-form-too-large"));
    }
    if said.warranty_months.is_some_and(|months| months > 600) {
        return Err(Failure::invalid("warranty_months", "error-number-form"));
    }
    let mut new = Product {
        title,
        specs: text("specs", &said.specs)?,
        care: text("care", &said.care)?,
        selling: text("selling", &said.selling)?,
        faults: said.faults.clone(),
        warranty_months: said.warranty_months,
        ..old.clone()
    };
    if let Some(cost) = said.cost_price {
        viewer.must_be(COST)?;
        if cost.is_some_and(|cost| cost < Fen::ZERO) {
            return Err(Failure::invalid("cost_price", "error-money-form"));
        }
        new.cost_price = cost;
    }
    if new == old {
        return Ok(());
    }
    new.rev += 1;
    new.edited_by = Some(viewer.actor.as_ref());
    new.edited_at = Some(moment.now);
    products::save(plan, Some(&old), &new)?;
    let object = format!("product {id}");
    note(plan, moment.now, Some(viewer.staff.id), "product", object)
}

/// Fills in what a piece of each line costs where only the product says so (R82).
///
/// # Errors
/// When the disk does.
pub fn with_costs(view: &impl View, order: &mut Order) -> Result<(), Failure> {
    let shop = order.shop;
    for line in order.lines.iter_mut().filter(|l| l.cost_price.is_none()) {
        let code = product::of_order_line(line);
        line.cost_price =
            products::by_code(view, shop, &code)?.and_then(|product| product.cost_price);
    }
    Ok(())
}
