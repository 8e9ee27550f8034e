//! Writes every index and counter again from the records, in slices, so that the desk can go on:
//! lists are short meanwhile. Interrupted, it starts over when the store is opened.

use super::Store;
use super::expected;
use super::key::Key;
use super::record;
use super::schema;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Records or rows of one command.
const SLICE: usize = 500;

/// What a reindexing wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reindexed {
    pub records: u64,
    pub rows: u64,
    pub counters: u64,
    /// Records that cannot be read, and so have no rows now: `table key`.
    pub unreadable: Vec<String>,
}

/// Writes all indexes and counters again.
///
/// # Errors
/// `ReadOnly` when the disk fails; it starts over at the next opening.
pub fn reindex(store: &Store, now: Timestamp) -> Result<Reindexed, Failure> {
    let mut done = Reindexed::default();
    store.write(None, now, |plan| Ok(schema::put_reindexing(plan, true)?))?;
    for table in Table::ALL.iter().filter(|table| table.is_index()) {
        let mut from = Some(Vec::new());
        while let Some(after) = from {
            from = store.write(None, now, move |plan| Ok(clear(plan, *table, &after)?))?;
        }
    }
    for table in expected::SOURCES {
        let mut from = Some(Vec::new());
        while let Some(after) = from {
            let slice =
                store.write(None, now, move |plan| Ok(write_rows(plan, *table, &after)?))?;
            done.records += slice.records;
            done.rows += slice.rows;
            done.unreadable.extend(slice.unreadable);
            from = slice.next;
        }
    }
    // The counters in one command: no case may change between counting and writing.
    done.counters = store.write(None, now, |plan| {
        let counters = count(plan)?;
        schema::put_reindexing(plan, false)?;
        schema::put_shape(plan)?;
        Ok(counters)
    })?;
    Ok(done)
}

/// Removes a slice of rows; returns where the next begins, if there may be more.
fn clear(plan: &mut Plan<'_, '_>, table: Table, from: &[u8]) -> Result<Option<Vec<u8>>> {
    let keys = plan.keys(table, from, &[], SLICE)?;
    let next = keys.last().filter(|_| keys.len() == SLICE).cloned();
    for key in keys {
        plan.remove(table, key);
    }
    Ok(next)
}

#[derive(Default, Serialize, Deserialize)]
struct Slice {
    records: u64,
    rows: u64,
    unreadable: Vec<String>,
    next: Option<Vec<u8>>,
}

fn write_rows(plan: &mut Plan<'_, '_>, table: Table, after: &[u8]) -> Result<Slice> {
    let mut slice = Slice::default();
    let mut expected = Vec::new();
    let mut last = Vec::new();
    plan.scan(table, after, &[], Direction::Forward, &mut |key, value| {
        slice.records += 1;
        match expected::of_record(table, key, value) {
            Ok(found) => expected.push(found),
            Err(_) => slice
                .unreadable
                .push(format!("{} {}", table.name(), hex(key))),
        }
        last = key.to_vec();
        Ok(if slice.records < SLICE as u64 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    for found in expected {
        for ((table, key), value) in found.rows {
            slice.rows += 1;
            plan.put_bytes(table, key, value);
        }
    }
    if slice.records == SLICE as u64 {
        last.push(0);
        slice.next = Some(last);
    }
    Ok(slice)
}

/// Counts everything that is counted and writes the counters.
fn count(plan: &mut Plan<'_, '_>) -> Result<u64> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    plan.scan(
        Table::Counters,
        &[],
        &[],
        Direction::Forward,
        &mut |key, _| {
            let name = String::from_utf8_lossy(key.strip_suffix(&[0]).unwrap_or(key));
            if expected::is_counted(&name) {
                counts.insert(name.into_owned(), 0);
            }
            Ok(ControlFlow::Continue(()))
        },
    )?;
    for table in expected::SOURCES {
        plan.scan(*table, &[], &[], Direction::Forward, &mut |key, value| {
            // What cannot be read was told of when its rows were to be written.
            let found = expected::of_record(*table, key, value).unwrap_or_default();
            for name in found.counts {
                *counts.entry(name).or_default() += 1;
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    let written = counts.len() as u64;
    for (name, count) in counts {
        let key = Key::new().text(&name).build();
        plan.put_bytes(Table::Counters, key, record::encode(&count)?);
    }
    Ok(written)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
