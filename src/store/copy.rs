//! A logical copy of the database: every table in key order, through one snapshot, into a new
//! file; with a sum per table to compare by. Copying the file itself under a writer is not safe.

use super::database;
use super::halt::Halt;
use super::snapshot::ReadTx;
use anyhow::Context;
use anyhow::Result;
use redb::Database;
use redb::ReadableDatabase;
use redb::ReadableTable;
use redb::TableDefinition;
use redb::TableHandle;
use serde::Deserialize;
use serde::Serialize;
use std::path::Path;
use std::time::Duration;

/// A slice of a copy, in bytes of keys and values: what one transaction holds.
const SLICE: u64 = 16 * 1024 * 1024;

/// What a table holds, briefly: equal sums, equal tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    pub name: String,
    pub rows: u64,
    /// BLAKE3 over every key and value with their lengths, in key order; hex.
    pub blake3: String,
}

/// Copies everything a snapshot sees into a new file, at most `pace` bytes a second.
///
/// # Errors
/// When the snapshot cannot be read whole or the file not be written.
pub(super) fn to_file(
    from: &ReadTx,
    path: &Path,
    pace: Option<u64>,
    halt: &Halt,
) -> Result<Vec<TableSum>> {
    let to = database::builder()
        .create(path)
        .with_context(|| format!("making the copy {}", path.display()))?;
    let mut sums = Vec::new();
    for name in table_names(from.transaction())? {
        sums.push(copy_table(from.transaction(), &to, &name, pace, halt)?);
    }
    to.close().context("closing the copy")?;
    Ok(sums)
}

/// The sums of a database's tables, read whole.
///
/// # Errors
/// When it cannot be read whole.
pub(super) fn sums(database: &impl ReadableDatabase, halt: &Halt) -> Result<Vec<TableSum>> {
    let tx = database.begin_read().context("beginning a read")?;
    table_names(&tx)?
        .iter()
        .map(|name| {
            let table = tx.open_table(definition(name)).context("opening a table")?;
            let mut sum = Sum::default();
            for row in table.iter().context("reading a table")? {
                halt.look()?;
                let (key, value) = row.with_context(|| format!("reading the table {name}"))?;
                sum.add(key.value(), value.value());
            }
            Ok(sum.of(name))
        })
        .collect()
}

fn definition(name: &str) -> TableDefinition<'_, &'static [u8], &'static [u8]> {
    TableDefinition::new(name)
}

/// Also tables that this version does not know.
fn table_names(tx: &redb::ReadTransaction) -> Result<Vec<String>> {
    let mut names: Vec<String> = tx
        .list_tables()
        .context("listing the tables")?
        .map(|table| table.name().to_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn copy_table(
    from: &redb::ReadTransaction,
    to: &Database,
    name: &str,
    pace: Option<u64>,
    halt: &Halt,
) -> Result<TableSum> {
    let table = from
        .open_table(definition(name))
        .context("opening a table")?;
    let mut rows = table.iter().context("reading a table")?;
    let mut sum = Sum::default();
    let mut done = false;
    while !done {
        halt.look()?;
        let tx = to.begin_write().context("writing the copy")?;
        let mut slice = 0;
        {
            let mut copied = tx
                .open_table(definition(name))
                .context("writing the copy")?;
            done = loop {
                let Some(row) = rows.next() else { break true };
                let (key, value) = row.with_context(|| format!("reading the table {name}"))?;
                sum.add(key.value(), value.value());
                copied
                    .insert(key.value(), value.value())
                    .context("writing the copy")?;
                slice += (key.value().len() + value.value().len()) as u64;
                if slice >= SLICE {
                    break false;
                }
            };
        }
        tx.commit().context("writing the copy")?;
        if let Some(pace) = pace {
            std::thread::sleep(Duration::from_millis(slice * 1000 / pace.max(1)));
        }
    }
    Ok(sum.of(name))
}

#[derive(Default)]
struct Sum {
    rows: u64,
    hasher: blake3::Hasher,
}

impl Sum {
    fn add(&mut self, key: &[u8], value: &[u8]) {
        self.rows += 1;
        for part in [key, value] {
            self.hasher.update(&(part.len() as u64).to_be_bytes());
            self.hasher.update(part);
        }
    }

    fn of(self, name: &str) -> TableSum {
        TableSum {
            name: name.to_owned(),
            rows: self.rows,
            blake3: self.hasher.finalize().to_hex().to_string(),
        }
    }
}
