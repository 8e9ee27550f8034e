//! Decisions on their way to marketplaces, and marketplaces' own requests beside their cases.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::foreign::Foreign;
use crate::domain::plugin::foreign::States;
use crate::domain::plugin::telling::Telling;
use crate::domain::time::Timestamp;
use anyhow::Result;

/// Decisions of one case; more than that nobody reads.
const OF_CASE: usize = 200;

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_name(view: &impl View, case: CaseId, seq: u64) -> Result<Option<Telling>> {
    view.get(Table::Tellings, &key(case, seq))
}

/// Of one case, oldest first.
pub fn of_case(view: &impl View, case: CaseId) -> Result<Vec<Telling>> {
    let from = Key::new().u64(case.0);
    let (start, end) = (from.clone().build(), from.end());
    let rows = view.list(Table::Tellings, &start, &end, Direction::Forward, OF_CASE)?;
    Ok(rows.into_iter().map(|(_, telling)| telling).collect())
}

/// Those whose time has come, in the order they were decided, at most `limit`; of each case only
/// the first, for the second may build on it.
pub fn due(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Telling>> {
    let table = Table::TellingsOpen;
    let mut found: Vec<Telling> = Vec::new();
    let mut last = None;
    for (key, next) in view.list::<Timestamp>(table, &[], &[], Direction::Forward, usize::MAX)? {
        let Some((case, seq)) = name(&key) else {
            continue;
        };
        if last == Some(case) {
            continue;
        }
        last = Some(case);
        if next <= now
            && let Some(telling) = by_name(view, case, seq)?
        {
            found.push(telling);
        }
        if found.len() >= limit {
            break;
        }
    }
    found.sort_by_key(|telling| telling.at);
    Ok(found)
}

pub fn save(plan: &mut Plan<'_, '_>, telling: &Telling) -> Result<()> {
    let key = key(telling.case, telling.seq);
    match telling.is_open() {
        true => plan.put(Table::TellingsOpen, key.clone(), &telling.next)?,
        false => plan.remove(Table::TellingsOpen, key.clone()),
    }
    plan.put(Table::Tellings, key, telling)
}

/// The request over there that a case belongs to.
pub fn foreign(view: &impl View, case: CaseId) -> Result<Option<Foreign>> {
    view.get(Table::ForeignRequests, &Key::new().u64(case.0).build())
}

pub fn save_foreign(plan: &mut Plan<'_, '_>, foreign: &Foreign) -> Result<()> {
    let key = Key::new().u64(foreign.case.0).build();
    plan.put(Table::ForeignRequests, key, foreign)
}

/// Every request of an account whose state its plugin does not know.
pub fn unmapped(view: &impl View, account: PluginAccountId) -> Result<Vec<Foreign>> {
    let table = Table::ForeignRequests;
    let rows = view.list::<Foreign>(table, &[], &[], Direction::Forward, usize::MAX)?;
    let of_it = rows.into_iter().map(|(_, foreign)| foreign);
    Ok(of_it
        .filter(|foreign| foreign.account == account && !foreign.is_mapped)
        .collect())
}

pub fn save_states(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    states: &States,
) -> Result<()> {
    let key = Key::new().u64(account.0).build();
    plan.put(Table::ForeignStates, key, states)
}

/// The table of foreign states of an account, as its plugin last said it.
pub fn states(view: &impl View, account: PluginAccountId) -> Result<Option<States>> {
    view.get(Table::ForeignStates, &Key::new().u64(account.0).build())
}

fn key(case: CaseId, seq: u64) -> Vec<u8> {
    Key::new().u64(case.0).u64(seq).build()
}

fn name(key: &[u8]) -> Option<(CaseId, u64)> {
    Some((
        CaseId(super::key::u64_at(key, 0)?),
        super::key::u64_at(key, 8)?,
    ))
}
