//! Looking at the store: a snapshot for pages, and a plan for commands that sees its own changes.

use super::kept::Kept;
use super::key::Key;
use super::memo::Memo;
use super::record;
use super::tables::Table;
use anyhow::Context;
use anyhow::Result;
use redb::ReadableTable;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

pub(super) type Bytes = &'static [u8];

/// Sees a row, and says whether it wants the next.
pub type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> Result<ControlFlow<()>> + 'a;

/// Reading direction of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Backward,
}

/// What both a snapshot and a plan can be asked.
pub trait View {
    /// What is kept of the small tables as this view sees them, if that is certain.
    fn kept(&self) -> Option<&Kept>;

    /// What this view has decoded already; only what cannot change any more may have one.
    fn memo(&self) -> Option<&Memo> {
        None
    }

    /// The raw value under a key.
    ///
    /// # Errors
    /// When the disk does.
    fn get_bytes(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>>;

    /// Visits rows with `from <= key < to` in key order (an empty `to` means the end of the table)
    /// until the visitor breaks.
    ///
    /// # Errors
    /// When the disk does, or the visitor.
    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()>;

    /// The record under a key.
    ///
    /// # Errors
    /// When the disk does, or the record is damaged.
    fn get<T: DeserializeOwned>(&self, table: Table, key: &[u8]) -> Result<Option<T>>
    where
        Self: Sized,
    {
        match self.get_bytes(table, key)? {
            None => Ok(None),
            Some(bytes) => record::decode(&bytes)
                .with_context(|| format!("table {}", table.name()))
                .map(Some),
        }
    }

    /// The record with a number; a snapshot decodes it once.
    ///
    /// # Errors
    /// As [`View::get`].
    fn get_numbered<T>(&self, table: Table, number: u64) -> Result<Option<T>>
    where
        Self: Sized,
        T: DeserializeOwned + Clone + 'static,
    {
        let read = || self.get::<T>(table, &number.to_be_bytes());
        let Some(memo) = self.memo() else {
            return read();
        };
        if let Some(found) = memo.find::<Option<T>>(table, number) {
            return Ok(Option::clone(&found));
        }
        let record = Rc::new(read()?);
        memo.keep(table, number, &record);
        Ok(Option::clone(&record))
    }

    /// The record under a key of a kept table; decoded once for all who ask.
    ///
    /// # Errors
    /// As [`View::get`].
    fn get_kept<T>(&self, table: Table, key: &[u8]) -> Result<Arc<Option<T>>>
    where
        Self: Sized,
        T: DeserializeOwned + Send + Sync + 'static,
    {
        kept_or(self, table, key, || self.get(table, key))
    }

    /// Every record of a kept table, in key order; decoded once for all who ask.
    ///
    /// # Errors
    /// As [`View::get`].
    fn all_kept<T>(&self, table: Table) -> Result<Arc<Vec<T>>>
    where
        Self: Sized,
        T: DeserializeOwned + Send + Sync + 'static,
    {
        kept_or(self, table, &[], || {
            let rows = self.list(table, &[], &[], Direction::Forward, usize::MAX)?;
            Ok(rows.into_iter().map(|(_, record)| record).collect())
        })
    }

    /// Up to `limit` records with `from <= key < to`.
    ///
    /// # Errors
    /// As [`View::get`].
    fn list<T: DeserializeOwned>(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, T)>>
    where
        Self: Sized,
    {
        let mut rows = Vec::new();
        if limit == 0 {
            return Ok(rows);
        }
        self.scan(table, from, to, direction, &mut |key, value| {
            let row = record::decode(value).with_context(|| format!("table {}", table.name()))?;
            rows.push((key.to_vec(), row));
            Ok(if rows.len() < limit {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
        Ok(rows)
    }

    /// Up to `limit` keys with `from <= key < to`, forwards.
    ///
    /// # Errors
    /// When the disk does.
    fn keys(&self, table: Table, from: &[u8], to: &[u8], limit: usize) -> Result<Vec<Vec<u8>>>
    where
        Self: Sized,
    {
        let mut keys = Vec::new();
        if limit == 0 {
            return Ok(keys);
        }
        self.scan(table, from, to, Direction::Forward, &mut |key, _| {
            keys.push(key.to_vec());
            Ok(if keys.len() < limit {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
        Ok(keys)
    }

    /// The value of a counter.
    ///
    /// # Errors
    /// As [`View::get`].
    fn counter(&self, name: &str) -> Result<i64>
    where
        Self: Sized,
    {
        Ok(self
            .get(Table::Counters, &Key::new().text(name).build())?
            .unwrap_or(0))
    }
}

/// What `read` makes of one record of a kept table (or, for an empty key, of the whole table);
/// made once for all who ask. It must look at nothing else.
pub(super) fn kept_or<T: Send + Sync + 'static>(
    view: &impl View,
    table: Table,
    key: &[u8],
    read: impl FnOnce() -> Result<T>,
) -> Result<Arc<T>> {
    debug_assert!(table.is_kept(), "{} changes too often", table.name());
    let Some(kept) = view.kept() else {
        return Ok(Arc::new(read()?));
    };
    if let Some(found) = kept.find(table, key) {
        return Ok(found);
    }
    let made = Arc::new(read()?);
    kept.keep(table, key, &made);
    Ok(made)
}

/// Visits the rows of an open table; see [`View::scan`].
pub(super) fn scan_table<T: ReadableTable<Bytes, Bytes>>(
    opened: &T,
    table: Table,
    from: &[u8],
    to: &[u8],
    direction: Direction,
    visit: &mut Visit<'_>,
) -> Result<()> {
    if !to.is_empty() && from >= to {
        return Ok(());
    }
    let mut range = if to.is_empty() {
        opened.range::<&[u8]>(from..)
    } else {
        opened.range::<&[u8]>(from..to)
    }
    .context(table.name())?;
    loop {
        let row = match direction {
            Direction::Forward => range.next(),
            Direction::Backward => range.next_back(),
        };
        let Some(row) = row else { return Ok(()) };
        let (key, value) = row.context(table.name())?;
        if visit(key.value(), value.value())?.is_break() {
            return Ok(());
        }
    }
}

/// The open tables of one write transaction, shared by the commands of a batch.
pub(super) struct Batch<'tx> {
    tx: &'tx redb::WriteTransaction,
    open: RefCell<BTreeMap<Table, redb::Table<'tx, Bytes, Bytes>>>,
    kept: Option<Kept>,
    /// A command of this batch wrote to a kept table.
    changed_kept: Cell<bool>,
}

impl<'tx> Batch<'tx> {
    pub(super) fn new(tx: &'tx redb::WriteTransaction) -> Batch<'tx> {
        Batch::with_kept(tx, None)
    }

    pub(super) fn with_kept(tx: &'tx redb::WriteTransaction, kept: Option<Kept>) -> Batch<'tx> {
        Batch {
            tx,
            open: RefCell::default(),
            kept,
            changed_kept: Cell::new(false),
        }
    }

    /// Whether a command of this batch wrote to a kept table.
    pub(super) fn changed_kept(&self) -> bool {
        self.changed_kept.get()
    }

    fn with<R>(
        &self,
        table: Table,
        f: impl FnOnce(&mut redb::Table<'tx, Bytes, Bytes>) -> Result<R>,
    ) -> Result<R> {
        let mut open = self.open.borrow_mut();
        let opened = match open.entry(table) {
            std::collections::btree_map::Entry::Occupied(slot) => slot.into_mut(),
            std::collections::btree_map::Entry::Vacant(slot) => slot.insert(
                self.tx
                    .open_table(table.definition())
                    .context(table.name())?,
            ),
        };
        f(opened)
    }

    /// Writes what a plan wants. Only the disk can refuse.
    pub(super) fn apply(&self, changes: Changes) -> Result<()> {
        for ((table, key), value) in changes {
            if table.is_kept() {
                self.changed_kept.set(true);
            }
            self.with(table, |opened| {
                match &value {
                    Some(value) => {
                        opened.insert(key.as_slice(), value.as_slice())?;
                    }
                    None => {
                        opened.remove(key.as_slice())?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

pub(super) type Changes = BTreeMap<(Table, Vec<u8>), Option<Vec<u8>>>;

/// A command while it is being planned. It sees the store and its own changes; nothing is written
/// until the whole command has succeeded, so that it cannot fail half-way.
pub struct Plan<'a, 'tx> {
    batch: &'a Batch<'tx>,
    changes: Changes,
    /// It plans to write to a kept table.
    changes_kept: bool,
}

impl<'a, 'tx> Plan<'a, 'tx> {
    pub(super) fn new(batch: &'a Batch<'tx>) -> Self {
        Plan {
            batch,
            changes: Changes::new(),
            changes_kept: false,
        }
    }

    pub(super) fn into_changes(self) -> Changes {
        self.changes
    }

    /// Plans to write a record.
    ///
    /// # Errors
    /// When the record cannot be encoded.
    pub fn put<T: Serialize + ?Sized>(
        &mut self,
        table: Table,
        key: Vec<u8>,
        value: &T,
    ) -> Result<()> {
        self.put_bytes(table, key, record::encode(value)?);
        Ok(())
    }

    /// Plans to write bytes that are a record already, or an empty index value.
    pub fn put_bytes(&mut self, table: Table, key: Vec<u8>, value: Vec<u8>) {
        self.changes_kept |= table.is_kept();
        self.changes.insert((table, key), Some(value));
    }

    /// Plans to remove a row.
    pub fn remove(&mut self, table: Table, key: Vec<u8>) {
        self.changes_kept |= table.is_kept();
        self.changes.insert((table, key), None);
    }

    /// The next number of a sequence, from 1.
    ///
    /// # Errors
    /// When the disk does.
    pub fn next_number(&mut self, sequence: &str) -> Result<u64> {
        let key = Key::new().text(sequence).build();
        let next = self.get::<u64>(Table::Sequences, &key)?.unwrap_or(0) + 1;
        self.put(Table::Sequences, key, &next)?;
        Ok(next)
    }

    /// Adds to a counter.
    ///
    /// # Errors
    /// When the disk does.
    pub fn add(&mut self, counter: &str, by: i64) -> Result<()> {
        if by == 0 {
            return Ok(());
        }
        let sum = self.counter(counter)? + by;
        self.put(Table::Counters, Key::new().text(counter).build(), &sum)
    }
}

impl View for Plan<'_, '_> {
    fn kept(&self) -> Option<&Kept> {
        let unchanged = !self.changes_kept && !self.batch.changed_kept();
        self.batch.kept.as_ref().filter(|_| unchanged)
    }

    fn get_bytes(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>> {
        if let Some(planned) = self.changes.get(&(table, key.to_vec())) {
            return Ok(planned.clone());
        }
        self.batch.with(table, |opened| {
            let found = opened.get(key).context(table.name())?;
            Ok(found.map(|guard| guard.value().to_vec()))
        })
    }

    fn scan(
        &self,
        table: Table,
        from: &[u8],
        to: &[u8],
        direction: Direction,
        visit: &mut Visit<'_>,
    ) -> Result<()> {
        let mut planned: Vec<(&[u8], Option<&[u8]>)> = self
            .changes
            .range((table, from.to_vec())..)
            .take_while(|((t, key), _)| *t == table && (to.is_empty() || key.as_slice() < to))
            .map(|((_, key), value)| (key.as_slice(), value.as_deref()))
            .collect();
        if direction == Direction::Backward {
            planned.reverse();
        }
        let mut planned = planned.into_iter().peekable();
        let before = |a: &[u8], b: &[u8]| match direction {
            Direction::Forward => a < b,
            Direction::Backward => a > b,
        };
        let mut stopped = false;
        self.batch.with(table, |opened| {
            scan_table(opened, table, from, to, direction, &mut |key, value| {
                while let Some((planned_key, planned_value)) =
                    planned.next_if(|(planned_key, _)| before(planned_key, key))
                {
                    if let Some(planned_value) = planned_value
                        && visit(planned_key, planned_value)?.is_break()
                    {
                        stopped = true;
                        return Ok(ControlFlow::Break(()));
                    }
                }
                let replaced = planned.next_if(|(planned_key, _)| *planned_key == key);
                let shown = match replaced {
                    Some((_, planned_value)) => planned_value,
                    None => Some(value),
                };
                let Some(shown) = shown else {
                    return Ok(ControlFlow::Continue(()));
                };
                let flow = visit(key, shown)?;
                stopped = flow.is_break();
                Ok(flow)
            })
        })?;
        if stopped {
            return Ok(());
        }
        for (key, value) in planned {
            if let Some(value) = value
                && visit(key, value)?.is_break()
            {
                return Ok(());
            }
        }
        Ok(())
    }
}
