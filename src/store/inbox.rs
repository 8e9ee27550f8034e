//! Mails that came in, newest last, and which of them a person has yet to look at. Written only by
//! `actions::notices`.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::notice::inbound::Taken;
use crate::domain::time::Timestamp;
use anyhow::Result;

fn key(id: u64) -> Vec<u8> {
    Key::new().u64(id).build()
}

fn named(mailbox: u32, name: &str) -> Vec<u8> {
    Key::new().u64(u64::from(mailbox)).text(name).build()
}

/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: u64) -> Result<Option<Taken>> {
    view.get(Table::Inbox, &key(id))
}

/// The last that came, newest first.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<Taken>> {
    let rows = view.list(Table::Inbox, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, taken)| taken).collect())
}

/// Those a person has to look at, oldest first.
pub fn to_see(view: &impl View, limit: usize) -> Result<Vec<Taken>> {
    let mut found = Vec::new();
    for id in view.keys(Table::InboxToSee, &[], &[], limit)? {
        if let Some(id) = u64_at(&id, 0) {
            found.extend(by_id(view, id)?);
        }
    }
    Ok(found)
}

/// Whether a mailbox brought a mail of this name before. The name is hashed by whoever asks.
pub fn is_known(view: &impl View, mailbox: u32, name: &str) -> Result<bool> {
    let found: Option<u64> = view.get(Table::InboxNames, &named(mailbox, name))?;
    Ok(found.is_some())
}

pub fn add(plan: &mut Plan<'_, '_>, taken: &Taken, name: &str) -> Result<()> {
    if !name.is_empty() {
        let named = named(taken.mailbox, name);
        plan.put(Table::InboxNames, named, &taken.id)?;
    }
    if taken.went.needs_a_person() {
        plan.put(Table::InboxToSee, key(taken.id), &())?;
    }
    save(plan, taken)
}

pub fn save(plan: &mut Plan<'_, '_>, taken: &Taken) -> Result<()> {
    plan.put(Table::Inbox, key(taken.id), taken)
}

/// Somebody looked at it.
pub fn seen(plan: &mut Plan<'_, '_>, id: u64) {
    plan.remove(Table::InboxToSee, key(id));
}

/// Forgets mails of before `than` that nobody has to look at any more, at most `limit` looked at. The
/// names stay: an old mail that a server shows again is no new one.
pub fn forget(plan: &mut Plan<'_, '_>, than: Timestamp, limit: usize) -> Result<usize> {
    let mut gone = 0;
    for (key, one) in plan.list::<Taken>(Table::Inbox, &[], &[], Direction::Forward, limit)? {
        if one.at < than {
            plan.remove(Table::InboxToSee, key.clone());
            plan.remove(Table::Inbox, key);
            gone += 1;
        }
    }
    Ok(gone)
}
