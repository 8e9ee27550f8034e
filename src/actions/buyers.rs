//! Buyers: recognised by what identifies them, never by name.

use super::Moment;
use crate::domain::ids::BuyerId;
use crate::domain::people::Buyer;
use crate::domain::people::Identity;
use crate::domain::sealed::Sealed;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::orders;

/// The buyer with one of these identities, or a new one; none without any identity. What is new
/// about a known buyer is added, what is known stays.
///
/// # Errors
/// When the disk does.
pub fn recognise(
    plan: &mut Plan<'_, '_>,
    identities: &[Identity],
    name: Option<&Sealed>,
    moment: &Moment,
) -> Result<Option<BuyerId>, Failure> {
    if identities.is_empty() {
        return Ok(None);
    }
    let mut known = None;
    let mut by_strong = false;
    for identity in identities {
        known = orders::buyer_by_identity(plan, &identity.hash)?;
        if known.is_some() {
            by_strong = identity.kind.is_strong();
            break;
        }
    }
    let old = match known {
        Some(id) => orders::buyer(plan, id)?,
        None => None,
    };
    let Some(old) = old else {
        let id = BuyerId(plan.next_number("buyer")?);
        let new = Buyer {
            id,
            name: name.cloned(),
            identities: identities.to_vec(),
            note: None,
            risk_level: 0,
            erased_at: None,
            created_at: moment.now,
            merged_into: None,
            absorbed: Vec::new(),
            may_be: Vec::new(),
            told_apart: Vec::new(),
            rev: 1,
        };
        orders::save_buyer(plan, None, &new)?;
        return Ok(Some(id));
    };
    let mut new = old.clone();
    for identity in identities {
        match orders::buyer_by_identity(plan, &identity.hash)? {
            None => {
                if !new.identities.iter().any(|own| own.hash == identity.hash) {
                    new.identities.push(identity.clone());
                }
            }
            Some(other) if other != new.id && (by_strong || identity.kind.is_strong()) => {
                perhaps_the_same(plan, &mut new, other)?;
            }
            Some(_) => {}
        }
    }
    new.name = new.name.or_else(|| name.cloned());
    if new != old {
        new.rev += 1;
        orders::save_buyer(plan, Some(&old), &new)?;
    }
    Ok(Some(new.id))
}

/// Keeps on both records that an order carried the telephone of the one and the account of the
/// other: a person decides what that means.
fn perhaps_the_same(
    plan: &mut Plan<'_, '_>,
    buyer: &mut Buyer,
    other: BuyerId,
) -> Result<(), Failure> {
    let Some(old) = orders::buyer(plan, other)?.filter(|other| other.id != buyer.id) else {
        return Ok(());
    };
    if buyer.told_apart.contains(&old.id) || old.told_apart.contains(&buyer.id) {
        return Ok(());
    }
    if !buyer.may_be.contains(&old.id) {
        buyer.may_be.push(old.id);
    }
    if !old.may_be.contains(&buyer.id) {
        let mut new = old.clone();
        new.may_be.push(buyer.id);
        orders::save_buyer(plan, Some(&old), &new)?;
    }
    Ok(())
}
