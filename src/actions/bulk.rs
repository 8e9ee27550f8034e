//! One act on many cases: each through the door in a transaction of its own, written down as a run
//! that can be looked at again and, for a while, taken back.

use super::Moment;
use super::access::Viewer;
use super::access::see_case;
use super::cases;
use super::cases::Around;
use super::cases::InForce;
use crate::domain::bulk::MOST;
use crate::domain::bulk::UNDO_WITHIN;
use crate::domain::bulk::Wish;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Change;
use crate::domain::case::decide;
use crate::domain::people::Role;
use crate::domain::people::may_see;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::bulk;
use crate::store::bulk::BulkItem;
use crate::store::bulk::BulkRun;
use crate::store::bulk::Outcome;
use crate::store::people;
use serde::Deserialize;
use serde::Serialize;

/// So many runs are kept.
const KEPT: u64 = 2_000;

/// What came of one case: the way back, if there is one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    pub back: Option<Wish>,
}

/// What a wish would do to a case, or why not: asked in advance, nothing is written.
///
/// # Errors
/// As [`carry_out`].
pub fn foresee(
    view: &impl View,
    in_force: &InForce,
    viewer: &Viewer,
    case: &Case,
    wish: &Wish,
    now: Timestamp,
) -> Result<Change, Failure> {
    fits(view, case, wish)?;
    let act = wish.act();
    let around = Around::gather(view, case, &act.input)?;
    let facts = around.facts(case);
    Ok(decide(
        &facts,
        &act,
        &viewer.actor,
        &in_force.rules(case.shop),
        now,
    )?)
}

/// What the rules of a single act do not ask.
fn fits(view: &impl View, case: &Case, wish: &Wish) -> Result<(), Failure> {
    if !wish.fits_many() {
        return Err(Failure::invalid("do", "error-bulk-single"));
    }
    if wish.holds(case) {
        return Err(Failure::invalid("case", "error-bulk-already"));
    }
    if let Wish::Owner(staff) = wish {
        let staff = people::by_id(view, *staff)?;
        if !staff.is_some_and(|staff| may_see(&staff, case.shop)) {
            return Err(Failure::invalid("staff", "error-bulk-owner"));
        }
    }
    Ok(())
}

/// Writes down that a run begins; returns its number.
///
/// # Errors
/// `Invalid` without cases or with too many.
pub fn begin(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    wish: &Wish,
    numbers: &[CaseNo],
    moment: &Moment,
) -> Result<u64, Failure> {
    if numbers.is_empty() {
        return Err(Failure::invalid("no", "error-bulk-none"));
    }
    if numbers.len() > MOST {
        return Err(Failure::invalid("no", "error-bulk-many"));
    }
    let id = plan.next_number("bulk_run")?;
    let run = BulkRun {
        id,
        by: viewer.staff.id,
        at: moment.now,
        wish: wish.kept(),
        items: numbers
            .iter()
            .map(|no| BulkItem {
                no: no.clone(),
                outcome: Outcome::Waiting,
                back: None,
                why: None,
            })
            .collect(),
        finished_at: None,
        undone_at: None,
    };
    bulk::save(plan, &run)?;
    if id > KEPT {
        bulk::forget(plan, id - KEPT);
    }
    Ok(id)
}

/// Does it to one case, through the door.
///
/// # Errors
/// `NotFound` for a missing and a foreign case; `Refused`; `ChangedMeanwhile`; `Invalid` when
/// nothing would change.
pub fn carry_out(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    no: &CaseNo,
    shown_rev: Option<u64>,
    wish: &Wish,
    moment: &Moment,
) -> Result<Carried, Failure> {
    let (reference, case) = see_case(plan, viewer, no)?;
    fits(plan, &case, wish)?;
    let back = wish.back(&case);
    cases::act(
        plan,
        reference,
        shown_rev,
        &wish.act(),
        &viewer.actor,
        moment,
    )?;
    Ok(Carried { back })
}

/// Writes down what came of each case, in the order of the run.
///
/// # Errors
/// `NotFound`.
pub fn finish(
    plan: &mut Plan<'_, '_>,
    id: u64,
    outcomes: &[Result<Carried, String>],
    moment: &Moment,
) -> Result<(), Failure> {
    let mut run = bulk::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    for (item, outcome) in run.items.iter_mut().zip(outcomes) {
        match outcome {
            Ok(carried) => {
                item.outcome = Outcome::Done;
                item.back.clone_from(&carried.back);
                item.why = None;
            }
            Err(why) => {
                item.outcome = Outcome::Failed;
                item.why = Some(why.clone());
            }
        }
    }
    run.finished_at = Some(moment.now);
    bulk::save(plan, &run)?;
    Ok(())
}

/// A run this person may look at: their own, or anyone's for a supervisor.
///
/// # Errors
/// `NotFound` for a missing and for another one's run alike.
pub fn see(view: &impl View, viewer: &Viewer, id: u64) -> Result<BulkRun, Failure> {
    let run = bulk::by_id(view, id)?.ok_or(Failure::NotFound)?;
    if run.by != viewer.staff.id && viewer.must_be(&[Role::Supervisor]).is_err() {
        return Err(Failure::NotFound);
    }
    Ok(run)
}

/// Until when a run can be taken back; none when it cannot, or was.
pub fn undo_until(run: &BulkRun) -> Option<Timestamp> {
    let undoable = |item: &BulkItem| item.outcome == Outcome::Done && item.back.is_some();
    let finished = run.finished_at.filter(|_| run.undone_at.is_none())?;
    run.items
        .iter()
        .any(undoable)
        .then_some(finished + UNDO_WITHIN)
}

/// Takes one case of a run back, unless someone changed it since.
///
/// # Errors
/// `ChangedMeanwhile`; `Refused`; `NotFound`; `Invalid` when there is no way back, or too late.
pub fn undo(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u64,
    no: &CaseNo,
    moment: &Moment,
) -> Result<(), Failure> {
    let run = see(plan, viewer, id)?;
    let item = run.items.iter().find(|item| item.no == *no);
    let item = item.ok_or(Failure::NotFound)?;
    let until = undo_until(&run).filter(|until| moment.now <= *until);
    let (Some(back), Some(_)) = (&item.back, until) else {
        return Err(Failure::invalid("no", "error-bulk-undo"));
    };
    let (reference, case) = see_case(plan, viewer, no)?;
    if !run.wish.holds(&case) {
        return Err(Failure::ChangedMeanwhile);
    }
    cases::act(plan, reference, None, &back.act(), &viewer.actor, moment)?;
    Ok(())
}

/// Writes down what could be taken back: for each case that was done, in the order of the run, and
/// why not.
///
/// # Errors
/// `NotFound`.
pub fn finish_undo(
    plan: &mut Plan<'_, '_>,
    id: u64,
    outcomes: &[(CaseNo, Result<(), String>)],
    moment: &Moment,
) -> Result<(), Failure> {
    let mut run = bulk::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    for (no, outcome) in outcomes {
        let Some(item) = run.items.iter_mut().find(|item| item.no == *no) else {
            continue;
        };
        match outcome {
            Ok(()) => item.outcome = Outcome::Undone,
            Err(why) => {
                item.outcome = Outcome::Stays;
                item.why = Some(why.clone());
            }
        }
    }
    run.undone_at = Some(moment.now);
    bulk::save(plan, &run)?;
    Ok(())
}
