//! Whom a request comes from: the connection's other end, or what a proxy we trust says of it.

use crate::config::Network;
use actix_web::dev::ServiceRequest;
use std::net::IpAddr;

/// The address that limits count by.
pub fn of(request: &ServiceRequest, trusted: &[Network]) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let said = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .collect::<Vec<_>>()
        .join(",");
    Some(behind(peer, &said, trusted))
}

/// From the nearest outwards: the first address that is not a proxy of ours. What stands beyond it
/// is the stranger's own claim.
fn behind(peer: IpAddr, said: &str, trusted: &[Network]) -> IpAddr {
    let ours = |ip: IpAddr| trusted.iter().any(|network| network.contains(ip));
    let mut nearest = peer;
    for claim in said.split(',').rev() {
        if !ours(nearest) {
            break;
        }
        match claim.trim().parse() {
            Ok(ip) => nearest = ip,
            Err(_) => break,
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn only_a_listed_proxy_is_believed_and_only_about_its_own_peer() {
        let trusted = Network::list("127.0.0.1,10.0.0.0/8").expect("a list");
        for (peer, said, whom) in [
            ("203.0.113.9", "192.0.2.1", "203.0.113.9"),
            ("127.0.0.1", "", "127.0.0.1"),
            ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
            ("127.0.0.1", "198.51.100.1, 192.0.2.1", "192.0.2.1"),
            ("127.0.0.1", "192.0.2.1, 10.0.0.7", "192.0.2.1"),
            ("127.0.0.1", "nonsense", "127.0.0.1"),
        ] {
            assert_eq!(behind(ip(peer), said, &trusted), ip(whom), "{peer} {said}");
        }
    }
}
