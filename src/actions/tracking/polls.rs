//! When a parcel is asked for again.

use crate::actions::Moment;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Track;
use crate::domain::tracking::pace;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::tracks;

/// A question about a parcel that was asked, and how the service wants to be asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The account of the plugin.
    pub account: String,
    /// At least so long between two questions about one number.
    pub floor: Span,
    /// When the service says that asking makes sense again.
    pub hint: Option<Span>,
}

/// Notes that a parcel was asked for, and says when it is asked for next. To be called in the
/// transaction that takes the answer in, after it, and also where there was no answer.
///
/// # Errors
/// `NotFound`.
pub fn asked(
    plan: &mut Plan<'_, '_>,
    carrier: &str,
    number: &str,
    asked: &Asked,
    moment: &Moment,
) -> Result<Option<Timestamp>, Failure> {
    let old = tracks::find(plan, carrier, number)?.ok_or(Failure::NotFound)?;
    let mut track = old.clone();
    track.asked_at = Some(moment.now);
    track.account = Some(asked.account.clone());
    track.floor = asked.floor;
    track.next_poll_at = next_poll(&track, asked.hint, moment);
    if track.look_at.is_none() && old.asked_at.is_none() && !track.stage().is_final() {
        // From now on silence says something.
        track.look_at = Some(moment.now + super::take::silence(plan)?);
    }
    tracks::save(plan, Some(&old), &track)?;
    Ok(track.next_poll_at)
}

/// A service watches the parcel for an account from now on, and tells by itself when it moves.
///
/// # Errors
/// When the disk does.
pub fn watched_by(
    plan: &mut Plan<'_, '_>,
    carrier: &str,
    number: &str,
    account: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    if let Some(old) = tracks::find(plan, carrier, number)? {
        let mut track = old.clone();
        track.subscribed = Some(account.to_owned());
        track.watching_ended = false;
        track.next_poll_at = next_poll(&track, None, moment);
        tracks::save(plan, Some(&old), &track)?;
    }
    Ok(())
}

pub(super) fn next_poll(track: &Track, hint: Option<Span>, moment: &Moment) -> Option<Timestamp> {
    // Who is told looks once a day, should a message have been lost.
    let hint = match track.is_subscribed() {
        true => Some(hint.unwrap_or(pace::WATCHED).max(pace::WATCHED)),
        false => hint,
    };
    let known = pace::Known {
        stage: track.stage(),
        moved_at: track.moved_at(),
        asked_at: track.asked_at,
        floor: track.floor,
        hint,
    };
    pace::next(known, moment.now, jitter(track, moment))
}

/// −1000 to 1000, of the moment's chance.
fn jitter(track: &Track, moment: &Moment) -> i16 {
    let chance = blake3::hash(format!("{}/{}", moment.salt, track.number).as_bytes());
    let [a, b, ..] = chance.as_bytes();
    (u16::from_be_bytes([*a, *b]) % 2_001) as i16 - 1_000
}
