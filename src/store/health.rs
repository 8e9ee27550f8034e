//! Whether the store takes writes; and how it comes to take them again after the disk failed,
//! without a restart (reliability 1.4).

use super::Store;
use super::committed::Listener;
use super::disk;
use super::kept::Shelf;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use redb::Database;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Whether the store takes writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    Writable,
    /// The disk failed or is full; reads go on (reliability 0.6).
    ReadOnly,
}

/// What [`Store::heal`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Healing {
    /// There was nothing to heal.
    Well,
    /// Writes are taken again.
    Reopened,
    /// Still read-only, and why. After three tries that failed for another reason than room, a
    /// server had better end and be started again.
    Waiting { tries: u32, why: String },
}

/// Readers that are still at it are waited for so long before a reopening is put off.
const READERS: Duration = Duration::from_secs(2);
const STEP: Duration = Duration::from_millis(5);

#[derive(Default)]
struct Illness {
    why: String,
    /// Reopenings that failed.
    tries: u32,
    next_try: Option<Timestamp>,
}

/// What readers, the writer and the healer share.
pub(super) struct Shared {
    /// None while closed after a failed reopening.
    database: RwLock<Option<Arc<Database>>>,
    illness: RwLock<Option<Illness>>,
    /// Small tables, decoded.
    pub(super) shelf: Arc<Shelf>,
    /// Commands that wait for the writer.
    pub(super) queued: AtomicUsize,
    pub(super) listener: Listener,
}

impl Shared {
    pub(super) fn new(database: Database) -> Shared {
        Shared {
            database: RwLock::new(Some(Arc::new(database))),
            illness: RwLock::default(),
            shelf: Arc::default(),
            queued: AtomicUsize::new(0),
            listener: Listener::default(),
        }
    }

    pub(super) fn database(&self) -> Result<Arc<Database>> {
        self.database
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .context("the database is closed until the disk works again")
    }

    /// Whether nobody has the database for himself just now.
    pub(super) fn is_at_hand(&self) -> bool {
        self.database.try_read().is_ok()
    }

    pub(super) fn health(&self) -> Health {
        match *self.illness.read().unwrap_or_else(PoisonError::into_inner) {
            None => Health::Writable,
            Some(_) => Health::ReadOnly,
        }
    }

    pub(super) fn turn_read_only(&self, why: &anyhow::Error) {
        let mut illness = self.illness.write().unwrap_or_else(PoisonError::into_inner);
        illness.get_or_insert_default().why = format!("{why:#}");
    }

    /// Closes the database, as the store does at its end.
    pub(super) fn close(&self) {
        self.database
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }

    /// Gives the database to `with` alone, which hands back what is to be used from then on.
    /// New readers wait meanwhile.
    fn exclusively(&self, with: impl FnOnce(Option<Database>) -> Result<Database>) -> Result<()> {
        let mut slot = self
            .database
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let database = match slot.take().map(sole) {
            None => None,
            Some(Ok(database)) => Some(database),
            Some(Err(in_use)) => {
                *slot = Some(in_use);
                bail!("someone is still reading");
            }
        };
        let database = with(database);
        // A commit that failed may be there after all.
        self.shelf.forget();
        *slot = Some(Arc::new(database?));
        Ok(())
    }
}

/// The database itself, once the last reader has let go of it.
fn sole(mut shared: Arc<Database>) -> Result<Database, Arc<Database>> {
    let mut left = READERS;
    loop {
        match Arc::try_unwrap(shared) {
            Ok(database) => return Ok(database),
            Err(in_use) if left.is_zero() => return Err(in_use),
            Err(in_use) => shared = in_use,
        }
        std::thread::sleep(STEP);
        left = left.saturating_sub(STEP);
    }
}

impl Store {
    pub fn health(&self) -> Health {
        self.shared.health()
    }

    /// Whether a reader would not have to wait: the database is not being reopened or compacted.
    pub fn is_at_hand(&self) -> bool {
        self.shared.is_at_hand()
    }

    /// Why the store takes no writes; none while it does.
    pub fn health_reason(&self) -> Option<String> {
        let illness = self.shared.illness.read();
        let illness = illness.unwrap_or_else(PoisonError::into_inner);
        illness.as_ref().map(|illness| illness.why.clone())
    }

    /// How many reopenings failed for another reason than room; none while all is well.
    pub fn heal_tries(&self) -> Option<u32> {
        let illness = self.shared.illness.read();
        let illness = illness.unwrap_or_else(PoisonError::into_inner);
        illness.as_ref().map(|illness| illness.tries)
    }

    /// Closes the database and opens it again with its check, if there is room on the disk.
    /// Everything acknowledged is there afterwards, and writes are taken.
    ///
    /// # Errors
    /// When there is too little room, someone is still reading, or it cannot be opened.
    pub fn try_reopen(&self) -> Result<()> {
        self.want_room()?;
        self.shared.exclusively(|database| {
            // An error on closing is the one that made us ill; the check on opening decides.
            drop(database);
            (self.reopen)()
        })?;
        let illness = self.shared.illness.write();
        *illness.unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    fn want_room(&self) -> Result<()> {
        let Some(folder) = self.folder() else {
            return Ok(());
        };
        let room = disk::room(folder)?;
        if !room.is_enough() {
            bail!(
                "the disk has only {} MB free: make at least 5 % and 500 MB free",
                room.free / 1_000_000
            );
        }
        Ok(())
    }

    /// What a timer calls: nothing while all is well; otherwise tries to reopen, each failed try
    /// followed by a longer pause (5 s, 10 s, 20 s … 5 min).
    pub fn heal(&self, now: Timestamp) -> Healing {
        {
            let illness = self.shared.illness.read();
            let illness = illness.unwrap_or_else(PoisonError::into_inner);
            match illness.as_ref() {
                None => return Healing::Well,
                Some(ill) if ill.next_try.is_some_and(|at| now < at) => {
                    return Healing::Waiting {
                        tries: ill.tries,
                        why: ill.why.clone(),
                    };
                }
                Some(_) => {}
            }
        }
        let room = self.want_room();
        let no_room = room.is_err();
        match room.and_then(|()| self.try_reopen()) {
            Ok(()) => {
                tracing::info!("the store is reopened and takes writes again");
                Healing::Reopened
            }
            Err(error) => {
                let why = format!("{error:#}");
                tracing::warn!(error = why, "the store stays read-only");
                let illness = self.shared.illness.write();
                let mut illness = illness.unwrap_or_else(PoisonError::into_inner);
                let ill = illness.get_or_insert_default();
                // Room comes back when someone makes it; that is no failure of ours.
                ill.tries += u32::from(!no_room);
                let pause = (5_000_i64 << ill.tries.min(6)).min(300_000);
                ill.next_try = Some(now + Span(pause));
                ill.why.clone_from(&why);
                Healing::Waiting {
                    tries: ill.tries,
                    why,
                }
            }
        }
    }

    /// Gives back to the disk what the database no longer uses. Readers wait meanwhile.
    ///
    /// # Errors
    /// When someone is still reading, or the disk fails.
    pub(super) fn compact(&self) -> Result<bool> {
        let mut done = Ok(false);
        self.shared.exclusively(|database| {
            let mut database = match database {
                Some(database) => database,
                None => (self.reopen)()?,
            };
            done = database.compact().context("compacting the database");
            Ok(database)
        })?;
        done
    }

    /// Commands that wait for the writer.
    pub fn queue(&self) -> usize {
        self.shared.queued.load(Ordering::Relaxed)
    }
}
