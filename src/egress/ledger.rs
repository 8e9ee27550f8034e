//! What was spent and what failed, for each account: kept as long as the program runs.

use super::budget::Breaker;
use super::budget::Bucket;
use super::budget::Dry;
use super::budget::Spent;
use super::failure::Failure;
use super::failure::Kind;
use crate::domain::plugin::limits;
use crate::domain::reach::Origin;
use crate::domain::reach::Reach;
use crate::domain::time::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Requests of one account under way at once.
const AT_ONCE: usize = 2;
/// Breakers above which those that rest no longer are forgotten.
const MANY: usize = 1_000;

type Key = (String, String);

#[derive(Debug)]
pub struct Ledger {
    started: Instant,
    buckets: Mutex<HashMap<Key, Bucket>>,
    breakers: Mutex<HashMap<Key, Breaker>>,
    places: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// A request under way. Dropped before anything is known, it counts for nothing.
pub struct Passage<'l> {
    ledger: &'l Ledger,
    key: Key,
    is_told: bool,
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

fn day(now_ms: i64) -> i64 {
    limits::day(Timestamp(now_ms))
}

impl Ledger {
    pub fn new() -> Ledger {
        Ledger {
            started: Instant::now(),
            buckets: Mutex::default(),
            breakers: Mutex::default(),
            places: Mutex::default(),
        }
    }

    /// ms since the client was made.
    fn clock(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// One of the places of an account; waits until one is free.
    pub async fn place(&self, account: &str) -> Option<OwnedSemaphorePermit> {
        let places = Arc::clone(
            held(&self.places)
                .entry(account.to_owned())
                .or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE))),
        );
        places.acquire_owned().await.ok()
    }

    /// Takes one request to an origin out of all that bounds it.
    pub fn enter(
        &self,
        account: &str,
        row: &Reach,
        origin: &Origin,
        now_ms: i64,
    ) -> Result<Passage<'_>, Failure> {
        let now = self.clock();
        let key = (account.to_owned(), origin.to_string());
        {
            let mut breakers = held(&self.breakers);
            if breakers.len() > MANY {
                breakers.retain(|_, breaker| !breaker.is_idle(now));
            }
            if let Some(wait) = breakers.get_mut(&key).and_then(|b| b.enter(now).err()) {
                let message = format!("{origin} failed so often that it is left alone for a while");
                return Err(Failure::unsent(Kind::CircuitOpen, message).after(wait));
            }
        }
        let passage = Passage {
            ledger: self,
            key,
            is_told: false,
        };
        self.take(account, row, now, now_ms)?;
        Ok(passage)
    }

    fn take(&self, account: &str, row: &Reach, now: u64, now_ms: i64) -> Result<(), Failure> {
        let day = day(now_ms);
        let key = (account.to_owned(), row.origin.to_string());
        let taken = held(&self.buckets)
            .entry(key)
            .or_insert_with(|| Bucket::full(row.rate, now, day))
            .take(row.rate, now, day);
        match taken {
            Ok(()) => Ok(()),
            Err(Dry::For(wait)) => {
                let message = format!(
                    "more requests to {} than the rate of [[permissions.http]] has",
                    row.origin
                );
                Err(Failure::unsent(Kind::Throttled, message).after(wait))
            }
            Err(Dry::Today) => {
                let message = format!(
                    "the {} requests of this day to {} are spent (rate of [[permissions.http]])",
                    row.rate.per_day, row.origin
                );
                let left = limits::begins(day + 1).0 - now_ms;
                let left = Duration::from_millis(u64::try_from(left).unwrap_or(0));
                Err(Failure::unsent(Kind::Budget, message).after(left))
            }
        }
    }

    pub fn spent(&self) -> Vec<Spent> {
        let buckets = held(&self.buckets);
        let rows = buckets.iter().map(|((account, origin), bucket)| {
            let (day, requests) = bucket.spent();
            Spent {
                account: account.clone(),
                origin: origin.clone(),
                day,
                requests,
            }
        });
        rows.collect()
    }

    /// What was spent before the program started.
    pub fn recall(&self, account: &str, row: &Reach, spent: &Spent, now_ms: i64) {
        let now = self.clock();
        held(&self.buckets)
            .entry((account.to_owned(), row.origin.to_string()))
            .or_insert_with(|| Bucket::full(row.rate, now, day(now_ms)))
            .recall(spent.day, spent.requests);
    }
}

impl Passage<'_> {
    pub fn succeeded(mut self) {
        self.is_told = true;
        if let Some(breaker) = held(&self.ledger.breakers).get_mut(&self.key) {
            breaker.succeeded();
        }
    }

    pub fn failed(mut self) {
        self.is_told = true;
        let now = self.ledger.clock();
        held(&self.ledger.breakers)
            .entry(self.key.clone())
            .or_default()
            .failed(now);
    }
}

impl Drop for Passage<'_> {
    fn drop(&mut self) {
        if self.is_told {
            return;
        }
        if let Some(breaker) = held(&self.ledger.breakers).get_mut(&self.key) {
            breaker.gave_up();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_beijing() {
        // 2026-11-22 15:59:59.999 UTC and a millisecond later.
        assert_eq!(day(1_795_363_199_999) + 1, day(1_795_363_200_000));
        assert_eq!(day(0), 0);
        assert_eq!(day(-1), 0);
        assert_eq!(day(limits::begins(0).0 - 1), -1);
    }
}
