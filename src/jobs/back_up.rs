//! Backs up once a day, and whenever someone asked.

use crate::app::App;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::backup;
use anyhow::Context;
use std::sync::Arc;

/// A backup older than this is followed by a new one.
const EVERY: Span = Span::hours(24);

/// Returns how many backups were made.
///
/// # Errors
/// When the backup cannot be made or does not pass its check.
pub async fn run(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    let Some(folder) = app.store.folder().map(ToOwned::to_owned) else {
        return Ok(0);
    };
    tokio::task::spawn_blocking(move || {
        let asked = backup::was_asked(&folder);
        let options = backup::BackupOptions {
            into: Some(app.config.backup_folder.clone()),
            keep: Some(app.config.backup_keep),
            ..backup::BackupOptions::default()
        };
        let newest = backup::list(&app.config.backup_folder, now)?
            .into_iter()
            .find(|listed| listed.wrong.is_none());
        let fresh = newest.is_some_and(|listed| listed.age.is_some_and(|age| age < EVERY));
        // A desk that is not set up has nothing to lose, unless someone thinks otherwise.
        let empty = || -> Result<bool, Failure> {
            app.store
                .read(|view| Ok(crate::store::settings::desk(view)?.is_none()))
        };
        if !asked && (fresh || empty()?) {
            return Ok(0);
        }
        backup::take(&app.store, now, &options)?;
        Ok(1)
    })
    .await
    .context("a backup panicked")?
}
