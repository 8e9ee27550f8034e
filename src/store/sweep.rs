//! What the night clears away: answers of old commands, files that nothing names, and room in the
//! database file that nothing uses.

use super::Store;
use super::figures::Figures;
use super::key::Key;
use super::referenced;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use anyhow::Context;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// So long a command sent again gets its first answer.
const REMEMBERED: Span = Span::days(7);
/// So old a file must be before it may go: its record may still be on its way.
const YOUNG: Span = Span::hours(24);
/// Rows of one command: small, as redb is slow at deleting many.
const SLICE: usize = 500;
/// Dead space in the database file, in bytes and parts of a hundred, that makes it worth
/// compacting (reliability 1.4).
const DEAD_BYTES: u64 = 256_000_000;
const DEAD_PERCENT: u64 = 50;

/// Forgets the answers of commands older than seven days; returns how many.
///
/// # Errors
/// `ReadOnly` when the disk fails; what was forgotten until then stays forgotten.
pub fn commands(store: &Store, now: Timestamp) -> Result<u64, Failure> {
    let mut swept = 0;
    loop {
        let slice = store.write(None, now, move |plan| Ok(forget(plan, now)?))?;
        swept += slice;
        if slice < SLICE as u64 {
            return Ok(swept);
        }
    }
}

fn forget(plan: &mut Plan<'_, '_>, now: Timestamp) -> Result<u64> {
    let until = Key::new().i64((now - REMEMBERED).0).build();
    let keys = plan.keys(Table::CommandTimes, &[], &until, SLICE)?;
    let swept = keys.len() as u64;
    for key in keys {
        plan.remove(Table::Commands, key[8..].to_vec());
        plan.remove(Table::CommandTimes, key);
    }
    Ok(swept)
}

/// Removes files that no record names and that are older than a day, and unfinished ones; returns
/// how many.
///
/// # Errors
/// When the disk does.
pub fn files(store: &Store, now: Timestamp) -> Result<u64> {
    let files = store.files();
    let present: BTreeSet<String> = files.names()?.into_iter().collect();
    let named = store.snapshot(|snapshot| referenced::among(snapshot, &present))?;
    let mut swept = 0;
    let unnamed = present.difference(&named).map(|name| files.path(name));
    for path in unnamed.chain(files.parts()?.into_iter().map(Ok)) {
        let path = path?;
        let _naming = files.naming();
        // Looked at only now that nobody can put it again.
        if is_older(&path, now - YOUNG) {
            fs::remove_file(&path).context("removing a file that nothing names")?;
            swept += 1;
        }
    }
    Ok(swept)
}

fn is_older(path: &Path, than: Timestamp) -> bool {
    fs::metadata(path)
        .and_then(|about| about.modified())
        .ok()
        .and_then(|time| jiff::Timestamp::try_from(time).ok())
        .is_some_and(|time| time.as_millisecond() < than.0)
}

/// Compacts the database file when more than half of it, and more than 256 MB, is dead; returns
/// the figures before and after. Readers and commands wait meanwhile: for the night.
///
/// # Errors
/// When someone is still reading, or the disk fails.
pub fn compact(store: &Store) -> Result<Option<(Figures, Figures)>> {
    let before = store.figures()?;
    if before.file_bytes <= DEAD_BYTES {
        return Ok(None);
    }
    let dead = before.file_bytes.saturating_sub(store.stored_bytes()?);
    if dead <= DEAD_BYTES || dead * 100 <= before.file_bytes * DEAD_PERCENT {
        return Ok(None);
    }
    compact_now(store).map(Some)
}

/// Compacts whatever the figures say.
///
/// # Errors
/// As [`compact`].
pub fn compact_now(store: &Store) -> Result<(Figures, Figures)> {
    let before = store.figures()?;
    // One pass may leave what the next can take; a few are enough.
    for _ in 0..4 {
        if !store.compact()? {
            break;
        }
    }
    Ok((before, store.figures()?))
}
