//! Who wants no messages any more, and who wants them again.

use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::access::see_buyer;
use crate::actions::people::note;
use crate::domain::ids::BuyerId;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::opt_outs;
use crate::store::opt_outs::OptOut;

/// What somebody decided about one address of a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    pub buyer: BuyerId,
    /// The place of the identity.
    pub at: usize,
    /// Nothing goes there any more; false: it does again.
    pub is_on: bool,
}

/// # Errors
/// `NotFound` for a buyer one may not see, and an identity that is none.
pub fn keep(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    silence: Silence,
    moment: &Moment,
) -> Result<(), Failure> {
    let buyer = see_buyer(plan, viewer, silence.buyer)?;
    let identity = buyer.identities.get(silence.at).ok_or(Failure::NotFound)?;
    let by = Some(viewer.staff.id);
    match silence.is_on {
        true => opt_outs::save(plan, &identity.hash, &OptOut { at: moment.now, by })?,
        false => opt_outs::remove(plan, &identity.hash),
    }
    let what = match silence.is_on {
        true => "buyer_silenced",
        false => "buyer_told_again",
    };
    let object = format!("buyer {} {}", buyer.id, identity.kind);
    note(plan, moment.now, by, what, object)
}
