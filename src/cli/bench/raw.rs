//! redb by itself: a writer thread with group commit and the settings of our store, and rows that
//! cost nothing to make. What our act costs on top is ours.
//!
//! Two shapes: one row of 1,500 bytes in an empty database, the least a durable act could be; and
//! the very rows our acts write, with their tables and keys, in the filled database itself.

use super::load::Measured;
use super::load::summed;
use crate::store::rehearsal::Written;
use anyhow::Context;
use anyhow::Result;
use redb::Database;
use redb::TableDefinition;
use redb::WriteTransaction;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::time::Duration;
use std::time::Instant;

/// As in our store.
const GROUP: usize = 256;
const QUEUE: usize = 1024;
const CACHE: usize = crate::store::CACHE;
/// About what an event and its case come to, in bytes.
const ROW: [u8; 1500] = [7; 1500];

/// What a client sends: the number of its write, and whom to tell of the commit.
struct Knock {
    number: u64,
    committed: SyncSender<()>,
}

/// Writes one row a time into an empty database, from `clients` threads for `time`.
///
/// # Errors
/// When the disk does.
pub fn one_row(folder: &Path, clients: usize, time: Duration) -> Result<Measured> {
    const ROWS: TableDefinition<u64, &[u8]> = TableDefinition::new("rows");
    let path = folder.join(format!("raw-{clients}.redb"));
    let database = Database::builder().set_cache_size(CACHE).create(&path);
    let database = Arc::new(database.context("making a database")?);
    let measured = measure(&database, clients, time, ROW.len(), |tx, group| {
        let mut rows = tx.open_table(ROWS).context("opening a table")?;
        for number in group {
            rows.insert(number, ROW.as_slice()).context("writing")?;
        }
        Ok(())
    })?;
    std::fs::remove_file(&path).context("removing the database")?;
    Ok(measured)
}

/// Writes what acts were seen to write, into the database they were seen in; at each number of
/// clients. A database that is to be kept is put back as it was.
///
/// # Errors
/// When the disk does.
pub fn same_rows(
    path: &Path,
    acts: &Arc<Vec<Vec<Written>>>,
    clients: &[usize],
    time: Duration,
    put_back: bool,
) -> Result<Vec<Measured>> {
    let database = Database::builder().set_cache_size(CACHE).open(path);
    let database = Arc::new(database.context("opening the database")?);
    let before = match put_back {
        true => {
            let tx = database.begin_write().context("beginning a write")?;
            let before = tx.ephemeral_savepoint().context("noting how it is")?;
            tx.abort().context("ending a write")?;
            Some(before)
        }
        false => None,
    };
    let measured = clients
        .iter()
        .map(|clients| rows(&database, acts, *clients, time))
        .collect::<Result<Vec<_>>>()?;
    if let Some(before) = before {
        let mut tx = database.begin_write().context("beginning a write")?;
        tx.restore_savepoint(&before).context("putting it back")?;
        tx.set_quick_repair(true);
        tx.commit().context("putting it back")?;
    }
    Ok(measured)
}

fn rows(
    database: &Arc<Database>,
    acts: &Arc<Vec<Vec<Written>>>,
    clients: usize,
    time: Duration,
) -> Result<Measured> {
    let bytes = acts.iter().flatten().map(Written::bytes).sum::<usize>() / acts.len().max(1);
    let acts = Arc::clone(acts);
    measure(database, clients, time, bytes, move |tx, group| {
        let mut tables = BTreeMap::new();
        for number in group {
            let at = usize::try_from(number).unwrap_or(0);
            let round = (at / acts.len()) as u64;
            for row in &acts[at % acts.len()] {
                let table = match tables.entry(row.table) {
                    std::collections::btree_map::Entry::Occupied(slot) => slot.into_mut(),
                    std::collections::btree_map::Entry::Vacant(slot) => {
                        let name: TableDefinition<&[u8], &[u8]> = TableDefinition::new(row.table);
                        slot.insert(tx.open_table(name).context("opening a table")?)
                    }
                };
                let key = row.key_in_round(round);
                match &row.value {
                    Some(value) => table.insert(key.as_slice(), value.as_slice()),
                    None => table.remove(key.as_slice()),
                }
                .context("writing")?;
            }
        }
        Ok(())
    })
}

fn measure(
    database: &Arc<Database>,
    clients: usize,
    time: Duration,
    bytes: usize,
    write: impl Fn(&WriteTransaction, Vec<u64>) -> Result<()> + Send + 'static,
) -> Result<Measured> {
    let (inbox, outlet) = sync_channel::<Knock>(QUEUE);
    let for_writer = Arc::clone(database);
    let writer = std::thread::spawn(move || commit_groups(&for_writer, &outlet, write));
    let began = Instant::now();
    let threads: Vec<_> = (0..clients as u64)
        .map(|client| {
            let inbox = inbox.clone();
            std::thread::spawn(move || knock(&inbox, client, clients as u64, time))
        })
        .collect();
    drop(inbox);
    let mut times = Vec::new();
    for thread in threads {
        let lane = thread.join();
        times.extend(lane.map_err(|_| anyhow::anyhow!("a client panicked"))?);
    }
    let took = began.elapsed();
    let written = writer.join();
    written.map_err(|_| anyhow::anyhow!("the writer panicked"))??;
    Ok(summed(times, 0, bytes, clients, took))
}

fn knock(inbox: &SyncSender<Knock>, client: u64, clients: u64, time: Duration) -> Vec<Duration> {
    let mut times = Vec::new();
    let began = Instant::now();
    let mut number = client;
    while began.elapsed() < time {
        let (committed, done) = sync_channel(1);
        let sent = Instant::now();
        let knock = Knock { number, committed };
        if inbox.send(knock).is_err() || done.recv().is_err() {
            return times;
        }
        times.push(sent.elapsed());
        number += clients;
    }
    times
}

fn commit_groups(
    database: &Database,
    outlet: &Receiver<Knock>,
    write: impl Fn(&WriteTransaction, Vec<u64>) -> Result<()>,
) -> Result<()> {
    while let Ok(first) = outlet.recv() {
        let mut group = vec![first];
        group.extend(outlet.try_iter().take(GROUP - 1));
        let mut tx = database.begin_write().context("beginning a write")?;
        tx.set_quick_repair(true);
        write(&tx, group.iter().map(|knock| knock.number).collect())?;
        tx.commit().context("committing")?;
        for knock in group {
            // A client that is done does not wait any more.
            let _ = knock.committed.send(());
        }
    }
    Ok(())
}
