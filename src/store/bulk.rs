//! What was done to many cases at once: who, what, when, and what came of it for each. Written only
//! by `actions::bulk`.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::bulk::Wish;
use crate::domain::case::CaseNo;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

crate::codes! {
    /// What came of a run for one case.
    pub enum Outcome {
        /// Not done yet.
        Waiting = "waiting",
        Done = "done",
        Failed = "failed",
        /// Done, and taken back.
        Undone = "undone",
        /// Done, and could not be taken back.
        Stays = "stays",
    }
}

/// One case of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BulkItem {
    pub no: CaseNo,
    pub outcome: Outcome,
    /// What leads back to how it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Wish>,
    /// Why it failed or stays, in the words of whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// One act on many cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BulkRun {
    pub id: u64,
    pub by: StaffId,
    pub at: Timestamp,
    pub wish: Wish,
    pub items: Vec<BulkItem>,
    /// None while it runs, or when it was broken off: sent again, it goes on.
    #[serde(default)]
    pub finished_at: Option<Timestamp>,
    #[serde(default)]
    pub undone_at: Option<Timestamp>,
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: u64) -> Result<Option<BulkRun>> {
    view.get(Table::BulkRuns, &Key::new().u64(id).build())
}

/// The newest runs.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<BulkRun>> {
    let rows = view.list(Table::BulkRuns, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, run)| run).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, run: &BulkRun) -> Result<()> {
    plan.put(Table::BulkRuns, Key::new().u64(run.id).build(), run)
}

/// Forgets a run.
pub fn forget(plan: &mut Plan<'_, '_>, id: u64) {
    plan.remove(Table::BulkRuns, Key::new().u64(id).build());
}
