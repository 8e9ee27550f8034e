//! One URL, read once and strictly: by the parser that the client sends with, after all that two
//! parsers could read in two ways was refused.

use super::origin::Host;
use super::origin::Origin;
use super::origin::Scheme;
use std::fmt;
use std::net::IpAddr;
use url::Url;

/// Bytes a URL may have.
pub const LONGEST: usize = 8 * 1024;

/// A URL as it is sent: scheme, host and path in their plain form, dot segments gone, nothing
/// before the host and no fragment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    url: Url,
}

/// Why a URL is not read. Told to authors, in the failure of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    TooLong,
    Character,
    Backslash,
    Scheme,
    Fragment,
    UserInfo,
    Host,
    HostNotAscii,
    TrailingDot,
    Port,
    EncodedSlash,
    EncodedTwice,
    Percent,
    DotParameter,
    NotOnlyOrigin,
    Star,
    Form,
}

impl Refused {
    pub const fn says(self) -> &'static str {
        match self {
            Refused::TooLong => "the URL is longer than 8 KiB",
            Refused::Character => "the URL holds a blank or a control character; encode it as %20",
            Refused::Backslash => "the URL holds a backslash; write / or %5C in the query",
            Refused::Scheme => "the URL has to begin with https://",
            Refused::Fragment => "the URL holds a fragment (#…); leave it out",
            Refused::UserInfo => "the URL holds a user before the host; use the credential `basic`",
            Refused::Host => "the host of the URL cannot be read",
            Refused::HostNotAscii => "the host is not ASCII; write it in punycode (xn--…)",
            Refused::TrailingDot => "the host ends with a dot; leave it out",
            Refused::Port => "the port of the URL is not a number from 1 to 65535",
            Refused::EncodedSlash => {
                "the path holds an encoded slash, backslash or control character"
            }
            Refused::EncodedTwice => "the path holds a dot or slash that is encoded twice",
            Refused::Percent => "the path holds a % without two hexadecimal digits",
            Refused::DotParameter => "the path holds a dot segment with a parameter (..;)",
            Refused::NotOnlyOrigin => "an origin ends with its host or port: no path, no slash",
            Refused::Star => {
                "a star stands for one label before a name that one owner has: https://*.example.com"
            }
            Refused::Form => "the URL cannot be read",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.says())
    }
}

impl std::error::Error for Refused {}

impl Address {
    pub fn read(text: &str) -> Result<Address, Refused> {
        characters(text)?;
        if text.contains('#') {
            return Err(Refused::Fragment);
        }
        let begin = scheme_ends(text).ok_or(Refused::Scheme)?;
        let authority_ends = text[begin..]
            .find(['/', '?'])
            .map_or(text.len(), |at| begin + at);
        authority(&text[begin..authority_ends])?;
        let path_ends = text[authority_ends..]
            .find('?')
            .map_or(text.len(), |at| authority_ends + at);
        let path = plain_path(&text[authority_ends..path_ends])?;
        let plain = format!("{}{path}{}", &text[..authority_ends], &text[path_ends..]);
        let url = Url::parse(&plain).map_err(|_| Refused::Form)?;
        let address = Address { url };
        address.checked()
    }

    /// Where a redirect leads. Its fragment is for browsers and dropped.
    pub fn join(&self, location: &str) -> Result<Address, Refused> {
        characters(location)?;
        let location = location.split('#').next().unwrap_or_default();
        let url = self.url.join(location).map_err(|_| Refused::Form)?;
        Address::read(url.as_str())
    }

    /// What must hold after the parser too.
    fn checked(self) -> Result<Address, Refused> {
        let named = !self.url.username().is_empty() || self.url.password().is_some();
        if named {
            return Err(Refused::UserInfo);
        }
        if self.url.port() == Some(0) {
            return Err(Refused::Port);
        }
        match self.url.host() {
            Some(url::Host::Domain(name)) if !is_name(name) => Err(Refused::Host),
            Some(_) => Ok(self),
            None => Err(Refused::Host),
        }
    }

    pub fn origin(&self) -> Origin {
        let scheme = match self.url.scheme() {
            "http" => Scheme::Http,
            _ => Scheme::Https,
        };
        Origin {
            scheme,
            host: self.host(),
            port: self.url.port().unwrap_or(scheme.usual_port()),
        }
    }

    pub fn host(&self) -> Host {
        match self.url.host() {
            Some(url::Host::Ipv4(address)) => Host::Address(IpAddr::V4(address)),
            Some(url::Host::Ipv6(address)) => Host::Address(IpAddr::V6(address)),
            Some(url::Host::Domain(name)) => Host::Name(name.to_owned()),
            None => Host::Name(String::new()),
        }
    }

    /// Begins with a slash; what has to be encoded is.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Without its question mark.
    pub fn query(&self) -> Option<&str> {
        self.url.query()
    }

    /// As the client takes it: it is not read a second time.
    pub fn url(&self) -> &Url {
        &self.url
    }

    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The same with another path, read as strictly.
    pub fn with_path(&self, path: &str) -> Result<Address, Refused> {
        let query = self.query().map_or(String::new(), |q| format!("?{q}"));
        Address::read(&format!("{}{path}{query}", self.origin()))
    }

    /// The same with a pair more in its query; both are encoded here.
    pub fn with_query_pair(&self, name: &str, value: &str) -> Address {
        let mut url = self.url.clone();
        url.query_pairs_mut().append_pair(name, value);
        Address { url }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str())
    }
}

/// Whether one owner has all below this name, as far as its form tells: `example.com` and
/// `example.com.cn`, not `com` and not `com.cn`.
pub(super) fn is_owned_name(name: &str) -> bool {
    const REGISTRIES: &[&str] = &[
        "com", "net", "org", "gov", "edu", "ac", "co", "or", "ne", "go", "mil", "idv", "gob",
    ];
    let labels: Vec<&str> = name.split('.').collect();
    match labels.as_slice() {
        [] | [_] => false,
        [registry, country] => country.len() > 2 || !REGISTRIES.contains(registry),
        _ => true,
    }
}

/// No blank, no control character, no backslash, anywhere.
fn characters(text: &str) -> Result<(), Refused> {
    if text.len() > LONGEST {
        return Err(Refused::TooLong);
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Refused::Character);
    }
    match text.contains('\\') {
        true => Err(Refused::Backslash),
        false => Ok(()),
    }
}

/// Where the host begins.
fn scheme_ends(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .iter()
        .find(|scheme| {
            text.get(..scheme.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
        })
        .map(|scheme| scheme.len())
}

fn authority(text: &str) -> Result<(), Refused> {
    if text.contains('@') {
        return Err(Refused::UserInfo);
    }
    if !text.is_ascii() {
        return Err(Refused::HostNotAscii);
    }
    let (host, port) = match text.find(']') {
        Some(at) => (&text[..=at], &text[at + 1..]),
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    if host.is_empty() || host.contains('%') {
        return Err(Refused::Host);
    }
    if host.ends_with('.') {
        return Err(Refused::TrailingDot);
    }
    let digits = match port.strip_prefix(':') {
        None if port.is_empty() => return Ok(()),
        None => return Err(Refused::Host),
        Some(digits) => digits,
    };
    let plain = digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    match digits.parse::<u16>() {
        Ok(port) if plain && port > 0 => Ok(()),
        _ => Err(Refused::Port),
    }
}

/// A name as DNS has it; the underscore is in use within networks.
fn is_name(name: &str) -> bool {
    let label = |label: &str| {
        let plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        (1..=63).contains(&label.len()) && label.bytes().all(plain)
    };
    name.len() <= 253 && name.split('.').all(label)
}

/// `%2e` as a dot, so that it counts as one; all that a server could take for a slash is refused.
fn plain_path(path: &str) -> Result<String, Refused> {
    let mut plain = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        let byte = hex(&rest[at + 1..]).ok_or(Refused::Percent)?;
        match byte {
            b'.' => plain.push('.'),
            b'/' | b'\\' | 0..=0x1f | 0x7f => return Err(Refused::EncodedSlash),
            b'%' if matches!(hex(&rest[at + 3..]), Some(b'.' | b'/' | b'\\' | b'%')) => {
                return Err(Refused::EncodedTwice);
            }
            _ => plain.push_str(&rest[at..at + 3]),
        }
        rest = &rest[at + 3..];
    }
    plain.push_str(rest);
    let tricks = ["..;", ".;"];
    match plain
        .split('/')
        .any(|segment| tricks.iter().any(|trick| segment.starts_with(trick)))
    {
        true => Err(Refused::DotParameter),
        false => Ok(plain),
    }
}

/// The byte that the first two hexadecimal digits stand for.
fn hex(text: &str) -> Option<u8> {
    let digits = text.get(..2)?;
    let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| plain)
}
