//! What was measured, as a table or as JSON.

use super::child::Memory;
use super::load::Measured;
use crate::store::rehearsal::Written;
use std::collections::BTreeMap;
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
    pub cases: u64,
    pub filled_in_ms: u64,
    /// None when the server indexed what was filled in, before it came to rest.
    pub indexed_in_ms: Option<u64>,
    pub database_bytes: u64,
    pub index_bytes: u64,
    pub started_in_ms: u128,
    /// Whether the server had nothing else to do when it was measured.
    pub at_rest: bool,
    /// Memory of the server: right after its start, when it has come to rest, and after everything
    /// was asked of it.
    pub started: Memory,
    pub idle: Memory,
    pub loaded: Memory,
    pub program_bytes: u64,
    /// What an act writes, by table.
    pub act_writes: Vec<Rows>,
    pub lines: Vec<Line>,
}

/// Rows and bytes that one act writes to a table.
#[derive(serde::Serialize)]
pub struct Rows {
    pub table: &'static str,
    pub rows: f64,
    pub bytes: f64,
}

impl Rows {
    pub fn of(acts: &[Vec<Written>]) -> Vec<Rows> {
        let mut sums: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        for row in acts.iter().flatten() {
            let sum = sums.entry(row.table).or_default();
            *sum = (sum.0 + 1, sum.1 + row.bytes());
        }
        let each = |sum: usize| sum as f64 / acts.len().max(1) as f64;
        sums.into_iter()
            .map(|(table, (rows, bytes))| Rows {
                table,
                rows: each(rows),
                bytes: each(bytes),
            })
            .collect()
    }
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
            "{} cases in {:.1} s · indexed in {} s · database {:.1} MB · index {:.1} MB · start {} ms · \
             program {:.1} MB",
            self.cases,
            self.filled_in_ms as f64 / 1000.0,
            self.indexed_in_ms
                .map_or("-".to_owned(), |ms| format!("{:.1}", ms as f64 / 1000.0)),
            self.database_bytes as f64 / 1e6,
            self.index_bytes as f64 / 1e6,
            self.started_in_ms,
            self.program_bytes as f64 / 1e6
        );
        let memory = |memory: Memory| {
            let (all, own) = (memory.bytes as f64 / 1e6, memory.own_bytes as f64 / 1e6);
            format!("{all:.0} MB ({own:.0} its own)")
        };
        let _ = writeln!(
            out,
            "memory {} started, {} idle{}, {} loaded\n",
            memory(self.started),
            memory(self.idle),
            if self.at_rest {
                ""
            } else {
                " (still busy with itself)"
            },
            memory(self.loaded)
        );
        out.push_str(
            "| what | conn. | req/s | p50 ms | p95 ms | p99 ms | CPU ms/req | bytes | refused |\n",
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
                line.what,
                m.connections,
                m.per_second,
                m.p50,
                m.p95,
                m.p99,
                m.body_bytes,
                m.refused
            );
        }
        out.push('\n');
        for rows in &self.act_writes {
            let (table, count, bytes) = (rows.table, rows.rows, rows.bytes);
            let _ = writeln!(out, "an act writes {count:.1} × {table}, {bytes:.0} bytes");
        }
        for (ours, peer) in BESIDE {
            self.beside(&mut out, ours, peer);
        }
        out
    }

    /// Whether everything that was asked for was done; otherwise the figures are of less.
    pub fn is_whole(&self) -> bool {
        self.lines.iter().all(|line| line.measured.refused == 0)
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
