//! A delivery on its way to a gateway: leased before the call, and what came of it written before the
//! next one is leased, in one command. So a process that ends in the middle leaves one in doubt.

use crate::actions::Moment;
use crate::actions::people::note;
use crate::domain::notice::delivery::Came;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Standing;
use crate::domain::sealed::Sealed;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::outbox;
use crate::store::settings;
use std::collections::BTreeMap;

/// What came of a delivery.
#[derive(Debug, Clone)]
pub struct Handed {
    pub id: u64,
    pub came: Came,
    /// What was sent, word for word.
    pub said: Option<Sealed>,
    /// Pieces of a text message.
    pub segments: Option<u32>,
    /// In [0, 1): spreads waits.
    pub chance: f64,
}

/// Writes down what came of one, and leases the next of `waiting` that may go. `waiting` is what was
/// seen: what somebody else moved on meanwhile is left alone. `through` is the gateway it goes through
/// now, another than it had when that one fails.
///
/// # Errors
/// When the disk does.
pub fn hand(
    plan: &mut Plan<'_, '_>,
    handed: Option<&Handed>,
    waiting: Option<(&Delivery, &str)>,
    moment: &Moment,
) -> Result<Option<Delivery>, Failure> {
    if let Some(handed) = handed
        && let Some(mut one) = outbox::delivery(plan, handed.id)?
        && one.standing == Standing::Sending
    {
        one.heard(handed.came.clone(), moment.now, handed.chance);
        if one.standing == Standing::Sent {
            one.said.clone_from(&handed.said);
            one.segments = handed.segments;
            super::receipts::await_one(plan, &mut one, moment)?;
        }
        super::receipts::doubt(plan, &one, moment)?;
        outbox::save_delivery(plan, &one)?;
    }
    let Some((seen, through)) = waiting else {
        return Ok(None);
    };
    let found = outbox::delivery(plan, seen.id)?;
    let Some(mut one) = found.filter(|one| one == seen) else {
        return Ok(None);
    };
    let goes = one.begin(moment.now);
    match goes {
        true => through.clone_into(&mut one.gateway),
        false => super::receipts::doubt(plan, &one, moment)?,
    }
    outbox::save_delivery(plan, &one)?;
    Ok(goes.then_some(one))
}

/// A gateway failed, for everybody. The first time it counts as broken it is a line of the audit.
///
/// # Errors
/// When the disk does.
pub fn gateway_failed(
    plan: &mut Plan<'_, '_>,
    name: &str,
    why: &str,
    moment: &Moment,
) -> Result<bool, Failure> {
    let mut all = BTreeMap::clone(&*settings::gateways(plan)?);
    let gateway = all.entry(name.to_owned()).or_default();
    let was_broken = gateway.is_broken();
    gateway.failed(why, moment.now);
    let turned = !was_broken && gateway.is_broken();
    settings::save_gateways(plan, &all)?;
    if turned {
        let object = format!("gateway {name}");
        note(plan, moment.now, None, "gateway_broken", object)?;
    }
    Ok(turned)
}

/// A gateway took something.
///
/// # Errors
/// When the disk does.
pub fn gateway_works(plan: &mut Plan<'_, '_>, name: &str) -> Result<(), Failure> {
    let mut all = BTreeMap::clone(&*settings::gateways(plan)?);
    if all.remove(name).is_some() {
        settings::save_gateways(plan, &all)?;
    }
    Ok(())
}
