//! What a command would write, without writing it: for the measure beside which our acts stand.

use super::Store;
use super::view::Batch;
use super::view::Plan;
use super::view::View;
use super::writer;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use anyhow::Context;
use anyhow::Result;

/// One row that a command writes or removes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The table's name.
    pub table: &'static str,
    pub key: Vec<u8>,
    /// None when the row is removed.
    pub value: Option<Vec<u8>>,
    /// No row had this key before.
    pub new: bool,
}

impl Written {
    /// Bytes of the key and the value.
    pub fn bytes(&self) -> usize {
        self.key.len() + self.value.as_ref().map_or(0, Vec::len)
    }

    /// The key with which a repetition writes a row that is as new as this one was.
    pub fn key_in_round(&self, round: u64) -> Vec<u8> {
        let mut key = self.key.clone();
        if self.new
            && let Some(at) = key.len().checked_sub(8)
            && let Ok(last) = key[at..].try_into()
        {
            let moved = u64::from_be_bytes(last).wrapping_add(round << 20);
            key[at..].copy_from_slice(&moved.to_be_bytes());
        }
        key
    }
}

impl Store {
    /// What each command would write, each by itself; nothing is written.
    ///
    /// # Errors
    /// What a command returns, or a fault of the disk.
    pub fn rehearse<C>(
        &self,
        commands: impl IntoIterator<Item = (String, Timestamp, C)>,
    ) -> Result<Vec<Vec<Written>>, Failure>
    where
        C: FnOnce(&mut Plan<'_, '_>) -> Result<Vec<u8>, Failure>,
    {
        let database = self.shared.database()?;
        let tx = database.begin_write().context("beginning a write")?;
        let mut all = Vec::new();
        {
            let batch = Batch::new(&tx);
            for (key, at, command) in commands {
                let (_, changes) = writer::plan_keyed(&batch, Some(key), at, command)?;
                let before = Plan::new(&batch);
                let rows = changes.into_iter().map(|((table, key), value)| {
                    Ok(Written {
                        table: table.name(),
                        new: before.get_bytes(table, &key)?.is_none(),
                        key,
                        value,
                    })
                });
                all.push(rows.collect::<Result<Vec<_>>>()?);
            }
        }
        tx.abort().context("ending a rehearsal")?;
        Ok(all)
    }
}
