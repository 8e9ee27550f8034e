//! Putting a backup back: checked first, the data that was there kept aside, and an interrupted
//! restore refused until it is run again.

use super::backup;
use super::backup::Manifest;
use super::copy::TableSum;
use super::database;
use super::files::Files;
use super::files::sync_folder;
use super::lock::Lock;
use super::open::DATABASE_FILE;
use super::open::Options;
use super::open::SEARCH_FOLDER;
use super::schema;
use super::vault::Vault;
use super::view::Batch;
use super::view::Plan;
use crate::domain::time::Timestamp;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use serde::Serialize;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// There while a restore changes the data folder; holds the backup's path.
const MARK: &str = "RESTORING";
/// Where the new data waits for its place.
const STAGE: &str = ".restoring";

/// What a restore did.
#[derive(Debug, Clone, Serialize)]
pub struct Restored {
    /// The moment the data is from; none for a copy made before a migration.
    pub at: Option<Timestamp>,
    pub tables: Vec<TableSum>,
    pub files: usize,
    /// Files the backup already lacked.
    pub files_missing: Vec<String>,
    /// Where the data that was there lies now.
    pub kept_aside: Option<PathBuf>,
}

/// Refuses to open a folder in which a restore was interrupted.
///
/// # Errors
/// When one was.
pub(super) fn refuse_interrupted(folder: &Path) -> Result<()> {
    match fs::read_to_string(folder.join(MARK)) {
        Err(_) => Ok(()),
        Ok(backup) => bail!(
            "putting a backup back was interrupted: run `aftercare restore {}` again",
            backup.trim()
        ),
    }
}

/// Puts a backup in the place of a data folder's database and files. `without_personal_data`
/// accepts that the key is lost: then the personal fields can never be read again, and everything
/// else can.
///
/// # Errors
/// When the backup does not pass its check, a process has the folder, the key is another one, or
/// the disk fails. Until the last step the data that was there stays in place.
pub fn restore(
    backup: &Path,
    folder: &Path,
    options: &Options,
    without_personal_data: bool,
    now: Timestamp,
) -> Result<Restored> {
    fs::create_dir_all(folder)
        .with_context(|| format!("making the data folder {}", folder.display()))?;
    let _lock = Lock::take(folder, options.wait)?;
    let manifest = backup::check(backup)
        .with_context(|| format!("checking the backup {}", backup.display()))?;
    let key_file = options.key_file_in(folder);
    let vault = key_for(&manifest, &key_file, without_personal_data)?;

    let stage = folder.join(STAGE);
    if stage.exists() {
        fs::remove_dir_all(&stage).context("removing a half-done restore")?;
    }
    fs::create_dir(&stage).context("making room for the restore")?;
    bring(backup, &manifest, &stage)?;
    if vault.key_id() != manifest.key_id {
        adopt(&stage.join(DATABASE_FILE), &vault)?;
    }

    fs::write(folder.join(MARK), backup.display().to_string()).context("marking the restore")?;
    fs::File::open(folder.join(MARK))
        .and_then(|mark| mark.sync_all())
        .context("marking the restore")?;
    sync_folder(folder)?;
    let kept_aside = keep_aside(folder, now)?;
    // The search index follows the log of the data that was there.
    remove_index(folder)?;
    for name in [DATABASE_FILE, "files"] {
        fs::rename(stage.join(name), folder.join(name)).context("putting the data in place")?;
    }
    sync_folder(folder)?;
    fs::remove_file(folder.join(MARK)).context("ending the restore")?;
    fs::remove_dir_all(&stage).context("ending the restore")?;
    sync_folder(folder)?;
    Ok(Restored {
        at: manifest.at,
        files: manifest.files.len(),
        tables: manifest.tables,
        files_missing: manifest.files_missing,
        kept_aside,
    })
}

fn remove_index(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder.join(SEARCH_FOLDER)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).context("removing the search index")
        }
        _ => Ok(()),
    }
}

fn key_for(manifest: &Manifest, key_file: &Path, without_personal_data: bool) -> Result<Vault> {
    let there = Vault::read(key_file)?;
    match there {
        Some(vault) if vault.key_id() == manifest.key_id || without_personal_data => Ok(vault),
        None if without_personal_data => Vault::make(key_file),
        Some(vault) => bail!(
            "{} is key {}, but this backup's personal fields are sealed with key {}: put the copy \
             you kept of that key file there",
            key_file.display(),
            vault.key_id(),
            manifest.key_id
        ),
        None => bail!(
            "this backup's personal fields are sealed with key {}: put the copy you kept of that \
             key file at {}",
            manifest.key_id,
            key_file.display()
        ),
    }
}

fn bring(backup: &Path, manifest: &Manifest, stage: &Path) -> Result<()> {
    let database = stage.join(DATABASE_FILE);
    fs::copy(backup.join(DATABASE_FILE), &database).context("copying the database")?;
    fs::File::open(&database)
        .and_then(|file| file.sync_all())
        .context("syncing the database")?;
    let (from, to) = (Files::open(backup)?, Files::open(stage)?);
    for file in &manifest.files {
        if backup::bring_file(&from, &to, &file.hash)?.is_none() {
            bail!("the file {} of the backup is damaged", file.hash);
        }
    }
    sync_folder(&stage.join("files"))?;
    sync_folder(stage)
}

/// Makes a database say that it belongs to another key.
fn adopt(path: &Path, vault: &Vault) -> Result<()> {
    let database = database::open(path)?;
    let tx = database.begin_write().context("beginning a write")?;
    {
        let batch = Batch::new(&tx);
        let mut plan = Plan::new(&batch);
        schema::put_key_id(&mut plan, vault.key_id())?;
        batch.apply(plan.into_changes())?;
    }
    tx.commit().context("writing the key id")?;
    database.close().context("closing the database")
}

/// Moves what is in place into `before-restore-…`; none when there was nothing.
fn keep_aside(folder: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
    let there: Vec<&str> = [DATABASE_FILE, "files"]
        .into_iter()
        .filter(|name| folder.join(name).exists())
        .collect();
    if there.is_empty() {
        return Ok(None);
    }
    let stamp = backup::stamp(now)?;
    let aside = (1..)
        .map(|n| match n {
            1 => folder.join(format!("before-restore-{stamp}")),
            n => folder.join(format!("before-restore-{stamp}.{n}")),
        })
        .find(|path| !path.exists())
        .context("numbers do not end")?;
    fs::create_dir(&aside).context("keeping the old data aside")?;
    for name in there {
        fs::rename(folder.join(name), aside.join(name)).context("keeping the old data aside")?;
    }
    sync_folder(&aside)?;
    sync_folder(folder)?;
    Ok(Some(aside))
}
