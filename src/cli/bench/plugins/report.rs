//! What was measured of plugins, as a table or as JSON.

use super::hostile::Beside;
use super::ladder::Row;
use super::scale::Scale;
use std::fmt::Write;

#[derive(serde::Serialize)]
pub struct Report {
    pub version: &'static str,
    /// Whether this was a release build; figures of others mean nothing.
    pub optimised: bool,
    pub processors: usize,
    /// Languages whose component was not there.
    pub left_out: Vec<String>,
    pub rows: Vec<Row>,
    pub scale: Option<Scale>,
    pub beside: Vec<Beside>,
}

impl Report {
    pub fn new(left_out: Vec<String>) -> Report {
        Report {
            version: env!("CARGO_PKG_VERSION"),
            optimised: !cfg!(debug_assertions),
            processors: std::thread::available_parallelism().map_or(0, usize::from),
            left_out,
            rows: Vec::new(),
            scale: None,
            beside: Vec::new(),
        }
    }

    /// As it stands in `docs/performance.md`.
    pub fn table(&self) -> String {
        let mut out = String::new();
        // Writing to a text cannot fail.
        let _ = writeln!(
            out,
            "aftercare {} · {} · {} processors",
            self.version,
            if self.optimised { "release" } else { "debug" },
            self.processors,
        );
        for left_out in &self.left_out {
            let _ = writeln!(out, "-- LEFT OUT: {left_out}");
        }
        if !self.rows.is_empty() {
            out.push_str(
                "\n| language | what (ms) | ours, least | middle | bare, least | middle | ours / bare | wanted | |\n\
                 |---|---|--:|--:|--:|--:|--:|--:|---|\n",
            );
        }
        for row in &self.rows {
            let number = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.3}"));
            let wanted = match (row.wanted, row.within) {
                (Some(ms), Some(within)) => format!("{ms}, {within}×"),
                (Some(ms), None) => format!("{ms}"),
                _ => "-".to_owned(),
            };
            let _ = writeln!(
                out,
                "| {} | {} | {:.3} | {:.3} | {} | {} | {} | {wanted} | {} |",
                row.language,
                row.what,
                row.ours.least,
                row.ours.middle,
                number(row.bare.map(|bare| bare.least)),
                number(row.bare.map(|bare| bare.middle)),
                row.ratio().map_or("-".to_owned(), |r| format!("{r:.2}")),
                mark(row.is_as_wanted()),
            );
        }
        if let Some(scale) = &self.scale {
            tell_scale(&mut out, scale);
        }
        if !self.beside.is_empty() {
            tell_beside(&mut out, &self.beside);
        }
        out
    }
}

fn tell_scale(out: &mut String, scale: &Scale) {
    let mb = |bytes: u64| bytes as f64 / 1e6;
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "\n{} plugins installed: start {} ms, memory {:.0} MB ({:.0} its own); their page p50 {:.2} ms, \
         p99 {:.2} ms, {} bytes",
        scale.plugins,
        scale.started_in_ms,
        mb(scale.started.bytes),
        mb(scale.started.own_bytes),
        scale.page.p50,
        scale.page.p99,
        scale.page.body_bytes,
    );
    let _ = writeln!(
        out,
        "all of them loaded and called once: {:.0} ms, {:.1} MB more",
        scale.first_calls_ms, scale.loaded_mb
    );
    let seconds = scale.asked_in_ms / 1_000.0;
    let _ = writeln!(
        out,
        "{} parcels asked for: {seconds:.1} s, {:.0} a second, {:.2} ms of the processor each; memory {:.0} MB \
         before, {:.0} MB after",
        scale.parcels,
        scale.parcels as f64 / seconds,
        scale.processor_ms,
        scale.before_mb,
        scale.after_mb,
    );
}

fn tell_beside(out: &mut String, beside: &[Beside]) {
    out.push_str(
        "\n| page | quiet: req/s | p50 ms | p99 ms | hostile: req/s | p50 ms | p99 ms | p99 ratio | ended | |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n",
    );
    for one in beside {
        let (quiet, hostile) = (&one.quiet, &one.tormented);
        // Writing to a text cannot fail.
        let _ = writeln!(
            out,
            "| {}, {} | {:.0} | {:.2} | {:.2} | {:.0} | {:.2} | {:.2} | {:.2} | {} | {} |",
            one.what,
            if one.paced { "with pauses" } else { "without" },
            quiet.per_second,
            quiet.p50,
            quiet.p99,
            hostile.per_second,
            hostile.p50,
            hostile.p99,
            one.ratio(),
            one.ended,
            mark(one.is_as_wanted()),
        );
    }
}

/// What stands beside a figure that is not as it was wanted.
fn mark(is_as_wanted: bool) -> &'static str {
    match is_as_wanted {
        true => "",
        false => "**no**",
    }
}
