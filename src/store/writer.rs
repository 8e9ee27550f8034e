//! The one writer thread: plans commands, applies them, commits them in groups.
//!
//! A command is acknowledged only after its commit. A failed commit may have happened all the
//! same (reliability 0.2), so commands carry an idempotency key.

use super::Health;
use super::Shared;
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
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::TrySendError;

/// At most this many commands wait; more are told to come back.
pub(super) const QUEUE: usize = 1024;
/// At most this many commands share a commit.
const GROUP: usize = 256;

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
    /// Closes the database and hands control back, for reopening.
    Stop,
}

pub(super) fn send(sender: &SyncSender<Message>, command: Command) {
    match sender.try_send(Message::Run(command)) {
        Ok(()) => {}
        Err(TrySendError::Full(Message::Run(command))) => (command.reply)(Err(Failure::Busy)),
        Err(TrySendError::Disconnected(Message::Run(command))) => {
            (command.reply)(Err(Failure::ReadOnly));
        }
        Err(TrySendError::Full(Message::Stop) | TrySendError::Disconnected(Message::Stop)) => {}
    }
}

/// Runs until told to stop or the last sender is gone.
pub(super) fn run(shared: &Arc<Shared>, inbox: &Receiver<Message>) {
    while let Ok(first) = inbox.recv() {
        let Message::Run(first) = first else { return };
        let mut group = vec![first];
        let mut stop = false;
        while group.len() < GROUP {
            match inbox.try_recv() {
                Ok(Message::Run(command)) => group.push(command),
                Ok(Message::Stop) => {
                    stop = true;
                    break;
                }
                Err(_) => break,
            }
        }
        run_group(shared, group);
        if stop {
            return;
        }
    }
}

fn run_group(shared: &Shared, group: Vec<Command>) {
    if shared.health() != Health::Writable {
        for command in group {
            (command.reply)(Err(Failure::ReadOnly));
        }
        return;
    }
    let mut replies: Vec<(Reply, Answer)> = Vec::with_capacity(group.len());
    // redb may panic on a damaged page; that is a storage error, not the end of the desk.
    let committed = catch_unwind(AssertUnwindSafe(|| {
        commit_group(shared, group, &mut replies)
    }))
    .unwrap_or_else(|_| Err(anyhow!("the database panicked")));
    match committed {
        Ok(()) => {
            for (reply, answer) in replies {
                reply(answer);
            }
        }
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the store turns read-only");
            shared.turn_read_only(&error);
            for (reply, answer) in replies {
                // A refusal is true all the same; everything else is unknown.
                reply(match answer {
                    Err(failure) => Err(failure),
                    Ok(_) => Err(Failure::ReadOnly),
                });
            }
        }
    }
}

fn commit_group(
    shared: &Shared,
    group: Vec<Command>,
    replies: &mut Vec<(Reply, Answer)>,
) -> anyhow::Result<()> {
    let database = shared.database()?;
    let mut group = group.into_iter();
    let begun = database.begin_write().context("beginning a write");
    let mut tx = match begun {
        Ok(tx) => tx,
        Err(error) => {
            replies.extend(group.map(|c| (c.reply, Err(Failure::ReadOnly))));
            return Err(error);
        }
    };
    tx.set_quick_repair(true);
    let mut broken = None;
    let mut changed = false;
    {
        let batch = Batch::new(&tx);
        for command in group.by_ref() {
            let (answer, changes) = plan_one(&batch, command.key, command.at, command.work);
            replies.push((command.reply, answer));
            changed |= !changes.is_empty();
            if let Err(error) = batch.apply(changes) {
                broken = Some(error);
                break;
            }
        }
    }
    if let Some(error) = broken {
        replies.extend(group.map(|c| (c.reply, Err(Failure::ReadOnly))));
        return Err(error);
    }
    if changed {
        tx.commit().context("committing")
    } else {
        tx.abort().context("ending a write that changed nothing")
    }
}

fn plan_one(
    batch: &Batch<'_>,
    key: Option<String>,
    at: Timestamp,
    work: Work,
) -> (Answer, Changes) {
    let planned = catch_unwind(AssertUnwindSafe(|| {
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
    }));
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
