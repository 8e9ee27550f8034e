//! Orders and requests of marketplaces that are to be read by their id.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::looking::Look;
use crate::domain::plugin::looking::Thing;
use crate::domain::time::Timestamp;
use anyhow::Result;

/// Those whose time has come, orders of an account before its requests, at most `limit`.
///
/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn due(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Look>> {
    let rows = view.list::<Look>(Table::Looks, &[], &[], Direction::Forward, usize::MAX)?;
    let due = rows.into_iter().map(|(_, look)| look);
    Ok(due.filter(|look| look.next <= now).take(limit).collect())
}

pub fn of_account(view: &impl View, account: PluginAccountId) -> Result<Vec<Look>> {
    let from = Key::new().u64(account.0);
    let (start, end) = (from.clone().build(), from.end());
    let rows = view.list(Table::Looks, &start, &end, Direction::Forward, usize::MAX)?;
    Ok(rows.into_iter().map(|(_, look)| look).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, look: &Look) -> Result<()> {
    plan.put(Table::Looks, key(look), look)
}

pub fn remove(plan: &mut Plan<'_, '_>, look: &Look) {
    plan.remove(Table::Looks, key(look));
}

fn key(look: &Look) -> Vec<u8> {
    let thing = match look.thing {
        Thing::Order => 0,
        Thing::Request => 1,
    };
    Key::new()
        .u64(look.account.0)
        .u8(thing)
        .text(&look.id)
        .build()
}
