//! An import of a file: what is kept of it, from the upload to its report.

use super::ids::JobId;
use super::ids::ShopId;
use super::ids::StaffId;
use super::sealed::Sealed;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// How far an import is.
    pub enum ImportState {
        /// Uploaded and looked at; nothing is written yet.
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        /// Someone stopped it; what was done stays.
        Cancelled = "cancelled",
        /// The file cannot be read, or not to its end.
        Refused = "refused",
        /// The store did not take it, or the process ended; run it again.
        Failed = "failed",
    }
}

impl ImportState {
    /// The phrase key.
    pub fn key(self) -> String {
        format!("import-state-{}", self.code())
    }

    /// Whether nothing more happens by itself.
    pub const fn is_over(self) -> bool {
        !matches!(self, ImportState::Waiting | ImportState::Running)
    }
}

/// An import. Counts are rows, orders and cases as in the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportJob {
    pub id: JobId,
    pub shop: ShopId,
    pub by: StaffId,
    /// As uploaded: shown as text, never used as a path.
    pub file_name: String,
    /// The uploaded bytes, by hash; gone once the import is over, as they name people.
    #[serde(default)]
    pub file: Option<String>,
    pub state: ImportState,
    /// The encoding a person chose, or the one that was found.
    #[serde(default)]
    pub encoding: String,
    #[serde(default)]
    pub profile: String,
    #[serde(default)]
    pub rows: u64,
    #[serde(default)]
    pub done: u64,
    #[serde(default)]
    pub created: u64,
    #[serde(default)]
    pub updated: u64,
    #[serde(default)]
    pub skipped: u64,
    /// How many rows stayed out.
    #[serde(default)]
    pub bad: u64,
    /// Headings and bad rows with their cells, JSON, sealed: they name people.
    #[serde(default)]
    pub bad_rows: Option<Sealed>,
    /// Why the file was refused: phrase key and what it names.
    #[serde(default)]
    pub refused: Option<(String, Vec<(String, String)>)>,
    pub cancel_asked: bool,
    pub at: Timestamp,
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
}
