//! What waits for one person: cases handed over to them or by them, and their reminders.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::View;
use crate::domain::case::Case;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use anyhow::Result;

/// How many are read at most.
pub const MOST: usize = 200;

/// On which end of a hand-over someone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    To = 0,
    From = 1,
}

/// The index rows of an open case.
pub(super) fn rows(case: &Case) -> Vec<(Table, Key)> {
    let mut rows = Vec::new();
    if let Some(card) = case.work.hand_over.as_ref().filter(|card| card.is_open()) {
        for (staff, side) in [(card.to, Side::To), (card.from, Side::From)] {
            let key = Key::new().u64(staff.0).u8(side as u8).i64(card.at.0);
            rows.push((Table::HandOvers, key.u64(case.id.0)));
        }
    }
    let back = case.work.hand_over.as_ref();
    if let Some(card) = back.filter(|card| card.waits_for_sender() && case.owner == card.from) {
        let at = card.answered_at.unwrap_or(card.at);
        let key = Key::new().u64(card.from.0).u8(Side::To as u8).i64(at.0);
        rows.push((Table::HandOvers, key.u64(case.id.0)));
    }
    for reminder in case.work.reminders.iter().filter(|r| r.done_at.is_none()) {
        let key = Key::new().u64(reminder.staff.0).i64(reminder.at.0);
        let key = key.u64(case.id.0).u64(u64::from(reminder.no));
        rows.push((Table::Reminders, key));
    }
    rows
}

/// Cases handed over that wait for the buyer's yes, oldest first; for whom they came back, those too.
///
/// # Errors
/// When the disk does; so for every function here.
pub fn handed(view: &impl View, staff: StaffId, side: Side) -> Result<Vec<CaseId>> {
    let from = Key::new().u64(staff.0).u8(side as u8);
    let keys = view.keys(Table::HandOvers, &from.clone().build(), &from.end(), MOST)?;
    Ok(keys
        .iter()
        .filter_map(|key| u64_at(key, 17))
        .map(CaseId)
        .collect())
}

/// A person's reminders that come before `until`, earliest first: the case and its number there.
pub fn reminders(view: &impl View, staff: StaffId, until: Timestamp) -> Result<Vec<(CaseId, u32)>> {
    let from = Key::new().u64(staff.0);
    let to = from.clone().i64(until.0).build();
    let keys = view.keys(Table::Reminders, &from.build(), &to, MOST)?;
    Ok(keys
        .iter()
        .filter_map(|key| {
            Some((
                CaseId(u64_at(key, 16)?),
                u32::try_from(u64_at(key, 24)?).ok()?,
            ))
        })
        .collect())
}
