//! The note that the database was closed well and has been checked whole not long ago: with it a start
//! need not read every page again, which takes some two seconds a gigabyte.
//!
//! It is taken away at each opening and written at each closing, so a crash leaves none. It names the
//! length of the file and when it was last written: a file that was put there, or touched, is checked.

use super::files::sync_folder;
use anyhow::Context;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use std::path::Path;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

/// Bit rot changes neither length nor time: so often a start is quick before one checks again.
const QUICK_STARTS: u32 = 7;

/// What is noted of a closed database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checked {
    /// Of the file.
    bytes: u64,
    /// When the file was last written: nanoseconds since 1970.
    written: u128,
    /// Starts since the last whole check.
    quick_starts: u32,
}

fn note_of(database: &Path) -> PathBuf {
    database.with_extension("checked")
}

fn look(database: &Path, quick_starts: u32) -> Result<Checked> {
    let file = std::fs::metadata(database).context("looking at the database")?;
    let written = file.modified().context("looking at the database")?;
    Ok(Checked {
        bytes: file.len(),
        written: written
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos(),
        quick_starts,
    })
}

/// Takes the note away. Says how many quick starts there were since the last check, when this may be
/// another one; none when the file has to be checked.
///
/// # Errors
/// When the note is there and cannot be taken away.
pub(super) fn take(database: &Path) -> Result<Option<u32>> {
    let note = note_of(database);
    let Ok(bytes) = std::fs::read(&note) else {
        return Ok(None);
    };
    std::fs::remove_file(&note).with_context(|| format!("removing {}", note.display()))?;
    if let Some(folder) = note.parent() {
        // A note that comes back after a power cut would speak of a file that was changed since.
        sync_folder(folder)?;
    }
    let Ok(noted) = serde_json::from_slice::<Checked>(&bytes) else {
        return Ok(None);
    };
    let same = look(database, noted.quick_starts).is_ok_and(|found| found == noted);
    Ok((same && noted.quick_starts < QUICK_STARTS).then_some(noted.quick_starts + 1))
}

/// Notes that the database was just closed well.
///
/// # Errors
/// When the disk does.
pub(super) fn note(database: &Path, quick_starts: u32) -> Result<()> {
    let checked = serde_json::to_vec(&look(database, quick_starts)?)?;
    std::fs::write(note_of(database), checked).context("noting that the database was closed well")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_believed_once_and_only_as_it_was_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("desk.redb");
        std::fs::write(&database, b"as it was").expect("writes");
        assert_eq!(take(&database).expect("looks"), None, "nothing is noted");
        note(&database, 0).expect("notes");
        assert_eq!(take(&database).expect("looks"), Some(1));
        assert_eq!(take(&database).expect("looks"), None, "a crash came after");
        note(&database, 1).expect("notes");
        std::fs::write(&database, b"as it was, and more").expect("writes");
        assert_eq!(take(&database).expect("looks"), None, "it was changed");
    }

    #[test]
    fn every_eighth_start_checks_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("desk.redb");
        std::fs::write(&database, b"as it was").expect("writes");
        let mut quick = 0;
        for _ in 0..QUICK_STARTS {
            note(&database, quick).expect("notes");
            quick = take(&database).expect("looks").expect("is quick");
        }
        note(&database, quick).expect("notes");
        assert_eq!(take(&database).expect("looks"), None);
    }
}
