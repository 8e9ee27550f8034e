//! Sessions as their owner sees them: which there are, and the end of one, of the others, of all.

use super::Moment;
use super::people::note;
use crate::domain::ids::StaffId;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::sessions;
use crate::store::sessions::TokenHash;

/// How long a password typed again stays good.
pub const CONFIRMED_FOR: Span = Span::minutes(10);

/// Which sessions are to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The one of this name.
    One(String),
    /// All but this one.
    Others(TokenHash),
    All,
}

/// Ends sessions of a person; answers how many.
///
/// # Errors
/// `NotFound` when there is none such.
pub fn end(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    staff: StaffId,
    which: &Ending,
    moment: &Moment,
) -> Result<usize, Failure> {
    let mut ended = 0;
    for (hash, _) in sessions::of_staff(plan, staff)? {
        let ends = match which {
            Ending::One(name) => sessions::name(&hash) == *name,
            Ending::Others(own) => hash != *own,
            Ending::All => true,
        };
        if ends {
            sessions::end(plan, &hash)?;
            ended += 1;
        }
    }
    if ended == 0 && matches!(which, Ending::One(_)) {
        return Err(Failure::NotFound);
    }
    if ended > 0 {
        let object = format!("staff {staff}");
        note(plan, moment.now, Some(by), "sessions_ended", object)?;
    }
    Ok(ended)
}

/// Notes that the person of a session has just shown who they are.
///
/// # Errors
/// When the disk does.
pub fn confirm(plan: &mut Plan<'_, '_>, token: &TokenHash, moment: &Moment) -> Result<(), Failure> {
    if let Some(mut session) = sessions::by_hash(plan, token)? {
        session.confirmed_at = Some(moment.now);
        sessions::save(plan, token, &session)?;
    }
    Ok(())
}

/// Whether the password was typed recently enough for what is delicate.
pub fn is_confirmed(at: Option<Timestamp>, now: Timestamp) -> bool {
    at.is_some_and(|at| now <= at + CONFIRMED_FOR)
}
