//! What a source says about a parcel, taken in.

use super::polls::next_poll;
use super::tell::tell;
use crate::actions::Moment;
use crate::actions::cases::InForce;
use crate::domain::ids::ShopId;
use crate::domain::people::Actor;
use crate::domain::time::Span;
use crate::domain::tracking::Carrier;
use crate::domain::tracking::Track;
use crate::domain::tracking::Update;
use crate::domain::tracking::pasted::is_likely;
use crate::domain::tracking::recognise::normal;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::tracks;
use serde::Deserialize;
use serde::Serialize;

/// At most so many events of one parcel are kept: the newest.
const EVENTS: usize = 400;
/// A carrier's code of a plugin is at most so long.
const CODE: usize = 32;

/// What came of an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The code of the carrier it is known under now.
    pub carrier: String,
    pub number: String,
    /// Whether anything was new.
    pub changed: bool,
    /// Events that were not known.
    pub new_events: usize,
    /// What the cases' tables did not allow; each is a line of the audit.
    pub refused: usize,
}

/// Takes in what a plugin, a person or pasted text says about a parcel: events without doubles, the
/// parcel of every case that names it, and what follows for those cases. The same update again
/// changes nothing.
///
/// # Errors
/// `NotFound` for a parcel no case names; `Invalid` for what is no number.
pub fn take_update(
    plan: &mut Plan<'_, '_>,
    actor: &Actor,
    update: Update,
    moment: &Moment,
) -> Result<Taken, Failure> {
    let number = normal(&update.number);
    if number.is_empty() || number.len() > 40 || !number.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Err(Failure::invalid("tracking_no", "error-tracking-no"));
    }
    let known = tracks::of_number(plan, &number)?;
    if known.is_empty() && tracks::case_ids(plan, &number)?.is_empty() {
        return Err(Failure::NotFound);
    }
    let carrier = code(&update.carrier);
    let old = which(known, &carrier);
    let mut track = old
        .clone()
        .unwrap_or_else(|| Track::new(&carrier, &number, moment.now));
    // A service that knows the parcel knows whose it is; "other" is no knowledge.
    if carrier != Carrier::Other.code() {
        track.carrier.clone_from(&carrier);
    }
    let before = track.events.len();
    let moved = track.moved_at();
    let mut events = update.events;
    events.retain(|event| is_likely(event.at, moment.now));
    track.merge(events);
    let new_events = track.events.len().saturating_sub(before);
    let surplus = track.events.len().saturating_sub(EVENTS);
    track.events.drain(..surplus);
    track.estimated = update.estimated.or(track.estimated);
    if update.watching_ended {
        track.watching_ended = true;
        track.subscribed = None;
    }
    let mut taken = Taken {
        carrier: track.carrier.clone(),
        number: number.clone(),
        changed: old.as_ref() != Some(&track),
        new_events,
        refused: 0,
    };
    if !taken.changed {
        return Ok(taken);
    }
    if track.moved_at() != moved || before == 0 {
        track.look_at = track.stuck_at(silence(plan)?);
    }
    track.next_poll_at = next_poll(&track, None, moment);
    track.rev += 1;
    tracks::save(plan, old.as_ref(), &track)?;
    taken.refused = tell(plan, actor, &track, moment)?;
    Ok(taken)
}

/// How long a parcel may be silent (D6.2).
pub(super) fn silence(view: &impl View) -> Result<Span, Failure> {
    Ok(InForce::read(view)?.rules(ShopId(0)).pack.parcel_silent)
}

/// Our code of a carrier; that of a plugin where we have none.
fn code(written: &str) -> String {
    if let Some(carrier) = Carrier::called(written) {
        return carrier.code().to_owned();
    }
    let own: String = written
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .take(CODE)
        .collect();
    match own.is_empty() {
        true => Carrier::Other.code().to_owned(),
        false => own,
    }
}

/// The track that is meant: the carrier's own, else the one nobody knew the carrier of, else, where
/// the source does not know the carrier, the only one.
fn which(known: Vec<Track>, carrier: &str) -> Option<Track> {
    let other = Carrier::Other.code();
    if let Some(own) = known.iter().find(|track| track.carrier == carrier) {
        return Some(own.clone());
    }
    if let Some(nobodys) = known.iter().find(|track| track.carrier == other) {
        return Some(nobodys.clone());
    }
    match known.len() {
        1 if carrier == other => known.into_iter().next(),
        _ => None,
    }
}
