//! Addresses in settings: the public one, and those of proxies.

use std::net::IpAddr;
use std::net::SocketAddr;

/// Where people reach the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// `https://shop.example`, without a slash at the end.
    pub origin: String,
    /// Empty, or `/desk` without a slash at the end: everything lives under it.
    pub path: String,
}

impl PublicUrl {
    /// Reads `http(s)://host[:port][/path]`; nothing else is a public address.
    pub fn parse(text: &str) -> Option<PublicUrl> {
        let (scheme, rest) = text.split_once("://")?;
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host_fits = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        let path_fits = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
        let path = path.trim_end_matches('/');
        let fits = !host.is_empty()
            && host.chars().all(host_fits)
            && path.chars().all(path_fits)
            && !path.split('/').any(|part| part == "." || part == "..")
            && !path.contains("//");
        fits.then(|| PublicUrl {
            origin: format!("{scheme}://{host}"),
            path: path.to_owned(),
        })
    }

    /// The address when none was set: what the server listens on. Nobody can type `0.0.0.0`.
    pub fn of_listener(listen: SocketAddr) -> PublicUrl {
        let origin = match listen.ip() {
            ip if ip.is_unspecified() => format!("http://127.0.0.1:{}", listen.port()),
            _ => format!("http://{listen}"),
        };
        PublicUrl {
            origin,
            path: String::new(),
        }
    }

    /// Whether cookies may be marked as for encrypted connections only.
    pub fn is_encrypted(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The whole address of a page; `path` begins with a slash.
    pub fn page(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

/// An address or a range of addresses, as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    /// Leading bits that count.
    bits: u8,
}

impl Network {
    /// A list with commas; empty means nobody.
    pub fn list(text: &str) -> Option<Vec<Network>> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(Network::parse)
            .collect()
    }

    fn parse(text: &str) -> Option<Network> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        (bits <= most).then_some(Network { address, bits })
    }

    /// Whether an address lies in it.
    pub fn contains(&self, ip: IpAddr) -> bool {
        match (self.address, ip.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(ip)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.bits)).unwrap_or(0);
                own.to_bits() & mask == ip.to_bits() & mask
            }
            (IpAddr::V6(own), IpAddr::V6(ip)) => {
                let mask = u128::MAX
                    .checked_shl(128 - u32::from(self.bits))
                    .unwrap_or(0);
                own.to_bits() & mask == ip.to_bits() & mask
            }
            _ => false,
        }
    }
}
