//! Who wants no messages at an address, by the keyed hash of the address: it outlives the order and the
//! erasure of the buyer.

use super::key::Key;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// Somebody wants none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptOut {
    pub at: Timestamp,
    /// Who wrote it down; the receiver themselves when nobody did.
    #[serde(default)]
    pub by: Option<StaffId>,
}

/// # Errors
/// When the disk does; so for every function here.
pub fn of(view: &impl View, hash: &str) -> Result<Option<OptOut>> {
    view.get(Table::OptOuts, &Key::new().text(hash).build())
}

pub fn save(plan: &mut Plan<'_, '_>, hash: &str, opt_out: &OptOut) -> Result<()> {
    plan.put(Table::OptOuts, Key::new().text(hash).build(), opt_out)
}

/// They want them again.
pub fn remove(plan: &mut Plan<'_, '_>, hash: &str) {
    plan.remove(Table::OptOuts, Key::new().text(hash).build());
}
