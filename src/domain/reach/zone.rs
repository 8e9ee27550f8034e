//! Which part of the network an address belongs to. The tables follow IANA's registries of
//! special-purpose addresses; what carries an IPv4 address inside is judged by what it carries, or
//! refused.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// To a server of the world.
    World,
    /// Into this machine or the shop's own network: only with a grant of its own.
    Local,
    /// Nowhere a plugin may ever go: link-local, multicast, reserved, the address by which a cloud
    /// tells a machine its secrets, and old ways of putting one address inside another.
    Closed,
}

/// Where a cloud tells a machine its secrets, outside link-local: 阿里云, Azure.
const METADATA_V4: &[Ipv4Addr] = &[
    Ipv4Addr::new(100, 100, 100, 200),
    Ipv4Addr::new(168, 63, 129, 16),
];
/// AWS and Google Cloud.
const METADATA_V6: &[Ipv6Addr] = &[
    Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254),
    Ipv6Addr::new(0xfd20, 0x00ce, 0, 0, 0, 0, 0, 0x0254),
];

/// Network, bits of the prefix, where it leads. The first that fits counts.
const V4: &[(Ipv4Addr, u32, Zone)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, Zone::Closed), // this host
    (Ipv4Addr::new(10, 0, 0, 0), 8, Zone::Local),
    (Ipv4Addr::new(100, 64, 0, 0), 10, Zone::Local), // behind a carrier's NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8, Zone::Local),
    (Ipv4Addr::new(169, 254, 0, 0), 16, Zone::Closed), // link-local
    (Ipv4Addr::new(172, 16, 0, 0), 12, Zone::Local),
    (Ipv4Addr::new(192, 0, 0, 0), 24, Zone::Closed), // IETF protocols
    (Ipv4Addr::new(192, 0, 2, 0), 24, Zone::Closed), // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24, Zone::Closed), // relays of 6to4
    (Ipv4Addr::new(192, 168, 0, 0), 16, Zone::Local),
    (Ipv4Addr::new(198, 18, 0, 0), 15, Zone::Closed), // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24, Zone::Closed), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24, Zone::Closed), // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 3, Zone::Closed),   // multicast, reserved, broadcast
];

impl Zone {
    pub fn of(address: IpAddr) -> Zone {
        match address {
            IpAddr::V4(address) => of_v4(address),
            IpAddr::V6(address) => of_v6(address),
        }
    }
}

fn of_v4(address: Ipv4Addr) -> Zone {
    if METADATA_V4.contains(&address) {
        return Zone::Closed;
    }
    V4.iter()
        .find(|(network, bits, _)| {
            let mask = u32::MAX << (32 - bits);
            u32::from(address) & mask == u32::from(*network)
        })
        .map_or(Zone::World, |(_, _, zone)| *zone)
}

fn of_v6(address: Ipv6Addr) -> Zone {
    if METADATA_V6.contains(&address) {
        return Zone::Closed;
    }
    if address == Ipv6Addr::LOCALHOST {
        return Zone::Local;
    }
    let [first, second, ..] = address.segments();
    match (first, second) {
        // NAT64 (RFC 6052): a network without IPv4 reaches the world so. What is inside counts,
        // and the shop's own network is never reached this way.
        (0x0064, 0xff9b) if address.segments()[2..6] == [0; 4] => match of_v4(last_v4(address)) {
            Zone::World => Zone::World,
            Zone::Local | Zone::Closed => Zone::Closed,
        },
        // Unique local.
        (0xfc00..=0xfdff, _) => Zone::Local,
        // Teredo, ORCHID, benchmarks and others of the IETF's block.
        (0x2001, 0x0000..=0x01ff) => Zone::Closed,
        // Documentation.
        (0x2001, 0x0db8) | (0x3fff, 0x0000..=0x0fff) => Zone::Closed,
        // 6to4 carries an IPv4 address.
        (0x2002, _) => Zone::Closed,
        // ISATAP is found by its interface, wherever the network is: ::5efe:a.b.c.d.
        (0x2000..=0x3fff, _) if is_isatap(address) => Zone::Closed,
        (0x2000..=0x3fff, _) => Zone::World,
        // Mapped and compatible IPv4, link-local, site-local, multicast, and all that nobody gave
        // out.
        _ => Zone::Closed,
    }
}

fn last_v4(address: Ipv6Addr) -> Ipv4Addr {
    let octets = address.octets();
    Ipv4Addr::new(octets[12], octets[13], octets[14], octets[15])
}

fn is_isatap(address: Ipv6Addr) -> bool {
    let [.., high, low, _, _] = address.segments();
    matches!(high, 0x0000 | 0x0200) && low == 0x5efe
}
