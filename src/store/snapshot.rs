//! A snapshot: what pages, backups and examinations read from.

use super::kept::Kept;
use super::memo::Memo;
use super::tables::Table;
use super::view::Bytes;
use super::view::Direction;
use super::view::View;
use super::view::Visit;
use super::view::scan_table;
use anyhow::Context;
use anyhow::Result;
use redb::ReadOnlyTable;
use redb::ReadableTableMetadata;
use std::cell::OnceCell;

/// A snapshot of the store: what was committed when it was taken.
pub struct ReadTx {
    tx: redb::ReadTransaction,
    open: [OnceCell<Option<ReadOnlyTable<Bytes, Bytes>>>; Table::ALL.len()],
    kept: Option<Kept>,
    memo: Memo,
}

impl ReadTx {
    pub(super) fn new(tx: redb::ReadTransaction) -> ReadTx {
        ReadTx::with_kept(tx, None)
    }

    pub(super) fn with_kept(tx: redb::ReadTransaction, kept: Option<Kept>) -> ReadTx {
        ReadTx {
            tx,
            kept,
            memo: Memo::default(),
            open: std::array::from_fn(|_| OnceCell::new()),
        }
    }

    pub(super) fn transaction(&self) -> &redb::ReadTransaction {
        &self.tx
    }

    /// Whether nothing was ever written.
    pub(super) fn is_empty(&self) -> Result<bool> {
        let mut tables = self.tx.list_tables().context("listing the tables")?;
        Ok(tables.next().is_none())
    }

    /// How many rows a table has.
    pub(super) fn rows(&self, table: Table) -> Result<u64> {
        match self.table(table)? {
            None => Ok(0),
            Some(opened) => opened.len().context(table.name()),
        }
    }

    /// Bytes that a table's rows and its tree take.
    pub(super) fn stored_bytes(&self, table: Table) -> Result<u64> {
        let Some(opened) = self.table(table)? else {
            return Ok(0);
        };
        let stats = opened.stats().context(table.name())?;
        Ok(stats.stored_bytes() + stats.metadata_bytes())
    }

    fn table(&self, table: Table) -> Result<Option<&ReadOnlyTable<Bytes, Bytes>>> {
        let slot = &self.open[table as usize];
        if slot.get().is_none() {
            let opened = match self.tx.open_table(table.definition()) {
                Ok(opened) => Some(opened),
                Err(redb::TableError::TableDoesNotExist(_)) => None,
                Err(error) => return Err(error).context(table.name()),
            };
            slot.get_or_init(|| opened);
        }
        Ok(slot.get().and_then(Option::as_ref))
    }
}

impl View for ReadTx {
    fn kept(&self) -> Option<&Kept> {
        self.kept.as_ref()
    }

    fn memo(&self) -> Option<&Memo> {
        Some(&self.memo)
    }

    fn get_bytes(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>> {
        let Some(opened) = self.table(table)? else {
            return Ok(None);
        };
        let found = opened.get(key).context(table.name())?;
        Ok(found.map(|guard| guard.value().to_vec()))
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        match self.table(table)? {
            None => Ok(()),
            Some(opened) => scan_table(opened, table, from, to, direction, visit),
        }
    }
}
