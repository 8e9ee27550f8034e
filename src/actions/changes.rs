//! Changes of the settings: noted in the audit with what was before and after, and kept with the
//! part they belong to, so that its page can say since when it holds.

use super::Moment;
use crate::domain::change::Changes;
use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::audit;
use crate::store::audit::AuditEvent;
use crate::store::settings;
use crate::store::settings::Entry;

/// What the audit calls a change of a setting.
pub const SETTINGS: &str = "settings";
/// Changes kept with their part; the audit keeps all of them.
const KEPT: usize = 30;

/// Refuses when a part was changed since the person saw it. `seen` is the `rev` of its history.
///
/// # Errors
/// `ChangedMeanwhile`.
pub fn must_be_at(
    plan: &mut Plan<'_, '_>,
    subject: &str,
    seen: Option<u64>,
) -> Result<(), Failure> {
    let now = settings::history(plan, subject)?.rev;
    match seen {
        Some(seen) if seen != now => Err(Failure::ChangedMeanwhile),
        _ => Ok(()),
    }
}

/// Notes what was changed of a part, if anything.
///
/// # Errors
/// When the disk does.
pub fn record(
    plan: &mut Plan<'_, '_>,
    subject: &str,
    by: StaffId,
    changes: Changes,
    why: Option<String>,
    moment: &Moment,
) -> Result<(), Failure> {
    let changes = changes.0;
    if changes.is_empty() {
        return Ok(());
    }
    let event = AuditEvent {
        at: moment.now,
        staff: Some(by),
        what: SETTINGS.to_owned(),
        object: subject.to_owned(),
        changes: changes.clone(),
    };
    audit::append(plan, &event)?;
    let mut history = settings::history(plan, subject)?;
    history.rev += 1;
    let entry = Entry {
        at: moment.now,
        staff: by,
        changes,
        why,
    };
    history.entries.insert(0, entry);
    history.entries.truncate(KEPT);
    Ok(settings::save_history(plan, subject, &history)?)
}
