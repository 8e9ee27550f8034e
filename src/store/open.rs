//! Opening the store: the folder, its lock, the database, its key and its schema, in that order.

use super::Reopen;
use super::Store;
use super::checked;
use super::database;
use super::disk;
use super::files::Files;
use super::halt::Halt;
use super::health::Shared;
use super::lock::Lock;
use super::reindex;
use super::restore;
use super::schema;
use super::vault::KEY_FILE;
use super::vault::Vault;
use super::writer;
use crate::domain::time::Timestamp;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use redb::Database;
use redb::StorageBackend;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

/// The name of the database file in the data folder.
pub const DATABASE_FILE: &str = "aftercare.redb";

/// The name of the search index in the data folder: follows the database, and is in no backup.
pub const SEARCH_FOLDER: &str = "search";

/// How the store is opened, where it is not the usual way.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the key for personal fields lies; `personal-data.key` in the data folder unless told.
    pub key_file: Option<PathBuf>,
    /// How long to wait for another process to let go of the folder; a container that is being
    /// replaced needs some 30 s.
    pub wait: Duration,
    /// Open it on NFS, SMB or FUSE as well.
    pub even_on_network: bool,
}

impl Options {
    /// The key file these options name for a data folder.
    pub fn key_file_in(&self, folder: &Path) -> PathBuf {
        let usual = || folder.join(KEY_FILE);
        self.key_file.clone().unwrap_or_else(usual)
    }
}

impl Store {
    /// Opens or makes the store in a data folder, the usual way.
    ///
    /// # Errors
    /// As [`Store::open_with`].
    pub fn open(folder: &Path) -> Result<Store> {
        Store::open_with(folder, &Options::default())
    }

    /// Opens or makes the store in a data folder.
    ///
    /// # Errors
    /// When the folder cannot be used or another process has it, or the database is damaged, newer
    /// than this program, or belongs to another key: in a sentence that says what to do.
    pub fn open_with(folder: &Path, options: &Options) -> Result<Store> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("making the data folder {}", folder.display()))?;
        if !options.even_on_network
            && let Some(kind) = disk::network_file_system(folder)?
        {
            bail!(
                "the data folder {} lies on {kind}, where locks and syncs cannot be trusted: use a \
                 local disk",
                folder.display()
            );
        }
        let lock = Lock::take(folder, options.wait)?;
        restore::refuse_interrupted(folder)?;
        let path = folder.join(DATABASE_FILE);
        if !path.exists() {
            database::make(&path)?;
        }
        let quick_starts = checked::take(&path)?;
        let opened = match quick_starts {
            Some(_) => database::open_quickly(&path)?,
            None => database::open(&path)?,
        };
        let files = Files::open(folder)?;
        let key_file = options.key_file_in(folder);
        let vault = fitting_key(&opened, &key_file)?;
        schema::bring_up(&opened, &vault, Some((folder, &files)))?;
        let reopen: Reopen = Box::new(move || database::open(&path));
        let mut store = Store::start(opened, reopen, vault, files)?;
        store.folder = Some(folder.to_owned());
        store.key_file = Some(key_file);
        store._lock = Some(lock);
        store.quick_starts = quick_starts.unwrap_or(0);
        let interrupted = store.snapshot(schema::is_reindexing)?;
        if interrupted || !store.snapshot(schema::is_in_shape)? {
            if interrupted {
                tracing::warn!("writing the indexes again was interrupted: starting over");
            } else {
                tracing::info!("the indexes have another shape now: writing them again");
            }
            // No command key is used, so the time does not matter.
            reindex::reindex(&store, Timestamp(0))?;
        }
        Ok(store)
    }

    /// A store that is gone with the process: tests and trials.
    ///
    /// # Errors
    /// Never in practice; memory has no faults.
    pub fn in_memory(files: Files) -> Result<Store> {
        Store::on_backend(redb::backends::InMemoryBackend::new(), files)
    }

    /// A store on a backend of the caller's choice, such as memory. It cannot be reopened.
    ///
    /// # Errors
    /// When the backend does.
    pub fn on_backend(backend: impl StorageBackend, files: Files) -> Result<Store> {
        let backend = Mutex::new(Some(backend));
        Store::on_backends(
            move || {
                let mut backend = backend.lock().unwrap_or_else(PoisonError::into_inner);
                backend.take().context("this backend was used up")
            },
            files,
        )
    }

    /// A store on backends that are made anew at each reopening, such as ones that fail on
    /// purpose.
    ///
    /// # Errors
    /// When the backend does.
    pub fn on_backends<B: StorageBackend>(
        backend: impl Fn() -> Result<B> + Send + Sync + 'static,
        files: Files,
    ) -> Result<Store> {
        let reopen: Reopen = Box::new(move || {
            let backend = backend()?;
            database::guarded(|| database::builder().create_with_backend(backend))
                .context("opening a store on a backend")
        });
        let opened = reopen()?;
        let vault = Vault::for_tests();
        schema::bring_up(&opened, &vault, None)?;
        Store::start(opened, reopen, vault, files)
    }

    fn start(database: Database, reopen: Reopen, vault: Vault, files: Files) -> Result<Store> {
        let shared = Arc::new(Shared::new(database));
        let (inbox, outlet) = sync_channel(writer::QUEUE);
        let for_writer = Arc::clone(&shared);
        let writer = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || writer::run(&for_writer, &outlet))
            .context("starting the writer")?;
        Ok(Store {
            shared,
            inbox,
            writer: Mutex::new(Some(writer)),
            reopen,
            vault,
            files,
            folder: None,
            key_file: None,
            quick_starts: 0,
            backing_up: Mutex::new(()),
            halt: Halt::default(),
            _lock: None,
        })
    }
}

/// The key that this database's personal fields are sealed with.
fn fitting_key(database: &Database, key_file: &Path) -> Result<Vault> {
    let wanted = schema::key_id(database)?;
    match (Vault::read(key_file)?, wanted) {
        (Some(vault), None) => Ok(vault),
        (Some(vault), Some(wanted)) => {
            if vault.key_id() != wanted {
                bail!(
                    "{} is key {}, but this database's personal fields are sealed with key \
                     {wanted}: put that key file back",
                    key_file.display(),
                    vault.key_id()
                );
            }
            Ok(vault)
        }
        (None, Some(wanted)) => bail!(
            "the key file {} is missing: this database's personal fields are sealed with key \
             {wanted}; put the copy you kept of it there",
            key_file.display()
        ),
        (None, None) => Vault::make(key_file),
    }
}
