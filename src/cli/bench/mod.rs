//! `bench`: a filled desk measured over HTTP, beside bare redb and a bare page, in the same run.

mod bare;
mod child;
mod course;
mod fill;
mod inside;
mod load;
mod pages;
mod raw;
mod report;

use super::demo::Scratch;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::app::App;
use crate::app::Clock;
use crate::config::Config;
use crate::store::DATABASE_FILE;
use crate::store::Store;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use child::Server;
use load::Measured;
use load::Request;
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
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
    /// Serves the files of a folder and nothing else: bare pages, in a process of their own.
    #[arg(long, hide = true)]
    bare: Option<PathBuf>,
}

/// Connections at once.
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// Orders to open cases about, for each second that `create` is measured.
const SPARE_ORDERS: f64 = 6_000.0;
/// What is asked for with and without compression, beside bare pages of the same bytes.
const PAGES: [&str; 2] = ["list", "case"];

pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    if let Some(folder) = &wish.bare {
        bare::serve(folder, config.listen, config.workers)?;
        return Ok(Exit::Done);
    }
    let scratch = Scratch::make("bench")?;
    let report = measure(wish, scratch.folder(), config.workers)?;
    if wish.json {
        println!(
            "{}",
            serde_json::to_string(&report).map_err(anyhow::Error::from)?
        );
    } else {
        print!("{}", report.table());
    }
    Ok(Exit::Done)
}

impl Wish {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}

fn measure(wish: &Wish, folder: &Path, workers: usize) -> Result<Report> {
    let time = Duration::try_from_secs_f64(wish.seconds).context("how many seconds")?;
    let data = folder.join("data");
    eprintln!(
        "{}",
        said::both("cli-bench-filling", &[("count", wish.cases.into())])
    );
    let began = Instant::now();
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let config = Config::throw_away(&data, listen)?;
    let app = App::new(Store::open(&data)?, config, Clock::System);
    let spare = match wish.wants("create") {
        true => SPARE_ORDERS * wish.seconds,
        false => 0.0,
    };
    let filled = fill::fill(&app, wish.cases.max(1), spare as u64)?;
    let filled_in = began.elapsed();
    let database_bytes = std::fs::metadata(data.join(DATABASE_FILE))?.len();

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

    let at = format!("--data={}", data.display());
    let threads = format!("--workers={workers}");
    let desk = Server::start(&[&at, &threads, "serve"], "/healthz")?;
    let (started_bytes, started_in) = (desk.memory()?, desk.started_in);
    desk.come_to_rest()?;
    let idle_bytes = desk.memory()?;
    let pages = folder.join("pages");
    std::fs::create_dir(&pages).context("making a folder")?;
    for wanted in pages::wanted(desk.address, &filled)? {
        if !wish.wants(wanted.name) {
            continue;
        }
        both(wanted.name, &desk, &wanted.request, time, &mut lines)?;
        if PAGES.contains(&wanted.name) {
            keep(desk.address, &wanted.request, &pages.join(wanted.name))?;
        }
    }
    let loaded_bytes = desk.memory()?;
    drop(desk);

    let wish_of_bare = format!("--bare={}", pages.display());
    if PAGES.iter().any(|page| wish.wants(page)) {
        let bare = Server::start(&[&threads, "bench", &wish_of_bare], "/list")
            .or_else(|_| Server::start(&[&threads, "bench", &wish_of_bare], "/case"))?;
        for (page, name) in [("list", "bare-list"), ("case", "bare-case")] {
            if wish.wants(page) {
                let request: Request = Arc::new(move |_| load::get(&format!("/{page}"), ""));
                both(name, &bare, &request, time, &mut lines)?;
            }
        }
    }
    if wish.wants("act") {
        for connections in CONNECTIONS {
            let measured = raw::one_row(folder, connections, time)?;
            lines.push(Line::new("redb-one-row", measured, None));
        }
        let database = data.join(DATABASE_FILE);
        for connections in CONNECTIONS {
            let measured = raw::same_rows(&database, &rehearsed, connections, time)?;
            lines.push(Line::new("redb-same-rows", measured, None));
        }
    }
    Ok(Report {
        version: env!("CARGO_PKG_VERSION"),
        optimised: !cfg!(debug_assertions),
        processors: std::thread::available_parallelism().map_or(0, usize::from),
        workers,
        cases: filled.case_numbers.len(),
        filled_in_ms: filled_in.as_millis(),
        database_bytes,
        started_in_ms: started_in.as_millis(),
        started_bytes,
        idle_bytes,
        loaded_bytes,
        act_writes: report::Rows::of(&rehearsed),
        program_bytes: std::fs::metadata(std::env::current_exe()?)?.len(),
        lines,
    })
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
        let plain = Arc::clone(request);
        let compressed: Request = Arc::new(move |n| load::compressed(&plain(n)));
        let name = format!("{name}-gzip");
        for connections in CONNECTIONS {
            lines.push(line(&name, server, &compressed, connections, time)?);
        }
    }
    Ok(())
}

/// Keeps the bytes of a page for the bare server.
fn keep(server: SocketAddr, request: &Request, file: &Path) -> Result<()> {
    match load::once(server, &request(1))? {
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
