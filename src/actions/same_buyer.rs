//! Two records of one person become one, and apart again. Nothing is moved but what identifies the
//! buyer: orders and cases keep their number, and the record that stands for both shows them all.

use super::Moment;
use super::access::Viewer;
use super::access::see_buyer;
use super::people::note;
use crate::domain::ids::BuyerId;
use crate::domain::ids::ShopId;
use crate::domain::people::Absorbed;
use crate::domain::people::Buyer;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::same_buyer;

/// Who says that two records are one person; the owner always may.
pub const MERGERS: &[Role] = &[Role::Supervisor];

/// A record as a form showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub id: BuyerId,
    pub rev: u64,
}

/// Both records, if they can become one: first the one that stays.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a missing and for a foreign buyer; `Invalid` at `other` for the same
/// record, one that was erased, and one with orders or cases of shops this person does not see.
pub fn pair(
    view: &impl View,
    viewer: &Viewer,
    kept: BuyerId,
    gone: BuyerId,
) -> Result<(Buyer, Buyer), Failure> {
    viewer.must_be(MERGERS)?;
    let kept = see_buyer(view, viewer, kept)?;
    let gone = see_buyer(view, viewer, gone)?;
    if kept.id == gone.id {
        return Err(Failure::invalid("other", "buyer-merge-same"));
    }
    if kept.erased_at.is_some() || gone.erased_at.is_some() {
        return Err(Failure::invalid("other", "buyer-merge-erased"));
    }
    for id in [kept.id, gone.id] {
        sees_all(view, viewer, id)?;
    }
    Ok((kept, gone))
}

/// Whoever joins or parts must see everything that this touches.
fn sees_all(view: &impl View, viewer: &Viewer, id: BuyerId) -> Result<(), Failure> {
    if viewer.staff.shops.is_empty() {
        return Ok(());
    }
    let bought = orders::of_buyer(view, id, usize::MAX)?;
    let asked = cases::of_buyer(view, id, usize::MAX)?;
    let mut shops: Vec<ShopId> = bought.iter().map(|row| row.shop).collect();
    shops.extend(asked.iter().map(|row| row.shop));
    match shops.iter().all(|shop| viewer.sees_shop(*shop)) {
        true => Ok(()),
        false => Err(Failure::invalid("other", "buyer-merge-foreign")),
    }
}

/// The note of both, as it will stand.
pub fn note_of_both(kept: &Buyer, gone: &Buyer) -> Option<String> {
    match (&kept.note, &gone.note) {
        (Some(own), Some(of)) if own != of => Some(format!("{own}\n{of}")),
        (None, Some(of)) => Some(of.clone()),
        (own, _) => own.clone(),
    }
}

/// Makes one buyer of two records. What leads to the other leads to the one that stays.
///
/// # Errors
/// As [`pair`]; `ChangedMeanwhile` when either is not as it was shown.
pub fn merge(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    stays: Seen,
    goes: Seen,
    moment: &Moment,
) -> Result<(), Failure> {
    let (kept, gone) = pair(plan, viewer, stays.id, goes.id)?;
    if kept.rev != stays.rev || gone.rev != goes.rev {
        return Err(Failure::ChangedMeanwhile);
    }
    let mut after = kept.clone();
    let mut merged = gone.clone();
    after.absorbed.push(Absorbed {
        id: gone.id,
        at: moment.now,
        by: viewer.staff.id,
        hashes: gone.identities.iter().map(|of| of.hash.clone()).collect(),
        note_before: kept.note.clone(),
        risk_before: kept.risk_level,
        gave_name: kept.name.is_none() && gone.name.is_some(),
    });
    after.identities.append(&mut merged.identities);
    after.note = note_of_both(&kept, &gone);
    after.risk_level = kept.risk_level.max(gone.risk_level);
    after.name = after.name.or_else(|| gone.name.clone());
    after.may_be.extend(&gone.may_be);
    after.told_apart.extend(&gone.told_apart);
    for known in [&mut after.may_be, &mut after.told_apart] {
        known.retain(|other| *other != kept.id && *other != gone.id);
    }
    after.rev += 1;
    merged.merged_into = Some(kept.id);
    merged.rev += 1;
    // First what lets go of the identities, then what takes them.
    orders::save_buyer(plan, Some(&gone), &merged)?;
    orders::save_buyer(plan, Some(&kept), &after)?;
    let object = format!("buyer {} into {}", gone.id, kept.id);
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "buyer_merge",
        object,
    )
}

/// Takes a merge back: the identities that came return, and so do note and risk where nobody wrote
/// anything else since.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a buyer one may not see, and for what was not merged; `Invalid`.
pub fn part(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    kept: BuyerId,
    gone: BuyerId,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(MERGERS)?;
    let kept = see_buyer(plan, viewer, kept)?;
    sees_all(plan, viewer, kept.id)?;
    let at = kept.absorbed.iter().position(|one| one.id == gone);
    let at = at.ok_or(Failure::NotFound)?;
    let gone = same_buyer::record(plan, gone)?.ok_or(Failure::NotFound)?;
    let mut after = kept.clone();
    let back = after.absorbed.remove(at);
    let mut parted = gone.clone();
    let (theirs, own) = after
        .identities
        .into_iter()
        .partition(|identity| back.hashes.contains(&identity.hash));
    parted.identities = theirs;
    after.identities = own;
    let mut before = kept.clone();
    before.note.clone_from(&back.note_before);
    if kept.note == note_of_both(&before, &gone) {
        after.note = back.note_before;
    }
    if kept.risk_level == back.risk_before.max(gone.risk_level) {
        after.risk_level = back.risk_before;
    }
    if back.gave_name && kept.name == gone.name {
        after.name = None;
    }
    after.rev += 1;
    parted.merged_into = None;
    parted.rev += 1;
    orders::save_buyer(plan, Some(&kept), &after)?;
    orders::save_buyer(plan, Some(&gone), &parted)?;
    let object = format!("buyer {} from {}", gone.id, kept.id);
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "buyer_part",
        object,
    )
}

/// Says that two records, however alike, are two people: neither is suggested for the other again.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a buyer one may not see.
pub fn tell_apart(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    one: BuyerId,
    other: BuyerId,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(MERGERS)?;
    let one = see_buyer(plan, viewer, one)?;
    let other = see_buyer(plan, viewer, other)?;
    if one.id == other.id {
        return Err(Failure::invalid("other", "buyer-merge-same"));
    }
    for (buyer, from) in [(&one, &other), (&other, &one)] {
        let theirs = same_buyer::numbers(plan, from.id)?;
        let mut after = buyer.clone();
        after.may_be.retain(|id| !theirs.contains(id));
        if !after.told_apart.contains(&from.id) {
            after.told_apart.push(from.id);
        }
        after.rev += 1;
        orders::save_buyer(plan, Some(buyer), &after)?;
    }
    let object = format!("buyer {} from {}", other.id, one.id);
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "buyer_tell_apart",
        object,
    )
}
