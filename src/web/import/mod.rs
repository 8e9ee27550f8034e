//! Bringing files in: upload, preview, progress, report.

pub mod job;
pub mod overview;
pub mod receive;
pub mod run;

use super::visit::Visit;
use crate::domain::ids::JobId;
use crate::domain::import::ImportJob;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::View;
use crate::store::imports;

/// Who brings files in.
pub const IMPORTERS: &[Role] = &[Role::Supervisor, Role::Agent];

/// The import with this number, if its shop is one of this person's.
fn see(view: &impl View, visit: &Visit, id: JobId) -> Result<ImportJob, Failure> {
    let job = imports::by_id(view, id)?.ok_or(Failure::NotFound)?;
    if !visit.viewer()?.sees_shop(job.shop) {
        return Err(Failure::NotFound);
    }
    Ok(job)
}
