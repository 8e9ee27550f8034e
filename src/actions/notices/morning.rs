//! Who had their morning mail.

use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::settings;
use std::collections::BTreeMap;

/// Somebody had theirs of a day, or had nothing to follow up.
///
/// # Errors
/// When the disk does.
pub fn sent(plan: &mut Plan<'_, '_>, staff: StaffId, day: i64) -> Result<(), Failure> {
    let mut all = BTreeMap::clone(&*settings::mornings(plan)?);
    all.insert(staff.0, day);
    Ok(settings::save_mornings(plan, &all)?)
}
