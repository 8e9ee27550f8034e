//! Keeps the search index at the heels of the store, on a thread of its own: building it anew takes
//! minutes and must hold up no other job.

use crate::app::App;
use anyhow::Context;
use anyhow::Result;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;
use tokio::sync::watch;

/// How long the store is left alone when nothing is to be done.
const PAUSE: Duration = Duration::from_millis(250);
/// After a failure, and how much longer after each further one.
const AFTER_FAILURE: Duration = Duration::from_secs(5);
/// At most so long after failures.
const AT_MOST: Duration = Duration::from_secs(60);

/// Follows until `stop` turns true or its sender is gone.
///
/// # Errors
/// When the system has no thread left.
pub(super) fn begin(app: Arc<App>, stop: watch::Receiver<bool>) -> Result<JoinHandle<()>> {
    std::thread::Builder::new()
        .name("search".into())
        .spawn(move || follow(&app, &stop))
        .context("starting to follow the store")
}

fn follow(app: &App, stop: &watch::Receiver<bool>) {
    let mut failures = 0;
    while !ends(stop) {
        let began = Instant::now();
        let step = || app.search.step(&app.store, app.now());
        let pause = match catch_unwind(AssertUnwindSafe(step)) {
            Ok(Ok(more)) => {
                failures = 0;
                // Whoever works at the desk meanwhile needs the machine, too.
                if more { began.elapsed() / 2 } else { PAUSE }
            }
            Ok(Err(error)) => {
                failures += 1;
                tracing::error!(
                    error = format!("{error:#}"),
                    "following the store for search"
                );
                (AFTER_FAILURE * failures).min(AT_MOST)
            }
            Err(_) => {
                failures += 1;
                tracing::error!("following the store for search panicked");
                (AFTER_FAILURE * failures).min(AT_MOST)
            }
        };
        wait(pause, stop);
    }
    if let Err(error) = app.search.rest() {
        tracing::error!(error = format!("{error:#}"), "ending the search index");
    }
}

fn wait(mut left: Duration, stop: &watch::Receiver<bool>) {
    while !left.is_zero() && !ends(stop) {
        let part = left.min(PAUSE);
        std::thread::sleep(part);
        left -= part;
    }
}

fn ends(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow() || stop.has_changed().is_err()
}
