//! `bench`: a filled desk measured over HTTP, beside bare redb and a bare page, in the same run.

mod bare;
mod child;
mod fill;
mod load;
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
use fill::Filled;
use load::Measured;
use load::Request;
use report::Line;
use report::Report;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(long, default_value_t = 10_000, help = said::help("cli-bench-cases"))]
    cases: u64,
    #[arg(long, default_value_t = 5.0, help = said::help("cli-bench-seconds"))]
    seconds: f64,
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
    /// Serves a file and nothing else: the bare page, in a process of its own.
    #[arg(long, hide = true)]
    bare: Option<PathBuf>,
}

/// Connections at once.
const CONNECTIONS: [usize; 3] = [1, 8, 32];

pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    if let Some(file) = &wish.bare {
        bare::serve(file, config.listen, config.workers)?;
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

fn measure(wish: &Wish, folder: &Path, workers: usize) -> Result<Report> {
    let time = Duration::try_from_secs_f64(wish.seconds).context("how many seconds")?;
    let data = folder.join("data");
    eprintln!(
        "{}",
        said::both("cli-bench-filling", &[("count", wish.cases.into())])
    );
    let began = Instant::now();
    let filled = filled(&data, wish.cases.max(1))?;
    let filled_in = began.elapsed();
    let database_bytes = std::fs::metadata(data.join(DATABASE_FILE))?.len();

    let at = format!("--data={}", data.display());
    let threads = format!("--workers={workers}");
    let desk = Server::start(&[&at, &threads, "serve"], "/healthz")?;
    let mut lines = Vec::new();
    for (what, request) in requests(&filled) {
        for connections in CONNECTIONS {
            lines.push(line(what, &desk, &request, connections, time)?);
        }
    }
    let memory_bytes = desk.memory()?;
    let started_in = desk.started_in;
    let page = case_page(desk.address, &filled)?;
    drop(desk);

    let file = folder.join("page.html");
    std::fs::write(&file, page).context("keeping the case page")?;
    let wish = format!("--bare={}", file.display());
    let bare = Server::start(&[&threads, "bench", &wish], "/")?;
    let get: Request = Arc::new(|_| load::get("/", ""));
    for connections in CONNECTIONS {
        lines.push(line("bare-page", &bare, &get, connections, time)?);
    }
    drop(bare);
    for connections in CONNECTIONS {
        let measured = raw::measure(folder, connections, time)?;
        lines.push(Line::new("bare-redb", measured, None));
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
        memory_bytes,
        lines,
    })
}

fn filled(data: &Path, count: u64) -> Result<Filled> {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let config = Config::throw_away(data, listen)?;
    let app = App::new(Store::open(data)?, config, Clock::System);
    fill::fill(&app, count)
}

/// What is asked for, each with what it does.
fn requests(filled: &Filled) -> Vec<(&'static str, Request)> {
    let cookie = format!("session={}", filled.session);
    let cases = Arc::new(filled.case_numbers.clone());
    let orders = Arc::new(filled.order_numbers.clone());
    // A step that is prime to most counts, so that neighbours in time are not neighbours on disk.
    let pick = |all: &Arc<Vec<String>>, n: u64| -> String {
        let at = usize::try_from(n.wrapping_mul(7_919)).unwrap_or(0) % all.len();
        all[at].clone()
    };
    let fixed = |path: &'static str| -> Request {
        let cookie = cookie.clone();
        Arc::new(move |_| load::get(path, &cookie))
    };
    let case: Request = {
        let (cookie, cases) = (cookie.clone(), Arc::clone(&cases));
        Arc::new(move |n| load::get(&format!("/cases/{}", pick(&cases, n)), &cookie))
    };
    let find: Request = {
        let cookie = cookie.clone();
        Arc::new(move |n| load::get(&format!("/find?q={}", pick(&orders, n)), &cookie))
    };
    let act: Request = {
        let (cookie, csrf) = (cookie.clone(), filled.csrf.clone());
        // Every measurement counts from nought; a command's key must be its own all the same.
        let sent = AtomicU64::new(0);
        let next = move || sent.fetch_add(1, Ordering::Relaxed);
        Arc::new(move |n| {
            let form = format!("csrf={csrf}&command=bench-{}&text=ok", next());
            let path = format!("/cases/{}/acts/note", pick(&cases, n));
            load::post(&path, &cookie, &form)
        })
    };
    vec![
        ("today", fixed("/")),
        ("list", fixed("/cases")),
        ("case", case),
        ("find", find),
        ("act", act),
    ]
}

fn case_page(server: SocketAddr, filled: &Filled) -> Result<Vec<u8>> {
    let no = filled.case_numbers.first().context("there are cases")?;
    let cookie = format!("session={}", filled.session);
    match load::once(server, &load::get(&format!("/cases/{no}"), &cookie))? {
        (200, page) => Ok(page),
        (status, _) => bail!("the case page answered {status}"),
    }
}

fn line(
    what: &'static str,
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
