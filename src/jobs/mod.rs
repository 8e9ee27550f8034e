//! What happens without anyone asking. Every recurring job stands in one of the lists below; a job has no
//! rules of its own, it knocks on the same doors.

mod ask_couriers;
mod ask_receipts;
mod back_up;
mod fetch_mail;
mod follow_search;
mod look_at_marketplaces;
mod pull_marketplaces;
mod recompute_deadlines;
mod replay_pushes;
mod send_messages;
mod send_mornings;
mod send_notices;
mod send_webhooks;
mod sound_alarms;
mod tell_automations;
mod tell_decisions;
mod tick_cases;
mod turn_rules;
mod watch_parcels;

pub use ask_couriers::run as ask_couriers;
pub use ask_receipts::run as ask_receipts;
pub use fetch_mail::run as fetch_mail;
pub use look_at_marketplaces::run as look_at_marketplaces;
pub use pull_marketplaces::run as pull_marketplaces;
pub use recompute_deadlines::run as recompute_deadlines;
pub use replay_pushes::run as replay_pushes;
pub use send_messages::run as send_messages;
pub use send_mornings::run as send_mornings;
pub use send_notices::run as send_notices;
pub use send_webhooks::run as send_webhooks;
pub use sound_alarms::run as sound_alarms;
pub use tell_automations::run as tell_automations;
pub use tell_decisions::run as tell_decisions;
pub use tick_cases::run as tick_cases;
pub use watch_parcels::run as watch_parcels;

use crate::actions::drafts;
use crate::actions::imports;
use crate::actions::notices;
use crate::actions::plugins::pushes;
use crate::actions::webhooks;
use crate::app::App;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::host::Host;
use crate::store::Healing;
use crate::store::sweep;
use anyhow::Context;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

type Run<W> = fn(Arc<W>) -> Pin<Box<dyn Future<Output = Result<usize, Failure>>>>;

/// A recurring job, done with `W`.
struct Job<W = App> {
    name: &'static str,
    every: Span,
    /// How long after the start it runs first.
    after: Span,
    run: Run<W>,
}

/// Every recurring job on one screen.
const SCHEDULE: &[Job] = &[
    Job {
        name: "tick-cases",
        every: Span(5_000),
        after: Span(0),
        run: |app| Box::pin(tick_cases::run(app)),
    },
    Job {
        name: "turn-rules",
        every: Span(5_000),
        after: Span(0),
        run: |app| Box::pin(turn_rules::run(app)),
    },
    Job {
        name: "watch-parcels",
        every: Span(20_000),
        after: Span(0),
        run: |app| Box::pin(watch_parcels::run(app)),
    },
    Job {
        name: "recompute-deadlines",
        every: Span(5_000),
        after: Span(0),
        run: |app| Box::pin(recompute_deadlines::run(app)),
    },
    Job {
        name: "heal-store",
        every: Span(20_000),
        after: Span(0),
        run: |app| Box::pin(heal(app)),
    },
    Job {
        name: "sweep",
        every: Span::hours(1),
        after: Span(0),
        run: |app| Box::pin(sweep(app)),
    },
];

/// What people wait for: never behind a job that takes its time.
const PROMPT: &[Job] = &[Job {
    name: "send-messages",
    every: Span(1_000),
    after: Span(0),
    run: |app| Box::pin(send_messages::run(app)),
}];

/// What goes out to people: a server that thinks for a minute holds up nothing else.
const NOTICES: &[Job<Host>] = &[Job {
    name: "send-notices",
    every: Span(1_000),
    after: Span(1_000),
    run: |host| Box::pin(send_notices::run(host)),
}];

/// What other programs of the shop hear.
const WEBHOOKS: &[Job<Host>] = &[Job {
    name: "send-webhooks",
    every: Span(1_000),
    after: Span(1_500),
    run: |host| Box::pin(send_webhooks::run(host)),
}];

/// What buyers answered: a mail server that thinks for minutes keeps nothing from going out.
const MAILBOXES: &[Job<Host>] = &[
    Job {
        name: "fetch-mail",
        every: Span(60_000),
        after: Span(3_000),
        run: |host| Box::pin(fetch_mail::run(host)),
    },
    Job {
        name: "sound-alarms",
        every: Span(15_000),
        after: Span(5_000),
        run: |host| Box::pin(sound_alarms::run(host)),
    },
    Job {
        name: "send-mornings",
        every: Span(60_000),
        after: Span(10_000),
        run: |host| Box::pin(send_mornings::run(host)),
    },
];

/// What reads the whole database: minutes in a large one, and no deadline waits for it.
const SLOW: &[Job] = &[
    Job {
        name: "back-up",
        every: Span(5_000),
        after: Span(0),
        run: |app| Box::pin(back_up::run(app)),
    },
    Job {
        name: "follow-parcels",
        every: Span::hours(24),
        after: Span::minutes(1),
        run: |app| Box::pin(watch_parcels::follow_all(app)),
    },
    Job {
        name: "clear-away",
        every: Span::hours(24),
        // It reads the whole database: not in the rush of a morning, yet once in a working day.
        after: Span::hours(6),
        run: |app| Box::pin(clear_away(app)),
    },
];

/// What asks plugins: other people's services are slow, and no clock of a case waits for them.
const PLUGINS: &[Job<Host>] = &[
    Job {
        name: "ask-receipts",
        every: Span(30_000),
        after: Span(5_000),
        run: |host| Box::pin(ask_receipts::run(host)),
    },
    Job {
        name: "ask-couriers",
        every: Span(5_000),
        after: Span(2_000),
        run: |host| Box::pin(ask_couriers::run(host)),
    },
    Job {
        name: "pull-marketplaces",
        every: Span(15_000),
        after: Span(4_000),
        run: |host| Box::pin(pull_marketplaces::run(host)),
    },
    Job {
        name: "look-at-marketplaces",
        every: Span(3_000),
        after: Span(3_500),
        run: |host| Box::pin(look_at_marketplaces::run(host)),
    },
    Job {
        name: "tell-automations",
        every: Span(3_000),
        after: Span(2_500),
        run: |host| Box::pin(tell_automations::run(host)),
    },
    Job {
        name: "tell-decisions",
        every: Span(3_000),
        after: Span(3_000),
        run: |host| Box::pin(tell_decisions::run(host)),
    },
    Job {
        name: "replay-pushes",
        every: Span(10_000),
        after: Span(0),
        run: |host| Box::pin(replay_pushes::run(host)),
    },
];

/// After this many reopenings that failed, the process had better be started again
/// (reliability 1.4.7).
const GIVE_UP: u32 = 3;

/// A job that keeps failing waits longer from time to time, and never longer than this: a full disk
/// is told to the log once a minute, and what mended itself is taken up again within one.
const LONGEST_PAUSE: Span = Span::minutes(1);

/// When a job that runs every `every` comes again after that many failures in a row.
fn pause(every: Span, failures: u32) -> Span {
    let longer = every.0.saturating_mul(1 << failures.min(16));
    Span(longer.min(LONGEST_PAUSE.0).max(every.0))
}

/// Runs the schedule until `stop` turns true. Failures are told to the log and do not end it.
pub async fn run(host: Arc<Host>, stop: watch::Receiver<bool>, lost: watch::Sender<bool>) {
    let app = Arc::clone(host.app());
    let moment = app.moment();
    // No import can be running yet: those that say so were cut off with the last process.
    let cut_off = app
        .write(None, move |plan| imports::interrupted(plan, &moment))
        .await;
    if let Err(failure) = cut_off {
        tracing::error!(error = %failure, "imports that were cut off");
    }
    let following = follow_search::begin(Arc::clone(&app), stop.clone());
    let prompt = by_turns(PROMPT, &app, &app, stop.clone(), lost.clone());
    let slow = by_turns(SLOW, &app, &app, stop.clone(), lost.clone());
    let plugins = by_turns(PLUGINS, &host, &app, stop.clone(), lost.clone());
    let notices = by_turns(NOTICES, &host, &app, stop.clone(), lost.clone());
    let mailboxes = by_turns(MAILBOXES, &host, &app, stop.clone(), lost.clone());
    let webhooks = by_turns(WEBHOOKS, &host, &app, stop.clone(), lost.clone());
    let schedule = by_turns(SCHEDULE, &app, &app, stop, lost);
    let mails = futures_util::future::join3(notices, webhooks, mailboxes);
    futures_util::future::join5(prompt, slow, plugins, mails, schedule).await;
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

/// Runs the jobs of a list one after the other, each when it is due.
async fn by_turns<W>(
    jobs: &[Job<W>],
    with: &Arc<W>,
    app: &Arc<App>,
    mut stop: watch::Receiver<bool>,
    lost: watch::Sender<bool>,
) {
    let began = app.now();
    let mut next: Vec<(Timestamp, u32)> = jobs.iter().map(|job| (began + job.after, 0)).collect();
    while !*stop.borrow() {
        for (job, (next, failures)) in jobs.iter().zip(&mut next) {
            let now = app.now();
            if now < *next {
                continue;
            }
            if matches!(app.store.heal_tries(), Some(tries) if tries >= GIVE_UP) {
                let _ = lost.send(true);
                return;
            }
            match (job.run)(Arc::clone(with)).await {
                Ok(done) => {
                    *failures = 0;
                    if done > 0 {
                        tracing::info!(job = job.name, done, "job");
                    }
                }
                Err(failure) => {
                    *failures += 1;
                    tracing::error!(job = job.name, error = %failure, "job");
                }
            }
            *next = now + pause(job.every, *failures);
        }
        let pause = tokio::time::sleep(Duration::from_secs(1));
        tokio::select! {
            () = pause => {}
            _ = stop.changed() => {}
        }
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
    let moment = app.moment();
    let old = app
        .write(None, move |plan| {
            let read = pushes::forget_read(plan, &moment)?;
            let drafts = drafts::forget_old(plan, &moment)?;
            let posted = webhooks::forget_old(plan, &moment)?;
            Ok(read + drafts + posted + notices::forget_old(plan, &moment)?)
        })
        .await?;
    tokio::task::spawn_blocking(move || {
        let swept = sweep::commands(&app.store, now)?;
        Ok(old + usize::try_from(swept).unwrap_or(usize::MAX))
    })
    .await
    .context("sweeping panicked")?
}

/// Removes files that nothing names, and room in the database file that nothing uses.
async fn clear_away(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    tokio::task::spawn_blocking(move || {
        let files = sweep::files(&app.store, now)?;
        if let Some((before, after)) = sweep::compact(&app.store)? {
            let (before, after) = (before.file_bytes, after.file_bytes);
            tracing::info!(before, after, "the database was compacted");
        }
        Ok(usize::try_from(files).unwrap_or(usize::MAX))
    })
    .await
    .context("clearing away panicked")?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_keeps_failing_is_tried_less_often_and_at_least_once_a_minute() {
        let waits: Vec<i64> = (0..6).map(|n| pause(Span(5_000), n).0 / 1_000).collect();
        assert_eq!(waits, [5, 10, 20, 40, 60, 60]);
        assert_eq!(pause(Span::hours(24), 99), Span::hours(24));
    }
}
