//! What came in at the addresses of accounts, until it was read, and what was read lately.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::pushed::Pushed;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use anyhow::Result;

/// Unread messages of all accounts; more are turned away, and whoever sends them tries again.
pub const MOST: usize = 5_000;
/// So long a message's own key is remembered: longer than anybody sends one again.
const REMEMBERED: Span = Span::days(7);

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: u64) -> Result<Option<Pushed>> {
    view.get(Table::PluginPushes, &key(id))
}

/// Keeps a message and returns its number.
pub fn add(plan: &mut Plan<'_, '_>, pushed: &Pushed) -> Result<u64> {
    let id = plan.next_number("plugin_push")?;
    save(plan, id, pushed)?;
    Ok(id)
}

pub fn save(plan: &mut Plan<'_, '_>, id: u64, pushed: &Pushed) -> Result<()> {
    plan.put(Table::PluginPushes, key(id), pushed)
}

pub fn remove(plan: &mut Plan<'_, '_>, id: u64) {
    plan.remove(Table::PluginPushes, key(id));
}

/// How many wait, counted up to [`MOST`].
pub fn waiting(view: &impl View) -> Result<usize> {
    Ok(view.keys(Table::PluginPushes, &[], &[], MOST)?.len())
}

/// Those whose time has come, oldest first.
pub fn due(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<u64>> {
    let table = Table::PluginPushes;
    let rows = view.list::<Pushed>(table, &[], &[], Direction::Forward, MOST)?;
    let due = rows
        .into_iter()
        .filter(|(_, pushed)| pushed.again_at <= now);
    Ok(due
        .take(limit)
        .filter_map(|(key, _)| u64_at(&key, 0))
        .collect())
}

/// Whether a message with this key of its own was read before; notes that it was.
pub fn is_read(
    plan: &mut Plan<'_, '_>,
    account: PluginAccountId,
    own_key: &str,
    now: Timestamp,
) -> Result<bool> {
    let table = Table::PluginPushesRead;
    let hash = blake3::hash(own_key.as_bytes());
    let key = Key::new().u64(account.0).bytes(hash.as_bytes()).build();
    let read = plan.get::<i64>(table, &key)?.is_some();
    plan.put(table, key, &now.0)?;
    Ok(read)
}

/// Forgets messages that were read so long ago that nobody sends them again.
pub fn forget_read(plan: &mut Plan<'_, '_>, now: Timestamp, limit: usize) -> Result<usize> {
    let table = Table::PluginPushesRead;
    let rows = plan.list::<i64>(table, &[], &[], Direction::Forward, usize::MAX)?;
    let old = |at: i64| now.since(Timestamp(at)) > REMEMBERED;
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, at)| old(*at))
        .take(limit)
        .collect();
    for (key, _) in &rows {
        plan.remove(table, key.clone());
    }
    Ok(rows.len())
}

/// Forgets what came in for an account.
pub fn forget(plan: &mut Plan<'_, '_>, account: PluginAccountId) -> Result<()> {
    let table = Table::PluginPushes;
    for (key, pushed) in plan.list::<Pushed>(table, &[], &[], Direction::Forward, MOST)? {
        if pushed.account == account {
            plan.remove(table, key);
        }
    }
    let table = Table::PluginPushesRead;
    let of_it = Key::new().u64(account.0);
    let (from, to) = (of_it.clone().build(), of_it.end());
    for key in plan.keys(table, &from, &to, usize::MAX)? {
        plan.remove(table, key);
    }
    Ok(())
}

fn key(id: u64) -> Vec<u8> {
    Key::new().u64(id).build()
}
