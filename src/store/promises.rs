//! The ledger of promises: what each person promised and kept, by day; and times that were none.

use super::key::Key;
use super::key::i64_at;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Promises of one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub made: u32,
    /// In time.
    pub kept: u32,
    pub late: u32,
}

fn of_day(day: i64, staff: StaffId) -> Vec<u8> {
    Key::new().i64(day).u64(staff.0).build()
}

/// Adds to a day of a person.
///
/// # Errors
/// When the disk does; so for every function here.
pub fn count(plan: &mut Plan<'_, '_>, day: i64, staff: StaffId, more: Kept) -> Result<()> {
    let key = of_day(day, staff);
    let kept: Kept = plan.get(Table::PromiseCounts, &key)?.unwrap_or_default();
    let sum = Kept {
        made: kept.made + more.made,
        kept: kept.kept + more.kept,
        late: kept.late + more.late,
    };
    plan.put(Table::PromiseCounts, key, &sum)
}

/// What each person promised and kept since a day.
pub fn since(view: &impl View, day: i64) -> Result<BTreeMap<StaffId, Kept>> {
    let start = Key::new().i64(day).build();
    let table = Table::PromiseCounts;
    let mut sums: BTreeMap<StaffId, Kept> = BTreeMap::new();
    let rows = view.list::<Kept>(table, &start, &[], Direction::Forward, usize::MAX)?;
    for (key, one) in rows {
        if let (Some(_), Some(staff)) = (i64_at(&key, 0), u64_at(&key, 8)) {
            let sum = sums.entry(StaffId(staff)).or_default();
            sum.made += one.made;
            sum.kept += one.kept;
            sum.late += one.late;
        }
    }
    Ok(sums)
}

/// A time in the words of an event is no promise.
pub fn pass(plan: &mut Plan<'_, '_>, case: CaseId, seq: u64, due: Timestamp) -> Result<()> {
    let key = Key::new().u64(case.0).u64(seq).i64(due.0).build();
    plan.put(Table::PromisesPassed, key, &())
}

/// Times of a case that are no promises: event and time.
pub fn passed(view: &impl View, case: CaseId) -> Result<BTreeSet<(u64, Timestamp)>> {
    let from = Key::new().u64(case.0);
    let (start, end) = (from.clone().build(), from.end());
    let keys = view.keys(Table::PromisesPassed, &start, &end, 1_000)?;
    let read = |key: Vec<u8>| Some((u64_at(&key, 8)?, Timestamp(i64_at(&key, 16)?)));
    Ok(keys.into_iter().filter_map(read).collect())
}
