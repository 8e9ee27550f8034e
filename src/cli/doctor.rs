//! `doctor` and `reindex`: what is recomputed and compared, and what can be written again.

use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::app::App;
use crate::app::Clock;
use crate::app::system_now;
use crate::config::Config;
use crate::egress::Network;
use crate::host::Host;
use crate::notices;
use crate::notices::Reached;
use crate::phrases::formats;
use crate::store::Store;
use crate::store::doctor;
use crate::store::doctor::Finding;
use crate::store::doctor::Report;
use crate::store::doctor::Severity;
use crate::store::reindex::reindex;
use std::sync::Arc;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
    #[arg(long, help = said::help("cli-offline"))]
    offline: bool,
}

#[derive(clap::Args)]
pub struct ReindexWish {
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
}

/// Examines the data of a stopped desk, which it leaves as it is, and whether mail servers and gateways
/// let the desk in.
pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    let store = opening::existing(config)?;
    let report = doctor::examine(&store, system_now())?;
    let reached = match wish.offline {
        true => Vec::new(),
        false => reach(store, config)?,
    };
    if wish.json {
        let mut told = serde_json::to_value(&report).map_err(anyhow::Error::from)?;
        told["reached"] = serde_json::to_value(&reached).map_err(anyhow::Error::from)?;
        println!("{told}");
    } else {
        tell(&report, &reached);
    }
    let is_reached = reached.iter().all(|one| one.is_good);
    // A note, such as a file about to be swept, is nobody's work.
    Ok(
        match report.worst() < Some(Severity::Warning) && is_reached {
            true => Exit::Done,
            false => Exit::Attention,
        },
    )
}

/// Mail servers and gateways, each asked once.
fn reach(store: Store, config: &Config) -> Result<Vec<Reached>, Problem> {
    let program = std::env::current_exe().map_err(anyhow::Error::from)?;
    let app = Arc::new(App::new(store, config.clone(), Clock::System));
    let host = Host::new(app, &Network::system(), program)?;
    let reached = actix_web::rt::System::new().block_on(notices::reach(&host));
    Ok(reached.map_err(anyhow::Error::from)?)
}

/// Writes every index of a stopped desk again.
pub fn run_reindex(wish: &ReindexWish, config: &Config) -> Result<Exit, Problem> {
    let store = opening::existing(config)?;
    let done = reindex(&store, system_now())?;
    if wish.json {
        println!(
            "{}",
            serde_json::json!({
                "records": done.records,
                "rows": done.rows,
                "counters": done.counters,
                "unreadable": done.unreadable,
            })
        );
    } else {
        let args = [("records", done.records.into()), ("rows", done.rows.into())];
        println!("{}", said::both("cli-reindexed", &args));
        if !done.unreadable.is_empty() {
            let args = [("count", done.unreadable.len().into())];
            println!("{}", said::both("cli-reindex-unreadable", &args));
        }
    }
    Ok(match done.unreadable.is_empty() {
        true => Exit::Done,
        false => Exit::Attention,
    })
}

fn tell(report: &Report, reached: &[Reached]) {
    let args = [
        ("cases", report.cases.into()),
        ("events", report.events.into()),
        ("records", report.records.into()),
        ("rows", report.index_rows.into()),
        ("files", report.files.into()),
        ("size", formats::size(report.file_bytes).into()),
        ("free", formats::size(report.disk_free).into()),
    ];
    println!("{}", said::both("cli-examined", &args));
    for finding in &report.findings {
        println!("{}", line(finding));
    }
    if report.more > 0 {
        println!(
            "{}",
            said::both("cli-findings-more", &[("count", report.more.into())])
        );
    }
    for one in reached {
        let key = match one.is_good {
            true => "cli-reached",
            false => "cli-not-reached",
        };
        let args = [
            ("what", one.what.as_str().into()),
            ("said", one.said.as_str().into()),
        ];
        println!("{}", said::both(key, &args));
    }
    let is_reached = reached.iter().all(|one| one.is_good);
    if report.findings.is_empty() && is_reached {
        println!("{}", said::both("cli-sound", &[]));
    } else if report
        .findings
        .iter()
        .any(|f| f.check.is_cured_by_reindex())
    {
        println!("{}", said::both("cli-cured-by-reindex", &[]));
    }
}

fn line(finding: &Finding) -> String {
    let [chinese, english] = said::languages();
    let check = code(&finding.check);
    let severity = code(&finding.severity);
    format!(
        "[{} {}] {} · {}: {} ({})",
        chinese.code("severity", &severity),
        english.code("severity", &severity),
        chinese.code("doctor", &check),
        english.code("doctor", &check),
        finding.object,
        finding.detail
    )
}

/// The code of a member, as the JSON has it.
fn code(member: &impl serde::Serialize) -> String {
    serde_json::to_value(member)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
