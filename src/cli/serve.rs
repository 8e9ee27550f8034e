//! `serve`: opens the data, listens, and works until it is told to stop.

use super::logs;
use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::actions::people;
use crate::app::App;
use crate::app::Clock;
use crate::config::Config;
use crate::egress::Network;
use crate::first_start;
use crate::host::Host;
use crate::jobs;
use crate::web;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use std::io::ErrorKind;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::sync::Arc;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use tokio::sync::watch;

/// Requests under way are given this long; `web::server` knows it too.
const DRAIN_SECONDS: u64 = 10;

pub fn run(config: Config) -> Result<Exit, Problem> {
    logs::begin(&config);
    let store = opening::for_serving(&config)?;
    let listener = listen(config.listen)?;
    let app = Data::new(App::new(store, heard_at(config, &listener)?, Clock::System));
    eprintln!(
        "{}",
        said::both(
            "cli-ready",
            &[("address", app.config.site().page("/").into())]
        )
    );
    invite(&app)?;
    until_told(app, listener)?;
    Ok(Exit::Done)
}

/// Opens the port.
///
/// # Errors
/// When another program has it, or the address is not of this machine.
pub fn listen(address: SocketAddr) -> Result<TcpListener, Problem> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            let other = SocketAddr::new(address.ip(), address.port().wrapping_add(1).max(1024));
            let args = [
                ("address", address.to_string().into()),
                ("other", other.to_string().into()),
            ];
            Problem::new(Exit::NotNow, "cli-port-taken", &args)
        }
        _ => {
            let args = [
                ("address", address.to_string().into()),
                ("why", error.to_string().into()),
            ];
            Problem::new(Exit::Failed, "cli-cannot-listen", &args)
        }
    })
}

/// Port 0 means any: the settings then name the one that was given.
pub fn heard_at(config: Config, listener: &TcpListener) -> Result<Config, Problem> {
    let listen = listener.local_addr().map_err(anyhow::Error::from)?;
    Ok(Config { listen, ..config })
}

/// Until someone set the desk up: the link that lets its reader do so. It goes to the terminal and
/// into the data folder, never into the log.
fn invite(app: &App) -> Result<(), Problem> {
    if app.store.read(people::is_set_up)? {
        return Ok(first_start::forget(&app.config.data)?);
    }
    let token = first_start::token(&app.config.data, app.token(), app.now())?;
    let file = app.config.data.join(first_start::TOKEN_FILE);
    let args = [("file", file.display().to_string().into())];
    eprintln!("{}", said::both("cli-set-up-here", &args));
    eprintln!("\n    {}#{token}\n", app.config.site().page("/setup"));
    Ok(())
}

/// Serves until SIGTERM or SIGINT, then lets requests under way finish.
///
/// # Errors
/// When the listener cannot be used, or the database could not be opened again after its disk
/// failed: whoever watches the process starts it anew.
pub fn until_told(app: Data<App>, listener: TcpListener) -> Result<(), Problem> {
    until_told_beside(app, listener, |_| Ok(()))
}

/// The same, with something else going on in the desk from the start.
///
/// # Errors
/// As [`until_told`]; what `begin` returns.
pub fn until_told_beside(
    app: Data<App>,
    listener: TcpListener,
    begin: impl FnOnce(&Arc<Host>) -> anyhow::Result<()>,
) -> Result<(), Problem> {
    let program = std::env::current_exe().map_err(anyhow::Error::from)?;
    let host = Host::new(app.clone().into_inner(), &Network::system(), program)?;
    let host = Data::new(host);
    begin(&host)?;
    let served = actix_web::rt::System::new().block_on(async {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let server = web::server(app.clone(), host.clone(), listener)?;
        let handle = server.handle();
        tracing::info!(
            version = env!("CARGO_PKG_VERSION"),
            listen = %app.config.listen,
            workers = app.config.workers,
            "serving"
        );
        let (end_jobs, ending) = watch::channel(false);
        let (lose, mut losing) = watch::channel(false);
        let lost = losing.clone();
        let jobs = actix_web::rt::spawn(jobs::run(host.clone().into_inner(), ending, lose));
        let signals = Arc::clone(&app.signals);
        let stopping = actix_web::rt::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
                _ = losing.wait_for(|lost| *lost) => {}
            }
            // Streams of open pages would be waited for until the time is up.
            signals.stop();
            stop(handle).await;
        });
        let served = server.await;
        stopping.abort();
        // A job under way is finished; the store is closed after it. A backup is given up.
        app.store.end_long_work();
        let _ = end_jobs.send(true);
        let _ = jobs.await;
        let lost = *lost.borrow();
        tracing::info!(lost, "stopped");
        served.map(|()| lost)
    });
    if served.map_err(anyhow::Error::from)? {
        let why = app.store.health_reason().unwrap_or_default();
        let args = [("why", why.into())];
        return Err(Problem::new(Exit::Failed, "cli-store", &args));
    }
    Ok(())
}

async fn stop(handle: ServerHandle) {
    let said = said::both("cli-stopping", &[("seconds", DRAIN_SECONDS.into())]);
    // Whoever read it may be gone: that keeps nothing from stopping.
    let _ = writeln!(std::io::stderr(), "{said}");
    handle.stop(true).await;
}
