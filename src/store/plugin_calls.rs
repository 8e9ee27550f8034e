//! What calls of plugins leave: the account's own memory, the log of calls, how the plugin stands.
//! Written only by `actions::plugins::calls`.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::called::Called;
use crate::domain::plugin::called::KeptValue;
use crate::domain::plugin::quarantine::Standing;
use anyhow::Result;
use std::collections::BTreeMap;

/// Calls of one plugin that are kept; older ones are forgotten.
pub const CALLS_KEPT: u64 = 500;

/// The memory of an account.
///
/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn kept(view: &impl View, account: PluginAccountId) -> Result<BTreeMap<String, KeptValue>> {
    let of_it = Key::new().u64(account.0);
    let (from, to) = (of_it.clone().build(), of_it.end());
    let table = Table::PluginKept;
    let rows = view.list(table, &from, &to, Direction::Forward, usize::MAX)?;
    Ok(rows
        .into_iter()
        .map(|(key, value)| {
            let name = key.get(8..key.len().saturating_sub(1)).unwrap_or_default();
            (String::from_utf8_lossy(name).into_owned(), value)
        })
        .collect())
}

pub fn keep(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    name: &str,
    value: Option<&KeptValue>,
) -> Result<()> {
    let key = Key::new().u64(account.0).text(name).build();
    match value {
        Some(value) => plan.put(Table::PluginKept, key, value),
        None => {
            plan.remove(Table::PluginKept, key);
            Ok(())
        }
    }
}

/// Forgets the memory of an account.
pub fn forget(plan: &mut Plan<'_, '_>, account: PluginAccountId) -> Result<()> {
    for name in kept(plan, account)?.into_keys() {
        keep(plan, account, &name, None)?;
    }
    Ok(())
}

/// Adds a call to the log of its plugin, in the place of the one that falls out of it.
pub fn add(plan: &mut Plan<'_, '_>, plugin: &PluginId, called: &Called) -> Result<()> {
    let place = called.n % CALLS_KEPT;
    let key = Key::new().text(plugin.as_str()).u64(place).build();
    plan.put(Table::PluginCalls, key, called)
}

/// The last calls of a plugin, newest first.
pub fn last(view: &impl View, plugin: &PluginId, most: usize) -> Result<Vec<Called>> {
    let of_it = Key::new().text(plugin.as_str());
    let (from, to) = (of_it.clone().build(), of_it.end());
    let table = Table::PluginCalls;
    let rows = view.list(table, &from, &to, Direction::Forward, usize::MAX)?;
    let mut calls: Vec<Called> = rows.into_iter().map(|(_, called)| called).collect();
    calls.sort_by_key(|called| std::cmp::Reverse(called.n));
    calls.truncate(most);
    Ok(calls)
}

pub fn standing(view: &impl View, plugin: &PluginId) -> Result<Standing> {
    let key = Key::new().text(plugin.as_str()).build();
    Ok(view.get(Table::PluginStandings, &key)?.unwrap_or_default())
}

pub fn save_standing(
    plan: &mut Plan<'_, '_>,
    plugin: &PluginId,
    standing: &Standing,
) -> Result<()> {
    let key = Key::new().text(plugin.as_str()).build();
    plan.put(Table::PluginStandings, key, standing)
}

/// Forgets all calls of a plugin, and how it stood.
pub fn remove(plan: &mut Plan<'_, '_>, plugin: &PluginId) -> Result<()> {
    let of_it = Key::new().text(plugin.as_str());
    let (from, to) = (of_it.clone().build(), of_it.clone().end());
    let table = Table::PluginCalls;
    for (key, _) in plan.list::<Called>(table, &from, &to, Direction::Forward, usize::MAX)? {
        plan.remove(table, key);
    }
    plan.remove(Table::PluginStandings, of_it.build());
    Ok(())
}
