//! The version of the schema, kept in the database: a newer one is refused, an older one is
//! brought up by the migrations it lacks, in one transaction and after a checked copy.

use super::backup;
use super::files::Files;
use super::key::Key;
use super::migrations;
use super::migrations::Migration;
use super::shape::shape;
use super::snapshot::ReadTx;
use super::tables::Table;
use super::vault::Vault;
use super::view::Batch;
use super::view::Plan;
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
const SHAPE: &str = "index_shape";

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

/// Whether the indexes are of the shape this program writes.
pub(super) fn is_in_shape(view: &impl View) -> Result<bool> {
    Ok(view.get(Table::Meta, &entry(SHAPE))? == Some(shape()))
}

pub(super) fn put_shape(plan: &mut Plan<'_, '_>) -> Result<()> {
    plan.put(Table::Meta, entry(SHAPE), &shape())
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
    let is_new = snapshot.is_empty()?;
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
        if is_new {
            put_shape(&mut plan)?;
        }
        batch.apply(plan.into_changes())?;
    }
    tx.commit().context("committing the new schema")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;
    use crate::store::backup::check;
    use crate::store::backup::list;
    use crate::store::database;

    /// A folder as a version before schema numbers left it: one row, no `meta`.
    fn old_folder() -> (tempfile::TempDir, Database, Files) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(super::super::DATABASE_FILE);
        database::make(&path).expect("makes");
        let database = database::open(&path).expect("opens");
        write(&database, |plan| plan.put(Table::Jobs, entry("1"), "old"));
        let files = Files::open(folder.path()).expect("files");
        (folder, database, files)
    }

    fn write(database: &Database, with: impl FnOnce(&mut Plan<'_, '_>) -> Result<()>) {
        let tx = database.begin_write().expect("begins");
        {
            let batch = Batch::new(&tx);
            let mut plan = Plan::new(&batch);
            with(&mut plan).expect("plans");
            batch.apply(plan.into_changes()).expect("applies");
        }
        tx.commit().expect("commits");
    }

    fn read<T>(database: &Database, look: impl FnOnce(&ReadTx) -> Result<T>) -> T {
        look(&ReadTx::new(database.begin_read().expect("begins"))).expect("reads")
    }

    #[test]
    fn old_data_is_copied_and_then_brought_up() {
        let (folder, database, files) = old_folder();
        let vault = Vault::for_tests();
        let place = Some((folder.path(), &files));
        bring_up(&database, &vault, place).expect("brings up");
        assert_eq!(read(&database, version), migrations::ALL.len() as u32);
        let id = key_id(&database).expect("reads");
        assert_eq!(id.as_deref(), Some(vault.key_id()));
        let backups = folder.path().join("backups");
        let copies = list(&backups, Timestamp(0)).expect("lists");
        assert_eq!(copies.len(), 1);
        assert_eq!(check(&copies[0].path).expect("is whole").schema, 0);
        bring_up(&database, &vault, place).expect("has nothing to do");
        assert_eq!(list(&backups, Timestamp(0)).expect("lists").len(), 1);
    }

    /// An order as schema 1 wrote it.
    fn old_order(id: u64, sku: &str) -> serde_json::Value {
        serde_json::json!({
            "id": id, "shop": 1, "order_no": format!("4026{id}"), "status": "paid",
            "channel_status": "买家已付款", "buyer": null, "buyer_shown": "晓**乐",
            "ordered_at": 1_772_380_800_000_i64, "paid_at": null, "shipped_at": null,
            "signed_at": null, "completed_at": null, "closed_at": null, "goods_total": 9_900,
            "freight_paid": 0, "discount_total": 0, "paid_total": 9_900, "platform_subsidy": 0,
            "cod": false, "seller_note": null, "buyer_note": null, "address": null,
            "lines": [{
                "line_no": 1, "sub_order_no": null, "title": "羊绒混纺格纹围巾", "sku_code": sku,
                "sku_text": null, "qty": 1, "unit_price": 9_900, "line_paid": 9_900,
                "serial_no": null, "invoice_at": null, "no_seven_days": false,
            }],
            "parcels": [], "source": "import", "facts_hash": "",
            "created_at": 1_772_380_800_000_i64, "updated_at": 1_772_380_800_000_i64, "rev": 0,
        })
    }

    #[test]
    fn orders_of_schema_1_gain_their_products_and_their_indexes_are_written_again() {
        let (folder, database, files) = old_folder();
        let vault = Vault::for_tests();
        write(&database, |plan| {
            plan.put(Table::Meta, entry(SCHEMA), &1_u32)?;
            // More than one slice of the migration.
            for id in 1..=1_200 {
                let key = Key::new().u64(id).build();
                let sku = format!("SC-{}", id % 3);
                plan.put(Table::Orders, key, &old_order(id, &sku))?;
            }
            Ok(())
        });
        bring_up(&database, &vault, Some((folder.path(), &files))).expect("brings up");
        let codes = |view: &ReadTx| -> Result<Vec<Option<String>>> {
            let shop = crate::domain::ids::ShopId(1);
            ["SC-0", "SC-1", "SC-2", "SC-3"]
                .iter()
                .map(|sku| {
                    let code = crate::domain::product::code(Some(sku), "");
                    let product = super::super::products::by_code(view, shop, &code)?;
                    Ok(product.and_then(|product| product.sku))
                })
                .collect()
        };
        let sku = |sku: &str| Some(sku.to_owned());
        assert_eq!(
            read(&database, codes),
            [sku("SC-0"), sku("SC-1"), sku("SC-2"), None],
            "each product once, whatever the order"
        );
        let products = read(&database, |view| view.keys(Table::Products, &[], &[], 10));
        assert_eq!(products.len(), 3);
        assert!(read(&database, is_reindexing));
        assert_eq!(read(&database, version), migrations::ALL.len() as u32);
    }

    #[test]
    fn data_of_a_newer_version_is_refused_untouched() {
        let (folder, database, files) = old_folder();
        write(&database, |plan| {
            plan.put(Table::Meta, entry(SCHEMA), &99_u32)
        });
        let place = Some((folder.path(), &files));
        let error = bring_up(&database, &Vault::for_tests(), place).expect_err("is refused");
        assert!(error.to_string().contains("newer version"), "{error:#}");
        assert_eq!(read(&database, version), 99);
    }

    #[test]
    fn a_migration_that_fails_leaves_all_as_it_was() {
        let (folder, database, files) = old_folder();
        let write_something: fn(&Batch<'_>, &Vault) -> Result<()> = |batch, _| {
            let mut plan = Plan::new(batch);
            plan.put(Table::Jobs, entry("1"), "new")?;
            batch.apply(plan.into_changes())
        };
        let known = [
            Migration {
                to: 1,
                gains: "something",
                run: write_something,
            },
            Migration {
                to: 2,
                gains: "nothing",
                run: |_, _| bail!("it cannot be done"),
            },
        ];
        let place = Some((folder.path(), &files));
        let error = bring_up_by(&known, &database, &Vault::for_tests(), place);
        assert!(format!("{:#}", error.expect_err("fails")).contains("schema 2"));
        let kept: Option<String> = read(&database, |view| view.get(Table::Jobs, &entry("1")));
        assert_eq!(kept.as_deref(), Some("old"));
        assert_eq!(read(&database, version), 0);
        let copies = list(&folder.path().join("backups"), Timestamp(0)).expect("lists");
        assert_eq!(copies.len(), 1, "made before anything was tried");
    }
}
