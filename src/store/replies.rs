//! What is said again and again, and who said it last. Written only by `actions::replies`.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::StaffId;
use crate::domain::reply::MOST;
use crate::domain::reply::Reply;
use crate::domain::time::Timestamp;
use anyhow::Result;
use std::collections::BTreeMap;

/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn all(view: &impl View) -> Result<Vec<Reply>> {
    let rows = view.list(Table::Replies, &[], &[], Direction::Forward, MOST)?;
    Ok(rows.into_iter().map(|(_, reply)| reply).collect())
}

pub fn by_id(view: &impl View, id: u64) -> Result<Option<Reply>> {
    view.get(Table::Replies, &Key::new().u64(id).build())
}

pub fn save(plan: &mut Plan<'_, '_>, reply: &Reply) -> Result<()> {
    plan.put(Table::Replies, Key::new().u64(reply.id).build(), reply)
}

pub fn remove(plan: &mut Plan<'_, '_>, id: u64) {
    plan.remove(Table::Replies, Key::new().u64(id).build());
}

/// When somebody last said each.
pub fn uses(view: &impl View, staff: StaffId) -> Result<BTreeMap<u64, Timestamp>> {
    let from = Key::new().u64(staff.0);
    let (start, end) = (from.clone().build(), from.end());
    let table = Table::ReplyUses;
    let rows = view.list::<i64>(table, &start, &end, Direction::Forward, MOST)?;
    let read = |(key, at): (Vec<u8>, i64)| Some((u64_at(&key, 8)?, Timestamp(at)));
    Ok(rows.into_iter().filter_map(read).collect())
}

pub fn used(plan: &mut Plan<'_, '_>, staff: StaffId, reply: u64, at: Timestamp) -> Result<()> {
    let key = Key::new().u64(staff.0).u64(reply).build();
    plan.put(Table::ReplyUses, key, &at.0)
}
