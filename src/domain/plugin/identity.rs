//! What names a plugin: its id, its version, its publisher's key.

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;

/// Reverse DNS in lower case: `cn.example.kuaidi100`. Names a plugin for ever.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PluginId(String);

impl PluginId {
    /// At least two names with dots between, each of `a-z 0-9 -` and beginning with a letter; at
    /// most 64 characters.
    pub fn parse(text: &str) -> Option<PluginId> {
        let name = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && !part.ends_with('-')
                && part
                    .bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        };
        let fits = text.len() <= 64 && text.contains('.') && text.split('.').all(name);
        fits.then(|| PluginId(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A version by SemVer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version(semver::Version);

impl Version {
    /// `1.4.0`, `2.0.0-beta.1`; no build mark, at most 40 characters: two packages of one version
    /// must not differ by what order ignores.
    pub fn parse(text: &str) -> Option<Version> {
        let version = semver::Version::parse(text).ok()?;
        (text.len() <= 40 && version.build.is_empty()).then_some(Version(version))
    }

    pub fn is_preview(&self) -> bool {
        !self.0.pre.is_empty()
    }

    /// major, minor, patch.
    pub fn numbers(&self) -> (u64, u64, u64) {
        (self.0.major, self.0.minor, self.0.patch)
    }
}

/// The public half of a publisher's Ed25519 key: 64 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublisherKey(String);

impl PublisherKey {
    pub fn parse(text: &str) -> Option<PublisherKey> {
        let fits = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| PublisherKey(text.to_owned()))
    }

    pub fn of_bytes(bytes: &[u8; 32]) -> PublisherKey {
        PublisherKey(hex(bytes))
    }

    pub fn bytes(&self) -> Vec<u8> {
        let pair = |at: usize| u8::from_str_radix(&self.0[at..at + 2], 16).unwrap_or_default();
        (0..self.0.len()).step_by(2).map(pair).collect()
    }

    /// What people compare: the first 16 hex digits of its SHA-256, in fours.
    pub fn id(&self) -> String {
        let hash = self.fingerprint();
        let fours: Vec<String> = hash[..8].chunks(2).map(hex).collect();
        fours.join("-")
    }

    /// The eight bytes behind [`PublisherKey::id`]; each is the number of a word.
    pub fn fingerprint(&self) -> [u8; 8] {
        let hash = Sha256::digest(self.bytes());
        let mut short = [0; 8];
        short.copy_from_slice(&hash[..8]);
        short
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! a_text {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = &'static str;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                $name::parse(&text).ok_or(concat!("not a ", stringify!($name)))
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

a_text!(PluginId, Version, PublisherKey);

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of bytes, hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_reverse_dns_in_lower_case() {
        for good in ["cn.example.kuaidi100", "com.sf-express.bridge", "a.b"] {
            assert!(PluginId::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "kuaidi100",
            "cn..x",
            ".cn.x",
            "cn.x.",
            "CN.x",
            "cn.1x",
            "cn.x-",
            "cn.x/y",
            "cn.快递",
            "cn.x y",
        ] {
            assert!(PluginId::parse(bad).is_none(), "{bad}");
        }
        assert!(PluginId::parse(&format!("cn.{}", "x".repeat(62))).is_none());
    }

    #[test]
    fn versions_are_ordered_as_semver_orders_them() {
        let v = |text: &str| Version::parse(text).expect(text);
        assert!(v("1.10.0") > v("1.9.9"));
        assert!(v("1.0.0") > v("1.0.0-rc.1"));
        for bad in ["1", "1.2", "v1.2.3", "1.2.3+build", "01.2.3"] {
            assert!(Version::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_key_is_compared_by_sixteen_digits() {
        let key = PublisherKey::of_bytes(&[7; 32]);
        assert_eq!(PublisherKey::parse(key.as_str()), Some(key.clone()));
        assert_eq!(key.id().len(), 19);
        assert_ne!(key.id(), PublisherKey::of_bytes(&[8; 32]).id());
    }
}
