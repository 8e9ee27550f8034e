//! How much a call may use (plugins.md 5.9): the defaults, what a manifest may ask for, and the
//! ceiling nobody passes.

use super::reading::Part;
use super::reading::Reading;
use super::worlds::Sort;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// Vendors' days end at midnight in Beijing.
const DAY_AHEAD: i64 = 8 * 3_600_000;
/// ms.
pub const DAY: i64 = 24 * 3_600_000;

/// Days since 1970 in Beijing.
pub fn day(now: Timestamp) -> i64 {
    (now.0 + DAY_AHEAD).div_euclid(DAY)
}

/// When a day of [`day`] begins.
pub fn begins(day: i64) -> Timestamp {
    Timestamp(day * DAY - DAY_AHEAD)
}

/// What one call may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// ms from begin to end, waiting included.
    pub wall_ms: u32,
    /// ms of computing.
    pub cpu_ms: u32,
    pub http_calls: u32,
    pub memory_mib: u32,
    /// MiB that come out of the call, all strings and lists.
    pub result_mib: u32,
}

/// What no manifest gets past.
pub const CEILING: Limits = Limits {
    wall_ms: 60_000,
    cpu_ms: 10_000,
    http_calls: 200,
    memory_mib: 256,
    result_mib: 32,
};
/// Bytes of log in a call, then it is cut with a notice.
pub const LOG_BYTES: usize = 64 * 1024;
/// Lines of log in a call.
pub const LOG_LINES: usize = 200;
/// Keys an account may keep.
pub const KV_KEYS: u32 = 10_000;
/// KiB an account may keep, unless the manifest says less or the owner grants more.
pub const KV_KIB: u32 = 1024;
/// The most KiB of an account that a manifest may ask for.
pub const KV_KIB_CEILING: u32 = 16 * 1024;
/// KiB of a request that comes in.
pub const WEBHOOK_KIB: u32 = 256;
pub const WEBHOOK_KIB_CEILING: u32 = 1024;

/// What the manifest asks for, `[limits]`. Lower holds for every call; higher for those that
/// nobody is waiting for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub wall_ms: Option<u32>,
    pub cpu_ms: Option<u32>,
    pub http_calls: Option<u32>,
    pub memory_mib: Option<u32>,
    pub result_mib: Option<u32>,
}

/// The defaults of a sort of call.
pub const fn defaults(sort: Sort) -> Limits {
    let (wall_ms, cpu_ms, http_calls, result_mib) = match sort {
        Sort::Pull => (30_000, 2_000, 50, 16),
        Sort::Decision => (20_000, 1_000, 5, 1),
        Sort::Send => (15_000, 500, 3, 1),
        Sort::Push => (3_000, 500, 0, 4),
        Sort::Quick => (2_000, 300, 0, 1),
    };
    Limits {
        wall_ms,
        cpu_ms,
        http_calls,
        memory_mib: 96,
        result_mib,
    }
}

impl Asked {
    /// What a call of this sort gets, once the owner has agreed.
    pub fn limits(&self, sort: Sort) -> Limits {
        let usual = defaults(sort);
        // Someone waits for the answer of these, so they are never stretched.
        let waited_for = matches!(sort, Sort::Push | Sort::Quick);
        let of = |usual: u32, asked: Option<u32>, ceiling: u32| match asked {
            None => usual,
            Some(asked) if waited_for => asked.min(usual),
            Some(asked) => asked.min(ceiling),
        };
        Limits {
            wall_ms: of(usual.wall_ms, self.wall_ms, CEILING.wall_ms),
            cpu_ms: of(usual.cpu_ms, self.cpu_ms, CEILING.cpu_ms),
            http_calls: of(usual.http_calls, self.http_calls, CEILING.http_calls),
            // A language needs its memory in every call.
            memory_mib: self
                .memory_mib
                .unwrap_or(usual.memory_mib)
                .min(CEILING.memory_mib),
            result_mib: of(usual.result_mib, self.result_mib, CEILING.result_mib),
        }
    }
}

pub(super) fn read(reading: &mut Reading<'_>, top: &Part<'_>) -> Asked {
    let Some(part) = reading.part(top, "limits") else {
        return Asked::default();
    };
    reading.only(
        &part,
        &["memory-mib", "cpu-ms", "wall-s", "http-calls", "result-mib"],
    );
    let mut one = |key: &str, most: u32| {
        let asked = reading.number(&part, key, (1, i64::from(most)))?;
        u32::try_from(asked).ok()
    };
    Asked {
        wall_ms: one("wall-s", CEILING.wall_ms / 1000).map(|s| s * 1000),
        cpu_ms: one("cpu-ms", CEILING.cpu_ms),
        http_calls: one("http-calls", CEILING.http_calls),
        memory_mib: one("memory-mib", CEILING.memory_mib),
        result_mib: one("result-mib", CEILING.result_mib),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_holds_for_every_call_and_more_for_those_nobody_waits_for() {
        let asked = Asked {
            wall_ms: Some(40_000),
            cpu_ms: Some(200),
            http_calls: Some(90),
            ..Asked::default()
        };
        let pull = asked.limits(Sort::Pull);
        assert_eq!(
            (pull.wall_ms, pull.cpu_ms, pull.http_calls),
            (40_000, 200, 90)
        );
        let push = asked.limits(Sort::Push);
        assert_eq!(
            (push.wall_ms, push.cpu_ms, push.http_calls),
            (3_000, 200, 0)
        );
    }

    #[test]
    fn no_default_is_above_the_ceiling() {
        for sort in Sort::ALL {
            let limits = defaults(*sort);
            assert!(limits.wall_ms <= CEILING.wall_ms && limits.cpu_ms <= CEILING.cpu_ms);
            assert!(limits.http_calls <= CEILING.http_calls);
            assert!(limits.result_mib <= CEILING.result_mib);
            assert_eq!(Asked::default().limits(*sort), limits);
        }
    }
}
