//! The ledger of promises (wanted.md 2): counted where cases are written, and times that were none.

use super::Moment;
use super::access::CaseRef;
use crate::domain::case::Case;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::promises;
use crate::store::promises::Kept;

/// The day in UTC on which something is counted.
pub const fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(Span::days(1).0)
}

/// Counts what an act did to the promises of a case, for whoever made them.
///
/// # Errors
/// When the disk does.
pub(super) fn changed(
    plan: &mut Plan<'_, '_>,
    old: Option<&Case>,
    case: &Case,
    moment: &Moment,
) -> Result<(), Failure> {
    let before = old.map_or(&[][..], |old| &old.promises);
    for promise in &case.promises {
        let ActorRef::Staff(staff) = promise.made_by else {
            continue;
        };
        let was = before.iter().find(|one| one.no == promise.no);
        let mut more = Kept::default();
        // One that came with a merged case was counted where it was made.
        if was.is_none() && promise.seq + 1 == case.events {
            more.made = 1;
        }
        if was.is_some_and(|was| was.kept_at.is_none())
            && let Some(kept_at) = promise.kept_at
        {
            match kept_at <= promise.due_at {
                true => more.kept = 1,
                false => more.late = 1,
            }
        }
        if more != Kept::default() {
            promises::count(plan, day(moment.now), StaffId(staff.0), more)?;
        }
    }
    Ok(())
}

/// A time that was read in a message is no promise.
///
/// # Errors
/// When the disk does.
pub fn pass(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    seq: u64,
    due: Timestamp,
) -> Result<(), Failure> {
    Ok(promises::pass(plan, case.id(), seq, due)?)
}
