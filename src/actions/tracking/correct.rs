//! Someone says that a parcel is another carrier's.

use super::see::see;
use super::tell::cases_of;
use super::tell::knock;
use super::tell::parcel_of;
use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::domain::case::Act;
use crate::domain::case::Verb;
use crate::domain::people::Actor;
use crate::domain::tracking::Carrier;
use crate::domain::tracking::Track;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::tracks;

/// Moves a parcel's way to another carrier, in every case that names it. What was asked of the old
/// carrier's service says nothing about the new one: it is asked at once.
///
/// # Errors
/// `NotFound` for a parcel this person may not see.
pub fn correct(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    from: &str,
    number: &str,
    to: Carrier,
    moment: &Moment,
) -> Result<(), Failure> {
    let seen = see(plan, viewer, from, number, moment.now)?;
    if seen.track.carrier == to.code() {
        return Ok(());
    }
    let kept = tracks::find(plan, &seen.track.carrier, &seen.track.number)?;
    let mut track = Track {
        carrier: to.code().to_owned(),
        account: None,
        subscribed: None,
        watching_ended: false,
        rev: seen.track.rev + 1,
        ..seen.track
    };
    if let Some(other) = tracks::find(plan, to.code(), &track.number)? {
        track.merge(other.events.clone());
        track.asked_at = track.asked_at.max(other.asked_at);
        track.floor = track.floor.max(other.floor);
        tracks::remove(plan, &other);
    }
    // At once, as far as whoever was asked last allows it: the floor is the number's.
    let soonest = track.asked_at.map_or(moment.now, |at| at + track.floor);
    track.next_poll_at = (!track.stage().is_final()).then(|| soonest.max(moment.now));
    tracks::save(plan, kept.as_ref(), &track)?;
    for case in cases_of(plan, &track)? {
        let Some(parcel) = parcel_of(&case, &track) else {
            continue;
        };
        let mut wanted = Act::of(Verb::ParcelMoved);
        wanted.input.tracking_no = Some(parcel.tracking_no.clone());
        wanted.input.carrier = Some(to.code().to_owned());
        knock(plan, &case, &wanted, &Actor::System, moment)?;
    }
    Ok(())
}
