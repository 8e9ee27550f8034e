//! Personal data: notes on buyers, and fields shown to staff one at a time, each written down.

use super::Moment;
use super::access::Viewer;
use super::access::see_buyer;
use super::access::see_order;
use super::people::note;
use crate::domain::case::Refusal;
use crate::domain::ids::BuyerId;
use crate::domain::ids::OrderId;
use crate::domain::people::Role;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::audit;
use crate::store::orders;

/// Who writes what is known of a buyer; the owner always may.
pub const NOTERS: &[Role] = &[Role::Supervisor, Role::Agent, Role::Presales];
/// Who may be shown a personal field; the owner always may.
pub const REVEALERS: &[Role] = &[
    Role::Supervisor,
    Role::Agent,
    Role::Presales,
    Role::Warehouse,
    Role::Finance,
];

/// How many personal fields one person may have shown in an hour.
pub const REVEALS_AN_HOUR: usize = 20;
/// What the audit calls it.
const REVEAL: &str = "reveal";
/// The longest note, in characters.
const NOTE_MOST: usize = 2000;

/// Keeps a note of facts about a buyer (R172). `shown_rev` is the `rev` the person saw.
///
/// # Errors
/// `ChangedMeanwhile`; `NotFound` for a foreign buyer; `NotAllowed` for those who do not work on cases; `Invalid`
/// when it is too long.
pub fn set_note(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: BuyerId,
    shown_rev: Option<u64>,
    text: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(NOTERS)?;
    if text.chars().count() > NOTE_MOST {
        return Err(Failure::invalid("note", "error-form-too-large"));
    }
    let old = see_buyer(plan, viewer, id)?;
    if shown_rev.is_some_and(|rev| rev != old.rev) {
        return Err(Failure::ChangedMeanwhile);
    }
    let mut new = old.clone();
    new.note = Some(text.trim().replace("\r\n", "\n")).filter(|text| !text.is_empty());
    new.rev += 1;
    orders::save_buyer(plan, Some(&old), &new)?;
    let object = format!("buyer {id}");
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "buyer_note",
        object,
    )
}

/// Whom or what a personal field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// A buyer's identity, by its position.
    Identity(BuyerId, usize),
    /// The receiver, phone and address of an order.
    Address(OrderId),
}

/// Writes into the audit that someone is shown a personal field, and only then lets it be opened
/// (D10.17).
///
/// # Errors
/// `NotFound`; `NotAllowed` for those who only look; `Refused(TooOften)` above the hourly limit.
pub fn reveal(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    what: Personal,
    moment: &Moment,
) -> Result<Vec<Sealed>, Failure> {
    viewer.must_be(REVEALERS)?;
    let (sealed, object) = match what {
        Personal::Identity(id, at) => {
            let buyer = see_buyer(plan, viewer, id)?;
            let identity = buyer.identities.into_iter().nth(at);
            let identity = identity.ok_or(Failure::NotFound)?;
            (
                vec![identity.value],
                format!("buyer {id} {}", identity.kind),
            )
        }
        Personal::Address(id) => {
            let address = see_order(plan, viewer, id)?.address;
            let address = address.ok_or(Failure::NotFound)?;
            let parts = [address.receiver, address.phone, address.detail];
            (
                parts.into_iter().flatten().collect(),
                format!("order {id} address"),
            )
        }
    };
    let since = audit::since(plan, moment.now - Span::hours(1), usize::MAX)?;
    let shown = since
        .iter()
        .filter(|event| event.what == REVEAL && event.staff == Some(viewer.staff.id))
        .count();
    if shown >= REVEALS_AN_HOUR {
        let limit = u32::try_from(REVEALS_AN_HOUR).unwrap_or(u32::MAX);
        return Err(Refusal::TooOften { limit }.into());
    }
    note(plan, moment.now, Some(viewer.staff.id), REVEAL, object)?;
    Ok(sealed)
}
