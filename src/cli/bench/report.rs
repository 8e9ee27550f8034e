//! What was measured, as a table or as JSON.

use super::load::Measured;
use std::fmt::Write;

#[derive(serde::Serialize)]
pub struct Report {
    pub version: &'static str,
    /// Whether this was a release build; figures of others mean nothing.
    pub optimised: bool,
    pub processors: usize,
    pub workers: usize,
    pub cases: usize,
    pub filled_in_ms: u128,
    pub database_bytes: u64,
    pub started_in_ms: u128,
    pub memory_bytes: u64,
    pub lines: Vec<Line>,
}

#[derive(serde::Serialize)]
pub struct Line {
    /// `today`, `list`, `case`, `find`, `act`; `bare-page` and `bare-redb` beside them.
    pub what: &'static str,
    #[serde(flatten)]
    pub measured: Measured,
    /// Processor time of the server per request, in ms.
    pub processor_ms: Option<f64>,
}

impl Line {
    pub fn new(what: &'static str, measured: Measured, processor_ms: Option<f64>) -> Line {
        Line {
            what,
            measured,
            processor_ms,
        }
    }
}

impl Report {
    /// As it stands in `docs/performance.md`.
    pub fn table(&self) -> String {
        let mut out = String::new();
        // Writing to a text cannot fail.
        let _ = writeln!(
            out,
            "aftercare {} · {} · {} processors · {} workers",
            self.version,
            if self.optimised { "release" } else { "debug" },
            self.processors,
            self.workers
        );
        let _ = writeln!(
            out,
            "{} cases in {:.1} s · database {:.1} MB · start {} ms · memory {:.0} MB\n",
            self.cases,
            self.filled_in_ms as f64 / 1000.0,
            self.database_bytes as f64 / 1e6,
            self.started_in_ms,
            self.memory_bytes as f64 / 1e6
        );
        out.push_str(
            "| what | conn. | req/s | p50 ms | p95 ms | p99 ms | CPU ms/req | bytes | errors |\n",
        );
        out.push_str("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for line in &self.lines {
            let m = &line.measured;
            let processor = match line.processor_ms {
                Some(ms) => format!("{ms:.2}"),
                None => "-".to_owned(),
            };
            let _ = writeln!(
                out,
                "| {} | {} | {:.0} | {:.2} | {:.2} | {:.2} | {processor} | {} | {} |",
                line.what, m.connections, m.per_second, m.p50, m.p95, m.p99, m.body_bytes, m.errors
            );
        }
        out
    }
}
