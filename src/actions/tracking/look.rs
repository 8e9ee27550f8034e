//! What the clock sees of a parcel: whether its cases know where it is, and whether it still moves.

use super::take::silence;
use super::tell::cases_of;
use super::tell::is_stuck;
use super::tell::parcel_of;
use super::tell::tell;
use crate::actions::Moment;
use crate::domain::people::Actor;
use crate::domain::tracking::Track;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::tracks;
use crate::store::tracks::Name;

/// Looks at a parcel whose time has come. Returns how many cases it alarmed.
///
/// # Errors
/// When the disk does.
pub fn look(plan: &mut Plan<'_, '_>, name: &Name, moment: &Moment) -> Result<usize, Failure> {
    let find = |plan: &Plan<'_, '_>| tracks::find(plan, &name.carrier, &name.number);
    let Some(told) = find(plan)? else {
        return Ok(0);
    };
    tell(plan, &Actor::System, &told, moment)?;
    // What was told may have opened a case that names the parcel too.
    let Some(old) = find(plan)? else {
        return Ok(0);
    };
    let stuck_at = old.stuck_at(silence(plan)?).filter(|_| old.is_watched());
    let track = Track {
        // Told once; the next movement begins anew.
        look_at: stuck_at.filter(|at| *at > moment.now),
        ..old.clone()
    };
    tracks::save(plan, Some(&old), &track)?;
    let mut alarmed = 0;
    if stuck_at.is_some_and(|at| at <= moment.now) {
        for case in cases_of(plan, &track)? {
            if let Some(parcel) = parcel_of(&case, &track) {
                alarmed += usize::from(is_stuck(plan, &case, parcel, moment)?);
            }
        }
    }
    Ok(alarmed)
}
