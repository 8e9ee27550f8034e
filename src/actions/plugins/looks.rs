//! What a marketplace is asked for by its id, and what came of it.

use crate::actions::Moment;
use crate::actions::people::note;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::looking::Look;
use crate::domain::plugin::looking::Looked;
use crate::domain::plugin::looking::Then;
use crate::domain::plugin::looking::Thing;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::looks;
use crate::store::plugins;

/// Things of one account that wait to be read by their id; of more than these its lists are read.
pub const MOST: usize = 1_000;

/// Has these read by their id. Gives those that cannot be: the plugin does not show one of them, or
/// too many wait.
///
/// # Errors
/// When the disk does.
pub fn want<'a>(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    wanted: &[(Thing, &'a str)],
    moment: &Moment,
) -> Result<Vec<(Thing, &'a str)>, Failure> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let shows_orders = shows_orders(plan, account)?;
    let mut waiting = looks::of_account(plan, account)?;
    let mut left = Vec::new();
    for (thing, id) in wanted {
        if waiting
            .iter()
            .any(|look| look.thing == *thing && look.id == *id)
        {
            continue;
        }
        if waiting.len() >= MOST || (*thing == Thing::Order && !shows_orders) {
            left.push((*thing, *id));
            continue;
        }
        let look = Look::new(account, *thing, id, moment.now);
        looks::save(plan, &look)?;
        waiting.push(look);
    }
    Ok(left)
}

/// A request came before its order: both are read by their id, the order first.
///
/// # Errors
/// When the disk does.
pub fn without_order(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    request: &str,
    order: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    want(plan, account, &[(Thing::Order, order)], moment)?;
    let look = Look::new(account, Thing::Request, request, moment.now);
    let waiting = looks::of_account(plan, account)?;
    let is_there = |one: &Look| one.thing == look.thing && one.id == look.id;
    if !waiting.iter().any(is_there) && waiting.len() < MOST {
        let needs = Some(order.to_owned());
        looks::save(plan, &Look { needs, ..look })?;
    }
    Ok(())
}

/// What came of a look. An order that is here now has the requests that waited for it read at once.
///
/// # Errors
/// When the disk does.
pub fn looked(
    plan: &mut Plan<'_, '_>,
    look: &Look,
    looked: Looked,
    chance: f64,
    moment: &Moment,
) -> Result<(), Failure> {
    let needs = match &looked {
        Looked::NeedsOrder(order) => Some(order.clone()),
        _ => None,
    };
    match look.after(looked, moment.now, chance) {
        Then::Done => {
            looks::remove(plan, look);
            if look.thing == Thing::Order {
                for waiting in looks::of_account(plan, look.account)? {
                    if waiting.needs.as_ref() == Some(&look.id) {
                        let next = moment.now;
                        looks::save(plan, &Look { next, ..waiting })?;
                    }
                }
            }
            Ok(())
        }
        Then::Over(why) => {
            looks::remove(plan, look);
            let why: String = why.chars().take(300).collect();
            let (thing, id, account) = (look.thing, &look.id, look.account);
            let plugin = plugins::account(plan, account)?;
            let plugin = plugin.map_or_else(String::new, |account| account.plugin.to_string());
            let object = format!("plugin {plugin} account {account} {thing} {id}: {why}");
            note(plan, moment.now, None, "marketplace_refused", object)
        }
        Then::Later(later) => {
            looks::save(plan, &later)?;
            match needs {
                Some(order) => {
                    want(plan, look.account, &[(Thing::Order, &order)], moment).map(drop)
                }
                None => Ok(()),
            }
        }
    }
}

/// Whether its plugin shows one order by its id.
fn shows_orders(view: &impl View, account: PluginAccountId) -> Result<bool, Failure> {
    let Some(account) = plugins::account(view, account)? else {
        return Ok(false);
    };
    let plugin = plugins::by_id(view, &account.plugin)?;
    let release = plugin.as_ref().and_then(|plugin| plugin.active());
    Ok(release.is_some_and(|release| {
        let offers = release.packed.manifest.offers();
        offers.contains(&Offer::MarketplaceOrder)
    }))
}
