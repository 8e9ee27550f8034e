//! Backups: a logical copy of the database and its files, opened and compared before it counts
//! (decision 16). The key for personal fields is never in one: a stolen backup tells no numbers.

mod check;
mod list;

pub use check::check;
pub use check::manifest;
pub use list::Listed;
pub use list::list;

use super::Store;
use super::copy;
use super::copy::TableSum;
use super::database;
use super::disk;
use super::files::Files;
use super::files::sync_folder;
use super::halt::Halt;
use super::open::DATABASE_FILE;
use super::referenced;
use super::schema;
use super::snapshot::ReadTx;
use super::tables::Table;
use crate::domain::time::Timestamp;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::PoisonError;

/// The folder of backups in the data folder.
pub const BACKUPS: &str = "backups";
/// What a backup says of itself.
pub const MANIFEST: &str = "manifest.json";
/// So many backups are kept; older ones go once a newer one has passed its check.
pub const KEEP: usize = 14;
/// Begins the name of a backup; the time in UTC follows.
const NAME: &str = "aftercare-";
/// Begins the name of a backup that is not whole yet.
const HALF: &str = ".making-";
/// Left in `backups` by a command that wants the running server to make one.
const ASKED: &str = ".asked";
/// A backup leaves this much of the disk free, in bytes.
const LEAVE: u64 = 100_000_000;
/// How much of a file is read at once, in bytes.
const PIECE: usize = 1024 * 1024;

/// How a backup is made, where it is not the usual way.
#[derive(Debug, Clone, Default)]
pub struct BackupOptions {
    /// Another folder than `backups` in the data folder: a second disk.
    pub into: Option<PathBuf>,
    /// At most so many bytes of the database a second, to leave the disk to the desk.
    pub pace: Option<u64>,
    /// How many backups are kept; [`KEEP`] unless told.
    pub keep: Option<usize>,
}

/// What a backup says of itself: `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `aftercare` and its version.
    pub made_by: String,
    pub schema: u32,
    /// None for a copy made before a migration.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// Which key opens the personal fields.
    pub key_id: String,
    /// Always false: the owner keeps the key apart.
    pub key_included: bool,
    /// BLAKE3 of the database file, hex.
    pub database_blake3: String,
    /// bytes
    pub database_bytes: u64,
    pub tables: Vec<TableSum>,
    pub files: Vec<FileSum>,
    /// Cases whose chain of events was broken already when this was made.
    #[serde(default)]
    pub cases_broken: Vec<u64>,
    /// Files that a case names and that were not there when this was made.
    #[serde(default)]
    pub files_missing: Vec<String>,
    /// Files whose bytes did not fit their names when this was made; not in the backup.
    #[serde(default)]
    pub files_damaged: Vec<String>,
}

/// A file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// BLAKE3, hex: its name.
    pub hash: String,
    /// bytes
    pub size: u64,
}

impl Manifest {
    /// How many rows a table has in the backup.
    pub fn rows(&self, table: Table) -> u64 {
        self.tables
            .iter()
            .find(|sum| sum.name == table.name())
            .map_or(0, |sum| sum.rows)
    }
}

/// A backup that passed its check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    pub path: PathBuf,
    pub manifest: Manifest,
}

/// Makes a backup of a running store and checks it. The desk goes on meanwhile.
///
/// # Errors
/// When there is no room, the disk fails, or the copy does not pass its check; then there is none.
pub fn take(store: &Store, now: Timestamp, options: &BackupOptions) -> Result<Backup> {
    let backups = match (&options.into, store.folder()) {
        (Some(folder), _) => folder.clone(),
        (None, Some(folder)) => folder.join(BACKUPS),
        (None, None) => bail!("a store without a folder needs to be told where its backups go"),
    };
    fs::create_dir_all(&backups)
        .with_context(|| format!("making the folder {}", backups.display()))?;
    let _alone = store
        .backing_up
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    // What an interrupted backup left takes room and is no backup.
    list::forget_half_made(&backups)?;
    if let Some(folder) = store.folder() {
        let needed = fs::metadata(folder.join(DATABASE_FILE))?.len() + LEAVE;
        let room = disk::room(&backups)?;
        if room.free < needed {
            bail!(
                "a backup needs {} MB and the disk has {} MB free: remove old backups or choose \
                 another disk",
                needed / 1_000_000,
                room.free / 1_000_000
            );
        }
    }
    let backup = store.snapshot(|snapshot| {
        let about = About {
            name: &format!("{NAME}{}", stamp(now)?),
            at: Some(now),
            key_id: store.vault().key_id(),
        };
        make(
            snapshot,
            store.files(),
            &backups,
            &about,
            options.pace,
            &store.halt,
        )
    })?;
    list::forget_old(&backups, options.keep.unwrap_or(KEEP))?;
    Ok(backup)
}

/// The copy that is made before a migration; never forgotten by itself.
pub(super) fn before_migration(
    snapshot: &ReadTx,
    files: &Files,
    folder: &Path,
    to: u32,
    key_id: &str,
) -> Result<Backup> {
    let backups = folder.join(BACKUPS);
    fs::create_dir_all(&backups).context("making the folder of backups")?;
    let name = (1..)
        .map(|n| format!("before-schema-{to}.{n}"))
        .find(|name| !backups.join(name).exists())
        .context("numbers do not end")?;
    let about = About {
        name: &name,
        at: None,
        key_id,
    };
    make(snapshot, files, &backups, &about, None, &Halt::default())
}

struct About<'a> {
    name: &'a str,
    at: Option<Timestamp>,
    key_id: &'a str,
}

fn make(
    snapshot: &ReadTx,
    files: &Files,
    backups: &Path,
    about: &About<'_>,
    pace: Option<u64>,
    halt: &Halt,
) -> Result<Backup> {
    let path = backups.join(about.name);
    if path.exists() {
        bail!("there is a backup {} already", path.display());
    }
    let half = backups.join(format!("{HALF}{}", about.name));
    let made = fill(snapshot, files, &half, about, pace, halt).and_then(|manifest| {
        fs::rename(&half, &path).context("naming the backup")?;
        sync_folder(backups)?;
        Ok(manifest)
    });
    match made {
        Ok(manifest) => Ok(Backup { path, manifest }),
        Err(error) => {
            // A full disk must not stay full of it. If it cannot go now, the next backup tries.
            let _ = fs::remove_dir_all(&half);
            Err(error)
        }
    }
}

/// Fills the folder of a backup and checks it.
fn fill(
    snapshot: &ReadTx,
    files: &Files,
    half: &Path,
    about: &About<'_>,
    pace: Option<u64>,
    halt: &Halt,
) -> Result<Manifest> {
    fs::create_dir(half).with_context(|| format!("making {}", half.display()))?;

    let database = half.join(DATABASE_FILE);
    let tables = copy::to_file(snapshot, &database, pace, halt)?;
    let present: BTreeSet<String> = files.names()?.into_iter().collect();
    let wanted = referenced::by_cases(snapshot)?;
    let missing: BTreeSet<&String> = wanted
        .iter()
        .map(|(_, hash)| hash)
        .filter(|hash| !present.contains(*hash))
        .collect();
    let copies = Files::open(half)?;
    let mut kept = Vec::new();
    let mut damaged = Vec::new();
    for hash in referenced::among(snapshot, &present)? {
        halt.look()?;
        match bring_file(files, &copies, &hash)? {
            Some(size) => kept.push(FileSum { hash, size }),
            None => damaged.push(hash),
        }
    }

    // Opened for writing it is checked whole by redb too; from then on its bytes stay the same.
    let opened = database::open(&database)?;
    opened.close().context("closing the copy")?;
    let (database_blake3, database_bytes) = file_sum(&database, halt)?;
    let manifest = Manifest {
        made_by: format!("aftercare {}", env!("CARGO_PKG_VERSION")),
        schema: schema::version(snapshot)?,
        at: about.at,
        key_id: about.key_id.to_owned(),
        key_included: false,
        database_blake3,
        database_bytes,
        tables,
        files: kept,
        cases_broken: check::broken_cases(snapshot, halt)?.into_keys().collect(),
        files_missing: missing.into_iter().cloned().collect(),
        files_damaged: damaged,
    };
    let json = serde_json::to_vec_pretty(&manifest).context("writing the manifest")?;
    let mut file = fs::File::create(half.join(MANIFEST)).context("writing the manifest")?;
    file.write_all(&json).context("writing the manifest")?;
    file.sync_all().context("syncing the manifest")?;
    sync_folder(half)?;

    check::check_until(half, halt).context("checking the backup that was just made")
}

/// Links or copies a file whose bytes are right; `None` when they are not.
pub(super) fn bring_file(from: &Files, to: &Files, hash: &str) -> Result<Option<u64>> {
    let Ok(bytes) = from.get(hash) else {
        return Ok(None);
    };
    let (source, target) = (from.path(hash)?, to.path(hash)?);
    let folder = target.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).context("making a folder for a file")?;
    // Files never change under their names, so a second name for the same bytes is a copy as far
    // as we are concerned; on another disk it has to be a real one.
    if !target.exists() && fs::hard_link(&source, &target).is_err() {
        to.put(&bytes)?;
    }
    Ok(Some(bytes.len() as u64))
}

/// BLAKE3 (hex) and size of a file.
fn file_sum(path: &Path, halt: &Halt) -> Result<(String, u64)> {
    let reading = || format!("reading {}", path.display());
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(path).with_context(reading)?;
    let mut piece = vec![0; PIECE];
    let mut size = 0;
    loop {
        halt.look()?;
        let read = file.read(&mut piece).with_context(reading)?;
        if read == 0 {
            return Ok((hasher.finalize().to_hex().to_string(), size));
        }
        hasher.update(&piece[..read]);
        size += read as u64;
    }
}

/// A moment as names have it: `20261122-091500`, UTC.
pub(super) fn stamp(at: Timestamp) -> Result<String> {
    let at = jiff::Timestamp::from_millisecond(at.0).context("a moment out of range")?;
    Ok(at.strftime("%Y%m%d-%H%M%S").to_string())
}

/// Asks the server that has this data folder to make a backup; it looks every few seconds.
///
/// # Errors
/// When the disk does.
pub fn ask(folder: &Path) -> Result<()> {
    let backups = folder.join(BACKUPS);
    fs::create_dir_all(&backups).context("making the folder of backups")?;
    fs::write(backups.join(ASKED), b"").context("asking for a backup")
}

/// Whether someone asked; asked once, answered once.
pub fn was_asked(folder: &Path) -> bool {
    fs::remove_file(folder.join(BACKUPS).join(ASKED)).is_ok()
}
