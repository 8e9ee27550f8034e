//! redb by itself: a writer thread with group commit and the settings of our store, and rows that
//! cost nothing to make. What our act costs on top is ours.

use super::load::Measured;
use super::load::summed;
use anyhow::Context;
use anyhow::Result;
use redb::Database;
use redb::TableDefinition;
use std::path::Path;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::time::Duration;
use std::time::Instant;

const ROWS: TableDefinition<u64, &[u8]> = TableDefinition::new("rows");
/// As in our store.
const GROUP: usize = 256;
const QUEUE: usize = 1024;
/// About what an event and its case come to, in bytes.
const ROW: [u8; 1500] = [7; 1500];

struct Row {
    key: u64,
    committed: SyncSender<()>,
}

/// Writes from `clients` threads for `time`, each waiting for its commit.
///
/// # Errors
/// When the disk does.
pub fn measure(folder: &Path, clients: usize, time: Duration) -> Result<Measured> {
    let path = folder.join(format!("raw-{clients}.redb"));
    let database = Database::create(&path).context("making a database")?;
    let (inbox, outlet) = sync_channel::<Row>(QUEUE);
    let writer = std::thread::spawn(move || write(&database, &outlet));
    let began = Instant::now();
    let threads: Vec<_> = (0..clients as u64)
        .map(|client| {
            let inbox = inbox.clone();
            std::thread::spawn(move || knock(&inbox, client, time))
        })
        .collect();
    drop(inbox);
    let mut times = Vec::new();
    for thread in threads {
        times.extend(
            thread
                .join()
                .map_err(|_| anyhow::anyhow!("a client panicked"))?,
        );
    }
    let took = began.elapsed();
    writer
        .join()
        .map_err(|_| anyhow::anyhow!("the writer panicked"))??;
    std::fs::remove_file(&path).context("removing the database")?;
    Ok(summed(times, 0, ROW.len(), clients, took))
}

fn knock(inbox: &SyncSender<Row>, client: u64, time: Duration) -> Vec<Duration> {
    let mut times = Vec::new();
    let began = Instant::now();
    let mut n = 0;
    while began.elapsed() < time {
        let (committed, done) = sync_channel(1);
        let sent = Instant::now();
        let row = Row {
            key: (client << 40) | n,
            committed,
        };
        if inbox.send(row).is_err() || done.recv().is_err() {
            return times;
        }
        times.push(sent.elapsed());
        n += 1;
    }
    times
}

fn write(database: &Database, outlet: &Receiver<Row>) -> Result<()> {
    while let Ok(first) = outlet.recv() {
        let mut group = vec![first];
        group.extend(outlet.try_iter().take(GROUP - 1));
        let mut tx = database.begin_write().context("beginning a write")?;
        tx.set_quick_repair(true);
        {
            let mut rows = tx.open_table(ROWS).context("opening a table")?;
            for row in &group {
                rows.insert(row.key, ROW.as_slice()).context("writing")?;
            }
        }
        tx.commit().context("committing")?;
        for row in group {
            // A client that is done does not wait any more.
            let _ = row.committed.send(());
        }
    }
    Ok(())
}
