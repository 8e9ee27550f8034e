//! redb: what is kept, and how it is found again. Synchronous; knows the domain and nothing else.

pub mod audit;
pub mod automating;
pub mod backup;
pub mod bulk;
pub mod cases;
pub mod chain;
pub mod changes;
mod checked;
pub mod commands;
mod committed;
mod copy;
mod database;
pub mod disk;
pub mod doctor;
pub mod drafts;
pub mod evidence;
mod expected;
pub mod figures;
pub mod files;
pub mod find;
pub mod for_me;
mod glance;
mod halt;
mod health;
pub mod identity;
pub mod imports;
pub mod inbox;
pub mod index;
mod kept;
pub mod key;
pub mod lists;
pub mod lock;
pub mod looks;
mod memo;
pub mod mentions;
mod migrations;
mod open;
pub mod opt_outs;
pub mod orders;
pub mod outbox;
pub mod ownerless;
pub mod people;
pub mod plugin_calls;
pub mod plugin_pushes;
pub mod plugin_spent;
pub mod plugins;
pub mod products;
pub mod promises;
pub mod receipts;
pub mod record;
mod referenced;
pub mod rehearsal;
pub mod reindex;
pub mod replies;
pub mod restore;
pub mod rule_packs;
pub mod same_buyer;
mod schema;
pub mod sessions;
pub mod settings;
mod shape;
mod snapshot;
pub mod surveys;
pub mod sweep;
pub mod tables;
pub mod tellings;
pub mod tokens;
pub mod tracks;
pub mod vault;
pub mod view;
pub mod views;
pub mod waiting;
pub mod webhooks;
mod writer;

pub use committed::Committed;
pub use copy::TableSum;
pub use database::CACHE;
pub use glance::Glance;
pub use health::Healing;
pub use health::Health;
pub use open::DATABASE_FILE;
pub use open::Options;
pub use open::SEARCH_FOLDER;
pub use snapshot::ReadTx;
pub use tables::Table;
pub use vault::Vault;
pub use view::Direction;
pub use view::Plan;
pub use view::View;

use crate::domain::time::Timestamp;
use crate::failure::Failure;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use files::Files;
use halt::Halt;
use health::Shared;
use kept::Kept;
use lock::Lock;
use redb::Database;
use redb::ReadableDatabase;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;

/// Opens the database again, the way it was opened first.
type Reopen = Box<dyn Fn() -> Result<Database> + Send + Sync>;

/// The open store: many readers, one writer.
pub struct Store {
    shared: Arc<Shared>,
    inbox: SyncSender<writer::Message>,
    writer: Mutex<Option<JoinHandle<()>>>,
    reopen: Reopen,
    vault: Vault,
    files: Files,
    folder: Option<PathBuf>,
    key_file: Option<PathBuf>,
    /// Since the database was last checked whole.
    quick_starts: u32,
    /// Held while a backup is made: one at a time.
    backing_up: Mutex<()>,
    halt: Halt,
    /// Let go of last, after the database is closed.
    _lock: Option<Lock>,
}

impl Store {
    /// A backup under way is given up, and so is one that begins later.
    pub fn end_long_work(&self) {
        self.halt.call();
    }

    /// Looks at a snapshot.
    ///
    /// # Errors
    /// What `look` returns, or a fault of the disk.
    pub fn read<T>(&self, look: impl FnOnce(&ReadTx) -> Result<T, Failure>) -> Result<T, Failure> {
        // The database is held to the end: it is not reopened under a reader's feet.
        let ((_database, tx), generation) = self.shared.shelf.beside(|| {
            let database = self.shared.database()?;
            let tx = database.begin_read().context("beginning a read")?;
            anyhow::Ok((database, tx))
        })?;
        let kept = generation.map(|generation| Kept::new(&self.shared.shelf, generation));
        look(&ReadTx::with_kept(tx, kept))
    }

    /// Looks at what is kept of the small tables that seldom change (settings, staff, shops,
    /// sessions), as it is now. None when something else was asked for, or it is not kept yet:
    /// [`Store::read`] answers then.
    pub fn glance<T>(&self, look: impl FnOnce(&Glance) -> Result<T, Failure>) -> Option<T> {
        let generation = self.shared.shelf.settled()?;
        look(&Glance::new(Kept::new(&self.shared.shelf, generation))).ok()
    }

    /// [`Store::read`] for what only the disk can refuse.
    fn snapshot<T>(&self, look: impl FnOnce(&ReadTx) -> Result<T>) -> Result<T> {
        let database = self.shared.database()?;
        look(&ReadTx::new(
            database.begin_read().context("beginning a read")?,
        ))
    }

    /// Runs a command and calls `reply` with its answer once it is on disk. `key` makes it
    /// idempotent: the same key gives the first answer again for seven days.
    pub fn submit<T>(
        &self,
        key: Option<String>,
        at: Timestamp,
        command: impl FnOnce(&mut Plan<'_, '_>) -> Result<T, Failure> + Send + 'static,
        reply: impl FnOnce(Result<T, Failure>) + Send + 'static,
    ) where
        T: Serialize + DeserializeOwned,
    {
        let work = Box::new(move |plan: &mut Plan<'_, '_>| {
            let answer = command(plan)?;
            Ok(record::encode(&answer)?)
        });
        let reply = Box::new(move |answer: writer::Answer| {
            reply(answer.and_then(|bytes| Ok(record::decode(&bytes)?)));
        });
        writer::send(
            &self.inbox,
            &self.shared,
            writer::Command {
                key,
                at,
                work,
                reply,
            },
        );
    }

    /// [`Store::submit`] for callers that may wait: commands and tests.
    ///
    /// # Errors
    /// What the command returns; `ReadOnly` or `Busy`.
    pub fn write<T>(
        &self,
        key: Option<String>,
        at: Timestamp,
        command: impl FnOnce(&mut Plan<'_, '_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let (sender, receiver) = sync_channel(1);
        self.submit(key, at, command, move |answer| {
            // The waiting side is this function; it has not gone away.
            let _ = sender.send(answer);
        });
        receiver
            .recv()
            .unwrap_or_else(|_| Err(Failure::Fault(anyhow!("the writer is gone"))))
    }

    /// The keys for personal fields.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The files beside the database.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The data folder, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Where the key for personal fields lies, if it is in a file.
    pub fn key_file(&self) -> Option<&Path> {
        self.key_file.as_deref()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // A full queue still has its commands run before the message is reached.
        let _ = self.inbox.send(writer::Message::Stop);
        let writer = self
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(writer) = writer {
            // A panic of the writer was logged where it happened.
            let _ = writer.join();
        }
        let well = self.health() == Health::Writable;
        self.shared.close();
        if let Some(folder) = self.folder.as_deref().filter(|_| well) {
            // Without the note the next start reads the database whole.
            let _ = checked::note(&folder.join(DATABASE_FILE), self.quick_starts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redb::backends::InMemoryBackend;

    fn in_memory() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(folder.path()).expect("files");
        let store = Store::on_backend(InMemoryBackend::new(), files).expect("a store");
        (folder, store)
    }

    #[test]
    fn the_same_command_sent_a_hundred_times_happens_once() {
        let (_folder, store) = in_memory();
        let store = Arc::new(store);
        let threads: Vec<_> = (0..100)
            .map(|_| {
                let store = Arc::clone(&store);
                std::thread::spawn(move || {
                    store.write(Some("form-1".into()), Timestamp(1), |plan| {
                        Ok(plan.next_number("case")?)
                    })
                })
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().expect("joins").expect("answers"), 1);
        }
    }

    #[test]
    fn a_refused_command_leaves_nothing_and_its_neighbours_everything() {
        let (_folder, store) = in_memory();
        let refused = store.write(None, Timestamp(1), |plan| {
            plan.next_number("case")?;
            Err::<u64, _>(Failure::NotFound)
        });
        assert!(matches!(refused, Err(Failure::NotFound)));
        let panicked = store.write(None, Timestamp(1), |plan| -> Result<u64, Failure> {
            plan.next_number("case")?;
            panic!("a rule has a hole");
        });
        assert!(matches!(panicked, Err(Failure::Fault(_))));
        let next = store.write(None, Timestamp(1), |plan| Ok(plan.next_number("case")?));
        assert_eq!(next.expect("a number"), 1);
    }

    #[test]
    fn a_plan_sees_its_own_changes_in_order() {
        let (_folder, store) = in_memory();
        let key = |n: u64| key::Key::new().u64(n).build();
        store
            .write(None, Timestamp(1), move |plan| {
                for n in [1, 3, 5] {
                    plan.put(Table::Jobs, key(n), &n)?;
                }
                Ok(())
            })
            .expect("writes");
        let seen = store
            .write(None, Timestamp(1), move |plan| {
                plan.put(Table::Jobs, key(2), &2)?;
                plan.put(Table::Jobs, key(9), &9)?;
                plan.remove(Table::Jobs, key(3));
                let list = |direction| -> Result<Vec<u64>> {
                    let rows = plan.list(Table::Jobs, &[], &[], direction, 9)?;
                    Ok(rows.into_iter().map(|(_, n)| n).collect())
                };
                Ok((list(Direction::Forward)?, list(Direction::Backward)?))
            })
            .expect("reads");
        assert_eq!(seen, (vec![1, 2, 5, 9], vec![9, 5, 2, 1]));
    }
}
