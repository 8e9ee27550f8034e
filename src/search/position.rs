//! How far the index has followed the store: kept in its own commits, so that it goes on exactly
//! where it was, or knows that it has to begin anew.

use crate::store::View;
use crate::store::changes;
use crate::store::tables::SCHEMA_VERSION;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// The version of what is written into the index; another one is written anew.
const FORMAT: u32 = 2;

/// A position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Position {
    format: u32,
    /// A migration may change records without telling the log.
    schema: u32,
    /// Which key the hashes in it are made with.
    vault: String,
    /// The last row of the log that is in the index.
    pub at: u64,
    /// The sum over that row; none before the first.
    sum: Option<u32>,
    /// Where the scan of all records is, until it is done.
    pub scan: Option<Scan>,
    /// Something was erased whose traces are still in the files of the index.
    #[serde(default)]
    pub traces: bool,
}

/// A scan of all records, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Scan {
    /// The place in the list of scanned tables.
    pub table: usize,
    /// Ids from this one on are in the index.
    pub before: Option<u64>,
    /// Records seen.
    pub done: u64,
}

impl Position {
    /// The beginning: a scan of what is there now, and then the log from here.
    ///
    /// # Errors
    /// When the disk does; so for every function here.
    pub(super) fn beginning(view: &impl View, vault: &str) -> Result<Position> {
        let at = changes::last(view)?;
        Ok(Position {
            format: FORMAT,
            schema: SCHEMA_VERSION,
            vault: vault.to_owned(),
            at,
            sum: changes::sum(view, at)?,
            scan: Some(Scan {
                table: 0,
                before: None,
                done: 0,
            }),
            traces: false,
        })
    }

    /// Whether an index at this position follows the log of this store.
    pub(super) fn fits(&self, view: &impl View, vault: &str) -> Result<bool> {
        Ok(self.format == FORMAT
            && self.schema == SCHEMA_VERSION
            && self.vault == vault
            && self.at <= changes::last(view)?
            && (self.at == 0 || changes::sum(view, self.at)? == self.sum))
    }

    /// Goes on to a row of the log.
    pub(super) fn advance(&mut self, view: &impl View, at: u64) -> Result<()> {
        self.at = at;
        self.sum = changes::sum(view, at)?;
        Ok(())
    }

    /// Reads what a commit carries; none when it is not a position.
    pub(super) fn read(text: &str) -> Option<Position> {
        serde_json::from_str(text).ok()
    }

    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).expect("a position has nothing that JSON cannot say")
    }
}
