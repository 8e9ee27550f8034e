//! What people did besides cases: sign-ins, reveals, settings. Append-only, without personal data.

use super::key::Key;
use super::key::i64_at;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::audit::Deed;
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
    /// The code of a [`Deed`].
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
    debug_assert!(
        Deed::from_code(&event.what).is_some(),
        "{} has no name for people",
        event.what
    );
    let n = plan.next_number("audit")?;
    let key = Key::new().i64(event.at.0).u64(n).build();
    plan.put(Table::Audit, key, event)
}

/// The newest events.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<AuditEvent>> {
    let rows = view.list(Table::Audit, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, event)| event).collect())
}

/// A page of events before a place, newest first, with the place of each.
pub fn before(
    view: &impl View,
    place: Option<Place>,
    limit: usize,
) -> Result<Vec<(Place, AuditEvent)>> {
    let to = place.map_or_else(Vec::new, |Place(at, n)| Key::new().i64(at).u64(n).build());
    let rows = view.list(Table::Audit, &[], &to, Direction::Backward, limit)?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, event)| Some((Place(i64_at(&key, 0)?, u64_at(&key, 8)?), event)))
        .collect())
}

/// Where an event stands: its moment and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub i64, pub u64);

/// Events since a moment, oldest first.
pub fn since(view: &impl View, at: Timestamp, limit: usize) -> Result<Vec<AuditEvent>> {
    let from = Key::new().i64(at.0).build();
    let rows = view.list(Table::Audit, &from, &[], Direction::Forward, limit)?;
    Ok(rows.into_iter().map(|(_, event)| event).collect())
}
