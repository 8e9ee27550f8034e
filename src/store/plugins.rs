//! Installed plugins, what was agreed to, and their accounts. Written only by `actions::plugins`.

use super::key::Key;
use super::plugin_calls;
use super::plugin_pushes;
use super::plugin_spent;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::installed::Grant;
use crate::domain::plugin::installed::Plugin;
use anyhow::Result;

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: &PluginId) -> Result<Option<Plugin>> {
    view.get(Table::Plugins, &key(id))
}

/// All of them, by their ids. There are few.
pub fn all(view: &impl View) -> Result<Vec<Plugin>> {
    let rows = view.list(Table::Plugins, &[], &[], Direction::Forward, usize::MAX)?;
    Ok(rows.into_iter().map(|(_, plugin)| plugin).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, plugin: &Plugin) -> Result<()> {
    plan.put(Table::Plugins, key(&plugin.id), plugin)
}

/// What was agreed to, the last first.
pub fn grants(view: &impl View, id: &PluginId) -> Result<Vec<Grant>> {
    let of_it = Key::new().text(id.as_str());
    let (from, to) = (of_it.clone().build(), of_it.end());
    let rows = view.list(
        Table::PluginGrants,
        &from,
        &to,
        Direction::Backward,
        usize::MAX,
    )?;
    Ok(rows.into_iter().map(|(_, grant)| grant).collect())
}

pub fn add_grant(plan: &mut Plan<'_, '_>, grant: &Grant) -> Result<()> {
    let n = plan.next_number("plugin_grant")?;
    let key = Key::new().text(grant.plugin.as_str()).u64(n).build();
    plan.put(Table::PluginGrants, key, grant)
}

pub fn account(view: &impl View, id: PluginAccountId) -> Result<Option<Account>> {
    view.get(Table::PluginAccounts, &Key::new().u64(id.0).build())
}

/// The accounts of a plugin, in the order they were made.
pub fn accounts(view: &impl View, id: &PluginId) -> Result<Vec<Account>> {
    let mut accounts = all_accounts(view)?;
    accounts.retain(|account| account.plugin == *id);
    Ok(accounts)
}

/// The account at whose address something came in.
pub fn account_of_token(view: &impl View, token: &str) -> Result<Option<Account>> {
    let of_it = |account: &Account| !token.is_empty() && account.token == token;
    Ok(all_accounts(view)?.into_iter().find(of_it))
}

/// Every account of every plugin. There are few.
pub fn all_accounts(view: &impl View) -> Result<Vec<Account>> {
    let table = Table::PluginAccounts;
    let rows = view.list(table, &[], &[], Direction::Forward, usize::MAX)?;
    Ok(rows.into_iter().map(|(_, account)| account).collect())
}

pub fn save_account(plan: &mut Plan<'_, '_>, account: &Account) -> Result<()> {
    let key = Key::new().u64(account.id.0).build();
    plan.put(Table::PluginAccounts, key, account)
}

/// Forgets an account with what its plugin kept for it.
pub fn remove_account(plan: &mut Plan<'_, '_>, id: PluginAccountId) -> Result<()> {
    plan.remove(Table::PluginAccounts, Key::new().u64(id.0).build());
    plugin_pushes::forget(plan, id)?;
    plugin_spent::forget(plan, id)?;
    plugin_calls::forget(plan, id)
}

/// Forgets a plugin with all that was agreed to and all its accounts.
pub fn remove(plan: &mut Plan<'_, '_>, id: &PluginId) -> Result<()> {
    let of_it = Key::new().text(id.as_str());
    let (from, to) = (of_it.clone().build(), of_it.end());
    let table = Table::PluginGrants;
    let grants = plan.list::<Grant>(table, &from, &to, Direction::Forward, usize::MAX)?;
    for (key, _) in grants {
        plan.remove(table, key);
    }
    for account in accounts(plan, id)? {
        remove_account(plan, account.id)?;
    }
    plugin_calls::remove(plan, id)?;
    plan.remove(Table::Plugins, key(id));
    Ok(())
}

fn key(id: &PluginId) -> Vec<u8> {
    Key::new().text(id.as_str()).build()
}
