//! Schema 1: a database remembers which key its personal fields are sealed with.

use super::Migration;
use crate::store::schema;
use crate::store::vault::Vault;
use crate::store::view::Batch;
use crate::store::view::Plan;
use anyhow::Result;

pub(super) const MIGRATION: Migration = Migration {
    to: 1,
    gains: "the database remembers its key",
    run,
};

fn run(batch: &Batch<'_>, vault: &Vault) -> Result<()> {
    let mut plan = Plan::new(batch);
    schema::put_key_id(&mut plan, vault.key_id())?;
    batch.apply(plan.into_changes())
}
