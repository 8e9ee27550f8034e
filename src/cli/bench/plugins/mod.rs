//! `bench --plugins`: what a call costs beside a bare engine, in each language; many plugins and
//! many parcels; pages beside hostile guests.

mod guests;
mod hostile;
mod install;
mod ladder;
mod provider;
mod report;
mod scale;

use super::fill;
use super::place::Place;
use crate::cli::problem::Problem;
use crate::config::Config;
use crate::plugins::engine::Engine;
use anyhow::Context;
use anyhow::Result;
use install::Made;
use report::Report;
use std::path::Path;
use std::time::Duration;

/// What is measured, by the names that `--only` takes.
const CALLS: &str = "calls";
const SCALE: &str = "scale";
const HOSTILE: &str = "hostile";
/// Cases whose pages are asked for.
const CASES: u64 = 2_000;
/// Run in the folder of the repository, where the components lie.
const REPOSITORY: &str = ".";

/// What is wished for.
pub struct Wish<'a> {
    /// Where the example in several languages was built.
    pub examples: &'a Path,
    /// Parts of it; all when empty.
    pub only: &'a [String],
    pub parcels: u64,
    /// How long each measurement of pages takes.
    pub time: Duration,
}

impl Wish<'_> {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }
}

/// Measures in the folder of the repository.
///
/// # Errors
/// When something that must be there is not, or a guest does not do what its case says.
pub fn measure(wish: &Wish<'_>, place: &Place) -> Result<Report> {
    let repository = Path::new(REPOSITORY);
    let (guests, left_out) = guests::all(repository, wish.examples)?;
    let mut report = Report::new(left_out);
    if wish.wants(CALLS) {
        let engine = Engine::new().map_err(anyhow::Error::from)?;
        let hostile = std::fs::read(guests::hostile(repository))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("starting the measuring")?;
        runtime.block_on(async {
            for guest in &guests {
                let rows = ladder::measure(guest, &engine, place.scratch()).await?;
                report.rows.extend(rows);
            }
            let first = guests.first().context("a guest")?;
            let killed = ladder::killed(&hostile, first, &engine).await?;
            report.rows.push(killed);
            anyhow::Ok(())
        })?;
    }
    if !wish.wants(SCALE) && !wish.wants(HOSTILE) {
        return Ok(report);
    }
    let app = place.open()?;
    let mut filled = fill::fill(&app, CASES)?;
    let signed_in = fill::sign_in(&app, &filled)?;
    if wish.wants(SCALE) {
        let made = Made::official(repository, place.scratch())?;
        let accounts = scale::prepare(&app, &mut filled, &made, wish.parcels)?;
        drop(app);
        let cookie = format!("session={}", signed_in.session);
        let scale = scale::measure(
            place,
            repository,
            &cookie,
            &accounts,
            wish.parcels,
            wish.time,
        )?;
        report.scale = Some(scale);
    } else {
        drop(app);
    }
    if wish.wants(HOSTILE) {
        let guest = guests::hostile(repository);
        report.beside = hostile::measure(place, &filled, &signed_in, &guest, wish.time)?;
    }
    Ok(report)
}

/// The server that is tormented: see [`hostile::serve`].
///
/// # Errors
/// As `serve`.
pub fn serve_tormented(config: Config, component: &Path, signal: &Path) -> Result<(), Problem> {
    let (guests, _) = guests::all(Path::new(REPOSITORY), Path::new(""))?;
    let guest = guests.first().context("a guest")?;
    hostile::serve(config, component, guest, signal)
}
