//! In which order the accounts of courier plugins are asked.

use super::super::Moment;
use super::super::access::Viewer;
use crate::actions::people::note;
use crate::domain::ids::PluginAccountId;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::settings;

/// Moves an account before the one it stands after. `shown` is the order its owner saw.
///
/// # Errors
/// `NotAllowed` for everyone but the owner; `NotFound` for an account that was not shown.
pub fn prefer(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    shown: &[PluginAccountId],
    account: PluginAccountId,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(&[])?;
    let mut order = shown.to_vec();
    let at = order.iter().position(|id| *id == account);
    let at = at.ok_or(Failure::NotFound)?;
    order.swap(at, at.saturating_sub(1));
    settings::save_courier_order(plan, &order)?;
    let by = Some(viewer.staff.id);
    note(
        plan,
        moment.now,
        by,
        "courier_preferred",
        format!("account {account}"),
    )
}
