//! What people decide about a notice: bad news goes out, doubt is settled, something is kept back.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::access::Viewer;
use crate::actions::people::note;
use crate::domain::notice::delivery::Delivery;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::outbox;

/// Sends one that waits for a person, or sends it once more.
///
/// # Errors
/// `NotFound` for one that is not there to be sent.
pub fn again(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    id: u64,
    viewer: &Viewer,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut one = of(plan, case, id, Delivery::may_be_sent)?;
    // Without an address there is nothing to try.
    if one.receiver.is_empty() {
        return Err(Failure::NotFound);
    }
    one.again(moment.now);
    outbox::save_delivery(plan, &one)?;
    let object = format!("case {} {}", case.id(), one.kind);
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "notice_sent",
        object,
    )
}

/// Keeps one from going out.
///
/// # Errors
/// `NotFound` for one that went out, or is going out.
pub fn stop(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    id: u64,
    viewer: &Viewer,
    moment: &Moment,
) -> Result<(), Failure> {
    let mut one = of(plan, case, id, Delivery::may_be_stopped)?;
    one.stop();
    outbox::save_delivery(plan, &one)?;
    let object = format!("case {} {}", case.id(), one.kind);
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "notice_stopped",
        object,
    )
}

fn of(
    plan: &Plan<'_, '_>,
    case: CaseRef,
    id: u64,
    fits: fn(&Delivery) -> bool,
) -> Result<Delivery, Failure> {
    let found = outbox::delivery(plan, id)?.filter(|one| one.case == case.id());
    found.filter(fits).ok_or(Failure::NotFound)
}
