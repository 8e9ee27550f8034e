//! Ownerless parcels 无主件: taken in, matched to a case, disposed of (D6.12).

use super::Moment;
use super::access::CaseRef;
use super::access::Viewer;
use super::cases;
use super::cases::Around;
use super::cases::InForce;
use super::people::note;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::State;
use crate::domain::ids::OwnerlessId;
use crate::domain::ids::ShopId;
use crate::domain::ownerless;
use crate::domain::ownerless::Ownerless;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store;
use crate::store::Plan;
use crate::store::View;

/// What stands on a parcel nobody announced.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrived {
    pub shop: ShopId,
    pub carrier: String,
    pub tracking_no: String,
    /// The last digits of a telephone number on the slip.
    pub phone_tail: Option<String>,
    pub content: String,
}

/// Takes a parcel in.
///
/// # Errors
/// `NotAllowed` for another trade; `NotFound` for a foreign shop; `Invalid` without a content.
pub fn receive(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    arrived: &Arrived,
    moment: &Moment,
) -> Result<OwnerlessId, Failure> {
    viewer.must_be(&[Role::Warehouse, Role::Agent, Role::Supervisor])?;
    if !viewer.sees_shop(arrived.shop) {
        return Err(Failure::NotFound);
    }
    if arrived.content.trim().is_empty() {
        return Err(Failure::invalid("content", "error-required"));
    }
    let id = OwnerlessId(plan.next_number("ownerless")?);
    let parcel = Ownerless {
        id,
        shop: arrived.shop,
        state: State::OwnerlessReceived,
        carrier: arrived.carrier.clone(),
        tracking_no: arrived.tracking_no.clone(),
        sender: None,
        phone_tail: arrived.phone_tail.clone(),
        content: arrived.content.trim().to_owned(),
        files: Vec::new(),
        weight_g: None,
        received_at: moment.now,
        received_by: viewer.actor.as_ref(),
        matched_case: None,
        matched_by: None,
        disposal: None,
        ended_at: None,
        rev: 1,
    };
    store::ownerless::save(plan, &parcel)?;
    let by = Some(viewer.staff.id);
    note(
        plan,
        moment.now,
        by,
        "ownerless_received",
        format!("ownerless {id}"),
    )?;
    Ok(id)
}

/// A parcel this person may see.
///
/// # Errors
/// `NotFound` for a missing and for a foreign one alike.
pub fn see(view: &impl View, viewer: &Viewer, id: OwnerlessId) -> Result<Ownerless, Failure> {
    let parcel = store::ownerless::by_id(view, id)?.ok_or(Failure::NotFound)?;
    if !viewer.sees_shop(parcel.shop) {
        return Err(Failure::NotFound);
    }
    Ok(parcel)
}

/// Matches it to a case, whose goods are then here, or disposes of it.
///
/// # Errors
/// `Refused` by the rules; `ChangedMeanwhile`; `NotFound`.
pub fn act(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: OwnerlessId,
    shown_rev: Option<u64>,
    act: &Act,
    moment: &Moment,
) -> Result<(), Failure> {
    let parcel = see(plan, viewer, id)?;
    if shown_rev.is_some_and(|rev| rev != parcel.rev) {
        return Err(Failure::ChangedMeanwhile);
    }
    let in_force = InForce::read(plan)?;
    let named = act.input.case.map(|id| store::cases::by_id(plan, id));
    let named = named.transpose()?.flatten();
    if named
        .as_ref()
        .is_some_and(|case| !viewer.sees_shop(case.shop))
    {
        return Err(Failure::NotFound);
    }
    let around = named
        .as_ref()
        .map(|case| Around::gather(plan, case, &Input::default()))
        .transpose()?;
    let facts = named
        .as_ref()
        .zip(around.as_ref())
        .map(|(case, around)| around.facts(case));
    let change = ownerless::decide(
        &parcel,
        act,
        facts.as_ref(),
        &viewer.actor,
        &in_force.rules(parcel.shop),
        moment.now,
    )?;
    let mut after = change.parcel;
    after.rev += 1;
    store::ownerless::save(plan, &after)?;
    if let Some((case, arrives)) = change.then {
        let case = CaseRef::of_system(case);
        cases::act(plan, case, None, &arrives, &viewer.actor, moment)?;
    }
    let by = Some(viewer.staff.id);
    let what = format!("ownerless_{}", change.verb);
    note(plan, moment.now, by, &what, format!("ownerless {id}"))
}
