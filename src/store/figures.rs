//! Figures of the store, for the page of its state and for metrics.

use super::Store;
use super::disk;
use super::open::DATABASE_FILE;
use super::tables::Table;
use anyhow::Result;
use serde::Serialize;

/// What can be told at once. Bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Of the database file; 0 for a store in memory, and so for the disk.
    pub file_bytes: u64,
    pub disk_free: u64,
    pub disk_total: u64,
    /// Commands that wait for the writer.
    pub queue: usize,
}

impl Store {
    /// # Errors
    /// When the system does not say.
    pub fn figures(&self) -> Result<Figures> {
        let mut figures = Figures {
            file_bytes: 0,
            disk_free: 0,
            disk_total: 0,
            queue: self.queue(),
        };
        if let Some(folder) = self.folder() {
            let room = disk::room(folder)?;
            figures.disk_free = room.free;
            figures.disk_total = room.total;
            figures.file_bytes = std::fs::metadata(folder.join(DATABASE_FILE))?.len();
        }
        Ok(figures)
    }

    /// How many bytes of the file hold something; the rest is free for reuse. Walks every page, so
    /// ask for it nightly, not at each look.
    ///
    /// # Errors
    /// When the disk does.
    pub fn stored_bytes(&self) -> Result<u64> {
        self.snapshot(|snapshot| {
            let tables = Table::ALL.iter();
            tables.map(|table| snapshot.stored_bytes(*table)).sum()
        })
    }
}
