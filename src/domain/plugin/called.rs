//! A call of a plugin as its log keeps it: what was asked, how it ended, what it took. Never what
//! was in it.

use super::ending::Ending;
use super::identity::Version;
use super::worlds::Call;
use crate::domain::ids::PluginAccountId;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// A call that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The how manyth of its plugin; given when it is written down.
    #[serde(default)]
    pub n: u64,
    pub at: Timestamp,
    pub account: PluginAccountId,
    pub version: Version,
    pub call: Call,
    pub ending: Ending,
    /// In the plugin's or the desk's words; of a crash its place and what the guest wrote last.
    #[serde(default)]
    pub why: String,
    /// From start to end.
    pub ms: u64,
    /// Of the processor, in ms.
    pub cpu_ms: u64,
    /// The most memory at once, in bytes.
    pub peak: u64,
    #[serde(default)]
    pub exchanges: Vec<Exchanged>,
    #[serde(default)]
    pub log: Vec<Logged>,
}

/// One request and its answer: never a query, a body or a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchanged {
    pub method: String,
    pub origin: String,
    pub path: String,
    pub status: Option<u16>,
    pub bytes: u64,
    pub ms: u64,
    #[serde(default)]
    pub failed: Option<String>,
}

/// Failures after which nothing reached the server (`failure-kind` of `plugins/wit/imports.wit`).
const NEVER_SENT: &[&str] = &[
    "denied",
    "dns",
    "connect",
    "tls",
    "throttled",
    "circuit-open",
    "budget",
];

impl Exchanged {
    /// Whether it counts as used of the day's budget.
    pub fn was_sent(&self) -> bool {
        match &self.failed {
            // A denial says more after its kind.
            Some(failed) => {
                let kind = failed.split(':').next().unwrap_or_default();
                !NEVER_SENT.contains(&kind)
            }
            None => self.status.is_some(),
        }
    }
}

/// A line the plugin wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    pub at: Timestamp,
    pub level: String,
    pub text: String,
}

/// A value of an account's own memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptValue {
    #[serde(with = "hex_bytes")]
    pub value: Vec<u8>,
    #[serde(default)]
    pub expires: Option<Timestamp>,
}

/// Bytes in a record that is JSON: hexadecimal, twice as long and no longer.
pub(super) mod hex_bytes {
    use serde::Deserialize;
    use serde::Deserializer;
    use serde::Serializer;
    use serde::de::Error;

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::super::identity::hex(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        if !text.is_ascii() || !text.len().is_multiple_of(2) {
            return Err(D::Error::custom("no hexadecimal bytes"));
        }
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).map_err(D::Error::custom))
            .collect()
    }
}
