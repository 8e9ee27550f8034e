//! A client whose names are looked up in the test, and what it may do there.

use super::server::HOME;
use super::server::WORLD;
use aftercare::domain::plugin::permissions::Method;
use aftercare::domain::plugin::permissions::Rate;
use aftercare::domain::reach::Origin;
use aftercare::domain::reach::Reach;
use aftercare::domain::reach::Zone;
use aftercare::domain::time::Timestamp;
use aftercare::egress::Body;
use aftercare::egress::Call;
use aftercare::egress::Client;
use aftercare::egress::Failure;
use aftercare::egress::Network;
use aftercare::egress::Request;
use aftercare::egress::Response;
use aftercare::egress::Rights;
use aftercare::egress::Trace;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// 2026-11-23 02:00:00 UTC, in Beijing 10:00.
pub const NOW: Timestamp = Timestamp(1_795_399_200_000);

pub const ALL: &[Method] = Method::ALL;

/// A client, its grants and one call.
pub struct Desk {
    pub client: Client,
    pub reach: Vec<Reach>,
    pub call: Call,
    pub account: String,
}

/// One address of loopback stands for the world; the rest is what it is.
fn zone(address: IpAddr) -> Zone {
    match address == IpAddr::V4(WORLD) {
        true => Zone::World,
        false => Zone::of(address),
    }
}

/// A network in which names lead where the test says.
pub fn network(
    look_up: impl Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync + 'static,
) -> Network {
    let mut network = Network::system();
    network.zone = zone;
    network.look_up = Arc::new(move |name| {
        let found = look_up(&name);
        Box::pin(async move { found })
    });
    network
}

/// All of an origin, in the local network too.
pub fn local(origin: &str) -> Reach {
    Reach {
        private: true,
        ..world(origin)
    }
}

/// All of an origin of the world.
pub fn world(origin: &str) -> Reach {
    Reach {
        rate: Rate {
            per_second: 1_000,
            burst: 1_000,
            per_minute: None,
            per_day: 1_000_000,
        },
        ..Reach::to(Origin::parse(origin).expect("an origin"), ALL)
    }
}

impl Desk {
    /// Every name leads to this machine, and the owner allowed that for these origins.
    pub fn at_home(origins: &[String]) -> Desk {
        let reach = origins.iter().map(|origin| local(origin)).collect();
        Desk::of(network(|_| Ok(vec![HOME])), reach)
    }

    pub fn of(network: Network, reach: Vec<Reach>) -> Desk {
        let client = Client::new(&network, Arc::new(|| NOW)).expect("a client");
        Desk {
            client,
            reach,
            call: Call::new(50, Instant::now() + Duration::from_secs(60)),
            account: "cn.example/1".to_owned(),
        }
    }

    pub async fn send(&self, request: &Request) -> Result<Response, Failure> {
        let rights = Rights {
            plugin: "cn.example/1.0.0",
            account: &self.account,
            reach: &self.reach,
        };
        self.client.send(request, &rights, &self.call).await
    }

    pub async fn get(&self, url: &str) -> Result<Response, Failure> {
        self.send(&Request::to(Method::Get, url)).await
    }

    pub fn traces(&self) -> Vec<Trace> {
        self.call.take_traces()
    }
}

pub fn post(url: &str, body: &str) -> Request {
    Request {
        body: Some(Body::Text(body.to_owned())),
        ..Request::to(Method::Post, url)
    }
}

pub fn following(url: &str) -> Request {
    Request {
        follow_redirects: true,
        ..Request::to(Method::Get, url)
    }
}

/// Impatient: what never answers is given up soon.
pub fn impatient(request: Request) -> Request {
    Request {
        timeout: Some(Duration::from_millis(300)),
        ..request
    }
}

pub fn text(response: &Response) -> &str {
    match &response.body {
        Body::Text(text) => text,
        other => panic!("no text: {other:?}"),
    }
}
