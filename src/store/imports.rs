//! Imports and the mappings made by hand for header sets that no profile knows.

use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::JobId;
use crate::domain::import::ImportJob;
use anyhow::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn by_id(view: &impl View, id: JobId) -> Result<Option<ImportJob>> {
    view.get(Table::Jobs, &Key::new().u64(id.0).build())
}

/// The newest imports.
pub fn newest(view: &impl View, limit: usize) -> Result<Vec<ImportJob>> {
    let rows = view.list(Table::Jobs, &[], &[], Direction::Backward, limit)?;
    Ok(rows.into_iter().map(|(_, job)| job).collect())
}

pub fn save(plan: &mut Plan<'_, '_>, job: &ImportJob) -> Result<()> {
    plan.put(Table::Jobs, Key::new().u64(job.id.0).build(), job)
}

/// The mapping remembered for a header set.
pub fn mapping<T: DeserializeOwned>(view: &impl View, fingerprint: &str) -> Result<Option<T>> {
    view.get(Table::Mappings, &Key::new().text(fingerprint).build())
}

pub fn remember<T: Serialize>(
    plan: &mut Plan<'_, '_>,
    fingerprint: &str,
    mapping: &T,
) -> Result<()> {
    plan.put(
        Table::Mappings,
        Key::new().text(fingerprint).build(),
        mapping,
    )
}
