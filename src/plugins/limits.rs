//! What one call may use, and the meter that holds it to that.

use crate::domain::plugin::limits as rules;
use crate::domain::plugin::limits::defaults;
use crate::domain::plugin::worlds::Sort;
use std::time::Duration;
use wasmtime::ResourceLimiter;

/// The bounds of one call (plugins.md 5.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// All memories together, in bytes.
    pub memory: usize,
    /// Of the processor; waiting does not count.
    pub cpu: Duration,
    /// From start to end, waiting included.
    pub wall: Duration,
    pub http_calls: u32,
    /// What the guest may hand over at once, in bytes.
    pub output: usize,
    /// Of its log.
    pub log_bytes: usize,
    pub log_lines: usize,
}

impl Limits {
    /// Looking up and pulling, where no manifest says otherwise.
    pub const PULL: Limits = Limits::of(defaults(Sort::Pull));

    /// As the rules count them.
    pub const fn of(rules: rules::Limits) -> Limits {
        Limits {
            memory: (rules.memory_mib as usize) << 20,
            cpu: Duration::from_millis(rules.cpu_ms as u64),
            wall: Duration::from_millis(rules.wall_ms as u64),
            http_calls: rules.http_calls,
            output: (rules.result_mib as usize) << 20,
            log_bytes: rules::LOG_BYTES,
            log_lines: rules::LOG_LINES,
        }
    }
}

/// Tables, and cells in all of them; module instances of one component (Python has up to 38).
const TABLES: usize = 64;
const TABLE_CELLS: usize = 100_000;
const INSTANCES: usize = 128;
const MEMORIES: usize = 64;

/// Counts what a guest takes, and remembers whether it was refused something: the guest itself
/// only stumbles over it later, and its trap says nothing of memory.
#[derive(Debug)]
pub struct Meter {
    allowed: usize,
    pub memory: usize,
    pub peak: usize,
    cells: usize,
    pub refused: Option<usize>,
    /// Ticks of the processor so far, and how many there may be.
    pub ticks: u32,
    pub ticks_allowed: u32,
}

impl Meter {
    pub fn new(limits: &Limits) -> Meter {
        let ticks = limits.cpu.as_millis() / super::engine::TICK.as_millis();
        Meter {
            allowed: limits.memory,
            memory: 0,
            peak: 0,
            cells: 0,
            refused: None,
            ticks: 0,
            ticks_allowed: u32::try_from(ticks).unwrap_or(u32::MAX),
        }
    }
}

impl ResourceLimiter for Meter {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let whole = self.memory + desired.saturating_sub(current);
        if whole > self.allowed {
            self.refused = Some(whole);
            return Ok(false);
        }
        self.memory = whole;
        self.peak = self.peak.max(whole);
        Ok(true)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let whole = self.cells + desired.saturating_sub(current);
        if whole > TABLE_CELLS {
            return Ok(false);
        }
        self.cells = whole;
        Ok(true)
    }

    fn instances(&self) -> usize {
        INSTANCES
    }

    fn tables(&self) -> usize {
        TABLES
    }

    fn memories(&self) -> usize {
        MEMORIES
    }
}
