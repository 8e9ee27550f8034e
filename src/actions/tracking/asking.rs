//! Parcels asked for by the clock. That a service is asked is written down before it is: whatever
//! stops the desk between the question and the answer, no number is asked for below its floor.

use super::polls::Asked;
use super::polls::asked;
use super::polls::watched_by;
use super::take::take_update;
use crate::actions::Moment;
use crate::domain::people::Actor;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Track;
use crate::domain::tracking::Update;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::tracks;
use crate::store::tracks::Name;

/// What a service said of one parcel.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The parcel that was asked for.
    pub name: Name,
    pub update: Option<Update>,
    /// The service watches it from now on, and tells by itself.
    pub watches: bool,
    /// When the service says that asking makes sense again.
    pub hint: Option<Span>,
}

/// Writes down that these parcels are asked for now, and returns them as they are known. In the
/// `first` try of a round one whose time has not come (somebody else was faster) is left out; a
/// second service is asked in the same round when the first did not know.
///
/// # Errors
/// When the disk does.
pub fn lease(
    plan: &mut Plan<'_, '_>,
    names: &[Name],
    how: &Asked,
    first: bool,
    moment: &Moment,
) -> Result<Vec<Track>, Failure> {
    let mut leased = Vec::new();
    for name in names {
        let track = tracks::find(plan, &name.carrier, &name.number)?;
        let due = |track: &Track| !first || track.next_poll_at.is_some_and(|at| at <= moment.now);
        let Some(track) = track.filter(due) else {
            continue;
        };
        // Whoever was asked in the round before wants its pause, too.
        let how = Asked {
            floor: how.floor.max(track.floor),
            ..how.clone()
        };
        asked(plan, &name.carrier, &name.number, &how, moment)?;
        leased.push(track);
    }
    Ok(leased)
}

/// Takes in what a service said of parcels that were leased. The same again changes nothing.
///
/// # Errors
/// When the disk does. What one parcel's update cannot be is left out, and the others hold.
pub fn heard(
    plan: &mut Plan<'_, '_>,
    actor: &Actor,
    all: Vec<Said>,
    how: &Asked,
    moment: &Moment,
) -> Result<usize, Failure> {
    let mut news = 0;
    for said in all {
        let mut name = said.name;
        if let Some(update) = said.update {
            match take_update(plan, actor, update, moment) {
                Ok(taken) => {
                    news += usize::from(taken.changed);
                    name.carrier = taken.carrier;
                }
                Err(Failure::NotFound | Failure::Invalid(_)) => continue,
                Err(failure) => return Err(failure),
            }
        }
        if said.watches {
            watched_by(plan, &name.carrier, &name.number, &how.account, moment)?;
        }
        if said.hint.is_some() && tracks::find(plan, &name.carrier, &name.number)?.is_some() {
            let how = Asked {
                hint: said.hint,
                ..how.clone()
            };
            asked(plan, &name.carrier, &name.number, &how, moment)?;
        }
    }
    Ok(news)
}

/// Nobody can be asked for these before then.
///
/// # Errors
/// When the disk does.
pub fn put_off(plan: &mut Plan<'_, '_>, names: &[Name], to: Timestamp) -> Result<(), Failure> {
    for name in names {
        let Some(old) = tracks::find(plan, &name.carrier, &name.number)? else {
            continue;
        };
        let earliest = old.asked_at.map_or(to, |at| to.max(at + old.floor));
        let track = Track {
            next_poll_at: old.next_poll_at.map(|_| earliest),
            ..old.clone()
        };
        tracks::save(plan, Some(&old), &track)?;
    }
    Ok(())
}
