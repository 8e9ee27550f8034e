//! `bench`: a filled desk measured over HTTP, beside bare redb and a bare page, in the same run.

mod bare;
mod child;
mod course;
mod fill;
mod inside;
mod load;
mod many;
mod notices;
mod pages;
mod place;
mod plugins;
mod raw;
mod report;

use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::config::Config;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use child::Server;
use fill::Filled;
use load::Measured;
use load::Request;
use place::Place;
use report::Line;
use report::Report;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(long, default_value_t = 10_000, help = said::help("cli-bench-cases"))]
    cases: u64,
    #[arg(long, default_value_t = 5.0, help = said::help("cli-bench-seconds"))]
    seconds: f64,
    #[arg(long, value_delimiter = ',', help = said::help("cli-bench-only"))]
    only: Vec<String>,
    #[arg(long, value_name = "DIR", help = said::help("cli-bench-folder"))]
    folder: Option<PathBuf>,
    #[arg(long, help = said::help("cli-bench-plugins"))]
    plugins: bool,
    #[arg(long, conflicts_with = "plugins", help = said::help("cli-bench-notices"))]
    notices: bool,
    #[arg(
        long,
        value_name = "DIR",
        default_value = "target/examples",
        requires = "plugins",
        help = said::help("cli-bench-components")
    )]
    components: PathBuf,
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
    /// Serves the files of a folder and nothing else: bare pages, in a process of their own.
    #[arg(long, hide = true)]
    bare: Option<PathBuf>,
    /// Serves the desk, and calls this component over and over while a file lies at `torment`.
    #[arg(long, hide = true, requires = "torment")]
    hostile: Option<PathBuf>,
    #[arg(long, hide = true)]
    torment: Option<PathBuf>,
}

/// Connections at once.
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// Orders to open cases about, for each second that `create` is measured at all these numbers of
/// connections: more than can be used. Where they run out, the measuring ends sooner.
const SPARE_ORDERS: f64 = 12_000.0;
/// What is asked for with and without compression, beside bare pages of the same bytes.
const PAGES: [&str; 2] = ["list", "case"];

pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    if let Some(folder) = &wish.bare {
        bare::serve(folder, config.listen, config.workers)?;
        return Ok(Exit::Done);
    }
    if let (Some(hostile), Some(torment)) = (&wish.hostile, &wish.torment) {
        plugins::serve_tormented(config.clone(), hostile, torment)?;
        return Ok(Exit::Done);
    }
    let place = Place::of(wish.folder.as_deref())?;
    if wish.notices {
        let measured = notices::measure(&place, wish.cases)?;
        match wish.json {
            true => println!(
                "{}",
                serde_json::to_string(&measured).map_err(anyhow::Error::from)?
            ),
            false => print!("{}", measured.table()),
        }
        return Ok(Exit::Done);
    }
    if wish.plugins {
        let report = plugins::measure(
            &plugins::Wish {
                examples: &wish.components,
                only: &wish.only,
                parcels: wish.cases,
                time: Duration::try_from_secs_f64(wish.seconds).context("how many seconds")?,
            },
            &place,
        )?;
        match wish.json {
            true => println!(
                "{}",
                serde_json::to_string(&report).map_err(anyhow::Error::from)?
            ),
            false => print!("{}", report.table()),
        }
        return Ok(Exit::Done);
    }
    let report = measure(wish, &place, config.workers)?;
    if wish.json {
        println!(
            "{}",
            serde_json::to_string(&report).map_err(anyhow::Error::from)?
        );
    } else {
        print!("{}", report.table());
    }
    match report.is_whole() {
        true => Ok(Exit::Done),
        false => Ok(Exit::Attention),
    }
}

impl Wish {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}

fn measure(wish: &Wish, place: &Place, workers: usize) -> Result<Report> {
    let time = Duration::try_from_secs_f64(wish.seconds).context("how many seconds")?;
    let mut filled = match place.filled()? {
        Some(filled) => filled,
        None => fill(wish, place)?,
    };
    if place.is_kept() && filled.cases != wish.cases {
        bail!("the folder has {} cases", filled.cases);
    }
    let app = place.open()?;
    let signed_in = fill::sign_in(&app, &filled)?;
    let spare = match wish.wants("create") {
        true => SPARE_ORDERS * wish.seconds,
        false => 0.0,
    };
    let spare_orders = fill::spare_orders(&app, &mut filled, spare as u64)?;
    place.keep(&filled)?;
    let mut lines = Vec::new();
    let mut rehearsed = Arc::default();
    if wish.wants("act") {
        rehearsed = Arc::new(inside::rehearse(&app, &filled)?);
        for connections in CONNECTIONS {
            let measured = inside::measure(&app, &filled, connections, time)?;
            lines.push(Line::new("act-inside", measured, None));
        }
    }
    drop(app);
    let cases = place.cases()?;

    let at = format!("--data={}", place.data().display());
    let backups = place.with_backup_of_today()?;
    let backups = format!("--backup-folder={}", backups.display());
    let threads = format!("--workers={workers}");
    let desk = Server::start(&[&at, &backups, &threads, "serve"], "/healthz")?;
    let (started, started_in) = (desk.memory()?, desk.started_in);
    let at_rest = desk.come_to_rest()?;
    let idle = desk.memory()?;
    let (database_bytes, index_bytes) = place.sizes()?;
    let pages = place.scratch().join("pages");
    std::fs::create_dir(&pages).context("making a folder")?;
    for wanted in pages::wanted(desk.address, &filled, &signed_in, spare_orders)? {
        if !wish.wants(wanted.name) {
            continue;
        }
        both(wanted.name, &desk, &wanted.request, time, &mut lines)?;
        if PAGES.contains(&wanted.name) {
            keep(desk.address, &wanted.request, &pages.join(wanted.name))?;
        }
    }
    let loaded = desk.memory()?;
    desk.end()?;
    let created: u64 = lines
        .iter()
        .filter(|line| line.what == "create")
        .map(|line| line.measured.requests)
        .sum();
    let found = place.cases()?;
    if found != cases + created {
        bail!("{created} cases were created, but there are {found} and were {cases}");
    }

    let wish_of_bare = format!("--bare={}", pages.display());
    if PAGES.iter().any(|page| wish.wants(page)) {
        let bare = Server::start(&[&threads, "bench", &wish_of_bare], "/list")
            .or_else(|_| Server::start(&[&threads, "bench", &wish_of_bare], "/case"))?;
        for (page, name) in [("list", "bare-list"), ("case", "bare-case")] {
            if wish.wants(page) {
                let request = Request {
                    make: Arc::new(move |_| Some(load::get(&format!("/{page}"), ""))),
                    answer: 200,
                };
                both(name, &bare, &request, time, &mut lines)?;
            }
        }
    }
    if wish.wants("act") {
        for connections in CONNECTIONS {
            let measured = raw::one_row(place.scratch(), connections, time)?;
            lines.push(Line::new("redb-one-row", measured, None));
        }
        let written = place.while_changing(|| {
            let (database, put_back) = (place.database(), place.is_kept());
            raw::same_rows(&database, &rehearsed, &CONNECTIONS, time, put_back)
        })?;
        lines.extend(
            written
                .into_iter()
                .map(|measured| Line::new("redb-same-rows", measured, None)),
        );
    }
    Ok(Report {
        version: env!("CARGO_PKG_VERSION"),
        optimised: !cfg!(debug_assertions),
        processors: std::thread::available_parallelism().map_or(0, usize::from),
        workers,
        cases: filled.cases,
        filled_in_ms: filled.filled_in_ms,
        indexed_in_ms: filled.indexed_in_ms,
        database_bytes,
        index_bytes,
        started_in_ms: started_in.as_millis(),
        started,
        at_rest,
        idle,
        loaded,
        act_writes: report::Rows::of(&rehearsed),
        program_bytes: std::fs::metadata(std::env::current_exe()?)?.len(),
        lines,
    })
}

/// Fills the place. One that is kept is indexed for the search, too; a throw-away one leaves that to
/// the server, so that what it does to a server at rest is measured.
fn fill(wish: &Wish, place: &Place) -> Result<Filled> {
    eprintln!(
        "{}",
        said::both("cli-bench-filling", &[("count", wish.cases.into())])
    );
    let app = place.open()?;
    let began = Instant::now();
    let mut filled = fill::fill(&app, wish.cases.max(1))?;
    filled.filled_in_ms = milliseconds(began);
    place.keep(&filled)?;
    if place.is_kept() {
        let began = Instant::now();
        app.search.catch_up(&app.store, app.now())?;
        app.search.rest()?;
        filled.indexed_in_ms = Some(milliseconds(began));
        place.keep(&filled)?;
    }
    Ok(filled)
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Measures at every number of connections, and pages also as browsers ask for them: compressed.
fn both(
    name: &str,
    server: &Server,
    request: &Request,
    time: Duration,
    lines: &mut Vec<Line>,
) -> Result<()> {
    for connections in CONNECTIONS {
        lines.push(line(name, server, request, connections, time)?);
    }
    if PAGES.iter().any(|page| name.ends_with(page)) {
        let plain = Arc::clone(&request.make);
        let compressed = Request {
            make: Arc::new(move |n| plain(n).as_deref().map(load::compressed)),
            answer: request.answer,
        };
        let name = format!("{name}-gzip");
        for connections in CONNECTIONS {
            lines.push(line(&name, server, &compressed, connections, time)?);
        }
    }
    Ok(())
}

/// Keeps the bytes of a page for the bare server.
fn keep(server: SocketAddr, request: &Request, file: &Path) -> Result<()> {
    let request = (request.make)(1).context("a page is always to be had")?;
    match load::once(server, &request)? {
        (200, page) => std::fs::write(file, page).context("keeping a page"),
        (status, _) => bail!("a page answered {status}"),
    }
}

fn line(
    what: &str,
    server: &Server,
    request: &Request,
    connections: usize,
    time: Duration,
) -> Result<Line> {
    let before = server.processor_time()?;
    let measured: Measured = load::load(server.address, request, connections, time)?;
    let used = server.processor_time()?.saturating_sub(before);
    let each = used.as_secs_f64() * 1000.0 / measured.requests.max(1) as f64;
    Ok(Line::new(what, measured, Some(each)))
}
