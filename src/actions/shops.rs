//! Shops: made at set-up and in the settings.

use super::Moment;
use super::changes;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::order::ReturnPlace;
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
        return_places: Vec::new(),
        platform_no: None,
        signature: None,
        closed: false,
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

/// Changes a shop as its owner asks, and notes what was changed. `seen` is the `rev` they saw.
///
/// # Errors
/// As [`change`]; `Invalid` for return places without a prefix or an address, and when no shop
/// would be open; `ChangedMeanwhile`.
pub fn change_by(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    mut new: Shop,
    seen: Option<u64>,
    moment: &Moment,
) -> Result<(), Failure> {
    for place in &mut new.return_places {
        // As the codes of products are kept.
        place.prefix.retain(|c| !c.is_whitespace());
        place.prefix = place.prefix.to_uppercase();
    }
    let subject = format!("shop {}", new.id);
    changes::must_be_at(plan, &subject, seen)?;
    let old = orders::shop(plan, new.id)?.ok_or(Failure::NotFound)?;
    let half = |place: &ReturnPlace| place.prefix.is_empty() || place.address.is_empty();
    if new.return_places.iter().any(half) {
        return Err(Failure::invalid("return_places", "error-return-place"));
    }
    let others = orders::shops(plan)?;
    let open = others.iter().any(|shop| shop.id != new.id && !shop.closed);
    if new.closed && !open {
        return Err(Failure::invalid("closed", "error-last-shop"));
    }
    let found = differences(&old, &new);
    change(plan, new)?;
    changes::record(plan, &subject, by, found, None, moment)
}

/// What of a shop differs. Addresses name people and are not written down again.
fn differences(old: &Shop, new: &Shop) -> Changes {
    let text = |text: &Option<String>| Said::text(text.as_deref());
    let channel = |shop: &Shop| Said::Codes("channel".into(), vec![shop.channel.to_string()]);
    let mut found = Changes::default();
    let name = |shop: &Shop| Said::text(Some(&shop.name));
    found.note("shop-name", name(old), name(new));
    found.note("channel", channel(old), channel(new));
    found.note(
        "platform-no",
        text(&old.platform_no),
        text(&new.platform_no),
    );
    found.note("hotline", text(&old.hotline), text(&new.hotline));
    found.note("signature", text(&old.signature), text(&new.signature));
    found.note("closed", Said::Yes(old.closed), Said::Yes(new.closed));
    let currency = |shop: &Shop| Said::text(Some(&shop.currency));
    found.note("currency", currency(old), currency(new));
    let there = |shop: &Shop| Said::hidden(shop.return_address.is_some());
    if old.return_address != new.return_address {
        found.always("return-address", there(old), there(new));
    }
    if old.return_places != new.return_places {
        let prefixes = |shop: &Shop| {
            let all: Vec<&str> = shop
                .return_places
                .iter()
                .map(|p| p.prefix.as_str())
                .collect();
            Said::text(Some(&all.join(" ")))
        };
        found.always("return-places", prefixes(old), prefixes(new));
    }
    found
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
