//! A courier's service on loopback: it speaks TLS in the vendor's name, keeps its connections, and
//! answers every number with a parcel that is on its way.

use crate::domain::reach::Zone;
use crate::egress::Network;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::Stream;
use std::io::Read;
use std::io::Write;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// What its threads are called, so that their processor time can be taken off.
pub const THREAD: &str = "bench-provider";
/// Taken for an address of the world.
const WORLD: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
/// Certificates made for tests, and used nowhere else.
const FOLDER: &str = "tests/fixtures/plugins";

pub struct Provider {
    port: u16,
    authority: Vec<u8>,
    answered: Arc<AtomicU64>,
}

impl Provider {
    /// Serves until the process ends. `events` are what each parcel has been through.
    ///
    /// # Errors
    /// When the port or the certificates cannot be had.
    pub fn start(repository: &Path, events: &str) -> Result<Provider> {
        let read = |name: &str| {
            let file = repository.join(FOLDER).join(name);
            std::fs::read(&file).with_context(|| format!("reading {}", file.display()))
        };
        let key = read("vendors-key.der")?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(
                vec![read("vendors.der")?.into()],
                key.try_into().map_err(|why| anyhow!("a key: {why}"))?,
            )?;
        let config = Arc::new(config);
        let listener = TcpListener::bind((WORLD, 0)).context("finding a free port")?;
        let port = listener.local_addr().context("finding a free port")?.port();
        let answered = Arc::new(AtomicU64::new(0));
        let (counted, events) = (Arc::clone(&answered), events.to_owned());
        thread(move || {
            for stream in listener.incoming().flatten() {
                let (config, counted) = (Arc::clone(&config), Arc::clone(&counted));
                let events = events.clone();
                // A connection that fails is seen by who asked over it.
                let _ = thread(move || {
                    let _ = serve(stream, config, &counted, &events);
                });
            }
        })?;
        Ok(Provider {
            port,
            authority: read("vendors-authority.der")?,
            answered,
        })
    }

    /// Every name leads to it.
    ///
    /// # Errors
    /// When its authority is none.
    pub fn network(&self) -> Result<Network> {
        let mut network = Network::system();
        network.look_up = Arc::new(|_| Box::pin(async { Ok(vec![IpAddr::V4(WORLD)]) }));
        network.zone = |address| match address == IpAddr::V4(WORLD) {
            true => Zone::World,
            false => Zone::of(address),
        };
        network.port = self.port;
        network.trust(&self.authority)?;
        Ok(network)
    }

    /// How many requests it has answered.
    pub fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }
}

fn thread(run: impl FnOnce() + Send + 'static) -> Result<()> {
    let named = std::thread::Builder::new().name(THREAD.to_owned());
    named.spawn(run).context("starting a thread")?;
    Ok(())
}

fn serve(
    mut stream: TcpStream,
    config: Arc<ServerConfig>,
    counted: &AtomicU64,
    events: &str,
) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut tls = ServerConnection::new(config)?;
    let mut secure = Stream::new(&mut tls, &mut stream);
    let mut buffer = Vec::new();
    while let Some(form) = read(&mut secure, &mut buffer)? {
        let number = number(&form).unwrap_or_default();
        let body = format!(
            "{{\"message\":\"ok\",\"nu\":\"{number}\",\"com\":\"yuantong\",\"status\":\"200\",\
             \"state\":\"0\",\"data\":{events}}}"
        );
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        secure.write_all(answer.as_bytes())?;
        counted.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// The body of the next request; none when there is no more.
fn read(stream: &mut impl Read, buffer: &mut Vec<u8>) -> Result<Option<String>> {
    let mut more = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(buffer).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, length)| length.trim().parse::<usize>().ok())
                .unwrap_or(0);
            if body.len() >= length {
                let body = body[..length].to_owned();
                buffer.drain(..head.len() + 4 + length);
                return Ok(Some(body));
            }
        }
        let n = stream.read(&mut more)?;
        if n == 0 {
            return Ok(None);
        }
        buffer.extend_from_slice(&more[..n]);
    }
}

/// The number in the form's `param`, which is JSON as it stands in a form.
fn number(form: &str) -> Option<String> {
    let (_, rest) = form.split_once("%22num%22%3A%22")?;
    rest.split_once("%22").map(|(number, _)| number.to_owned())
}
