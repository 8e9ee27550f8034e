//! Which order and which shop the form of a new case is about.

use crate::actions;
use crate::actions::access::see_order;
use crate::domain::case::facts::Ledger;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::order::Order;
use crate::domain::order::Shop;
use crate::failure::Failure;
use crate::store::View;
use crate::store::find;
use crate::store::orders;
use crate::web::Visit;
use crate::web::form::Fields;

/// The order named by id, or by its number.
pub fn order_of(
    view: &impl View,
    visit: &Visit,
    asked: &Fields,
) -> Result<Option<(Order, Ledger)>, Failure> {
    let viewer = visit.viewer()?;
    let id = match asked.filled("order").map(str::parse) {
        Some(Ok(id)) => Some(OrderId(id)),
        Some(Err(_)) => return Err(Failure::NotFound),
        None => match asked.filled("order_no") {
            None => None,
            Some(no) => by_number(view, visit, no)?,
        },
    };
    let Some(id) = id else { return Ok(None) };
    let order = see_order(view, viewer, id)?;
    let (_, ledger) = actions::cases::of_order(view, id, None)?;
    Ok(Some((order, ledger)))
}

/// An order this person may see, by its own number or a line's.
fn by_number(view: &impl View, visit: &Visit, no: &str) -> Result<Option<OrderId>, Failure> {
    let viewer = visit.viewer()?;
    for (what, id) in find::exactly(view, &find::normal(no), 20)? {
        if what == find::What::Order as u8 && see_order(view, viewer, OrderId(id)).is_ok() {
            return Ok(Some(OrderId(id)));
        }
    }
    Ok(None)
}

pub fn my_shops(view: &impl View, visit: &Visit) -> Result<Vec<Shop>, Failure> {
    let viewer = visit.viewer()?;
    let mut shops = orders::shops(view)?;
    shops.retain(|shop| viewer.sees_shop(shop.id));
    Ok(shops)
}

pub fn shop_of(view: &impl View, visit: &Visit, asked: &Fields) -> Result<Option<ShopId>, Failure> {
    let shops = my_shops(view, visit)?;
    let wanted = asked.filled("shop").and_then(|id| id.parse().ok());
    Ok(match wanted {
        Some(id) => shops.iter().find(|shop| shop.id == ShopId(id)),
        None => shops.first(),
    }
    .map(|shop| shop.id))
}
