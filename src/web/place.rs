//! Where the desk is reached: host, path before every link, and whether by https.

use crate::config::Config;

/// The public address, taken apart once.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Before every path: empty, or `/aftercare` without a slash at the end.
    pub prefix: String,
    /// `https://desk.example`.
    pub origin: String,
    /// Whether people come by https: cookies are `Secure` and HSTS is sent.
    pub https: bool,
}

impl Place {
    pub fn of(config: &Config) -> Place {
        let site = config.site();
        Place {
            https: site.is_encrypted(),
            prefix: site.path,
            origin: site.origin,
        }
    }

    /// A path of ours as a browser reaches it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// What cookies are bound to.
    pub fn cookie_path(&self) -> String {
        if self.prefix.is_empty() {
            "/".to_owned()
        } else {
            self.prefix.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(url: &str) -> Place {
        Place::of(&Config {
            public_url: url.to_owned(),
            ..Config::default()
        })
    }

    #[test]
    fn a_public_address_may_hold_a_path() {
        let place = place("https://shop.example/aftercare/");
        assert_eq!(place.url("/cases"), "/aftercare/cases");
        assert_eq!(place.origin, "https://shop.example");
        assert!(place.https);
        assert_eq!(place.cookie_path(), "/aftercare");
    }

    #[test]
    fn without_one_links_begin_at_the_root() {
        assert_eq!(place("").url("/cases"), "/cases");
        assert_eq!(place("http://10.0.0.5:8080").prefix, "");
    }
}
