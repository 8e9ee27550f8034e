//! What people did besides cases: sign-ins, reveals, settings. Append-only, without personal data.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::change::Change;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// One thing someone did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditEvent {
    pub at: Timestamp,
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// `sign_in`, `sign_in_failed`, `reveal`, `import`, `backup`, `settings`, …
    pub what: String,
    /// What it was done to: `buyer 12`, `order 7`.
    #[serde(default)]
    pub object: String,
    /// Of a setting: each field, before and after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// # Errors
/// When the disk does; so for every function here.
pub fn append(plan: &mut Plan<'_, '_>, event: &AuditEvent) -> Result<()> {
    let n = plan.next_number("audit")?;
    let key = Key::new().i64(event.at.0).u64(n).build();
    plan.put(Table::Audit, key, event)
}

/// The newest events.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<AuditEvent>> {
    let rows = view.list(Table::Audit, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, event)| event).collect())
}

/// Events since a moment, oldest first.
pub fn since(view: &impl View, at: Timestamp, limit: usize) -> Result<Vec<AuditEvent>> {
    let from = Key::new().i64(at.0).build();
    let rows = view.list(Table::Audit, &from, &[], Direction::Forward, limit)?;
    Ok(rows.into_iter().map(|(_, event)| event).collect())
}
