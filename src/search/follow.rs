//! Follows the store: first every record there is, the newest first and through many short
//! snapshots; then what each commit changed. Interrupted anywhere, it goes on from its last commit
//! and comes to the same index.

use super::document;
use super::document::Document;
use super::document::Known;
use super::index::Opened;
use super::index::Writer;
use super::position::Position;
use super::position::Scan;
use crate::domain::ids::BuyerId;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Direction;
use crate::store::Store;
use crate::store::Table;
use crate::store::View;
use crate::store::changes;
use crate::store::find::What;
use crate::store::key::Key;
use crate::store::key::u64_at;
use anyhow::Result;
use anyhow::bail;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Rows of the log that one step follows.
const ROWS: usize = 256;
/// Records of one snapshot.
const SLICE: usize = 250;
/// Records of the scan between two commits.
const COMMIT_EVERY: u64 = 50_000;
/// Rows of the log that are followed before they are forgotten, so that it is worth a command.
const WORTH_TRIMMING: u64 = 2_000;
/// So long nothing is to be written until the writer is let go: it holds threads and memory.
const IDLE: Span = Span(10_000);
/// Traces of what was erased are removed at most so often.
const PURGE_EVERY: Span = Span::minutes(10);
/// What the scan reads, in this order.
const SCANNED: &[(Table, What)] = &[
    (Table::Cases, What::Case),
    (Table::Orders, What::Order),
    (Table::Buyers, What::Buyer),
];

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// Records looked at.
    pub records: usize,
    /// There is more to do at once.
    pub more: bool,
}

/// The one who writes the index.
pub(super) struct Follower {
    opened: Arc<Opened>,
    /// None while there is nothing to write.
    writer: Option<Writer>,
    /// When something was last written.
    wrote: Timestamp,
    position: Position,
    /// Records that the log brought while the scan was under way; none after a restart within a
    /// scan, when any record may be there already.
    ahead: Option<BTreeSet<u64>>,
    /// Records of the scan since the last commit.
    uncommitted: u64,
    trimmed: u64,
    purged: Option<Timestamp>,
}

impl Follower {
    /// Goes on with an index, or begins anew in an empty one.
    ///
    /// # Errors
    /// [`Foreign`](is_foreign) when the index follows another log; a fault of the disk.
    pub(super) fn begin(store: &Store, opened: Arc<Opened>) -> Result<Follower> {
        let vault = store.vault().key_id();
        let kept = opened.position()?;
        let empty = kept.is_none() && opened.documents() == 0;
        let position = looked_at(store, |view| match &kept {
            Some(position) if position.fits(view, vault)? => Ok(position.clone()),
            None if empty => Position::beginning(view, vault),
            _ => bail!("the search index follows another log or is of another version"),
        })?;
        let resumes = kept.is_some();
        let mut follower = Follower {
            writer: None,
            wrote: Timestamp(0),
            opened,
            ahead: (!resumes).then(BTreeSet::new),
            uncommitted: 0,
            trimmed: 0,
            purged: None,
            position,
        };
        if !resumes {
            // From here on the log may be trimmed only up to where this index is.
            follower.commit()?;
        }
        Ok(follower)
    }

    /// The scan under way.
    pub(super) fn scan(&self) -> Option<&Scan> {
        self.position.scan.as_ref()
    }

    /// Follows the log a little, and the scan a little.
    ///
    /// # Errors
    /// When the disk fails, or the log has a gap.
    pub(super) fn step(&mut self, store: &Store, now: Timestamp) -> Result<Step> {
        let (followed, behind) = self.follow_log(store)?;
        let scanned = self.scan_on(store)?;
        let more = behind || self.position.scan.is_some();
        if !more {
            self.purge(now)?;
            self.trim(store, now)?;
        }
        if more || followed > 0 {
            self.wrote = now;
        } else if now >= self.wrote + IDLE
            && let Some(writer) = self.writer.take()
        {
            writer.end()?;
        }
        Ok(Step {
            records: followed + scanned,
            more,
        })
    }

    /// Makes what was erased leave the files of the index, too: at once, but not again and again
    /// while much is being erased, as whole segments are written anew for it.
    fn purge(&mut self, now: Timestamp) -> Result<()> {
        let rests = self.purged.is_some_and(|last| now < last + PURGE_EVERY);
        if !self.position.traces || rests {
            return Ok(());
        }
        self.purged = Some(now);
        if open(&mut self.writer, &self.opened)?.purge()? {
            self.position.traces = false;
        }
        self.commit()
    }

    /// Forgets the rows of the log that are in the index.
    fn trim(&mut self, store: &Store, now: Timestamp) -> Result<()> {
        if self.position.at - self.trimmed < WORTH_TRIMMING {
            return Ok(());
        }
        // Refused while the store takes no writes: the rows stay until later.
        match changes::forget_before(store, self.position.at, now) {
            Ok(_) | Err(Failure::ReadOnly | Failure::Busy) => {
                self.trimmed = self.position.at;
                Ok(())
            }
            Err(failure) => bail!("trimming the log: {failure}"),
        }
    }

    /// Waits for merges, and ends.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn end(mut self) -> Result<()> {
        if self.uncommitted > 0 {
            self.commit()?;
        }
        self.writer.map_or(Ok(()), Writer::end)
    }

    fn follow_log(&mut self, store: &Store) -> Result<(usize, bool)> {
        let at = self.position.at;
        let rows = looked_at(store, |view| changes::after(view, at, ROWS))?;
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else {
            return Ok((0, false));
        };
        if *first != at + 1 {
            bail!("the log begins at {first}, but the search index is at {at}");
        }
        let (last, more) = (*last, rows.len() == ROWS);
        let mut keys: BTreeSet<u64> = BTreeSet::new();
        for (_, row) in &rows {
            self.position.traces |= row.erased;
            let known = row
                .records
                .iter()
                .filter_map(|(what, id)| key_of(*what, *id));
            keys.extend(known);
        }
        let keys: Vec<u64> = keys.into_iter().collect();
        let mut seen = 0;
        for slice in keys.chunks(SLICE) {
            let (documents, erased) = looked_at(store, |view| {
                let mut read = Reading::new(view, store);
                read.all(slice);
                read.buyers();
                Ok((read.documents, read.erased))
            })?;
            self.position.traces |= erased;
            seen += documents.len();
            let writer = open(&mut self.writer, &self.opened)?;
            for (key, document) in documents {
                writer.remove(key);
                if let Some(document) = document {
                    writer.add(document)?;
                }
                if let Some(ahead) = &mut self.ahead {
                    ahead.insert(key);
                }
            }
        }
        looked_at(store, |view| self.position.advance(view, last))?;
        self.commit()?;
        Ok((seen, more))
    }

    /// Reads one slice of records, if a scan is under way.
    fn scan_on(&mut self, store: &Store) -> Result<usize> {
        let Some(scan) = self.position.scan.clone() else {
            return Ok(0);
        };
        let Some((table, what)) = SCANNED.get(scan.table).copied() else {
            self.position.scan = None;
            self.ahead = None;
            self.commit()?;
            tracing::info!(records = scan.done, "the search index is complete");
            return Ok(0);
        };
        let slice = looked_at(store, |view| {
            let ids = ids_below(view, table, scan.before)?;
            let keys: Vec<u64> = ids.iter().map(|id| document::key(what, *id)).collect();
            let mut read = Reading::new(view, store);
            read.all(&keys);
            Ok((read.documents, ids))
        })?;
        let (documents, ids) = slice;
        let writer = open(&mut self.writer, &self.opened)?;
        for (key, document) in documents {
            let may_be_there = self.ahead.as_ref().is_none_or(|ahead| ahead.contains(&key));
            if may_be_there {
                writer.remove(key);
            }
            if let Some(document) = document {
                writer.add(document)?;
            }
        }
        let read = ids.len();
        self.uncommitted += read as u64;
        let next = match ids.last() {
            Some(last) if read == SLICE => (scan.table, Some(*last)),
            _ => (scan.table + 1, None),
        };
        self.position.scan = Some(Scan {
            table: next.0,
            before: next.1,
            done: scan.done + read as u64,
        });
        if self.uncommitted >= COMMIT_EVERY {
            self.commit()?;
        }
        Ok(read)
    }

    fn commit(&mut self) -> Result<()> {
        open(&mut self.writer, &self.opened)?.commit(&self.position)?;
        self.uncommitted = 0;
        self.opened.reload()
    }
}

/// The writer, opened when it is not.
fn open<'a>(writer: &'a mut Option<Writer>, opened: &Opened) -> Result<&'a mut Writer> {
    Ok(match writer {
        Some(writer) => writer,
        None => writer.insert(opened.writer()?),
    })
}

fn looked_at<T>(store: &Store, look: impl FnOnce(&crate::store::ReadTx) -> Result<T>) -> Result<T> {
    store
        .read(|view| Ok(look(view)?))
        .map_err(|failure| match failure {
            Failure::Fault(error) => error,
            other => anyhow::anyhow!("{other}"),
        })
}

fn key_of(what: u8, id: u64) -> Option<u64> {
    let known = [What::Case, What::Order, What::Buyer];
    let what = known.into_iter().find(|known| *known as u8 == what)?;
    Some(document::key(what, id))
}

/// The highest ids of a table below one, downwards.
fn ids_below(view: &impl View, table: Table, before: Option<u64>) -> Result<Vec<u64>> {
    let to = before
        .map(|id| Key::new().u64(id).build())
        .unwrap_or_default();
    let mut ids = Vec::with_capacity(SLICE);
    view.scan(table, &[], &to, Direction::Backward, &mut |key, _| {
        ids.extend(u64_at(key, 0));
        Ok(if ids.len() < SLICE {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    Ok(ids)
}

/// Documents as their records are now.
struct Reading<'a, V> {
    view: &'a V,
    store: &'a Store,
    documents: BTreeMap<u64, Option<Document>>,
    /// Named by the records read: their shops may have become more.
    buyers: BTreeSet<BuyerId>,
    /// Whether someone asked to be forgotten.
    erased: bool,
}

impl<'a, V: View> Reading<'a, V> {
    fn new(view: &'a V, store: &'a Store) -> Reading<'a, V> {
        Reading {
            view,
            store,
            documents: BTreeMap::new(),
            buyers: BTreeSet::new(),
            erased: false,
        }
    }

    fn all(&mut self, keys: &[u64]) {
        for key in keys {
            self.erased |= self.one(*key);
        }
    }

    /// The buyers named so far, as well.
    fn buyers(&mut self) {
        for buyer in std::mem::take(&mut self.buyers) {
            self.one(document::key(What::Buyer, buyer.0));
        }
    }

    /// Returns whether it was erased.
    fn one(&mut self, key: u64) -> bool {
        let Some((what, id)) = document::of_key(key) else {
            return false;
        };
        let vault = self.store.vault();
        let known = document::of_record(self.view, vault, what, id).unwrap_or_else(|error| {
            // `doctor` tells of it; everything else can be found all the same.
            let error = format!("{error:#}");
            tracing::warn!(what = what as u8, id, error, "a record cannot be indexed");
            Known::default()
        });
        self.buyers.extend(known.buyer);
        self.documents.insert(key, known.document);
        known.erased
    }
}
