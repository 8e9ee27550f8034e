//! Events of cases on their way to automation plugins, and the advice that came back.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::automating::Advice;
use crate::domain::plugin::automating::Happening;
use crate::domain::time::Timestamp;
use anyhow::Result;

/// Those whose time has come, of an account in the order of each case, at most `limit`.
///
/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn due(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Happening>> {
    let table = Table::Happenings;
    let rows = view.list::<Happening>(table, &[], &[], Direction::Forward, limit * 20)?;
    let due = rows.into_iter().map(|(_, one)| one);
    Ok(due.filter(|one| one.next <= now).take(limit).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, one: &Happening) -> Result<()> {
    plan.put(Table::Happenings, key(one), one)
}

pub fn remove(plan: &mut Plan<'_, '_>, one: &Happening) {
    plan.remove(Table::Happenings, key(one));
}

/// What every account said about a case.
pub fn advice(view: &impl View, case: CaseId) -> Result<Vec<Advice>> {
    let from = Key::new().u64(case.0);
    let (start, end) = (from.clone().build(), from.end());
    let rows = view.list(Table::Advice, &start, &end, Direction::Forward, 100)?;
    Ok(rows.into_iter().map(|(_, advice)| advice).collect())
}

pub fn save_advice(plan: &mut Plan<'_, '_>, advice: &Advice) -> Result<()> {
    let key = Key::new().u64(advice.case.0).u64(advice.account.0).build();
    match advice.items.is_empty() {
        true => {
            plan.remove(Table::Advice, key);
            Ok(())
        }
        false => plan.put(Table::Advice, key, advice),
    }
}

pub fn remove_advice(plan: &mut Plan<'_, '_>, case: CaseId, account: PluginAccountId) {
    let key = Key::new().u64(case.0).u64(account.0).build();
    plan.remove(Table::Advice, key);
}

fn key(one: &Happening) -> Vec<u8> {
    Key::new()
        .u64(one.account.0)
        .u64(one.case.0)
        .u64(one.seq)
        .build()
}
