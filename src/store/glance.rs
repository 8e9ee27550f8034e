//! A look at nothing but what is kept: answers without a snapshot, or not at all.

use super::kept::Kept;
use super::tables::Table;
use super::view::Direction;
use super::view::View;
use super::view::Visit;
use anyhow::Result;
use anyhow::bail;

/// The kept records as they are now; whatever else is asked for fails.
pub struct Glance(Kept);

impl Glance {
    pub(super) fn new(kept: Kept) -> Glance {
        Glance(kept)
    }
}

impl View for Glance {
    fn kept(&self) -> Option<&Kept> {
        Some(&self.0)
    }

    fn get_bytes(&self, table: Table, _: &[u8]) -> Result<Option<Vec<u8>>> {
        bail!("{} is not kept", table.name())
    }

    fn scan(
        &self,
        table: Table,
        _: &[u8],
        _: &[u8],
        _: Direction,
        _: &mut Visit<'_>,
    ) -> Result<()> {
        bail!("{} is not kept", table.name())
    }
}
