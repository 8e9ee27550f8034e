//! The versions of the rules. The one in force stands in the settings besides, where every
//! decision reads it.

use super::key::Key;
use super::settings;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::rules::RulePack;
use crate::domain::rules::version::Version;
use crate::domain::time::Timestamp;
use anyhow::Result;

/// Where the next turn of the rules stands in the settings.
const TURN: &str = "rules turn";

fn key(number: u32) -> Vec<u8> {
    Key::new().u64(u64::from(number)).build()
}

/// Every version, the first first.
///
/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn all(view: &impl View) -> Result<Vec<Version>> {
    let rows = view.list(Table::RulePacks, &[], &[], Direction::Forward, usize::MAX)?;
    Ok(rows.into_iter().map(|(_, version)| version).collect())
}

pub fn by_number(view: &impl View, number: u32) -> Result<Option<Version>> {
    view.get(Table::RulePacks, &key(number))
}

pub fn save(plan: &mut Plan<'_, '_>, version: &Version) -> Result<()> {
    plan.put(Table::RulePacks, key(version.number()), version)
}

pub fn remove(plan: &mut Plan<'_, '_>, number: u32) {
    plan.remove(Table::RulePacks, key(number));
}

/// When the next version begins to hold.
pub fn turn(view: &impl View) -> Result<Option<Timestamp>> {
    Ok(settings::get(view, TURN)?.flatten())
}

/// Puts a pack in force, until `next`.
pub fn put_in_force(
    plan: &mut Plan<'_, '_>,
    pack: &RulePack,
    next: Option<Timestamp>,
) -> Result<()> {
    settings::put(plan, "rules", pack)?;
    settings::put(plan, TURN, &next)
}
