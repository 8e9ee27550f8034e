//! The cases of a parcel hear where it is, through the door. What their tables do not allow is a
//! line of the audit.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases::act;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::tracking::Stage;
use crate::domain::tracking::Track;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::audit;
use crate::store::audit::AuditEvent;
use crate::store::cases;
use crate::store::tracks;

/// Tells every case of a parcel. Returns how much of it was refused.
pub(super) fn tell(
    plan: &mut Plan<'_, '_>,
    actor: &Actor,
    track: &Track,
    moment: &Moment,
) -> Result<usize, Failure> {
    let mut refused = 0;
    for case in cases_of(plan, track)? {
        refused += tell_case(plan, actor, &case, track, moment)?;
    }
    Ok(refused)
}

/// The cases that name the parcel, those that were merged away left out.
pub(super) fn cases_of(view: &impl View, track: &Track) -> Result<Vec<Case>, Failure> {
    let mut found = Vec::new();
    for id in tracks::case_ids(view, &track.number)? {
        let case = cases::by_id(view, id)?.filter(|case| case.merged_into.is_none());
        found.extend(case.filter(|case| parcel_of(case, track).is_some()));
    }
    Ok(found)
}

pub(super) fn parcel_of<'a>(case: &'a Case, track: &Track) -> Option<&'a Parcel> {
    let same = |parcel: &&Parcel| track.is_number(&parcel.tracking_no);
    case.parcels.iter().rev().find(same)
}

fn tell_case(
    plan: &mut Plan<'_, '_>,
    actor: &Actor,
    case: &Case,
    track: &Track,
    moment: &Moment,
) -> Result<usize, Failure> {
    let (Some(parcel), Some(state)) = (parcel_of(case, track), track.stage().state()) else {
        return Ok(0);
    };
    if !says_more(parcel, state, track) {
        return Ok(0);
    }
    let mut here = about(Verb::ParcelMoved, parcel);
    here.input.result = Some(state.code().to_owned());
    here.input.due = track.signed_at();
    // Who pasted or typed it is told on the parcel itself.
    let by = match actor {
        Actor::Plugin(_) => actor.clone(),
        _ => Actor::System,
    };
    let mut refused = usize::from(!knock(plan, case, &here, &by, moment)?);
    if let Some((verb, by)) = follows(case, parcel.kind, track.stage(), actor) {
        refused += usize::from(!knock(plan, case, &about(verb, parcel), &by, moment)?);
    }
    Ok(refused)
}

/// An act on a case because of one of its parcels.
fn about(verb: Verb, parcel: &Parcel) -> Act {
    let mut act = Act::of(verb);
    act.input.tracking_no = Some(parcel.tracking_no.clone());
    act
}

/// Whether the case does not know it yet. What someone held in their hands is not taken back by an
/// older scan.
fn says_more(parcel: &Parcel, state: ParcelState, track: &Track) -> bool {
    let arrived = matches!(parcel.state, ParcelState::Signed | ParcelState::Returned);
    let later = parcel.signed_at.is_none_or(|at| track.moved_at() > at);
    parcel.state != state && (!arrived || later)
}

/// What the parcel's stage means for the case, and who may say so.
fn follows(case: &Case, kind: ParcelKind, stage: Stage, actor: &Actor) -> Option<(Verb, Actor)> {
    let comes_back = kind == ParcelKind::Return;
    let goes_out = matches!(
        kind,
        ParcelKind::ExchangeOut | ParcelKind::Reship | ParcelKind::RepairOut
    );
    match (stage, case.state) {
        (Stage::Signed, State::Returning) if comes_back => {
            Some((Verb::ReturnDelivered, actor.clone()))
        }
        (Stage::Signed, State::Shipped) if goes_out => Some((Verb::Delivered, actor.clone())),
        // The buyer did take it: the refund that waited for a refusal becomes a return.
        (Stage::Signed, State::AwaitRejection) if kind == ParcelKind::Outbound => {
            Some((Verb::Signed, Actor::System))
        }
        (stage, State::Returning) if comes_back && goes_wrong(stage, kind) => alert(case),
        (stage, State::Shipped) if goes_out && goes_wrong(stage, kind) => alert(case),
        _ => None,
    }
}

fn goes_wrong(stage: Stage, kind: ParcelKind) -> bool {
    // A return that goes back to the buyer, or a replacement that comes back to us.
    stage.is_trouble()
        || stage == Stage::Returned
        || (stage == Stage::Returning && kind != ParcelKind::Return)
}

/// A logistics case, unless one is open already.
fn alert(case: &Case) -> Option<(Verb, Actor)> {
    case.children
        .is_empty()
        .then_some((Verb::NoMovement, Actor::System))
}

/// Opens a logistics case where a parcel that should move does not.
pub(super) fn is_stuck(
    plan: &mut Plan<'_, '_>,
    case: &Case,
    parcel: &Parcel,
    moment: &Moment,
) -> Result<bool, Failure> {
    let waits = match case.state {
        State::Returning => parcel.kind == ParcelKind::Return,
        State::Shipped => matches!(
            parcel.kind,
            ParcelKind::ExchangeOut | ParcelKind::Reship | ParcelKind::RepairOut
        ),
        _ => false,
    };
    match alert(case).filter(|_| waits) {
        Some((verb, by)) => knock(plan, case, &about(verb, parcel), &by, moment),
        None => Ok(false),
    }
}

/// Knocks on the door. A refusal is written down and is no error: what is known of the parcel holds
/// all the same.
pub(super) fn knock(
    plan: &mut Plan<'_, '_>,
    case: &Case,
    wanted: &Act,
    by: &Actor,
    moment: &Moment,
) -> Result<bool, Failure> {
    match act(plan, CaseRef::of_system(case.id), None, wanted, by, moment) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(refusal)) => {
            audit::append(
                plan,
                &AuditEvent {
                    at: moment.now,
                    staff: None,
                    what: "tracking_refused".into(),
                    object: format!("case {} {} {}", case.id, wanted.verb, refusal.code()),
                    changes: Vec::new(),
                },
            )?;
            Ok(false)
        }
        Err(failure) => Err(failure),
    }
}
