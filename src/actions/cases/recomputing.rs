//! The running deadlines of one case brought to the rules and the calendar in force (D7).

use super::door::step;
use super::facts::InForce;
use crate::actions::Moment;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Verb;
use crate::domain::case::record::DeadlineKind;
use crate::domain::deadline;
use crate::domain::ids::CaseId;
use crate::domain::people::Actor;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::cases;

/// What these rules would move on a case: kind, due before, due after.
pub fn would_move(case: &Case, in_force: &InForce) -> Vec<(DeadlineKind, Timestamp, Timestamp)> {
    if case.state.is_terminal() {
        return Vec::new();
    }
    deadline::recompute(&mut case.clone(), &in_force.rules(case.shop))
}

/// Moves the running deadlines of a case in one event that keeps both times of each. Whether any
/// moved: a case on which nothing does keeps its timeline as it is.
///
/// # Errors
/// When the disk does. A refusal by the rules is no error: the case ended meanwhile.
pub fn recompute(
    plan: &mut Plan<'_, '_>,
    id: CaseId,
    in_force: &InForce,
    moment: &Moment,
) -> Result<bool, Failure> {
    let Some(case) = cases::by_id(plan, id)? else {
        return Ok(false);
    };
    if would_move(&case, in_force).is_empty() {
        return Ok(false);
    }
    let act = Act::of(Verb::Recompute);
    match step(plan, case, &act, &Actor::System, in_force, moment) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(refusal)) => {
            tracing::warn!(case = %id, refusal = refusal.code(), "deadlines were not recomputed");
            Ok(false)
        }
        Err(failure) => Err(failure),
    }
}
