//! Names of hosts and plain URLs, as a manifest and a setting may have them. Stricter than the
//! standard: what could be read in two ways is refused.

/// A host by its name: lower case, at least two labels, no number alone at the end (that would be
/// an address).
pub fn domain(text: &str) -> Option<String> {
    let host = text.trim().to_ascii_lowercase();
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    };
    let labels: Vec<&str> = host.split('.').collect();
    let last_is_name = labels
        .last()
        .is_some_and(|last| last.bytes().any(|b| b.is_ascii_lowercase()));
    let hexadecimal = labels.last().is_some_and(|last| last.starts_with("0x"));
    let fits = host.len() <= 253
        && labels.len() >= 2
        && last_is_name
        && !hexadecimal
        && labels.iter().all(|part| label(part));
    fits.then_some(host)
}

/// A host of the shop's own network: a name of one label (`nas`, `localhost`), a domain, or an
/// address in its plain form.
pub fn local(text: &str) -> Option<String> {
    let host = text.trim().to_ascii_lowercase();
    if let Ok(address) = host.parse::<std::net::Ipv4Addr>() {
        return Some(address.to_string());
    }
    let inside = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(address) = inside.and_then(|inside| inside.parse::<std::net::Ipv6Addr>().ok()) {
        return Some(format!("[{address}]"));
    }
    // One label: judged as if it had a second.
    match host.contains('.') {
        true => domain(&host),
        false => domain(&format!("{host}.local")).map(|_| host),
    }
}

/// Scheme, host and port of an origin: `https://api.example.cn:8443`. `http` only for a local one.
pub fn origin(text: &str, local_too: bool) -> Option<(String, String, Option<u16>)> {
    let (scheme, rest) = text.split_once("://")?;
    let fits = scheme == "https" || (scheme == "http" && local_too);
    if !fits {
        return None;
    }
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => {
            let plain =
                !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
            let port: u16 = port.parse().ok().filter(|port| plain && *port > 0)?;
            (host, Some(port))
        }
        _ => (rest, None),
    };
    let host = match local_too {
        true => local(host)?,
        false => domain(host)?,
    };
    Some((scheme.to_owned(), host, port))
}

/// A URL in its plain form: origin and a path, nothing behind. A slash at its end is dropped.
pub fn url(text: &str, local_too: bool) -> Option<String> {
    let text = text.trim();
    let begin = text.find("://")? + 3;
    let slash = text[begin..].find('/').map_or(text.len(), |at| begin + at);
    let (scheme, host, port) = origin(&text[..slash], local_too)?;
    let path = &text[slash..];
    let fits = path.bytes().all(|b| b.is_ascii_graphic())
        && !path.contains(['?', '#', '\\', '"', '<', '>', '`', '%'])
        && !path.split('/').any(|part| part == "." || part == "..");
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    fits.then(|| format!("{scheme}://{host}{port}{}", path.trim_end_matches('/')))
}

/// The host in a URL that [`url`] accepted.
pub fn of_url(text: &str) -> Option<String> {
    let begin = text.find("://")? + 3;
    let slash = text[begin..].find('/').map_or(text.len(), |at| begin + at);
    origin(&text[..slash], true).map(|(_, host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_a_name_and_never_an_address() {
        assert_eq!(domain(" Shop.Example.CN "), Some("shop.example.cn".into()));
        for bad in [
            "localhost",
            "127.0.0.1",
            "2130706433",
            "0x7f.1",
            "a.0x7f",
            "[::1]",
            "a..b",
            "-a.cn",
            "商店.cn",
            "a.cn.",
            "a b.cn",
            "a.cn/x",
            "a.cn:80",
            "u@a.cn",
        ] {
            assert_eq!(domain(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_url_is_https_unless_the_local_network_was_granted() {
        assert_eq!(
            url("https://Shop.example.cn/wp/", false),
            Some("https://shop.example.cn/wp".into())
        );
        for bad in [
            "http://shop.example.cn",
            "https://u:p@shop.example.cn",
            "https://shop.example.cn/?x",
            "https://shop.example.cn/#x",
            "https://127.0.0.1",
            "https://shop.example.cn/../x",
            "https://shop.example.cn:0",
            "https://shop.example.cn:+80",
            "https://shop.example.cn:99999",
            "https:///x",
            "ftp://a.cn",
            "https://a.cn\\@b.cn",
            "https://a.cn/%2e%2e/",
        ] {
            assert_eq!(url(bad, false), None, "{bad}");
        }
        assert_eq!(
            url("http://127.0.0.1:9000", true),
            Some("http://127.0.0.1:9000".into())
        );
        assert_eq!(
            url("http://nas:9000/a", true),
            Some("http://nas:9000/a".into())
        );
        assert_eq!(
            url("http://[::1]:9000", true),
            Some("http://[::1]:9000".into())
        );
        assert_eq!(
            of_url("https://shop.example.cn:8443/wp"),
            Some("shop.example.cn".into())
        );
    }
}
