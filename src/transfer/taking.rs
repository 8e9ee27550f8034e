//! Orders and requests one by one, as a plugin tells them: by the same ways as rows of a file.

use super::cell::Reason;
use super::imported::ImportedOrder;
use super::imported::ImportedRefund;
use super::requests;
use super::sealing;
use crate::actions::Moment;
use crate::actions::orders::Brought;
use crate::actions::orders::bring_from_file;
use crate::domain::ids::ShopId;
use crate::domain::order::OrderSource;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::Vault;

pub use super::requests::Teller;

/// Writes an order, its personal fields sealed. One of the same shop and number is updated.
///
/// # Errors
/// `Invalid` without a number or lines; a fault of the disk.
pub fn order(
    plan: &mut Plan<'_, '_>,
    vault: &Vault,
    shop: ShopId,
    order: &ImportedOrder,
    moment: &Moment,
) -> Result<Brought, Failure> {
    let hash = sealing::facts_hash(vault, order);
    let mut sealed = sealing::sealed(vault, shop, order, hash, moment.now)?;
    sealed.order.source = OrderSource::Plugin;
    Ok(bring_from_file(plan, &sealed, moment)?.1)
}

/// Opens the case of a request, or tells the case what changed.
///
/// # Errors
/// `Refused` by the rules; a fault of the disk.
pub fn request(
    plan: &mut Plan<'_, '_>,
    request: &ImportedRefund,
    teller: &Teller<'_>,
) -> Result<Result<Brought, Reason>, Failure> {
    requests::write(plan, request, teller)
}
