//! Headers of a request: what a plugin may set, and what only the desk does.

use super::failure::Failure;
use super::failure::Kind;
use super::request::Header;
use reqwest::header::AUTHORIZATION;
use reqwest::header::COOKIE;
use reqwest::header::HeaderMap;
use reqwest::header::HeaderName;
use reqwest::header::HeaderValue;
use reqwest::header::USER_AGENT;

/// They say how the message travels, which is not for a plugin to say.
const OF_THE_CONNECTION: &[&str] = &[
    "host",
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "upgrade",
    "te",
    "trailer",
    "expect",
    "http2-settings",
    "cookie2",
    "accept-encoding",
    "user-agent",
];
const MOST: usize = 64;
/// Bytes of one value.
const LONGEST: usize = 16 * 1024;

/// Those of a plugin that are sent, with the desk's own. Headers of the connection are left out:
/// what writes them for a plugin is mostly a library that knows no better.
pub(super) fn outgoing(headers: &[Header], plugin: &str) -> Result<HeaderMap, Failure> {
    if headers.len() > MOST {
        let message = format!("the request has more than {MOST} headers");
        return Err(Failure::unsent(Kind::Other, message));
    }
    let mut map = HeaderMap::new();
    for header in headers {
        let name = name(&header.name)?;
        let value = value(&name, header.value.as_bytes())?;
        if !is_of_the_connection(&name) {
            map.append(name, value);
        }
    }
    let agent = format!("aftercare/{} ({plugin})", env!("CARGO_PKG_VERSION"));
    map.insert(USER_AGENT, value(&USER_AGENT, agent.as_bytes())?);
    Ok(map)
}

/// A header that a credential names; there is none to leave out silently.
pub(super) fn of_credential(text: &str) -> Result<HeaderName, Failure> {
    let name = name(text)?;
    match is_of_the_connection(&name) {
        false => Ok(name),
        true => {
            let message = format!("a credential cannot be the header {name}");
            Err(Failure::unsent(Kind::Other, message))
        }
    }
}

/// What another origin is not told.
pub(super) fn drop_own_credentials(headers: &mut HeaderMap) {
    headers.remove(AUTHORIZATION);
    headers.remove(COOKIE);
}

pub(super) fn value(name: &HeaderName, bytes: &[u8]) -> Result<HeaderValue, Failure> {
    let value = HeaderValue::from_bytes(bytes)
        .ok()
        .filter(|value| value.len() <= LONGEST);
    value.ok_or_else(|| {
        let message = format!(
            "the value of header {name} holds a line break or control character, or more than \
             {LONGEST} bytes"
        );
        Failure::unsent(Kind::Other, message)
    })
}

fn name(text: &str) -> Result<HeaderName, Failure> {
    HeaderName::from_bytes(text.as_bytes())
        .map_err(|_| Failure::unsent(Kind::Other, "the name of a header is no token of HTTP"))
}

fn is_of_the_connection(name: &HeaderName) -> bool {
    let name = name.as_str();
    OF_THE_CONNECTION.contains(&name) || name.starts_with("proxy-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(name: &str, value: &str) -> Header {
        Header {
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }

    #[test]
    fn what_belongs_to_the_connection_is_left_out() {
        let mut headers: Vec<Header> = OF_THE_CONNECTION
            .iter()
            .map(|name| header(&name.to_uppercase(), "chunked"))
            .collect();
        headers.push(header("Proxy-Authorization", "Basic eA=="));
        headers.push(header("X-Api", "1"));
        headers.push(header("x-api", "2"));
        let map = outgoing(&headers, "cn.example/1.0.0").expect("sendable");
        assert_eq!(map.len(), 3);
        assert_eq!(map.get_all("x-api").iter().count(), 2);
        let agent = map[USER_AGENT].to_str().expect("a text").to_owned();
        assert!(agent.starts_with("aftercare/") && agent.ends_with(" (cn.example/1.0.0)"));
    }

    #[test]
    fn nothing_breaks_out_of_its_line() {
        for bad in [
            header("x", "a\r\nHost: evil"),
            header("x", "a\nb"),
            header("x", "a\0b"),
            header("x\r\ny", "a"),
            header("x y", "a"),
            header("x:", "a"),
            header("", "a"),
            header("x", &"a".repeat(LONGEST + 1)),
        ] {
            let failure = outgoing(std::slice::from_ref(&bad), "p/1").expect_err("refused");
            assert_eq!(failure.kind, Kind::Other, "{bad:?}");
            assert!(!failure.maybe_sent);
        }
        let many = vec![header("x", "a"); MOST + 1];
        assert!(outgoing(&many, "p/1").is_err());
        assert!(of_credential("Host").is_err());
        assert!(of_credential("proxy-authorization").is_err());
        assert!(of_credential("X-Api-Key").is_ok());
    }
}
