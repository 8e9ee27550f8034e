//! Imports: begun with an upload, confirmed, stopped, and what became of them.

use super::Moment;
use super::people::note;
use crate::domain::ids::JobId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::import::ImportJob;
use crate::domain::import::ImportState;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::imports;

/// Keeps an uploaded file, not yet read. `file` is its hash in the store.
///
/// # Errors
/// When the disk does.
pub fn begin(
    plan: &mut Plan<'_, '_>,
    shop: ShopId,
    by: StaffId,
    file_name: &str,
    file: &str,
    moment: &Moment,
) -> Result<JobId, Failure> {
    drop_old_files(plan, moment)?;
    let id = JobId(plan.next_number("job")?);
    let job = ImportJob {
        id,
        shop,
        by,
        file_name: file_name.to_owned(),
        file: Some(file.to_owned()),
        state: ImportState::Waiting,
        encoding: String::new(),
        profile: String::new(),
        rows: 0,
        done: 0,
        created: 0,
        updated: 0,
        skipped: 0,
        bad: 0,
        bad_rows: None,
        refused: None,
        cancel_asked: false,
        at: moment.now,
        ended_at: None,
    };
    imports::save(plan, &job)?;
    note(plan, moment.now, Some(by), "import", format!("import {id}"))?;
    Ok(id)
}

/// Uploads that nobody came back to name people, so their files go after a day.
fn drop_old_files(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<(), Failure> {
    for mut job in imports::newest(plan, 50)? {
        let is_old = moment.now.since(job.at) > Span::days(1);
        if is_old && job.file.is_some() && job.state != ImportState::Running {
            if job.state == ImportState::Waiting {
                job.state = ImportState::Cancelled;
                job.ended_at = Some(moment.now);
            }
            job.file = None;
            imports::save(plan, &job)?;
        }
    }
    Ok(())
}

/// Lets an import run, or run again. `encoding` is the one a person chose; empty to find it.
///
/// # Errors
/// `NotFound`; `ChangedMeanwhile` when it runs already or its file is gone.
pub fn start(plan: &mut Plan<'_, '_>, id: JobId, encoding: &str) -> Result<ImportJob, Failure> {
    let mut job = imports::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    if job.state == ImportState::Running || job.file.is_none() {
        return Err(Failure::ChangedMeanwhile);
    }
    job.state = ImportState::Running;
    job.encoding = encoding.to_owned();
    job.cancel_asked = false;
    job.refused = None;
    job.done = 0;
    job.ended_at = None;
    imports::save(plan, &job)?;
    Ok(job)
}

/// Asks a running import to stop, or drops one that waits.
///
/// # Errors
/// `NotFound`.
pub fn cancel(plan: &mut Plan<'_, '_>, id: JobId, moment: &Moment) -> Result<(), Failure> {
    let mut job = imports::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    match job.state {
        ImportState::Running => job.cancel_asked = true,
        ImportState::Waiting => {
            job.state = ImportState::Cancelled;
            job.file = None;
            job.ended_at = Some(moment.now);
        }
        _ => return Ok(()),
    }
    Ok(imports::save(plan, &job)?)
}

/// Writes how far an import is. Someone may have asked it to stop meanwhile: that stays.
///
/// # Errors
/// `NotFound`.
pub fn progress(plan: &mut Plan<'_, '_>, told: &ImportJob) -> Result<(), Failure> {
    let known = imports::by_id(plan, told.id)?.ok_or(Failure::NotFound)?;
    let job = ImportJob {
        cancel_asked: known.cancel_asked,
        ..told.clone()
    };
    Ok(imports::save(plan, &job)?)
}

/// Imports that were running when the process ended did not fail by themselves; they can be run
/// again. Returns how many there were.
///
/// # Errors
/// When the disk does.
pub fn interrupted(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<u64, Failure> {
    let mut count = 0;
    for mut job in imports::newest(plan, 50)? {
        if job.state == ImportState::Running {
            job.state = ImportState::Failed;
            job.ended_at = Some(moment.now);
            imports::save(plan, &job)?;
            count += 1;
        }
    }
    Ok(count)
}
