//! Messages to buyers that wait out the moment in which they can be taken back. They are not yet
//! part of the case: nothing was said until the door writes it.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::case::Verb;
use crate::domain::case::record::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// A message on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    pub id: u64,
    pub case: CaseId,
    pub staff: StaffId,
    /// What is said: a message, or what a receiver restates.
    #[serde(default = "message")]
    pub verb: Verb,
    pub text: Sealed,
    #[serde(default)]
    pub files: Vec<CaseFile>,
    pub held_at: Timestamp,
    /// From then on it goes out and cannot be taken back.
    pub send_at: Timestamp,
}

/// What those from before the field were.
fn message() -> Verb {
    Verb::Message
}

fn key(id: u64) -> Vec<u8> {
    Key::new().u64(id).build()
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: u64) -> Result<Option<Waiting>> {
    view.get(Table::Waiting, &key(id))
}

/// Everything that waits, oldest first: what was sent in the last seconds.
pub fn all(view: &impl View) -> Result<Vec<Waiting>> {
    let rows = view.list(Table::Waiting, &[], &[], Direction::Forward, usize::MAX)?;
    Ok(rows.into_iter().map(|(_, waiting)| waiting).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, waiting: &Waiting) -> Result<()> {
    plan.put(Table::Waiting, key(waiting.id), waiting)
}

pub fn remove(plan: &mut Plan<'_, '_>, id: u64) {
    plan.remove(Table::Waiting, key(id));
}
