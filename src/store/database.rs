//! Opening a redb file: checked whole, with a bounded cache, and with a sentence for whoever has a
//! damaged one.

use anyhow::Context;
use anyhow::Error;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::bail;
use redb::Builder;
use redb::Database;
use redb::DatabaseError;
use redb::ReadOnlyDatabase;
use redb::StorageError;
use std::io::ErrorKind;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;

/// redb's page cache, in bytes. What does not fit is read from the system's cache again, which costs
/// a microsecond or two a page.
pub const CACHE: usize = 16 * 1024 * 1024;

/// How a database of ours is opened whole: the integrity check finds what a plain open passes over
/// (reliability 0.3).
pub(super) fn builder() -> Builder {
    let mut builder = Database::builder();
    builder
        .set_cache_size(CACHE)
        .set_check_integrity_on_open(true);
    builder
}

/// The cache while a database is checked: each page is read once, and what the check leaves in the
/// cache is nothing anyone asked for.
const CHECK_CACHE: usize = 4 * 1024 * 1024;

/// Opens a database that was closed well and checked before, without reading it whole; checks it all
/// the same when that fails.
///
/// # Errors
/// As [`open`].
pub(super) fn open_quickly(path: &Path) -> Result<Database> {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE);
    guarded(|| builder.open(path)).or_else(|_| open(path))
}

/// Opens a database that is there, after reading and checking it whole.
///
/// # Errors
/// When it is missing, damaged, or open elsewhere; each in a sentence that says what to do.
pub(super) fn open(path: &Path) -> Result<Database> {
    let mut builder = builder();
    builder.set_cache_size(CHECK_CACHE);
    let checked = open_by(&builder, path)?;
    checked.close().context("closing a checked database")?;
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE);
    open_by(&builder, path)
}

fn open_by(builder: &Builder, path: &Path) -> Result<Database> {
    let size = std::fs::metadata(path)
        .with_context(|| format!("looking for {}", path.display()))?
        .len();
    if size == 0 {
        bail!(damaged(path, "it is empty"));
    }
    guarded(|| builder.open(path)).map_err(|error| match error.downcast_ref() {
        Some(DatabaseError::DatabaseAlreadyOpen) => anyhow!(
            "{} is open in another process, which does not hold our LOCK: close that first",
            path.display()
        ),
        // Bytes that are no database at all come as an error of reading, too.
        Some(DatabaseError::Storage(StorageError::Io(told)))
            if !matches!(
                told.kind(),
                ErrorKind::InvalidData | ErrorKind::UnexpectedEof
            ) =>
        {
            error.context(format!("opening {}", path.display()))
        }
        _ => anyhow!(damaged(path, &format!("{error:#}"))),
    })
}

/// Opens a database that was closed well, without changing a byte of it: a backup.
///
/// # Errors
/// When it cannot be read.
pub(super) fn open_read_only(path: &Path) -> Result<ReadOnlyDatabase> {
    builder()
        .open_read_only(path)
        .map_err(|error| anyhow!(damaged(path, &error.to_string())))
}

/// Makes an empty database under its name, whole or not at all: a file that is there and empty is
/// therefore always damage.
///
/// # Errors
/// When the disk does.
pub(super) fn make(path: &Path) -> Result<()> {
    let half = path.with_extension("new");
    if half.exists() {
        std::fs::remove_file(&half).context("removing a half-made database")?;
    }
    let database = builder()
        .create(&half)
        .with_context(|| format!("making {}", path.display()))?;
    database.close().context("closing a new database")?;
    std::fs::rename(&half, path).context("naming a new database")?;
    match path.parent() {
        Some(folder) => super::files::sync_folder(folder),
        None => Ok(()),
    }
}

/// Runs an opening; redb may panic on a damaged page.
///
/// # Errors
/// What `open` says, or that it panicked.
pub(super) fn guarded(open: impl FnOnce() -> Result<Database, DatabaseError>) -> Result<Database> {
    match catch_unwind(AssertUnwindSafe(open)) {
        Ok(opened) => Ok(opened?),
        Err(_) => Err(Error::msg("the database panicked while it was checked")),
    }
}

fn damaged(path: &Path, how: &str) -> String {
    format!(
        "the database {} is damaged ({how}): nothing was changed; put the newest backup back with \
         `aftercare restore`",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_made_whole_also_after_a_power_cut_in_the_making() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.redb");
        std::fs::write(path.with_extension("new"), b"redb? not yet").expect("half-made");
        make(&path).expect("starts over");
        open(&path).expect("opens");
    }

    #[test]
    fn an_empty_or_foreign_file_is_refused_with_a_way_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.redb");
        for bytes in [&b""[..], &b"PK\x03\x04 something else"[..]] {
            std::fs::write(&path, bytes).expect("writes");
            let told = format!("{:#}", open(&path).expect_err("is refused"));
            assert!(told.contains("aftercare restore"), "{told}");
            assert_eq!(std::fs::read(&path).expect("is there"), bytes, "untouched");
        }
    }
}
