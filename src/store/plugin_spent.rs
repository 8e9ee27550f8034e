//! Requests that accounts of plugins sent, by day and origin: for the owner's page, and so that a
//! restart forgets no budget.

use super::key::Key;
use super::key::i64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::PluginAccountId;
use anyhow::Result;

/// Days that are kept.
pub const DAYS: i64 = 60;

/// Requests of one account to one origin on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    pub account: PluginAccountId,
    /// Days since 1970 in Beijing.
    pub day: i64,
    pub origin: String,
    pub requests: u32,
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn add(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    day: i64,
    origin: &str,
    requests: u32,
) -> Result<()> {
    let key = Key::new().u64(account.0).i64(day).text(origin).build();
    let known = plan.get::<u32>(Table::PluginSpent, &key)?;
    if known.is_none() {
        let old = Key::new().u64(account.0).i64(day - DAYS).build();
        let from = Key::new().u64(account.0).build();
        for key in plan.keys(Table::PluginSpent, &from, &old, usize::MAX)? {
            plan.remove(Table::PluginSpent, key);
        }
    }
    let sum = known.unwrap_or(0).saturating_add(requests);
    plan.put(Table::PluginSpent, key, &sum)
}

/// What an account spent since a day, oldest first.
pub fn since(view: &impl View, account: PluginAccountId, day: i64) -> Result<Vec<Spent>> {
    let from = Key::new().u64(account.0).i64(day).build();
    let to = Key::new().u64(account.0).end();
    let rows = view.list::<u32>(
        Table::PluginSpent,
        &from,
        &to,
        Direction::Forward,
        usize::MAX,
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, requests)| {
            let day = i64_at(&key, 8)?;
            let origin = key.get(16..key.len().saturating_sub(1))?;
            let origin = String::from_utf8_lossy(origin).into_owned();
            Some(Spent {
                account,
                day,
                origin,
                requests,
            })
        })
        .collect())
}

/// Forgets an account.
pub fn forget(plan: &mut Plan<'_, '_>, account: PluginAccountId) -> Result<()> {
    let of_it = Key::new().u64(account.0);
    let (from, to) = (of_it.clone().build(), of_it.end());
    for key in plan.keys(Table::PluginSpent, &from, &to, usize::MAX)? {
        plan.remove(Table::PluginSpent, key);
    }
    Ok(())
}
