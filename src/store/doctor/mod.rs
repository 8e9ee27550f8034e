//! The store examined: everything that can be recomputed is, and compared. Nothing is changed.

mod indexes;
mod records;
mod surroundings;

use super::Store;
use crate::domain::time::Timestamp;
use anyhow::Result;
use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Will become a loss if nobody acts.
    Warning,
    /// Something is lost or wrong.
    Broken,
}

/// What was found. The phrase of each is `doctor-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A record's checksum does not fit, or it is not such a record.
    RecordUnreadable,
    /// Events or words of a case that is not there.
    RecordOrphaned,
    /// `reindex` cures these four.
    IndexMissing,
    IndexExtra,
    IndexDifferent,
    CounterDifferent,
    /// Writing the indexes again was interrupted.
    IndexUnfinished,
    ChainBroken,
    FileMissing,
    FileDamaged,
    /// Named by no record; the nightly sweep takes it.
    FileUnnamed,
    DiskNearlyFull,
    /// The clock is behind the newest event.
    ClockBehind,
    /// The key does not open the personal fields.
    KeyUnfit,
    /// Other users of the machine may read the key.
    KeyExposed,
    /// Writes are refused since the disk failed.
    ReadOnly,
}

impl Check {
    pub const fn severity(self) -> Severity {
        match self {
            Check::FileUnnamed => Severity::Note,
            Check::IndexUnfinished
            | Check::DiskNearlyFull
            | Check::ClockBehind
            | Check::KeyExposed => Severity::Warning,
            Check::RecordUnreadable
            | Check::RecordOrphaned
            | Check::IndexMissing
            | Check::IndexExtra
            | Check::IndexDifferent
            | Check::CounterDifferent
            | Check::ChainBroken
            | Check::FileMissing
            | Check::FileDamaged
            | Check::KeyUnfit
            | Check::ReadOnly => Severity::Broken,
        }
    }

    /// Whether `reindex` cures it.
    pub const fn is_cured_by_reindex(self) -> bool {
        matches!(
            self,
            Check::IndexMissing
                | Check::IndexExtra
                | Check::IndexDifferent
                | Check::CounterDifferent
                | Check::IndexUnfinished
        )
    }
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub severity: Severity,
    pub check: Check,
    /// Where: `case 42`, `ix_open_by_due 8000…`, a file's hash. Never personal data.
    pub object: String,
    /// How, for whoever knows the code.
    pub detail: String,
}

/// What an examination found.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub at: Timestamp,
    /// The worst first; at most [`MOST`].
    pub findings: Vec<Finding>,
    /// Findings beyond that.
    pub more: u64,
    pub records: u64,
    pub index_rows: u64,
    pub cases: u64,
    pub events: u64,
    /// Events whose words were erased.
    pub erased: u64,
    pub files: u64,
    /// Bytes, and so below.
    pub file_bytes: u64,
    pub stored_bytes: u64,
    pub disk_free: u64,
}

/// So many findings are told one by one.
pub const MOST: usize = 1000;

impl Report {
    /// The worst of the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// Whether nothing is lost or wrong.
    pub fn is_sound(&self) -> bool {
        self.worst() < Some(Severity::Broken)
    }

    fn found(&mut self, check: Check, object: impl Into<String>, detail: impl Into<String>) {
        if self.findings.len() >= MOST {
            self.more += 1;
            return;
        }
        self.findings.push(Finding {
            severity: check.severity(),
            check,
            object: object.into(),
            detail: detail.into(),
        });
    }
}

/// Examines a store through one snapshot; it may be serving meanwhile.
///
/// # Errors
/// When the database cannot be read at all.
pub fn examine(store: &Store, now: Timestamp) -> Result<Report> {
    let figures = store.figures()?;
    let mut report = Report {
        at: now,
        findings: Vec::new(),
        more: 0,
        records: 0,
        index_rows: 0,
        cases: 0,
        events: 0,
        erased: 0,
        files: 0,
        file_bytes: figures.file_bytes,
        stored_bytes: store.stored_bytes()?,
        disk_free: figures.disk_free,
    };
    store.snapshot(|snapshot| {
        let newest = records::examine(snapshot, &mut report)?;
        indexes::examine(snapshot, &mut report)?;
        surroundings::clock(newest, now, &mut report);
        surroundings::key(store, snapshot, &mut report)?;
        surroundings::files(store, snapshot, &mut report)
    })?;
    surroundings::disk(store, &mut report)?;
    report
        .findings
        .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(report)
}
