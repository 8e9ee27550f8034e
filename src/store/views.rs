//! Saved views: a name for a filtered list. One ordered list per person, and one for everyone.
//! Written only by `actions::views`.

use super::key::Key;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::StaffId;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// A list under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    /// Unique within its list of views, never given again.
    pub no: u32,
    pub name: String,
    /// What stands behind the `?` of the list's address.
    pub query: String,
}

/// The views of one person, or of everyone, in the order they are shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ViewList {
    pub views: Vec<SavedView>,
    /// The last number given.
    pub last_no: u32,
}

fn key(whose: Option<StaffId>) -> Vec<u8> {
    Key::new().u64(whose.map_or(0, |staff| staff.0)).build()
}

/// The views of a person, or of everyone; none when nobody ever changed them.
///
/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn of(view: &impl View, whose: Option<StaffId>) -> Result<Option<ViewList>> {
    view.get(Table::Views, &key(whose))
}

pub fn save(plan: &mut Plan<'_, '_>, whose: Option<StaffId>, views: &ViewList) -> Result<()> {
    plan.put(Table::Views, key(whose), views)
}
