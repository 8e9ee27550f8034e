//! The one writer thread: plans commands, applies them, commits them in groups.
//!
//! A command is acknowledged only after its commit. A failed commit may have happened all the
//! same (reliability 0.2), so commands carry an idempotency key.

use super::changes::Touched;
use super::committed::Committed;
use super::health::Health;
use super::health::Shared;
use super::kept::Kept;
use super::key::Key;
use super::tables::Table;
use super::view::Batch;
use super::view::Changes;
use super::view::Plan;
use super::view::View;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use anyhow::Context;
use anyhow::anyhow;
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::TrySendError;
use std::time::Duration;

/// At most this many commands wait; more are told to come back.
pub(super) const QUEUE: usize = 1024;
/// At most this many commands share a commit.
const GROUP: usize = 256;
/// How long a command waits for another one to share its commit, while commands come in groups. A
/// commit costs more than this.
const GATHER: Duration = Duration::from_micros(200);

/// The answer of a command, as its record bytes.
pub(super) type Answer = Result<Vec<u8>, Failure>;
type Work = Box<dyn FnOnce(&mut Plan<'_, '_>) -> Answer + Send>;
/// Hands the answer over; called exactly once, after the commit.
pub(super) type Reply = Box<dyn FnOnce(Answer) + Send>;

/// A command on its way to the writer.
pub(super) struct Command {
    /// The same key gives the same answer for seven days.
    pub key: Option<String>,
    pub at: Timestamp,
    pub work: Work,
    pub reply: Reply,
}

pub(super) enum Message {
    Run(Command),
    /// Ends the writer, after everything before it.
    Stop,
}

pub(super) fn send(sender: &SyncSender<Message>, shared: &Shared, command: Command) {
    shared.queued.fetch_add(1, Ordering::Relaxed);
    let (message, failure) = match sender.try_send(Message::Run(command)) {
        Ok(()) => return,
        Err(TrySendError::Full(message)) => (message, Failure::Busy),
        Err(TrySendError::Disconnected(message)) => (message, Failure::ReadOnly),
    };
    shared.queued.fetch_sub(1, Ordering::Relaxed);
    if let Message::Run(command) = message {
        (command.reply)(Err(failure));
    }
}

/// Runs until told to stop or the last sender is gone.
pub(super) fn run(shared: &Arc<Shared>, inbox: &Receiver<Message>) {
    let mut last = 1;
    while let Ok(first) = inbox.recv() {
        let Message::Run(first) = first else { return };
        let mut group = VecDeque::from([first]);
        let mut stop = false;
        while group.len() < GROUP {
            // Who was answered by the last commit is likely to come again; alone, nobody waits.
            let next = match group.len() < last {
                true => inbox.recv_timeout(GATHER).ok(),
                false => inbox.try_recv().ok(),
            };
            match next {
                Some(Message::Run(command)) => group.push_back(command),
                Some(Message::Stop) => {
                    stop = true;
                    break;
                }
                None => break,
            }
        }
        last = group.len();
        shared.queued.fetch_sub(group.len(), Ordering::Relaxed);
        run_group(shared, group);
        if stop {
            return;
        }
    }
}

fn run_group(shared: &Shared, mut group: VecDeque<Command>) {
    let mut replies: Vec<(Reply, Answer)> = Vec::with_capacity(group.len());
    let committed = if shared.health() == Health::Writable {
        // redb may panic on a damaged page; that is a storage error, not the end of the desk.
        catch_unwind(AssertUnwindSafe(|| {
            commit_group(shared, &mut group, &mut replies)
        }))
        .unwrap_or_else(|_| Err(anyhow!("the database panicked")))
        .inspect_err(|error| {
            tracing::error!(error = format!("{error:#}"), "the store turns read-only");
            shared.turn_read_only(error);
        })
        .is_ok()
    } else {
        false
    };
    for (reply, answer) in replies {
        reply(match answer {
            // Without its commit, whether it happened is unknown; a refusal is true all the same.
            Ok(_) if !committed => Err(Failure::ReadOnly),
            answer => answer,
        });
    }
    for command in group {
        (command.reply)(Err(Failure::ReadOnly));
    }
}

/// Takes commands from the front of `group` and puts their answers into `replies`.
fn commit_group(
    shared: &Shared,
    group: &mut VecDeque<Command>,
    replies: &mut Vec<(Reply, Answer)>,
) -> anyhow::Result<()> {
    let database = shared.database()?;
    let mut tx = database.begin_write().context("beginning a write")?;
    tx.set_quick_repair(true);
    let mut changed = false;
    let changed_kept;
    let mut committed = Committed::default();
    {
        let kept = shared.shelf.settled();
        let kept = kept.map(|generation| Kept::new(&shared.shelf, generation));
        let batch = Batch::with_kept(&tx, kept);
        let mut touched = Touched::default();
        while let Some(command) = group.pop_front() {
            let at = command.at;
            let (answer, changes) = plan_one(&batch, command.key, at, command.work);
            replies.push((command.reply, answer));
            changed |= !changes.is_empty();
            committed.note(&changes);
            touched.note(at, &changes);
            batch.apply(changes)?;
        }
        touched.write(&batch)?;
        changed_kept = batch.changed_kept();
    }
    let changing = changed_kept.then(|| shared.shelf.changing());
    if !changed {
        return tx.abort().context("ending a write that changed nothing");
    }
    tx.commit().context("committing")?;
    // Whoever is told and looks at once must find what was committed.
    drop(changing);
    if let Some(tell) = shared.listener.get()
        && committed.is_worth_telling()
    {
        tell(&committed);
    }
    Ok(())
}

fn plan_one(
    batch: &Batch<'_>,
    key: Option<String>,
    at: Timestamp,
    work: Work,
) -> (Answer, Changes) {
    let planned = catch_unwind(AssertUnwindSafe(|| plan_keyed(batch, key, at, work)));
    match planned {
        Ok(Ok((answer, changes))) => (Ok(answer), changes),
        Ok(Err(failure)) => (Err(failure), Changes::new()),
        Err(panic) => {
            let what = panic
                .downcast_ref::<&str>()
                .map(ToString::to_string)
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            let error = anyhow!("a command panicked: {what}");
            (Err(Failure::Fault(error)), Changes::new())
        }
    }
}

/// The answer of a command and what it wants written; the answer it gave before, if its key was
/// used.
pub(super) fn plan_keyed(
    batch: &Batch<'_>,
    key: Option<String>,
    at: Timestamp,
    work: impl FnOnce(&mut Plan<'_, '_>) -> Answer,
) -> Result<(Vec<u8>, Changes), Failure> {
    let mut plan = Plan::new(batch);
    let hash = key.map(|key| blake3::hash(key.as_bytes()));
    if let Some(hash) = hash
        && let Some(answer) = plan.get_bytes(Table::Commands, hash.as_bytes())?
    {
        return Ok((answer, Changes::new()));
    }
    let answer = work(&mut plan)?;
    if let Some(hash) = hash {
        plan.put_bytes(Table::Commands, hash.as_bytes().to_vec(), answer.clone());
        let time_key = Key::new().i64(at.0).bytes(hash.as_bytes()).build();
        plan.put_bytes(Table::CommandTimes, time_key, Vec::new());
    }
    Ok((answer, plan.into_changes()))
}
