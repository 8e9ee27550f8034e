//! What changed, in order: one row per commit, written in the same transaction by the writer
//! itself, so that no command can forget it. The search index follows these rows.

use super::Store;
use super::find::What;
use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Batch;
use super::view::Changes;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;

/// The sequence the rows are numbered by.
const SEQUENCE: &str = "changes";
/// Rows of one trimming command.
const SLICE: usize = 500;

/// What one commit changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    pub at: Timestamp,
    /// (what byte, id) of every case, order and buyer that was written, each once.
    pub records: Vec<(u8, u64)>,
    /// Words or whole records were erased (D10.18): whatever keeps a trace of them has to forget it
    /// for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

/// What the commands of one commit touched so far.
#[derive(Default)]
pub(super) struct Touched {
    at: Option<Timestamp>,
    records: BTreeSet<(u8, u64)>,
    erased: bool,
}

impl Touched {
    /// Takes note of what a command writes.
    pub(super) fn note(&mut self, at: Timestamp, changes: &Changes) {
        self.at.get_or_insert(at);
        for ((table, key), value) in changes {
            let what = match table {
                Table::Cases | Table::Texts => What::Case,
                Table::Orders => What::Order,
                Table::Buyers => What::Buyer,
                _ => continue,
            };
            self.erased |= value.is_none();
            if let Some(id) = u64_at(key, 0) {
                self.records.insert((what as u8, id));
            }
        }
    }

    /// Writes the row, when there is anything to tell.
    pub(super) fn write(self, batch: &Batch<'_>) -> Result<()> {
        let Some(at) = self.at.filter(|_| !self.records.is_empty()) else {
            return Ok(());
        };
        let changed = Changed {
            at,
            records: self.records.into_iter().collect(),
            erased: self.erased,
        };
        let mut plan = Plan::new(batch);
        let seq = plan.next_number(SEQUENCE)?;
        plan.put(Table::Changes, key(seq), &changed)?;
        batch.apply(plan.into_changes())
    }
}

fn key(seq: u64) -> Vec<u8> {
    Key::new().u64(seq).build()
}

/// The number of the last row; 0 before the first.
///
/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn last(view: &impl View) -> Result<u64> {
    let sequence = Key::new().text(SEQUENCE).build();
    Ok(view.get(Table::Sequences, &sequence)?.unwrap_or(0))
}

/// Up to `limit` rows after the row `seq`, in order.
pub fn after(view: &impl View, seq: u64, limit: usize) -> Result<Vec<(u64, Changed)>> {
    let rows = view.list(
        Table::Changes,
        &key(seq + 1),
        &[],
        Direction::Forward,
        limit,
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, changed)| Some((u64_at(&key, 0)?, changed)))
        .collect())
}

/// A sum over the row `seq`: who followed up to it and remembers the sum can tell whether this is
/// still the same log. None when the row is not there.
pub fn sum(view: &impl View, seq: u64) -> Result<Option<u32>> {
    let row = view.get_bytes(Table::Changes, &key(seq))?;
    Ok(row.map(|bytes| crc32c::crc32c(&bytes)))
}

/// Forgets the rows before `seq`; the row `seq` itself stays, so that its [`sum`] can be compared.
/// Returns how many.
///
/// # Errors
/// `ReadOnly` when the disk fails; what was forgotten until then stays forgotten.
pub fn forget_before(store: &Store, seq: u64, now: Timestamp) -> Result<u64, Failure> {
    let mut forgotten = 0;
    loop {
        let slice: u64 = store.write(None, now, move |plan| {
            let keys = plan.keys(Table::Changes, &[], &key(seq), SLICE)?;
            let found = keys.len() as u64;
            for key in keys {
                plan.remove(Table::Changes, key);
            }
            Ok(found)
        })?;
        forgotten += slice;
        if slice < SLICE as u64 {
            return Ok(forgotten);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::Files;

    #[test]
    fn every_commit_says_what_it_changed_and_the_rows_stay_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(folder.path()).expect("files");
        let store = Store::in_memory(files).expect("a store");
        let write = |table: Table, id: u64| {
            store
                .write(None, Timestamp(7), move |plan| {
                    Ok(plan.put(table, Key::new().u64(id).build(), "a record")?)
                })
                .expect("writes");
        };
        write(Table::Orders, 4);
        write(Table::Jobs, 1);
        write(Table::Cases, 9);
        store
            .write(None, Timestamp(8), |plan| {
                plan.remove(Table::Texts, Key::new().u64(9).u64(0).build());
                Ok(())
            })
            .expect("writes");
        let rows = store.read(|view| Ok(after(view, 0, 9)?)).expect("reads");
        let told: Vec<String> = rows
            .iter()
            .map(|(seq, row)| format!("{seq} {:?} {}", row.records, row.erased))
            .collect();
        assert_eq!(
            told,
            ["1 [(2, 4)] false", "2 [(1, 9)] false", "3 [(1, 9)] true"]
        );
        assert_eq!(forget_before(&store, 3, Timestamp(9)).expect("forgets"), 2);
        write(Table::Cases, 9);
        let (seqs, last) = store
            .read(|view| {
                let rows = after(view, 0, 9)?;
                let seqs: Vec<u64> = rows.into_iter().map(|(seq, _)| seq).collect();
                Ok((seqs, last(view)?))
            })
            .expect("reads");
        assert_eq!(
            (seqs, last),
            (vec![3, 4], 4),
            "numbers are never used twice"
        );
    }
}
