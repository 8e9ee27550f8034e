//! Every index row and counter recomputed from the records and compared with what is kept.

use super::Check;
use super::Report;
use crate::store::expected;
use crate::store::key::Key;
use crate::store::reindex::hex;
use crate::store::schema;
use crate::store::snapshot::ReadTx;
use crate::store::tables::Table;
use crate::store::view::Direction;
use crate::store::view::View;
use anyhow::Result;
use std::collections::BTreeMap;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// What was seen of one index.
#[derive(Default)]
struct Seen {
    right: u64,
    different: u64,
}

pub(super) fn examine(snapshot: &ReadTx, report: &mut Report) -> Result<()> {
    if schema::is_reindexing(snapshot)? {
        report.found(Check::IndexUnfinished, "", "");
    }
    let mut seen: BTreeMap<Table, Seen> = BTreeMap::new();
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    each_expected(snapshot, &mut |found| {
        for ((table, key), value) in &found.rows {
            let seen = seen.entry(*table).or_default();
            let object = || format!("{} {}", table.name(), hex(key));
            match snapshot.get_bytes(*table, key)? {
                Some(kept) if kept == *value => seen.right += 1,
                Some(_) => {
                    seen.different += 1;
                    report.found(Check::IndexDifferent, object(), "");
                }
                None => report.found(Check::IndexMissing, object(), ""),
            }
        }
        for name in &found.counts {
            *counts.entry(name.clone()).or_default() += 1;
        }
        Ok(())
    })?;
    for table in Table::ALL.iter().filter(|table| table.is_index()) {
        let rows = snapshot.rows(*table)?;
        report.index_rows += rows;
        let seen = seen.remove(table).unwrap_or_default();
        // Every key names its record, so as many right rows as rows means no others.
        if rows != seen.right || seen.different > 0 {
            extras(snapshot, *table, report)?;
        }
    }
    counters(snapshot, counts, report)
}

/// Visits what each readable record must have.
fn each_expected(
    snapshot: &ReadTx,
    visit: &mut dyn FnMut(&expected::Expected) -> Result<()>,
) -> Result<()> {
    for source in expected::SOURCES {
        snapshot.scan(*source, &[], &[], Direction::Forward, &mut |key, value| {
            // What cannot be read was told of among the records.
            if let Ok(found) = expected::of_record(*source, key, value) {
                visit(&found)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(())
}

/// Rows of an index that no record asks for. Only when there must be some, as it takes memory.
fn extras(snapshot: &ReadTx, index: Table, report: &mut Report) -> Result<()> {
    let mut wanted: HashSet<[u8; 32]> = HashSet::new();
    each_expected(snapshot, &mut |found| {
        let keys = found.rows.keys().filter(|(table, _)| *table == index);
        wanted.extend(keys.map(|(_, key)| *blake3::hash(key).as_bytes()));
        Ok(())
    })?;
    snapshot.scan(index, &[], &[], Direction::Forward, &mut |key, _| {
        if !wanted.contains(blake3::hash(key).as_bytes()) {
            let object = format!("{} {}", index.name(), hex(key));
            report.found(Check::IndexExtra, object, "");
        }
        Ok(ControlFlow::Continue(()))
    })
}

fn counters(
    snapshot: &ReadTx,
    mut counts: BTreeMap<String, i64>,
    report: &mut Report,
) -> Result<()> {
    snapshot.scan(
        Table::Counters,
        &[],
        &[],
        Direction::Forward,
        &mut |key, _| {
            let name = String::from_utf8_lossy(key.strip_suffix(&[0]).unwrap_or(key)).into_owned();
            if expected::is_counted(&name) {
                counts.entry(name).or_default();
            }
            Ok(ControlFlow::Continue(()))
        },
    )?;
    for (name, count) in counts {
        // One that cannot be read was told of among the records.
        let kept: Option<i64> = snapshot
            .get(Table::Counters, &Key::new().text(&name).build())
            .unwrap_or(None);
        let kept = kept.unwrap_or(0);
        if kept != count {
            let detail = format!("{kept} is kept, {count} counted");
            report.found(Check::CounterDifferent, name, detail);
        }
    }
    Ok(())
}
