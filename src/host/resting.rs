//! Accounts that are left alone for a while. Forgotten with the process: then each is asked once
//! more, and says so again.

use super::Heard;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::ending::Ending;
use crate::domain::plugin::ending::back_off;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// By account: until when, and after how many bad calls in a row.
#[derive(Debug, Default)]
pub struct Resting(Mutex<HashMap<PluginAccountId, (Timestamp, u32)>>);

impl Resting {
    pub fn until(&self, account: PluginAccountId, now: Timestamp) -> Option<Timestamp> {
        let (until, _) = *self.lock().get(&account)?;
        (now < until).then_some(until)
    }

    /// `chance` is in [0, 1).
    pub fn rest(&self, account: PluginAccountId, heard: &Heard, now: Timestamp, chance: f64) {
        let mut all = self.lock();
        let (_, row) = all.get(&account).copied().unwrap_or((now, 0));
        let asked = heard.after.map(Span);
        let (wait, row) = match (heard.ending, asked) {
            // Nothing failed: the other side wants its pause.
            (Ending::RateLimited, Some(asked)) => (asked, row),
            (ending, asked) => {
                let wait = back_off(row + 1, ending.points() > 0, chance);
                (asked.map_or(wait, |asked| wait.max(asked)), row + 1)
            }
        };
        all.insert(account, (now + wait, row));
    }

    pub fn over(&self, account: PluginAccountId) {
        self.lock().remove(&account);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PluginAccountId, (Timestamp, u32)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
