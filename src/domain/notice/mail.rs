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
