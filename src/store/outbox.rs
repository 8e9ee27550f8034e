//! Notices that are promised and not yet delivered.

use super::key::Key;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::notice::Audience;
use crate::domain::notice::Notice;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// What is sent to a buyer can be taken back for so long.
pub const UNDO: Span = Span(10_000);

/// A notice in the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueuedNotice {
    pub case: CaseId,
    pub notice: Notice,
    pub at: Timestamp,
    /// What goes to a buyer waits a moment, so that a slip can be mended before it is told.
    #[serde(default)]
    pub not_before: Option<Timestamp>,
}

/// Queues a notice once per dedupe key (D10.20).
///
/// # Errors
/// When the disk does.
pub fn enqueue(
    plan: &mut Plan<'_, '_>,
    case: CaseId,
    notice: &Notice,
    at: Timestamp,
) -> Result<()> {
    let key = Key::new().text(&notice.dedupe_key).build();
    if plan.get::<u64>(Table::OutboxKeys, &key)?.is_some() {
        return Ok(());
    }
    let id = plan.next_number("notice")?;
    plan.put(Table::OutboxKeys, key, &id)?;
    let queued = QueuedNotice {
        case,
        notice: notice.clone(),
        at,
        not_before: (notice.to == Audience::Buyer).then(|| at + UNDO),
    };
    plan.put(Table::Outbox, Key::new().u64(id).build(), &queued)
}
