//! Who was mentioned where 提到, and whether they have read it. The words are the event's own.

use super::index::IndexRow;
use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// How many unread ones are looked at; beyond that a count is a lower bound.
pub const MOST_UNREAD: usize = 200;

/// Someone was named in a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    pub staff: StaffId,
    pub case: CaseId,
    /// The event whose words name them.
    pub seq: u64,
    pub at: Timestamp,
    pub by: ActorRef,
    #[serde(default)]
    pub read_at: Option<Timestamp>,
}

fn key(mention: &Mention) -> Vec<u8> {
    Key::new()
        .u64(mention.staff.0)
        .i64(mention.at.0)
        .u64(mention.case.0)
        .u64(mention.seq)
        .build()
}

/// The index rows of a mention: one while it is unread.
pub(super) fn rows(mention: &Mention) -> Vec<IndexRow> {
    match mention.read_at {
        None => vec![((Table::UnreadMentions, key(mention)), Vec::new())],
        Some(_) => Vec::new(),
    }
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn save(plan: &mut Plan<'_, '_>, mention: &Mention) -> Result<()> {
    let key = key(mention);
    match mention.read_at {
        None => plan.put_bytes(Table::UnreadMentions, key.clone(), Vec::new()),
        Some(_) => plan.remove(Table::UnreadMentions, key.clone()),
    }
    plan.put(Table::Mentions, key, mention)
}

/// The mentions of a person, newest first.
pub fn of(view: &impl View, staff: StaffId, limit: usize) -> Result<Vec<Mention>> {
    let from = Key::new().u64(staff.0);
    let rows = view.list(
        Table::Mentions,
        &from.clone().build(),
        &from.end(),
        Direction::Backward,
        limit,
    )?;
    Ok(rows.into_iter().map(|(_, mention)| mention).collect())
}

/// The unread ones of a person, oldest first, at most [`MOST_UNREAD`].
pub fn unread(view: &impl View, staff: StaffId) -> Result<Vec<Mention>> {
    let from = Key::new().u64(staff.0);
    let (start, end) = (from.clone().build(), from.end());
    let keys = view.keys(Table::UnreadMentions, &start, &end, MOST_UNREAD)?;
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        found.extend(view.get::<Mention>(Table::Mentions, &key)?);
    }
    Ok(found)
}

/// How many a person has not read, at most [`MOST_UNREAD`].
pub fn count_unread(view: &impl View, staff: StaffId) -> Result<usize> {
    let from = Key::new().u64(staff.0);
    let (start, end) = (from.clone().build(), from.end());
    Ok(view
        .keys(Table::UnreadMentions, &start, &end, MOST_UNREAD)?
        .len())
}
