//! Connections: names are looked up here, what leads elsewhere is dropped, and the rest is what is
//! connected to. Nothing looks a second time between the check and the connection.

use super::texts;
use super::texts::Texts;
use crate::domain::reach::Scheme;
use crate::domain::reach::Zone;
use reqwest::dns::Addrs;
use reqwest::dns::Name;
use reqwest::dns::Resolve;
use reqwest::dns::Resolving;
use reqwest::redirect;
use rustls::ClientConfig;
use rustls::RootCertStore;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Finding a name, making a connection and agreeing on its encryption.
const CONNECT: Duration = Duration::from_secs(5);
const HEADERS: usize = 100;

/// The addresses of a name.
pub type LookUp = Arc<dyn Fn(String) -> Found + Send + Sync>;
type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// The surroundings of the client.
#[derive(Clone)]
pub struct Network {
    pub look_up: LookUp,
    pub texts: Texts,
    /// Where an address leads.
    pub zone: fn(IpAddr) -> Zone,
    /// Of every server; 0 for that of the scheme. A URL that names a port goes there.
    pub port: u16,
    roots: RootCertStore,
    authorities: Vec<Vec<u8>>,
}

impl Network {
    /// The system's names, and the roots that browsers trust.
    pub fn system() -> Network {
        Network {
            look_up: Arc::new(|name| Box::pin(of_system(name))),
            texts: texts::of_system(),
            zone: Zone::of,
            port: 0,
            roots: RootCertStore {
                roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
            },
            authorities: Vec::new(),
        }
    }

    /// Another one that vouches for servers, as DER: that of a shop's own network.
    pub fn trust(&mut self, certificate: &[u8]) -> anyhow::Result<()> {
        self.roots.add(certificate.to_vec().into())?;
        self.authorities.push(certificate.to_vec());
        Ok(())
    }

    /// What an encrypted connection of another kind than HTTP is made with.
    pub(super) fn encryption(&self) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        Ok(ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(self.roots.clone())
            .with_no_client_auth())
    }

    /// Those that vouch for servers beside the roots browsers trust, as DER.
    pub fn authorities(&self) -> &[Vec<u8>] {
        &self.authorities
    }
}

async fn of_system(name: String) -> io::Result<Vec<IpAddr>> {
    let found = tokio::net::lookup_host((name, 0)).await?;
    Ok(found.map(|address| address.ip()).collect())
}

/// Clients for what a row may reach. Connections are kept for later requests, so one made for a row
/// with a private host is never used for a row without.
pub struct Wires {
    world: Pair,
    local: Pair,
}

struct Pair {
    https: reqwest::Client,
    http: reqwest::Client,
}

impl Wires {
    pub fn new(network: &Network) -> anyhow::Result<Wires> {
        let pair = |local_too| -> anyhow::Result<Pair> {
            Ok(Pair {
                https: wire(network, local_too, true)?,
                http: wire(network, local_too, false)?,
            })
        };
        Ok(Wires {
            world: pair(false)?,
            local: pair(true)?,
        })
    }

    pub const fn of(&self, local_too: bool, scheme: Scheme) -> &reqwest::Client {
        let pair = match local_too {
            true => &self.local,
            false => &self.world,
        };
        match scheme {
            Scheme::Https => &pair.https,
            Scheme::Http => &pair.http,
        }
    }
}

fn wire(network: &Network, local_too: bool, https_only: bool) -> anyhow::Result<reqwest::Client> {
    let tls = network.encryption()?;
    let names = Filtered {
        look_up: Arc::clone(&network.look_up),
        zone: network.zone,
        port: network.port,
        local_too,
    };
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(names)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .https_only(https_only)
        .http1_only()
        .http1_max_headers(HEADERS)
        .gzip(true)
        .connect_timeout(CONNECT)
        // No connection is kept: one that its server closes just as a request is written into it
        // leaves unknown whether money moved, and that costs more than a handshake.
        .pool_max_idle_per_host(0)
        .build()?;
    Ok(client)
}

/// Looks names up and keeps the addresses that may be connected to.
struct Filtered {
    look_up: LookUp,
    zone: fn(IpAddr) -> Zone,
    port: u16,
    local_too: bool,
}

impl Resolve for Filtered {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.look_up)(name.as_str().to_owned());
        let (zone, port, local_too) = (self.zone, self.port, self.local_too);
        Box::pin(async move {
            let found = found
                .await
                .map_err(|error| NoAddress::Unknown(error.to_string()))?;
            if found.is_empty() {
                return Err(NoAddress::Unknown("no address".to_owned()).into());
            }
            let kept: Vec<SocketAddr> = found
                .into_iter()
                .filter(|address| match zone(*address) {
                    Zone::World => true,
                    Zone::Local => local_too,
                    Zone::Closed => false,
                })
                .map(|address| SocketAddr::new(address, port))
                .collect();
            match kept.is_empty() {
                true => Err(NoAddress::Elsewhere.into()),
                false => Ok(Box::new(kept.into_iter()) as Addrs),
            }
        })
    }
}

/// Why a name led to no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAddress {
    Unknown(String),
    /// All its addresses are of a kind that may not be reached.
    Elsewhere,
}

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoAddress::Unknown(why) => f.write_str(why),
            NoAddress::Elsewhere => f.write_str("leads elsewhere"),
        }
    }
}

impl std::error::Error for NoAddress {}
