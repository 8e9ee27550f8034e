//! What happens without anyone asking. Every recurring job stands in `SCHEDULE`; a job has no
//! rules of its own, it knocks on the same doors.

mod back_up;
mod follow_search;
mod tick_cases;

use crate::actions::imports;
use crate::app::App;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Healing;
use crate::store::sweep;
use anyhow::Context;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

type Run = fn(Arc<App>) -> Pin<Box<dyn Future<Output = Result<usize, Failure>>>>;

/// A recurring job.
struct Job {
    name: &'static str,
    every: Span,
    run: Run,
}

/// Every recurring job on one screen.
const SCHEDULE: &[Job] = &[
    Job {
        name: "tick-cases",
        every: Span(5_000),
        run: |app| Box::pin(tick_cases::run(app)),
    },
    Job {
        name: "heal-store",
        every: Span(20_000),
        run: |app| Box::pin(heal(app)),
    },
    Job {
        name: "back-up",
        every: Span(5_000),
        run: |app| Box::pin(back_up::run(app)),
    },
    Job {
        name: "sweep",
        every: Span::hours(1),
        run: |app| Box::pin(sweep(app)),
    },
];

/// After this many reopenings that failed, the process had better be started again
/// (reliability 1.4.7).
const GIVE_UP: u32 = 3;

/// Runs the schedule until `stop` turns true. Failures are told to the log and do not end it.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>, lost: watch::Sender<bool>) {
    let moment = app.moment();
    // No import can be running yet: those that say so were cut off with the last process.
    let cut_off = app
        .write(None, move |plan| imports::interrupted(plan, &moment))
        .await;
    if let Err(failure) = cut_off {
        tracing::error!(error = %failure, "imports that were cut off");
    }
    let following = follow_search::begin(Arc::clone(&app), stop.clone());
    let mut next = vec![Timestamp(0); SCHEDULE.len()];
    'running: while !*stop.borrow() {
        for (job, next) in SCHEDULE.iter().zip(&mut next) {
            let now = app.now();
            if now < *next {
                continue;
            }
            *next = now + job.every;
            if matches!(app.store.heal_tries(), Some(tries) if tries >= GIVE_UP) {
                let _ = lost.send(true);
                break 'running;
            }
            match (job.run)(Arc::clone(&app)).await {
                Ok(0) => {}
                Ok(done) => tracing::info!(job = job.name, done, "job"),
                Err(failure) => tracing::error!(job = job.name, error = %failure, "job"),
            }
        }
        let pause = tokio::time::sleep(Duration::from_secs(1));
        tokio::select! {
            () = pause => {}
            _ = stop.changed() => {}
        }
    }
    // The store is closed after this: whoever follows it lets go first.
    match following {
        Ok(thread) => {
            let joined = tokio::task::spawn_blocking(move || thread.join()).await;
            if !matches!(joined, Ok(Ok(()))) {
                tracing::error!("following the store for search ended badly");
            }
        }
        Err(error) => tracing::error!(error = format!("{error:#}"), "search stands still"),
    }
}

/// Reopens the store after its disk failed (reliability 1.4.7).
async fn heal(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    let healing = tokio::task::spawn_blocking(move || app.store.heal(now))
        .await
        .context("healing the store panicked")?;
    Ok(usize::from(healing == Healing::Reopened))
}

/// Forgets what is no longer needed, in small slices.
async fn sweep(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    tokio::task::spawn_blocking(move || {
        let swept = sweep::commands(&app.store, now)? + sweep::files(&app.store, now)?;
        if let Some((before, after)) = sweep::compact(&app.store)? {
            let (before, after) = (before.file_bytes, after.file_bytes);
            tracing::info!(before, after, "the database was compacted");
        }
        Ok(usize::try_from(swept).unwrap_or(usize::MAX))
    })
    .await
    .context("sweeping panicked")?
}
