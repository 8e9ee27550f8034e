//! An import as a job: looked at, carried out with progress in its record, its bad rows given back.

use super::bad_rows::BadRows;
use super::cell::Reason;
use super::encoding::TextEncoding;
use super::import;
use super::import::ImportTo;
use super::import::Imported;
use super::import::Progress;
use super::import::Stopped;
use super::imported::BadRow;
use super::imported::RowError;
use super::limits::Limits;
use super::plan;
use super::plan::Look;
use super::profile::Mapping;
use super::refused::Refused;
use super::table::Table;
use crate::actions::imports;
use crate::app::App;
use crate::domain::ids::JobId;
use crate::domain::import::ImportJob;
use crate::domain::import::ImportState;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::store::Store;
use crate::store::imports as stored;
use crate::store::settings;
use anyhow::Context;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::Serialize;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How often a running import writes how far it is, and looks whether it should stop.
const EVERY: Span = Span(700);

/// What could not be shown or run.
pub type Looked = Result<Look, Refused>;

/// Looks at the file of an import that waits. `encoding` overrides the one that is found.
///
/// # Errors
/// `NotFound` when the file is gone; a file that cannot be read is an answer, not an error.
pub fn look(
    store: &Store,
    job: &ImportJob,
    encoding: Option<TextEncoding>,
) -> Result<Looked, Failure> {
    let mut table = match open(store, job, encoding)? {
        Ok(table) => table,
        Err(refused) => return Ok(Err(refused)),
    };
    Ok(plan::look(&mut table, &|fingerprint| {
        remembered(store, fingerprint)
    }))
}

/// Carries out an import that [`imports::start`] has let run, off the web workers.
///
/// # Errors
/// When its record cannot be written; what goes wrong with the file stands in the record.
pub async fn carry_out(app: Arc<App>, id: JobId) -> Result<ImportJob, Failure> {
    tokio::task::spawn_blocking(move || {
        let job = app
            .store
            .read(|view| stored::by_id(view, id)?.ok_or(Failure::NotFound))?;
        let ended = run(&app, job);
        app.changed.notify_one();
        ended
    })
    .await
    .context("an import panicked")?
}

fn run(app: &App, mut job: ImportJob) -> Result<ImportJob, Failure> {
    let encoding = TextEncoding::from_code(&job.encoding);
    match attempt(app, &mut job, encoding) {
        Ok(imported) => {
            job.state = match imported.cancelled {
                true => ImportState::Cancelled,
                false => ImportState::Done,
            };
            job.done = match imported.cancelled {
                true => job.done,
                false => imported.report.rows,
            };
            job.rows = imported.report.rows;
            job.encoding.clone_from(&imported.report.encoding);
            job.profile.clone_from(&imported.report.profile);
            job.created = imported.report.created;
            job.updated = imported.report.updated;
            job.skipped = imported.report.skipped;
            job.bad = imported.report.errors.len() as u64;
            job.bad_rows = seal(&app.store, &imported)?;
            job.file = None;
        }
        Err(Stopped::Refused(refused)) => {
            job.state = ImportState::Refused;
            let args = refused
                .args()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            job.refused = Some((refused.key(), args.collect()));
        }
        Err(Stopped::Failed(failure)) => {
            // The file stays, so that it can be run again.
            job.state = ImportState::Failed;
            tracing::error!(job = %job.id, error = %failure, "an import failed");
        }
    }
    job.ended_at = Some(app.now());
    write(&app.store, &job, app)?;
    Ok(job)
}

fn attempt(
    app: &App,
    job: &mut ImportJob,
    encoding: Option<TextEncoding>,
) -> Result<Imported, Stopped> {
    let store = &app.store;
    let mut table = open(store, job, encoding)??;
    let plan = plan::look(&mut table, &|fingerprint| remembered(store, fingerprint))?.plan()?;
    let to = ImportTo {
        shop: job.shop,
        zone: zone(store)?,
        moment: app.moment(),
    };
    let mut last = app.now();
    let mut shown = job.clone();
    let mut watch = |progress: Progress| {
        let now = app.now();
        if !progress.done.is_multiple_of(64) || now.since(last) < EVERY {
            return ControlFlow::Continue(());
        }
        last = now;
        shown.rows = progress.rows;
        shown.done = progress.done;
        // An import that cannot say how far it is still goes on.
        let _ = write(store, &shown, app);
        match is_cancelled(store, shown.id) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    };
    let imported = import::run(store, &mut table, &plan, &to, &mut watch);
    job.done = shown.done;
    imported
}

fn write(store: &Store, job: &ImportJob, app: &App) -> Result<(), Failure> {
    let job = job.clone();
    store.write(None, app.now(), move |plan| imports::progress(plan, &job))
}

fn is_cancelled(store: &Store, id: JobId) -> bool {
    store
        .read(|view| Ok(stored::by_id(view, id)?.is_some_and(|job| job.cancel_asked)))
        .unwrap_or(false)
}

fn open(
    store: &Store,
    job: &ImportJob,
    encoding: Option<TextEncoding>,
) -> Result<Result<Table<BufReader<File>>, Refused>, Failure> {
    let hash = job.file.as_deref().ok_or(Failure::NotFound)?;
    let file = store.files().reader(hash)?;
    Ok(Table::open(
        BufReader::new(file),
        encoding,
        Limits::default(),
    ))
}

/// The mapping a person made for a header set.
pub fn remembered(store: &Store, fingerprint: &str) -> Option<Mapping> {
    store
        .read(|view| Ok(stored::mapping(view, fingerprint)?))
        .ok()
        .flatten()
}

/// The zone the desk was set up with: platforms write local times.
///
/// # Errors
/// When the disk does.
pub fn zone(store: &Store) -> Result<TimeZone, Failure> {
    let desk = store.read(|view| Ok(settings::desk(view)?))?;
    let name = desk.map_or_else(|| "Asia/Shanghai".to_owned(), |desk| desk.zone);
    Ok(TimeZone::get(&name).unwrap_or(TimeZone::UTC))
}

/// Bad rows as they are sealed into the record.
#[derive(Serialize, Deserialize)]
struct KeptRows {
    headings: Vec<String>,
    /// Row, column, code of the reason, cells.
    rows: Vec<(u64, String, String, Vec<String>)>,
}

fn seal(
    store: &Store,
    imported: &Imported,
) -> Result<Option<crate::domain::sealed::Sealed>, Failure> {
    if imported.bad.is_empty() {
        return Ok(None);
    }
    let kept = KeptRows {
        headings: imported.headings.clone(),
        rows: imported
            .bad
            .iter()
            .map(|bad| {
                let error = &bad.error;
                let reason = error.reason.code().to_owned();
                (error.row, error.column.clone(), reason, bad.cells.clone())
            })
            .collect(),
    };
    let json = serde_json::to_string(&kept).context("bad rows are always JSON")?;
    Ok(Some(store.vault().seal(&json, String::new())?))
}

/// The bad rows of an import as a CSV file; `None` when there are none.
///
/// # Errors
/// When they were sealed with another key.
pub fn bad_rows_file(
    store: &Store,
    job: &ImportJob,
    words: Words,
) -> Result<Option<Vec<u8>>, Failure> {
    let Some(kept) = kept_rows(store, job)? else {
        return Ok(None);
    };
    let mut file =
        BadRows::start(Vec::new(), &kept.headings, words).context("memory takes bytes")?;
    for bad in bad_rows(&kept) {
        file.add(&bad).context("memory takes bytes")?;
    }
    Ok(Some(file.finish().context("memory takes bytes")?))
}

/// The first bad rows of an import, for a page.
///
/// # Errors
/// When they were sealed with another key.
pub fn first_bad_rows(
    store: &Store,
    job: &ImportJob,
    limit: usize,
) -> Result<Vec<RowError>, Failure> {
    let kept = kept_rows(store, job)?;
    Ok(kept
        .iter()
        .flat_map(bad_rows)
        .take(limit)
        .map(|bad| bad.error)
        .collect())
}

fn kept_rows(store: &Store, job: &ImportJob) -> Result<Option<KeptRows>, Failure> {
    let Some(sealed) = &job.bad_rows else {
        return Ok(None);
    };
    let json = store.vault().open_sealed(sealed)?;
    Ok(Some(
        serde_json::from_str(&json).context("reading sealed bad rows")?,
    ))
}

fn bad_rows(kept: &KeptRows) -> impl Iterator<Item = BadRow> {
    kept.rows.iter().map(|(row, column, reason, cells)| {
        let at = kept.headings.iter().position(|heading| heading == column);
        let shown = at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
        BadRow {
            error: RowError {
                row: *row,
                sheet: String::new(),
                column: column.clone(),
                reason: Reason::from_code(reason).unwrap_or(Reason::Refused),
                excerpt: super::imported::excerpt(&shown, 40),
            },
            cells: cells.clone(),
        }
    })
}
