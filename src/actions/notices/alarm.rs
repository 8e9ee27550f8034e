//! Which gateways that do not work somebody was told of.

use super::routing::speaking_anywhere;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::worlds::Offer;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::settings;
use std::collections::BTreeMap;

/// Somebody was told of these, each with the moment since when it does not work. Those that work
/// again are forgotten: the next time is another.
///
/// # Errors
/// When the disk does.
pub fn sounded(plan: &mut Plan<'_, '_>, told: &[(String, Timestamp)]) -> Result<(), Failure> {
    let gateways = settings::gateways(plan)?;
    let mut all = BTreeMap::clone(&*settings::alarms(plan)?);
    all.retain(|name, _| gateways.contains_key(name));
    all.extend(told.iter().cloned());
    Ok(settings::save_alarms(plan, &all)?)
}

/// Robots that may be told of the desk's own trouble, whatever shop they are for.
///
/// # Errors
/// When the disk does.
pub fn robots(view: &impl View) -> Result<Vec<Account>, Failure> {
    speaking_anywhere(view, Offer::Robot, DataField::AlertText)
}
