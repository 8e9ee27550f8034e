//! Shops: made at set-up and in the settings.

use super::Moment;
use crate::domain::ids::ShopId;
use crate::domain::order::Channel;
use crate::domain::order::Shop;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;

/// Adds a shop.
///
/// # Errors
/// `Invalid` without a name, or with one that another shop has.
pub fn create(
    plan: &mut Plan<'_, '_>,
    name: &str,
    channel: Channel,
    moment: &Moment,
) -> Result<ShopId, Failure> {
    let name = name_of_shop(plan, name, None)?;
    let id = ShopId(plan.next_number("shop")?);
    let shop = Shop {
        id,
        name,
        channel,
        currency: "CNY".into(),
        hotline: None,
        return_address: None,
        created_at: moment.now,
    };
    orders::save_shop(plan, &shop)?;
    Ok(id)
}

/// The shop of the set-up: a new one, or the one that an import before the set-up made.
///
/// # Errors
/// As [`create`].
pub fn first(
    plan: &mut Plan<'_, '_>,
    name: &str,
    channel: Channel,
    moment: &Moment,
) -> Result<ShopId, Failure> {
    let Some(shop) = orders::shops(plan)?.into_iter().next() else {
        return create(plan, name, channel, moment);
    };
    let id = shop.id;
    change(
        plan,
        Shop {
            name: name.to_owned(),
            channel,
            ..shop
        },
    )?;
    Ok(id)
}

/// Changes a shop.
///
/// # Errors
/// `NotFound`; `Invalid` as [`create`].
pub fn change(plan: &mut Plan<'_, '_>, new: Shop) -> Result<(), Failure> {
    orders::shop(plan, new.id)?.ok_or(Failure::NotFound)?;
    let name = name_of_shop(plan, &new.name, Some(new.id))?;
    Ok(orders::save_shop(plan, &Shop { name, ..new })?)
}

fn name_of_shop(view: &impl View, name: &str, own: Option<ShopId>) -> Result<String, Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Failure::invalid("shop_name", "error-required"));
    }
    let taken = orders::shops(view)?
        .iter()
        .any(|shop| Some(shop.id) != own && shop.name == name);
    if taken {
        return Err(Failure::invalid("shop_name", "error-shop-taken"));
    }
    Ok(name.to_owned())
}
