//! Full-text search over cases, what was said in them, orders and notes: an index beside the
//! database that follows its log, can be thrown away at any time, and is in no backup.

mod asked;
mod document;
mod fold;
mod follow;
mod found;
mod index;
mod initials;
mod newest;
mod passages;
mod position;
mod terms;
#[cfg(test)]
mod tests;

pub use asked::Asked;
pub use asked::LONGEST_QUESTION;
pub use asked::Only;
pub use document::Place;
pub use found::Cursor;
pub use found::Found;
pub use found::Hit;
pub use found::Passage;
pub use found::Thing;
pub use initials::initials;
pub use initials::sounds_like;
pub use passages::Piece;

use crate::actions::access::Viewer;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::SEARCH_FOLDER;
use crate::store::Store;
use crate::store::View;
use crate::store::orders;
use anyhow::Context;
use anyhow::Result;
use follow::Follower;
use index::Opened;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// Failures one after the other until the index is thrown away.
const PATIENCE: u32 = 3;
/// No scan is under way.
const NO_SCAN: u64 = u64::MAX;

/// How complete the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It follows the log.
    Complete,
    /// So many records were read; the newest come first.
    Building { done: u64 },
    /// It cannot be asked just now.
    Away,
}

/// The search of a desk. Asking never waits for writing.
pub struct Search {
    /// None keeps the index in memory.
    folder: Option<PathBuf>,
    opened: RwLock<Option<Arc<Opened>>>,
    follower: Mutex<Option<Follower>>,
    /// Records that the scan under way has read.
    scanned: AtomicU64,
    failures: AtomicU64,
}

impl Search {
    /// The search of a store. Nothing is opened before the first step.
    pub fn of(store: &Store) -> Search {
        Search {
            folder: store.folder().map(|folder| folder.join(SEARCH_FOLDER)),
            opened: RwLock::new(None),
            follower: Mutex::new(None),
            scanned: AtomicU64::new(0),
            failures: AtomicU64::new(0),
        }
    }

    /// A page of up to `limit` records that fit and that this person may see, the newest first.
    ///
    /// # Errors
    /// When the disk does.
    pub fn find(
        &self,
        view: &impl View,
        viewer: &Viewer,
        asked: &Asked,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Found, Failure> {
        match self.opened() {
            Some(opened) if !asked.is_empty() => {
                found::find(&opened, view, viewer, asked, after, limit)
            }
            _ => Ok(Found::default()),
        }
    }

    /// How complete the index is.
    pub fn standing(&self) -> Standing {
        match (self.opened(), self.scanned.load(Ordering::Relaxed)) {
            (None, _) => Standing::Away,
            (Some(_), NO_SCAN) => Standing::Complete,
            (Some(_), done) => Standing::Building { done },
        }
    }

    /// How much of all records a scan under way has read, in parts of a hundred; none when the
    /// index is complete.
    ///
    /// # Errors
    /// When the disk does.
    pub fn percent(&self, view: &impl View) -> Result<Option<u64>, Failure> {
        let done = match self.standing() {
            Standing::Complete => return Ok(None),
            Standing::Building { done } => done,
            Standing::Away => 0,
        };
        let all = view.counter("cases")? + view.counter(orders::COUNT)?;
        let all = all.unsigned_abs().max(1);
        Ok(Some((done * 100 / all).min(99)))
    }

    /// Follows the store a little. Returns whether there is more to do at once.
    ///
    /// # Errors
    /// When the disk fails. An index that cannot be used is thrown away and begun anew.
    pub fn step(&self, store: &Store, now: Timestamp) -> Result<bool> {
        let mut kept = self.follower.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out meanwhile: one that failed or panicked is not used again.
        let mut follower = kept.take();
        match self.try_step(&mut follower, store, now) {
            Ok(more) => {
                *kept = follower;
                self.failures.store(0, Ordering::Relaxed);
                Ok(more)
            }
            Err(error) => {
                drop(follower);
                let failures = self.failures.fetch_add(1, Ordering::Relaxed) + 1;
                if failures.is_multiple_of(u64::from(PATIENCE)) {
                    self.throw_away(&error)?;
                }
                Err(error)
            }
        }
    }

    /// Follows the store until there is nothing left to do: commands and tests.
    ///
    /// # Errors
    /// As [`Search::step`].
    pub fn catch_up(&self, store: &Store, now: Timestamp) -> Result<()> {
        while self.step(store, now)? {}
        Ok(())
    }

    /// Ends what is being written; the next step goes on with it.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn rest(&self) -> Result<()> {
        let follower = self
            .follower
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        follower.map_or(Ok(()), Follower::end)
    }

    fn try_step(
        &self,
        follower: &mut Option<Follower>,
        store: &Store,
        now: Timestamp,
    ) -> Result<bool> {
        let following = match follower {
            Some(following) => following,
            None => follower.insert(self.begin(store)?),
        };
        let step = following.step(store, now)?;
        self.scanned.store(
            following.scan().map_or(NO_SCAN, |scan| scan.done),
            Ordering::Relaxed,
        );
        Ok(step.more)
    }

    /// Opens what is there; what cannot be used makes way for an empty index.
    fn begin(&self, store: &Store) -> Result<Follower> {
        let kept = self
            .opened()
            .map_or_else(|| Opened::open(self.folder.as_deref()).map(Arc::new), Ok);
        let begun = kept.and_then(|opened| {
            let follower = Follower::begin(store, Arc::clone(&opened))?;
            Ok((opened, follower))
        });
        let (opened, follower) = match begun {
            Ok(begun) => begun,
            Err(error) => {
                self.throw_away(&error)?;
                let opened = Arc::new(Opened::open(self.folder.as_deref())?);
                (Arc::clone(&opened), Follower::begin(store, opened)?)
            }
        };
        let done = follower.scan().map_or(NO_SCAN, |scan| scan.done);
        self.scanned.store(done, Ordering::Relaxed);
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        Ok(follower)
    }

    fn throw_away(&self, why: &anyhow::Error) -> Result<()> {
        let why = format!("{why:#}");
        tracing::warn!(why, "the search index is thrown away and built anew");
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = None;
        match &self.folder {
            Some(folder) if folder.exists() => {
                fs::remove_dir_all(folder).context("removing the search index")
            }
            _ => Ok(()),
        }
    }

    fn opened(&self) -> Option<Arc<Opened>> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        opened.clone()
    }
}
