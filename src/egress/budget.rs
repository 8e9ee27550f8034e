//! How often an origin may be asked, and when it is left alone. Pure: the time is told.

use crate::domain::plugin::permissions::Rate;
use std::collections::VecDeque;
use std::time::Duration;

/// ms
const MINUTE: u64 = 60_000;

/// A bucket of requests that fills as time goes by, and a count of the day.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// Thousandths of a request.
    tokens: u64,
    /// ms of the client's clock.
    filled_at: u64,
    /// When requests went in the last minute, oldest first; kept only where a minute has a limit.
    minute: VecDeque<u64>,
    day: i64,
    spent: u32,
}

/// Requests of one account to one row of its grant on one day, so that a restart forgets none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    pub account: String,
    /// As the grant has it.
    pub origin: String,
    /// Days since 1970 in Beijing.
    pub day: i64,
    pub requests: u32,
}

/// Why the bucket gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dry {
    /// For so long.
    For(Duration),
    /// Until the day ends.
    Today,
}

impl Bucket {
    pub fn full(rate: Rate, now: u64, day: i64) -> Bucket {
        Bucket {
            tokens: u64::from(rate.burst) * 1000,
            filled_at: now,
            minute: VecDeque::new(),
            day,
            spent: 0,
        }
    }

    pub const fn spent(&self) -> (i64, u32) {
        (self.day, self.spent)
    }

    /// What was spent before the program started counts too.
    pub fn recall(&mut self, day: i64, requests: u32) {
        if day == self.day {
            self.spent = self.spent.saturating_add(requests);
        }
    }

    /// Takes one request at `now`, ms of the client's clock.
    pub fn take(&mut self, rate: Rate, now: u64, day: i64) -> Result<(), Dry> {
        if day != self.day {
            self.day = day;
            self.spent = 0;
        }
        if self.spent >= rate.per_day {
            return Err(Dry::Today);
        }
        let per_second = u64::from(rate.per_second.max(1));
        let passed = now.saturating_sub(self.filled_at);
        let most = u64::from(rate.burst.max(1)) * 1000;
        // A thousandth of a request each ms for one a second.
        self.tokens = passed
            .saturating_mul(per_second)
            .saturating_add(self.tokens)
            .min(most);
        self.filled_at = now;
        if self.tokens < 1000 {
            let ms = (1000 - self.tokens).div_ceil(per_second);
            return Err(Dry::For(Duration::from_millis(ms)));
        }
        if let Some(most) = rate.per_minute {
            while self.minute.front().is_some_and(|at| at + MINUTE <= now) {
                self.minute.pop_front();
            }
            let is_full = self.minute.len() >= usize::try_from(most).unwrap_or(usize::MAX);
            if let (true, Some(oldest)) = (is_full, self.minute.front()) {
                return Err(Dry::For(Duration::from_millis(oldest + MINUTE - now)));
            }
            self.minute.push_back(now);
        }
        self.tokens -= 1000;
        self.spent += 1;
        Ok(())
    }
}

/// Failures within [`WINDOW`] after which an origin is left alone.
pub const FAILURES: usize = 10;
/// ms in which they count.
pub const WINDOW: u64 = 60_000;
/// ms for which it is left alone.
pub const REST: u64 = 60_000;

/// Leaves an origin alone that fails again and again. After its rest one request tries it.
#[derive(Debug, Clone, Default)]
pub struct Breaker {
    /// When, ms of the client's clock, oldest first.
    failed_at: VecDeque<u64>,
    open_until: Option<u64>,
    trying: bool,
}

impl Breaker {
    /// Whether a request may go; else for how long not.
    pub fn enter(&mut self, now: u64) -> Result<(), Duration> {
        match self.open_until {
            None => Ok(()),
            Some(until) if now < until => Err(Duration::from_millis(until - now)),
            Some(_) if self.trying => Err(Duration::from_secs(1)),
            Some(_) => {
                self.trying = true;
                Ok(())
            }
        }
    }

    /// What succeeds while others fail changes nothing; what tried it after a rest opens it again.
    pub fn succeeded(&mut self) {
        if self.trying {
            *self = Breaker::default();
        }
    }

    pub fn failed(&mut self, now: u64) {
        let tried = std::mem::take(&mut self.trying);
        self.failed_at.push_back(now);
        while self
            .failed_at
            .front()
            .is_some_and(|at| *at + WINDOW <= now || self.failed_at.len() > FAILURES)
        {
            self.failed_at.pop_front();
        }
        if tried || self.failed_at.len() >= FAILURES {
            self.open_until = Some(now + REST);
            self.failed_at.clear();
        }
    }

    /// The request was given up before anything was known.
    pub fn gave_up(&mut self) {
        self.trying = false;
    }

    /// Whether nothing in it counts any more.
    pub fn is_idle(&self, now: u64) -> bool {
        let failing = self.failed_at.back().is_some_and(|at| *at + WINDOW > now);
        !failing && !self.trying && self.open_until.is_none_or(|until| until + WINDOW < now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate {
        per_second: 2,
        burst: 3,
        per_minute: None,
        per_day: 6,
    };

    #[test]
    fn no_sixty_seconds_have_more_than_their_number() {
        let rate = Rate {
            per_second: 1,
            burst: 3,
            per_minute: Some(4),
            per_day: 100,
        };
        let mut bucket = Bucket::full(rate, 0, 1);
        for at in [0, 0, 0, 5_000] {
            assert_eq!(bucket.take(rate, at, 1), Ok(()));
        }
        let left = Duration::from_secs(50);
        assert_eq!(bucket.take(rate, 10_000, 1), Err(Dry::For(left)));
        for _ in 0..3 {
            assert_eq!(bucket.take(rate, 60_000, 1), Ok(()));
        }
        // The fourth of the first minute still counts.
        assert_eq!(
            bucket.take(rate, 61_000, 1),
            Err(Dry::For(Duration::from_secs(4)))
        );
        assert_eq!(bucket.take(rate, 65_000, 1), Ok(()));
    }

    #[test]
    fn a_burst_goes_at_once_and_then_as_many_as_declared() {
        let mut bucket = Bucket::full(RATE, 0, 1);
        for _ in 0..3 {
            assert_eq!(bucket.take(RATE, 0, 1), Ok(()));
        }
        let half = Duration::from_millis(500);
        assert_eq!(bucket.take(RATE, 0, 1), Err(Dry::For(half)));
        assert_eq!(
            bucket.take(RATE, 499, 1),
            Err(Dry::For(Duration::from_millis(1)))
        );
        assert_eq!(bucket.take(RATE, 500, 1), Ok(()));
        assert!(bucket.take(RATE, 500, 1).is_err());
        // A long rest fills it, and no more than that.
        for _ in 0..2 {
            assert_eq!(bucket.take(RATE, 90_000, 1), Ok(()));
        }
        assert_eq!(bucket.take(RATE, 90_000, 1), Err(Dry::Today));
        assert_eq!(bucket.take(RATE, 90_000, 2), Ok(()));
        assert_eq!(bucket.spent(), (2, 1));
    }

    #[test]
    fn what_was_spent_before_a_restart_counts() {
        let mut bucket = Bucket::full(RATE, 0, 1);
        bucket.recall(0, 100);
        bucket.recall(1, 5);
        assert_eq!(bucket.take(RATE, 0, 1), Ok(()));
        assert_eq!(bucket.take(RATE, 0, 1), Err(Dry::Today));
    }

    #[test]
    fn ten_failures_in_a_minute_and_the_origin_rests_for_one() {
        let mut breaker = Breaker::default();
        for second in 0..9 {
            assert!(breaker.enter(second * 1000).is_ok());
            breaker.failed(second * 1000);
        }
        assert!(breaker.enter(9_000).is_ok());
        breaker.failed(9_000);
        assert_eq!(breaker.enter(10_000), Err(Duration::from_secs(59)));
        // One tries; the others wait for it.
        assert!(breaker.enter(69_000).is_ok());
        assert!(breaker.enter(69_000).is_err());
        breaker.failed(69_500);
        assert_eq!(breaker.enter(70_000), Err(Duration::from_millis(59_500)));
        assert!(breaker.enter(130_000).is_ok());
        breaker.gave_up();
        assert!(breaker.enter(130_000).is_ok());
        breaker.succeeded();
        assert!(breaker.is_idle(130_000));
        assert!(breaker.enter(130_000).is_ok());
    }

    #[test]
    fn failures_of_an_hour_do_not_add_up() {
        let mut breaker = Breaker::default();
        for minute in 0..60 {
            breaker.failed(minute * 61_000 / 9);
            assert!(breaker.enter(minute * 61_000 / 9).is_ok());
        }
        assert!(breaker.is_idle(u64::MAX));
    }
}
