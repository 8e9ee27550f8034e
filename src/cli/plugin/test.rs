//! `plugin test`: every recorded case of a folder and the rules of its kind, run by the host that
//! runs in production.

use super::source;
use super::source::Source;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::plugins::conformance;
use crate::plugins::conformance::Breach;
use crate::plugins::engine::Engine;
use crate::plugins::loaded::Loaded;
use crate::plugins::recorded::Case;
use anyhow::Context;
use std::collections::BTreeSet;
use std::path::Path;

pub fn run(folder: &Path) -> Result<Exit, Problem> {
    let source = Source::read(folder)?;
    let cases = source::cases(folder)?;
    if cases.is_empty() {
        return Err(Problem::new(Exit::NotNow, "cli-plugin-no-cases", &[]));
    }
    let engine = Engine::new().map_err(anyhow::Error::from)?;
    let plugin = Loaded::of_component(&engine, &source.component).map_err(|fault| {
        let why = fault.text;
        Problem::new(Exit::Failed, "cli-plugin-unfit", &[("why", why.into())])
    })?;
    let settings = source.manifest.settings.iter();
    let rotating: BTreeSet<String> = settings
        .filter(|setting| setting.rotating)
        .map(|setting| setting.key.clone())
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting")?;
    let (mut passed, mut failed) = (0_usize, 0_usize);
    let readable = |recorded: &source::Recorded| recorded.case.as_ref().ok().cloned();
    let seeds: Vec<Case> = cases.iter().filter_map(readable).collect();
    for source::Recorded { name, case } in cases {
        let outcome = match case {
            Ok(case) => runtime
                .block_on(case.run(&plugin, &rotating))
                .map_err(|e| e.to_string()),
            Err(why) => Err(why),
        };
        match outcome {
            Ok(done) => {
                passed += 1;
                let cost = done.cost;
                let kib = cost.peak / 1_024;
                println!(
                    "✓ {name}  {} ms · {kib} KiB · {} http",
                    cost.ticks * 10,
                    cost.http_calls
                );
            }
            Err(why) => {
                failed += 1;
                println!("✗ {name}\n  {}", why.replace('\n', "\n  "));
            }
        }
    }
    let args = [("passed", passed.into()), ("failed", failed.into())];
    println!("{}", said::both("cli-plugin-tested", &args));
    let report = runtime.block_on(conformance::run(&plugin, &seeds, &rotating));
    report.breaches.iter().for_each(tell);
    let args = [
        ("tried", report.tried.into()),
        ("broken", report.breaches.len().into()),
    ];
    println!("{}", said::both("cli-plugin-conformance", &args));
    Ok(match failed + report.breaches.len() {
        0 => Exit::Done,
        _ => Exit::Attention,
    })
}

/// A broken rule, and what to change.
fn tell(breach: &Breach) {
    let args = [
        ("call", breach.call.as_str().into()),
        ("came", breach.came.as_str().into()),
    ];
    let key = format!("conformance-{}", breach.rule.code());
    println!("✗ {}", said::both(&key, &args).replace('\n', "\n  "));
}
