//! Changes to data that is already there, oldest first. Added fields with a default need none.
//!
//! A migration runs inside one transaction with all others that a database lacks. It may work in
//! slices: plan some changes, apply them to the batch, plan the next.

mod m0001;
mod m0002;

use super::vault::Vault;
use super::view::Batch;
use anyhow::Result;

/// One numbered change.
pub(super) struct Migration {
    /// The schema version it leads to.
    pub to: u32,
    /// What the data can do afterwards, for the log.
    pub gains: &'static str,
    pub run: fn(&Batch<'_>, &Vault) -> Result<()>,
}

/// Every migration, in order, without gaps; the last leads to `SCHEMA_VERSION`.
pub(super) const ALL: &[Migration] = &[m0001::MIGRATION, m0002::MIGRATION];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::store::tables::SCHEMA_VERSION;

    #[test]
    fn the_migrations_lead_to_this_schema_step_by_step() {
        let steps: Vec<u32> = ALL.iter().map(|migration| migration.to).collect();
        assert_eq!(steps, (1..=SCHEMA_VERSION).collect::<Vec<_>>());
    }
}
