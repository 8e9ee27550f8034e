//! Scheme, host and port: `https://poll.kuaidi100.com`, `https://*.myshopify.com`,
//! `http://nas:9000`.

use super::address;
use super::address::Address;
use super::address::Refused;
use serde::Deserialize;
use serde::Serialize;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// With `http` alone everybody on the way reads along: only for origins written so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    Https,
    Http,
}

/// Lower case, in punycode, without brackets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    Name(String),
    /// Each name with exactly one label before this one: `*.` of a grant, never of a request.
    Below(String),
    Address(IpAddr),
}

/// Where a request goes, or may go.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin {
    pub scheme: Scheme,
    pub host: Host,
    /// Never 0.
    pub port: u16,
}

impl Scheme {
    pub const fn code(self) -> &'static str {
        match self {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }

    pub const fn usual_port(self) -> u16 {
        match self {
            Scheme::Https => 443,
            Scheme::Http => 80,
        }
    }
}

impl Origin {
    /// Reads one as a manifest writes it: nothing behind the port, at most one `*.` in front.
    pub fn parse(text: &str) -> Result<Origin, Refused> {
        let scheme_ends = text.find("://").ok_or(Refused::Scheme)? + 3;
        let (scheme, rest) = text.split_at(scheme_ends);
        if rest.contains(['/', '?']) {
            return Err(Refused::NotOnlyOrigin);
        }
        let Some(below) = rest.strip_prefix("*.") else {
            return Ok(Address::read(text)?.origin());
        };
        let mut origin = Address::read(&format!("{scheme}{below}"))?.origin();
        let Host::Name(name) = origin.host else {
            return Err(Refused::Star);
        };
        if !address::is_owned_name(&name) {
            return Err(Refused::Star);
        }
        origin.host = Host::Below(name);
        Ok(origin)
    }

    /// Whether a request to that origin is one to this.
    pub fn covers(&self, other: &Origin) -> bool {
        let host = match (&self.host, &other.host) {
            (Host::Below(below), Host::Name(name)) => name
                .strip_suffix(below.as_str())
                .and_then(|rest| rest.strip_suffix('.'))
                .is_some_and(|label| !label.is_empty() && !label.contains('.')),
            (ours, theirs) => ours == theirs,
        };
        host && self.scheme == other.scheme && self.port == other.port
    }

    /// Whether it stands for several hosts.
    pub const fn is_starred(&self) -> bool {
        matches!(self.host, Host::Below(_))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.scheme.code())?;
        match &self.host {
            Host::Name(name) => f.write_str(name)?,
            Host::Below(name) => write!(f, "*.{name}")?,
            Host::Address(IpAddr::V4(address)) => write!(f, "{address}")?,
            Host::Address(IpAddr::V6(address)) => write!(f, "[{address}]")?,
        }
        match self.port == self.scheme.usual_port() {
            true => Ok(()),
            false => write!(f, ":{}", self.port),
        }
    }
}

impl FromStr for Origin {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Origin, Refused> {
        Origin::parse(text)
    }
}

impl TryFrom<String> for Origin {
    type Error = Refused;

    fn try_from(text: String) -> Result<Origin, Refused> {
        Origin::parse(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> String {
        origin.to_string()
    }
}
