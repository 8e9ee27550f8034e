//! What was measured, as a table or as JSON.

use super::load::Measured;
use std::fmt::Write;

/// Ours, and the peer it is to be read beside.
const BESIDE: [(&str, &str); 8] = [
    ("list", "bare-list"),
    ("list-gzip", "bare-list-gzip"),
    ("case", "bare-case"),
    ("case-gzip", "bare-case-gzip"),
    ("act", "redb-one-row"),
    ("act", "redb-same-rows"),
    ("act-inside", "redb-one-row"),
    ("act-inside", "redb-same-rows"),
];

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
    /// Of the server right after its start, and after everything was asked of it.
    pub idle_bytes: u64,
    pub loaded_bytes: u64,
    pub program_bytes: u64,
    pub lines: Vec<Line>,
}

#[derive(serde::Serialize)]
pub struct Line {
    /// What was asked for; `bare-…` and `redb-…` are the peers beside it.
    pub what: String,
    #[serde(flatten)]
    pub measured: Measured,
    /// Processor time of the server per request, in ms.
    pub processor_ms: Option<f64>,
}

impl Line {
    pub fn new(what: &str, measured: Measured, processor_ms: Option<f64>) -> Line {
        Line {
            what: what.to_owned(),
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
            "{} cases in {:.1} s · database {:.1} MB · start {} ms · memory {:.0} MB idle, {:.0} MB \
             loaded · program {:.1} MB\n",
            self.cases,
            self.filled_in_ms as f64 / 1000.0,
            self.database_bytes as f64 / 1e6,
            self.started_in_ms,
            self.idle_bytes as f64 / 1e6,
            self.loaded_bytes as f64 / 1e6,
            self.program_bytes as f64 / 1e6
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
        out.push('\n');
        for (ours, peer) in BESIDE {
            self.beside(&mut out, ours, peer);
        }
        out
    }

    fn of<'a>(&'a self, what: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.what == what)
    }

    /// How many of the peer's requests per second ours reaches, at each number of connections.
    fn beside(&self, out: &mut String, ours: &str, peer: &str) {
        let percents: Vec<String> = self
            .of(ours)
            .filter_map(|line| {
                let connections = line.measured.connections;
                let mut peers = self.of(peer);
                let peer = peers.find(|peer| peer.measured.connections == connections)?;
                let share = line.measured.per_second / peer.measured.per_second;
                Some(format!("{:.0} % at {connections}", share * 100.0))
            })
            .collect();
        if !percents.is_empty() {
            // Writing to a text cannot fail.
            let _ = writeln!(out, "{ours} of {peer}: {}", percents.join(", "));
        }
    }
}
