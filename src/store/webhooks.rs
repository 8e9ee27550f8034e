//! Events on their way to webhooks, and the log of those that went. Written only by
//! `actions::webhooks`.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::time::Timestamp;
use crate::domain::webhook::Posting;
use anyhow::Result;

fn key(id: u64) -> Vec<u8> {
    Key::new().u64(id).build()
}

fn of(endpoint: u32, id: u64) -> Vec<u8> {
    Key::new().u64(u64::from(endpoint)).u64(id).build()
}

/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: u64) -> Result<Option<Posting>> {
    view.get(Table::Postings, &key(id))
}

/// The last of an endpoint, newest first, at most `limit`.
pub fn newest(view: &impl View, endpoint: u32, limit: usize) -> Result<Vec<Posting>> {
    let from = Key::new().u64(u64::from(endpoint));
    let (start, end) = (from.clone().build(), from.end());
    let table = Table::PostingsByEndpoint;
    let mut found = Vec::new();
    for (key, ()) in view.list::<()>(table, &start, &end, Direction::Backward, limit)? {
        if let Some(id) = u64_at(&key, 8) {
            found.extend(by_id(view, id)?);
        }
    }
    Ok(found)
}

/// Those of an endpoint whose time has come, oldest first, at most `limit`.
pub fn due(view: &impl View, endpoint: u32, now: Timestamp, limit: usize) -> Result<Vec<Posting>> {
    let from = Key::new().u64(u64::from(endpoint));
    let (start, end) = (from.clone().build(), from.end());
    let table = Table::PostingsOpen;
    let mut found = Vec::new();
    for (key, next) in
        view.list::<Timestamp>(table, &start, &end, Direction::Forward, usize::MAX)?
    {
        if next > now {
            continue;
        }
        if let Some(id) = u64_at(&key, 8) {
            found.extend(by_id(view, id)?);
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// How many of an endpoint wait; of more than `most` it says `most`.
pub fn waiting(view: &impl View, endpoint: u32, most: usize) -> Result<usize> {
    let from = Key::new().u64(u64::from(endpoint));
    let (start, end) = (from.clone().build(), from.end());
    Ok(view.keys(Table::PostingsOpen, &start, &end, most)?.len())
}

pub fn add(plan: &mut Plan<'_, '_>, one: &Posting) -> Result<()> {
    plan.put(Table::PostingsByEndpoint, of(one.endpoint, one.id), &())?;
    save(plan, one)
}

pub fn save(plan: &mut Plan<'_, '_>, one: &Posting) -> Result<()> {
    let open = of(one.endpoint, one.id);
    match one.is_open() {
        true => plan.put(Table::PostingsOpen, open, &one.next)?,
        false => plan.remove(Table::PostingsOpen, open),
    }
    plan.put(Table::Postings, key(one.id), one)
}

pub fn remove(plan: &mut Plan<'_, '_>, one: &Posting) {
    let named = of(one.endpoint, one.id);
    plan.remove(Table::PostingsOpen, named.clone());
    plan.remove(Table::PostingsByEndpoint, named);
    plan.remove(Table::Postings, key(one.id));
}

/// The oldest of all endpoints, at most `limit`.
pub fn oldest(view: &impl View, limit: usize) -> Result<Vec<Posting>> {
    let rows = view.list(Table::Postings, &[], &[], Direction::Forward, limit)?;
    Ok(rows.into_iter().map(|(_, one)| one).collect())
}
