//! After the rules or a calendar changed: one round over the open cases, in slices that remember
//! how far they came, so that a crash costs nothing and no case is done twice (D7).

use super::Moment;
use super::cases;
use super::cases::InForce;
use crate::domain::ids::CaseId;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases as stored;
use crate::store::settings;
use serde::Deserialize;
use serde::Serialize;

/// Where the round stands in the settings.
const ROUND: &str = "recompute";
/// Cases of one slice: one transaction, so that staff never wait long behind it.
pub const SLICE: usize = 50;
/// Open cases looked at to say in advance what a change would do.
const FORESEEN: usize = 5_000;

/// A round over the open cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Each round has its own: a slice of an older one does nothing.
    pub no: u64,
    pub begun_at: Timestamp,
    /// The last case that was looked at; they come by number.
    pub after: CaseId,
    pub looked_at: i64,
    /// Cases on which a deadline moved.
    pub moved: i64,
    pub done_at: Option<Timestamp>,
}

/// The newest round; `None` when there never was one.
///
/// # Errors
/// When the disk does; so for every function here.
pub fn round(view: &impl View) -> Result<Option<Round>, Failure> {
    Ok(settings::get(view, ROUND)?)
}

/// Begins a round, in the transaction that changed the rules or a calendar. One that runs is left:
/// the new one looks at every case anew.
///
/// # Errors
/// When the disk does.
pub fn begin(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<(), Failure> {
    let no = round(plan)?.map_or(0, |round| round.no) + 1;
    let new = Round {
        no,
        begun_at: moment.now,
        after: CaseId(0),
        looked_at: 0,
        moved: 0,
        done_at: None,
    };
    Ok(settings::put(plan, ROUND, &new)?)
}

/// The cases a round that is not done has still to look at, by number. Who opened after it began is
/// among them and finds nothing to do.
///
/// # Errors
/// When the disk does.
pub fn waiting(view: &impl View) -> Result<Option<(Round, Vec<CaseId>)>, Failure> {
    let Some(round) = round(view)?.filter(|round| round.done_at.is_none()) else {
        return Ok(None);
    };
    let mut ids = stored::open_ids(view)?;
    ids.retain(|id| *id > round.after);
    Ok(Some((round, ids)))
}

/// Looks at the next cases of a round; at none when there are no more, which ends it. `seen` is the
/// round as it was when the cases were chosen: if it went on since, nothing happens. Answers the
/// round as it stands then.
///
/// # Errors
/// When the disk does.
pub fn slice(
    plan: &mut Plan<'_, '_>,
    seen: &Round,
    ids: &[CaseId],
    moment: &Moment,
) -> Result<Option<Round>, Failure> {
    let Some(mut now) = round(plan)? else {
        return Ok(None);
    };
    if now != *seen || now.done_at.is_some() {
        return Ok(Some(now));
    }
    let in_force = InForce::read(plan)?;
    for id in ids {
        if cases::recompute(plan, *id, &in_force, moment)? {
            now.moved += 1;
        }
        now.looked_at += 1;
        now.after = *id;
    }
    if ids.is_empty() {
        now.done_at = Some(moment.now);
    }
    settings::put(plan, ROUND, &now)?;
    Ok(Some(now))
}

/// What rules or a calendar would do to the open cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foreseen {
    /// Cases with a deadline that would move.
    pub cases: i64,
    /// Deadlines that would be due later, and sooner.
    pub later: i64,
    pub sooner: i64,
    /// Of those, due before now.
    pub over: i64,
    /// There are more open cases than were looked at.
    pub more: bool,
}

/// Looks ahead, without changing anything.
///
/// # Errors
/// When the disk does.
pub fn foresee(view: &impl View, imagined: &InForce, now: Timestamp) -> Result<Foreseen, Failure> {
    let ids = stored::open_ids(view)?;
    let mut found = Foreseen {
        more: ids.len() > FORESEEN,
        ..Foreseen::default()
    };
    // The newest first: their deadlines are the ones that run.
    for id in ids.into_iter().rev().take(FORESEEN) {
        let Some(case) = stored::by_id(view, id)? else {
            continue;
        };
        let moved = cases::would_move(&case, imagined);
        found.cases += i64::from(!moved.is_empty());
        for (_, before, after) in moved {
            match after > before {
                true => found.later += 1,
                false => found.sooner += 1,
            }
            found.over += i64::from(after <= now && before > now);
        }
    }
    Ok(found)
}
