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
        let newest = backup::list(&folder.join(backup::BACKUPS), now)?
            .into_iter()
            .find(|listed| listed.wrong.is_none());
        let fresh = newest.is_some_and(|listed| listed.age.is_some_and(|age| age < EVERY));
        if fresh && !backup::was_asked(&folder) {
            return Ok(0);
        }
        // An empty desk has nothing to lose.
        let empty = app
            .store
            .read(|view| Ok(crate::store::settings::desk(view)?.is_none()))?;
        if empty {
            return Ok(0);
        }
        backup::take(&app.store, now, &backup::BackupOptions::default())?;
        Ok(1)
    })
    .await
    .context("a backup panicked")?
}
