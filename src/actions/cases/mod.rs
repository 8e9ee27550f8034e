//! The one door: every change of a case goes through `open` or `act`, in one transaction that
//! writes the case, its timeline, its indexes and the notices to send.

mod compensated;
mod door;
mod facts;
mod opening;
mod recomputing;
mod ticking;

#[cfg(test)]
mod stories;

pub use door::Done;
pub use door::act;
pub use door::would;
pub use facts::Around;
pub use facts::InForce;
pub use facts::of_order;
pub use opening::About;
pub use opening::check;
pub use opening::open;
pub use recomputing::recompute;
pub use recomputing::would_move;
pub use ticking::tick;

use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Change;
use crate::domain::case::Input;
use crate::domain::case::Possible;
use crate::domain::case::decide;
use crate::domain::people::Actor;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::View;

/// The buttons of a case for this actor: what may be done, and why not what may not.
///
/// # Errors
/// When the disk does.
pub fn possible(
    view: &impl View,
    case: &Case,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Possible>, Failure> {
    let around = Around::gather(view, case, &Input::default())?;
    possible_given(view, case, &around, actor, now)
}

/// The same, where what is around the case was gathered already, for no act in particular.
///
/// # Errors
/// When the disk does.
pub fn possible_given(
    view: &impl View,
    case: &Case,
    around: &Around,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Possible>, Failure> {
    let in_force = InForce::read(view)?;
    Ok(crate::domain::case::possible(
        &around.facts(case),
        actor,
        &in_force.rules(case.shop),
        now,
    ))
}

/// What an act would change, without changing anything: for a page that shows it first.
///
/// # Errors
/// `Refused` by the rules, as the act itself would be; `NotFound`.
pub fn preview(
    view: &impl View,
    case: &Case,
    act: &Act,
    actor: &Actor,
    now: Timestamp,
) -> Result<Change, Failure> {
    let in_force = InForce::read(view)?;
    let around = Around::gather(view, case, &act.input)?;
    Ok(decide(
        &around.facts(case),
        act,
        actor,
        &in_force.rules(case.shop),
        now,
    )?)
}
