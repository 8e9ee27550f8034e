//! Telling colleagues that they were mentioned, and marking it read.

use crate::actions::Moment;
use crate::domain::case::Case;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::mentions;
use crate::store::mentions::Mention;

/// Which mentions are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    /// Those of one case.
    Case(CaseId),
}

/// Marks a person's own mentions as read.
///
/// # Errors
/// When the disk does.
pub fn read(
    plan: &mut Plan<'_, '_>,
    staff: StaffId,
    which: Which,
    moment: &Moment,
) -> Result<(), Failure> {
    for mention in mentions::unread(plan, staff)? {
        if which == Which::All || which == Which::Case(mention.case) {
            let read = Mention {
                read_at: Some(moment.now),
                ..mention
            };
            mentions::save(plan, &read)?;
        }
    }
    Ok(())
}

/// Tells those named in the last event of a case. Nobody is told of their own note.
pub(in crate::actions) fn told(
    plan: &mut Plan<'_, '_>,
    case: &Case,
    named: &[StaffId],
    by: &ActorRef,
    moment: &Moment,
) -> Result<(), Failure> {
    for staff in named {
        if *by == ActorRef::Staff(*staff) {
            continue;
        }
        let mention = Mention {
            staff: *staff,
            case: case.id,
            seq: case.events.saturating_sub(1),
            at: moment.now,
            by: by.clone(),
            read_at: None,
        };
        mentions::save(plan, &mention)?;
    }
    Ok(())
}
