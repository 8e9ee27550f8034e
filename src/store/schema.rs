//! The version of the schema, kept in the database: a newer one is refused, an older one is
//! brought up by the migrations it lacks, in one transaction and after a checked copy.

use super::backup;
use super::files::Files;
use super::key::Key;
use super::migrations;
use super::migrations::Migration;
use super::tables::Table;
use super::vault::Vault;
use super::view::Batch;
use super::view::Plan;
use super::view::ReadTx;
use super::view::View;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use redb::Database;
use redb::ReadableDatabase;
use std::path::Path;

/// Entries of the table `meta`.
const SCHEMA: &str = "schema";
const KEY_ID: &str = "key_id";
const REINDEXING: &str = "reindexing";

fn entry(name: &str) -> Vec<u8> {
    Key::new().text(name).build()
}

/// The version of a database's schema; 0 when it does not say.
///
/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub(super) fn version(view: &impl View) -> Result<u32> {
    Ok(view.get(Table::Meta, &entry(SCHEMA))?.unwrap_or(0))
}

/// The id of the key that a database's personal fields are sealed with, once it is known.
pub(super) fn key_id(database: &Database) -> Result<Option<String>> {
    key_id_in(&ReadTx::new(
        database.begin_read().context("beginning a read")?,
    ))
}

pub(super) fn key_id_in(view: &impl View) -> Result<Option<String>> {
    view.get(Table::Meta, &entry(KEY_ID))
}

pub(super) fn put_key_id(plan: &mut Plan<'_, '_>, id: &str) -> Result<()> {
    plan.put(Table::Meta, entry(KEY_ID), id)
}

/// Whether the indexes were being written again when the store was last closed.
pub(super) fn is_reindexing(view: &impl View) -> Result<bool> {
    Ok(view.get(Table::Meta, &entry(REINDEXING))?.unwrap_or(false))
}

pub(super) fn put_reindexing(plan: &mut Plan<'_, '_>, is: bool) -> Result<()> {
    plan.put(Table::Meta, entry(REINDEXING), &is)
}

/// Runs the migrations that a database lacks. `place` is its data folder and files; a store in
/// memory has none and is not copied first.
pub(super) fn bring_up(
    database: &Database,
    vault: &Vault,
    place: Option<(&Path, &Files)>,
) -> Result<()> {
    bring_up_by(migrations::ALL, database, vault, place)
}

fn bring_up_by(
    known: &[Migration],
    database: &Database,
    vault: &Vault,
    place: Option<(&Path, &Files)>,
) -> Result<()> {
    let newest = known.last().map_or(0, |migration| migration.to);
    let snapshot = ReadTx::new(database.begin_read().context("beginning a read")?);
    let from = version(&snapshot)?;
    if from > newest {
        bail!(
            "this data was written by a newer version of Aftercare (schema {from}, this program \
             knows {newest}): use that version again, or restore a backup made before it"
        );
    }
    let lacking = || known.iter().filter(|migration| migration.to > from);
    if lacking().next().is_none() {
        return Ok(());
    }
    if let Some((folder, files)) = place
        && !snapshot.is_empty()?
    {
        backup::before_migration(&snapshot, files, folder, newest, vault.key_id())
            .context("copying the data before bringing it up to this version")?;
    }
    drop(snapshot);

    let mut tx = database.begin_write().context("beginning a write")?;
    tx.set_quick_repair(true);
    {
        let batch = Batch::new(&tx);
        for migration in lacking() {
            tracing::info!(schema = migration.to, "{}", migration.gains);
            (migration.run)(&batch, vault)
                .with_context(|| format!("bringing the data up to schema {}", migration.to))?;
        }
        let mut plan = Plan::new(&batch);
        plan.put(Table::Meta, entry(SCHEMA), &newest)?;
        batch.apply(plan.into_changes())?;
    }
    tx.commit().context("committing the new schema")
}
