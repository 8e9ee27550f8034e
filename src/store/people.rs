//! Staff and their logins. Written only by `actions::people`.

use super::index;
use super::index::IndexRow;
use super::key::Key;
use super::record;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::StaffId;
use crate::domain::people::Staff;
use anyhow::Result;
use std::sync::Arc;

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: StaffId) -> Result<Option<Staff>> {
    let key = Key::new().u64(id.0).build();
    Ok(Option::clone(&*view.get_kept(Table::Staff, &key)?))
}

pub fn by_login(view: &impl View, login: &str) -> Result<Option<Staff>> {
    let key = Key::new().text(&login.trim().to_lowercase()).build();
    match view.get::<u64>(Table::Logins, &key)? {
        Some(id) => by_id(view, StaffId(id)),
        None => Ok(None),
    }
}

/// Everyone, in the order they came.
pub fn all(view: &impl View) -> Result<Vec<Staff>> {
    Ok(Vec::clone(&*everyone(view)?))
}

/// [`all`], shared.
pub fn everyone(view: &impl View) -> Result<Arc<Vec<Staff>>> {
    view.all_kept(Table::Staff)
}

/// Every index row of a member of staff: the login.
pub fn staff_rows(staff: &Staff) -> Result<Vec<IndexRow>> {
    let key = Key::new().text(&staff.login).build();
    Ok(vec![((Table::Logins, key), record::encode(&staff.id.0)?)])
}

/// Writes a member of staff; the login follows.
pub fn save(plan: &mut Plan<'_, '_>, old: Option<&Staff>, new: &Staff) -> Result<()> {
    let before = old.map(staff_rows).transpose()?.unwrap_or_default();
    index::move_rows(plan, before, staff_rows(new)?);
    plan.put(Table::Staff, Key::new().u64(new.id.0).build(), new)
}
