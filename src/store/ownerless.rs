//! Parcels that came without a case. Written only by `actions`.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::OwnerlessId;
use crate::domain::ownerless::Ownerless;
use anyhow::Result;

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: OwnerlessId) -> Result<Option<Ownerless>> {
    view.get(Table::Ownerless, &Key::new().u64(id.0).build())
}

/// The newest parcels.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<Ownerless>> {
    let rows = view.list(Table::Ownerless, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, parcel)| parcel).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, parcel: &Ownerless) -> Result<()> {
    plan.put(
        Table::Ownerless,
        Key::new().u64(parcel.id.0).build(),
        parcel,
    )
}
