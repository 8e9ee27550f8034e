//! Many of them: a hundred plugins installed, and parcels asked for by the very job that asks in
//! production, one account of one plugin, over the egress client and TLS.

use super::install::Made;
use super::ladder::resident;
use super::provider;
use super::provider::Provider;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::orders;
use crate::app::App;
use crate::app::Clock;
use crate::cli::bench::child::Memory;
use crate::cli::bench::child::Server;
use crate::cli::bench::course;
use crate::cli::bench::fill;
use crate::cli::bench::fill::Filled;
use crate::cli::bench::load;
use crate::cli::bench::load::Measured;
use crate::cli::bench::load::Request;
use crate::cli::bench::place::Place;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::case::record::Payer;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::host::Host;
use crate::jobs;
use crate::plugins::ask::Ask;
use crate::store::Plan;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::bail;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;
use std::time::Instant;

/// Plugins that are installed.
pub const PLUGINS: usize = 100;
/// The first question about a parcel is spread over two minutes.
const LATER: Span = Span::minutes(3);
/// The job takes 2,000 parcels at a time.
const RUNS: usize = 1_000;

/// What was found.
#[derive(serde::Serialize)]
pub struct Scale {
    pub plugins: usize,
    pub started_in_ms: u128,
    pub started: Memory,
    /// The page of all plugins.
    pub page: Measured,
    /// Of all of them: loading, instance, empty call and its line, one after the other.
    pub first_calls_ms: f64,
    /// MB that the process has more once all are loaded.
    pub loaded_mb: f64,
    pub parcels: u64,
    pub asked_in_ms: f64,
    /// ms of the processor for each parcel, without the service's own.
    pub processor_ms: f64,
    /// MB of the process before and after.
    pub before_mb: f64,
    pub after_mb: f64,
}

/// Installs the plugins, and gives cases their parcels.
///
/// # Errors
/// When a door refuses.
pub fn prepare(
    app: &App,
    filled: &mut Filled,
    made: &Made,
    parcels: u64,
) -> Result<Vec<PluginAccountId>> {
    let engine = crate::plugins::engine::Engine::new().map_err(anyhow::Error::from)?;
    let accounts = (0..PLUGINS)
        .map(|n| made.install(app, &engine, n))
        .collect::<Result<Vec<_>>>()?;
    let (first, shop, owner) = (filled.orders, filled.shop, filled.owner);
    filled.orders += parcels;
    fill::in_slices(app, parcels, move |plan, n, now, salt| {
        returning(plan, first + n, shop, owner, now, salt)
    })?;
    Ok(accounts)
}

/// A case whose goods are on their way back under a number of 圆通.
fn returning(
    plan: &mut Plan<'_, '_>,
    n: u64,
    shop: ShopId,
    owner: StaffId,
    now: Timestamp,
    salt: &str,
) -> Result<(), Failure> {
    let moment = Moment {
        now,
        salt: salt.to_owned(),
    };
    let mut order = course::order(n, shop, now - Span::hours(50));
    let (id, _) = orders::bring(plan, &order)?;
    order.id = id;
    let actor = course::actor(owner);
    let mut new = OpenCase::new(shop, Kind::ReturnRefund, "flaw", Intake::Chat);
    new.subtype = Some(Subtype::Faulty);
    new.lines = vec![(1, 1)];
    new.applied_amount = Some(Fen(9_900));
    let case = cases::open(plan, &new, &About::order(&order), &actor, &moment)?;
    let approve = Input {
        freight_payer: Some(Payer::Shop),
        ..Input::default()
    };
    let tracking = Input {
        carrier: Some("yto".to_owned()),
        tracking_no: Some(format!("YT{n:013}")),
        ..Input::default()
    };
    for (verb, input) in [(Verb::Approve, approve), (Verb::Tracking, tracking)] {
        let (act, case) = (Act { verb, input }, CaseRef::of_system(case.id));
        cases::act(plan, case, None, &act, &actor, &moment)?;
    }
    Ok(())
}

/// Measures on a place that was prepared.
///
/// # Errors
/// When a call or a parcel is not answered.
pub fn measure(
    place: &Place,
    repository: &Path,
    cookie: &str,
    accounts: &[PluginAccountId],
    parcels: u64,
    time: Duration,
) -> Result<Scale> {
    let (started, started_in, page) = as_a_server(place, cookie, time)?;
    let now = place.open()?.now();
    let provider = Provider::start(repository, &events(now))?;
    // The same desk a few minutes later: the first questions are due.
    let clock = Clock::Hand(Arc::new(AtomicI64::new((now + LATER).0)));
    let app = Arc::new(place.open_at(clock)?);
    let program = std::env::current_exe().context("finding this program")?;
    let host = Arc::new(Host::new(app, &provider.network()?, program)?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the desk")?;
    runtime.block_on(async {
        let before = resident()?;
        let began = Instant::now();
        for account in accounts {
            let empty = Ask::Track(Vec::new());
            let called = host.call(*account, empty, None, |_, _| Ok(0_u32)).await;
            let (heard, _) = called.map_err(|failure| anyhow!("a first call: {failure}"))?;
            if heard.answer.is_none() {
                bail!("a first call came to {:?}: {}", heard.ending, heard.why);
            }
        }
        let first_calls_ms = began.elapsed().as_secs_f64() * 1_000.0;
        let loaded_mb = resident()? - before;

        let before_mb = resident()?;
        let (began, used) = (Instant::now(), processor_time()?);
        let mut news = 0;
        for _ in 0..RUNS {
            let heard = jobs::ask_couriers(Arc::clone(&host)).await;
            match heard.map_err(|failure| anyhow!("asking: {failure}"))? {
                0 => break,
                heard => news += heard as u64,
            }
        }
        let asked_in_ms = began.elapsed().as_secs_f64() * 1_000.0;
        let used = processor_time()? - used;
        if news != parcels || provider.answered() != parcels {
            let answered = provider.answered();
            bail!("of {parcels} parcels {answered} were asked for and {news} heard of");
        }
        Ok(Scale {
            plugins: accounts.len(),
            started_in_ms: started_in.as_millis(),
            started,
            page,
            first_calls_ms,
            loaded_mb,
            parcels,
            asked_in_ms,
            processor_ms: used * 1_000.0 / parcels.max(1) as f64,
            before_mb,
            after_mb: resident()?,
        })
    })
}

/// The desk as a process of its own: how it starts, and its page of plugins.
fn as_a_server(
    place: &Place,
    cookie: &str,
    time: Duration,
) -> Result<(Memory, Duration, Measured)> {
    let at = format!("--data={}", place.data().display());
    let backups = place.with_backup_of_today()?;
    let backups = format!("--backup-folder={}", backups.display());
    let desk = Server::start(&[&at, &backups, "serve"], "/healthz")?;
    let (started, started_in) = (desk.memory()?, desk.started_in);
    let page = load::get("/settings/plugins", cookie);
    let request = Request {
        make: Arc::new(move |_| Some(page.clone())),
        answer: 200,
    };
    let page = load::load(desk.address, &request, 1, time)?;
    desk.end()?;
    Ok((started, started_in, page))
}

/// What every parcel has been through: yesterday's lines, in Beijing's time.
fn events(now: Timestamp) -> String {
    let at = |ago: Span| {
        let at = jiff::Timestamp::from_millisecond((now - ago).0).unwrap_or_default();
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
        at.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S").to_string()
    };
    format!(
        "[{{\"time\":\"{}\",\"context\":\"快件已到达【杭州转运中心】\",\"statusCode\":\"0\"}},\
         {{\"time\":\"{}\",\"context\":\"已揽收\",\"statusCode\":\"103\"}}]",
        at(Span::hours(8)),
        at(Span::hours(20))
    )
}

/// Seconds of the processor that this process has used, without the service's threads.
fn processor_time() -> Result<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").context("reading the time")?;
    // The second field may hold spaces; it ends with the last bracket.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum();
    let mut used = ticks / TICKS_PER_SECOND;
    for thread in std::fs::read_dir("/proc/self/task").context("reading the threads")? {
        let thread = thread.context("reading the threads")?.path();
        let name = std::fs::read_to_string(thread.join("comm")).unwrap_or_default();
        if name.trim() == provider::THREAD {
            // In nanoseconds.
            let stat = std::fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
            let spent = stat.split_whitespace().next();
            used -= spent.and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9;
        }
    }
    Ok(used)
}
