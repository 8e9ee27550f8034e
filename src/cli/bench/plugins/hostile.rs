//! Pages beside hostile guests: the same server, quiet and tormented by turns, so that whatever else
//! goes on in the machine meets both.

use super::guests::Canned;
use super::guests::Guest;
use crate::app::App;
use crate::app::Clock;
use crate::cli::bench::child::Server;
use crate::cli::bench::fill::Filled;
use crate::cli::bench::fill::SignedIn;
use crate::cli::bench::load;
use crate::cli::bench::load::Lane;
use crate::cli::bench::load::Measured;
use crate::cli::bench::load::Pace;
use crate::cli::bench::load::Request;
use crate::cli::bench::pages;
use crate::cli::bench::place::Place;
use crate::cli::problem::Problem;
use crate::cli::serve;
use crate::config::Config;
use crate::host::Host;
use crate::plugins::ask::Ask;
use crate::plugins::call::Outcome;
use crate::plugins::loaded::Loaded;
use crate::plugins::recorded::context;
use crate::store::Store;
use actix_web::web::Data;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::bail;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What the guests try: the numbers of parcels that `plugins/hostile` knows.
const TRICKS: [&str; 6] = [
    "loop",
    "memory",
    "flood",
    "recurse",
    "huge 41943040",
    "loop",
];
/// Pages of the desk, by their names.
const ASKED: [&str; 2] = ["list", "case"];
/// How often it is quiet and tormented in turn.
const TURNS: usize = 3;
/// Of the time that was wished for, each turn: there are twelve of either sort.
const SHARE: u32 = 3;
/// Connections, and how long each reads before it asks for the next page: some 400 pages a second.
const CONNECTIONS: usize = 8;
const READING: Duration = Duration::from_millis(20);
/// How much longer pages may take, at the ninety-ninth of a hundred.
const WITHIN: f64 = 1.1;
const GLANCE: Duration = Duration::from_millis(20);

/// One page, quiet and tormented.
#[derive(serde::Serialize)]
pub struct Beside {
    pub what: &'static str,
    /// Whether the connections rest between pages, as people do, or ask as fast as they can.
    pub paced: bool,
    pub quiet: Measured,
    pub tormented: Measured,
    /// Calls of hostile guests that were ended meanwhile.
    pub ended: u64,
}

impl Beside {
    pub fn ratio(&self) -> f64 {
        self.tormented.p99 / self.quiet.p99
    }

    pub fn is_as_wanted(&self) -> bool {
        !self.paced || self.ratio() <= WITHIN
    }
}

/// Measures with a server of its own.
///
/// # Errors
/// When the server does not answer, or no guest was ended.
pub fn measure(
    place: &Place,
    filled: &Filled,
    signed_in: &SignedIn,
    guest: &Path,
    time: Duration,
) -> Result<Vec<Beside>> {
    let time = time / SHARE;
    let at = format!("--data={}", place.data().display());
    let backups = place.with_backup_of_today()?;
    let backups = format!("--backup-folder={}", backups.display());
    let signal = place.scratch().join("torment");
    let hostile = format!("--hostile={}", guest.display());
    let signal_at = format!("--torment={}", signal.display());
    let arguments = [&at, &backups, "bench", &hostile, &signal_at];
    let desk = Server::start(&arguments.map(|a: &str| a), "/healthz")?;
    desk.come_to_rest()?;
    let wanted = pages::wanted(desk.address, filled, signed_in, Vec::new())?;
    let mut found = Vec::new();
    for (name, paced) in ASKED
        .iter()
        .flat_map(|name| [(*name, true), (*name, false)])
    {
        let page = wanted.iter().find(|wanted| wanted.name == name);
        let request = &page.context("a page")?.request;
        let pace = Pace {
            time,
            pause: match paced {
                true => READING,
                false => Duration::ZERO,
            },
        };
        let (mut quiet, mut tormented) = (Lane::default(), Lane::default());
        let before = ended(&signal);
        for _ in 0..TURNS {
            take(&mut quiet, &desk, request, pace)?;
            std::fs::write(&signal, "").context("letting them loose")?;
            std::thread::sleep(GLANCE * 5);
            take(&mut tormented, &desk, request, pace)?;
            std::fs::remove_file(&signal).context("calling them back")?;
            // The longest of their calls has two seconds of the processor.
            std::thread::sleep(Duration::from_secs(3));
        }
        let took = time * u32::try_from(TURNS)?;
        let sum =
            |lane: Lane| load::summed(lane.times, lane.refused, lane.body_bytes, CONNECTIONS, took);
        let ended = ended(&signal) - before;
        if ended == 0 {
            bail!("no hostile guest was ended: there was nothing beside the pages");
        }
        found.push(Beside {
            what: name,
            paced,
            quiet: sum(quiet),
            tormented: sum(tormented),
            ended,
        });
    }
    desk.end()?;
    Ok(found)
}

fn take(lane: &mut Lane, desk: &Server, request: &Request, pace: Pace) -> Result<()> {
    let more = load::paced(desk.address, request, CONNECTIONS, pace)?;
    lane.times.extend(more.times);
    lane.refused += more.refused;
    lane.body_bytes = more.body_bytes;
    Ok(())
}

/// Where the server counts the calls it ended.
fn counted(signal: &Path) -> PathBuf {
    signal.with_extension("ended")
}

fn ended(signal: &Path) -> u64 {
    let text = std::fs::read_to_string(counted(signal)).unwrap_or_default();
    text.len() as u64
}

/// The server: that of `serve`, whose host calls hostile guests as long as a file lies at `signal`.
/// They are called under the limits of every call, one after the other on as many accounts as there
/// are tricks; only the quarantine, which would end it after three of them, is left out.
///
/// # Errors
/// As `serve`.
pub fn serve(
    config: Config,
    component: &Path,
    guest: &Guest,
    signal: &Path,
) -> Result<(), Problem> {
    let listener = serve::listen(config.listen)?;
    let store = Store::open(&config.data)?;
    let app = Data::new(App::new(store, config, Clock::System));
    let component = std::fs::read(component).map_err(anyhow::Error::from)?;
    serve::until_told_beside(app, listener, |host| {
        torment(host, &component, guest, signal)
    })
}

fn torment(host: &Arc<Host>, component: &[u8], guest: &Guest, signal: &Path) -> Result<()> {
    let engine = &host.guests().engine;
    let loaded = Loaded::of_component(engine, component);
    let loaded = Arc::new(loaded.map_err(|fault| anyhow!("{}", fault.text))?);
    let network = Canned::network(guest.answers());
    for (n, trick) in TRICKS.into_iter().enumerate() {
        let mut query = guest.queries().first().context("a query")?.clone();
        trick.clone_into(&mut query.number);
        let around = guest.around(&network);
        let (host, loaded, limits) = (Arc::clone(host), Arc::clone(&loaded), guest.limits());
        let signal = signal.to_owned();
        // A thread of its own, as each job of the desk has; it only waits.
        let run = async move {
            loop {
                if !signal.exists() {
                    tokio::time::sleep(GLANCE).await;
                    continue;
                }
                let mut context = context();
                context.account_id = n.to_string();
                let ask = Ask::Track(vec![query.clone()]);
                let done = host
                    .guests()
                    .call(
                        &format!("hostile-{n}"),
                        Arc::clone(&loaded),
                        ask,
                        context,
                        limits,
                        around.clone(),
                    )
                    .await;
                if matches!(done.outcome, Outcome::Broken(_) | Outcome::Answered(_)) {
                    note(&signal);
                }
            }
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::Builder::new()
            .name("torment".to_owned())
            .spawn(move || runtime.block_on(run))?;
    }
    Ok(())
}

/// One more byte in the file that counts.
fn note(signal: &Path) {
    use std::io::Write;
    let file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(counted(signal));
    // A count that could not be written is missed by whoever reads it.
    let _ = file.and_then(|mut file| file.write_all(b"."));
}
