//! Mail servers the shop sends through, one profile each.

use crate::codes;
use crate::domain::ids::ShopId;
use crate::domain::people::Lang;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// How the way to the server is kept from being read. The phrase key is `mail-security-<code>`.
    pub enum Security {
        /// From the first byte; port 465 (RFC 8314).
        Tls = "tls",
        /// After asking for it; port 587 (RFC 3207). Without it nothing is sent.
        StartTls = "starttls",
        /// Never: for a server on this machine.
        None = "none",
    }
}

impl Security {
    pub const fn usual_port(self) -> u16 {
        match self {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::None => 25,
        }
    }

    /// The port mails are fetched at (RFC 8314, RFC 9051).
    pub const fn usual_fetching_port(self) -> u16 {
        match self {
            Security::Tls => 993,
            Security::StartTls | Security::None => 143,
        }
    }
}

/// Where answers to a sender are fetched, with its own user and password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// `INBOX`, unless the shop's mail server sorts them elsewhere.
    pub folder: String,
    /// Mails from before are nobody's business here.
    pub since: Timestamp,
}

/// How the mails of a sender are signed (DKIM, RFC 6376): with RSA and SHA-256, for the domain of its
/// address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signing {
    pub selector: String,
    /// PKCS#1, as PEM.
    pub key: Sealed,
    /// Its public half as DNS has it: base64 of the `SubjectPublicKeyInfo`.
    pub public: String,
}

/// One sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailProfile {
    pub id: u32,
    /// The shop it speaks for; every shop without one of its own when there is none.
    #[serde(default)]
    pub shop: Option<ShopId>,
    pub host: String,
    pub port: u16,
    pub security: Security,
    #[serde(default)]
    pub user: String,
    #[serde(default)]
    pub password: Option<Sealed>,
    pub from_name: String,
    pub from: String,
    #[serde(default)]
    pub reply_to: String,
    /// None: nothing is fetched.
    #[serde(default)]
    pub incoming: Option<Incoming>,
    /// None: mails go out unsigned.
    #[serde(default)]
    pub signing: Option<Signing>,
    /// The language buyers are written to.
    pub lang: Lang,
    pub changed_at: Timestamp,
    #[serde(default)]
    pub rev: u64,
}

impl MailProfile {
    /// Its name among gateways.
    pub fn gateway(&self) -> String {
        format!("mail:{}", self.id)
    }

    /// The name of what is fetched from it, among gateways.
    pub fn inbox(&self) -> String {
        format!("inbox:{}", self.id)
    }

    /// What follows the @ of its sender.
    pub fn domain(&self) -> &str {
        self.from
            .rsplit_once('@')
            .map_or("localhost", |(_, domain)| domain)
    }
}

impl Signing {
    /// Where DNS has the key (RFC 6376, 3.6.2.1).
    pub fn place(&self, domain: &str) -> String {
        format!("{}._domainkey.{domain}", self.selector)
    }

    /// What stands there.
    pub fn record(&self) -> String {
        format!("v=DKIM1; k=rsa; p={}", self.public)
    }
}

/// Whether a key can have this name in DNS: labels of letters, digits and hyphens (RFC 6376, 3.1).
pub fn is_selector(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.len() <= 128 && text.split('.').all(is_label)
}

/// The profile that speaks for a shop.
pub fn speaking_for(profiles: &[MailProfile], shop: ShopId) -> Option<&MailProfile> {
    let own = profiles.iter().find(|profile| profile.shop == Some(shop));
    own.or_else(|| profiles.iter().find(|profile| profile.shop.is_none()))
}

/// Whether this can be the address of a mailbox: one @, something before it, a domain after it,
/// nothing that ends a line.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_plain =
        |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control());
    text.len() <= 254
        && is_plain(local)
        && is_plain(domain)
        && !domain.contains('@')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.contains(['<', '>', ',', ';', '"', '(', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_name_of_a_host() {
        for right in ["aftercare", "s2026", "a.b-c", "K1"] {
            assert!(is_selector(right), "{right}");
        }
        for wrong in ["", "a b", "a..b", "-a", "a_b", "售后", "a;b", "a."] {
            assert!(!is_selector(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_address_that_ends_a_line_is_none() {
        assert!(is_address("zhang.san+shop@example.com.cn"));
        for wrong in [
            "",
            "a",
            "a@",
            "@b",
            "a@b\r\nBcc: c@d",
            "a b@c",
            "a@b@c",
            "<a@b>",
            "a@.b",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
