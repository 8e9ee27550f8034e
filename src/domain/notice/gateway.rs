//! Whether a gateway works: after several failures in a row it is left alone for a while, and people
//! are told.

use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// Failures in a row before it is left alone.
const PATIENCE: u32 = 3;
const FIRST_REST: Span = Span(30_000);
const LONGEST_REST: Span = Span::minutes(5);

/// How a gateway stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gateway {
    /// Failures in a row.
    pub failures: u32,
    /// When the first of them was.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// It is left alone until then.
    #[serde(default)]
    pub rests_until: Option<Timestamp>,
    /// The last failure, in its words.
    #[serde(default)]
    pub why: String,
}

impl Gateway {
    pub fn rests(&self, now: Timestamp) -> bool {
        self.rests_until.is_some_and(|until| until > now)
    }

    /// Whether people are told that it does not work.
    pub const fn is_broken(&self) -> bool {
        self.failures >= PATIENCE
    }

    /// The gateway itself failed: not one receiver, everybody.
    pub fn failed(&mut self, why: &str, now: Timestamp) {
        self.failures += 1;
        self.since.get_or_insert(now);
        self.why = why.chars().take(500).collect();
        if self.failures >= PATIENCE {
            let doubled = FIRST_REST.0 << (self.failures - PATIENCE).min(6);
            self.rests_until = Some(now + Span(doubled.min(LONGEST_REST.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_that_fails_three_times_is_left_alone_and_longer_each_time() {
        let mut gateway = Gateway::default();
        let now = Timestamp(0);
        gateway.failed("away", now);
        gateway.failed("away", now);
        assert!(!gateway.rests(now) && !gateway.is_broken());
        gateway.failed("away", now);
        assert!(gateway.is_broken());
        assert_eq!(gateway.rests_until, Some(now + FIRST_REST));
        for _ in 0..20 {
            gateway.failed("away", now);
        }
        assert_eq!(gateway.rests_until, Some(now + LONGEST_REST));
        assert_eq!(gateway.since, Some(now));
    }
}
