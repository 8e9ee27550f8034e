//! What the clock does to a case: deadlines warn, run out, and let things happen by themselves.

use super::door::step;
use super::facts::Around;
use super::facts::InForce;
use crate::actions::Moment;
use crate::domain::case::Input;
use crate::domain::deadline::timers::timers;
use crate::domain::ids::CaseId;
use crate::domain::people::Actor;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::cases;

/// The clock's acts on one case in one go, at most.
const ROUNDS: usize = 16;

/// Lets the clock act on a case: everything that is due at `moment.now`.
///
/// # Errors
/// When the disk does. A refusal by the rules is no error: the clock asks again later.
pub fn tick(plan: &mut Plan<'_, '_>, id: CaseId, moment: &Moment) -> Result<(), Failure> {
    let in_force = InForce::read(plan)?;
    tick_by(plan, id, &in_force, moment)
}

/// [`tick`] by rules that were read already.
pub(super) fn tick_by(
    plan: &mut Plan<'_, '_>,
    id: CaseId,
    in_force: &InForce,
    moment: &Moment,
) -> Result<(), Failure> {
    for _ in 0..ROUNDS {
        let Some(case) = cases::by_id(plan, id)? else {
            return Ok(());
        };
        let around = Around::gather(plan, &case, &Input::default())?;
        let due = timers(&around.facts(&case), &in_force.rules(case.shop), moment.now);
        let Some(act) = due.into_iter().next() else {
            return super::door::look_again(plan, case, in_force, moment);
        };
        match step(plan, case, &act, &Actor::System, in_force, moment) {
            Ok(_) => {}
            Err(Failure::Refused(refusal)) => {
                tracing::warn!(case = %id, refusal = refusal.code(), "the clock was refused");
                let case = cases::by_id(plan, id)?.ok_or(Failure::NotFound)?;
                return super::door::look_again(plan, case, in_force, moment);
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}
