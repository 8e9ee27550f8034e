//! How often a token may ask, and how often a place may come with tokens nobody made.

use crate::config::Config;
use governor::DefaultKeyedRateLimiter;
use governor::Quota;
use governor::RateLimiter;
use governor::clock::Clock;
use governor::clock::DefaultClock;
use std::net::IpAddr;
use std::num::NonZeroU32;

/// Tokens nobody made, from one place in a minute: this part of what a token may ask.
const WRONG: u32 = 20;
/// How many keys are remembered before those that are fresh again are forgotten.
const MOST: usize = 10_000;

/// The limits of a running desk.
pub struct Limits {
    tokens: DefaultKeyedRateLimiter<u64>,
    strangers: DefaultKeyedRateLimiter<IpAddr>,
}

/// How many seconds to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait(pub u64);

impl Limits {
    pub fn of(config: &Config) -> Limits {
        let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(config.api_per_minute))
            .allow_burst(at_least_one(config.api_burst));
        Limits {
            tokens: RateLimiter::keyed(quota),
            strangers: RateLimiter::keyed(Quota::per_minute(at_least_one(
                config.api_per_minute / WRONG,
            ))),
        }
    }

    /// Counts a request of a token.
    ///
    /// # Errors
    /// How long to wait.
    pub fn count(&self, token: u64) -> Result<(), Wait> {
        tidy(&self.tokens);
        check(&self.tokens, &token)
    }

    /// Counts a token nobody made. Someone who has a right one is let in from the same place.
    ///
    /// # Errors
    /// How long to wait.
    pub fn count_stranger(&self, from: Option<IpAddr>) -> Result<(), Wait> {
        let Some(from) = from else { return Ok(()) };
        tidy(&self.strangers);
        check(&self.strangers, &place(from))
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<(), Wait> {
    limiter.check_key(key).map_err(|until| {
        let left = until.wait_time_from(DefaultClock::default().now());
        Wait(left.as_secs() + 1)
    })
}

fn tidy<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>) {
    if limiter.len() > MOST {
        limiter.retain_recent();
    }
}

/// An IPv6 customer has a whole /64.
fn place(from: IpAddr) -> IpAddr {
    match from {
        IpAddr::V4(_) => from,
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::from(segments)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(per_minute: u32, burst: u32) -> Limits {
        Limits::of(&Config {
            api_per_minute: per_minute,
            api_burst: burst,
            ..Config::default()
        })
    }

    #[test]
    fn one_token_at_its_limit_leaves_the_others_alone() {
        let limits = limits(1, 3);
        let let_through = (0..10).filter(|_| limits.count(7).is_ok()).count();
        assert_eq!(let_through, 3);
        assert!(limits.count(7).is_err_and(|Wait(seconds)| seconds <= 61));
        assert_eq!(limits.count(8), Ok(()));
    }

    #[test]
    fn a_stranger_with_many_addresses_of_one_network_is_one_stranger() {
        let limits = limits(600, 60);
        let passed = (0..1000u16)
            .map(|n| IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, n]))
            .filter(|from| limits.count_stranger(Some(*from)).is_ok())
            .count();
        assert_eq!(passed, 30);
    }
}
