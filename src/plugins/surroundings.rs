//! What one call is given: settings, secrets, memory, clock, chance and a way out. All of it comes
//! in as arguments, so that an author's test runs exactly what runs in production.

use super::network::Network;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A secret as the desk knows it. Never shown, never logged.
#[derive(Clone)]
pub struct Secret {
    pub value: String,
    /// The only origins it may be sent to: "https://poll.kuaidi100.com".
    pub origins: Vec<String>,
    /// The plugin may replace it (an access token).
    pub rotating: bool,
    /// UTC ms.
    pub expires: Option<i64>,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// A value of the plugin's own memory.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept {
    pub value: Vec<u8>,
    /// UTC ms.
    pub expires: Option<i64>,
}

/// Where `now` comes from: UTC ms.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;
/// Where chance comes from: fills the bytes.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// Everything a call may see and use.
#[derive(Clone)]
pub struct Surroundings {
    pub settings: BTreeMap<String, String>,
    pub secrets: BTreeMap<String, Secret>,
    /// Which of them the owner lets the plugin see.
    pub revealed: BTreeSet<String>,
    /// Its memory as it stood when the call began.
    pub kept: BTreeMap<String, Kept>,
    /// Of all keys and values, in bytes.
    pub quota: usize,
    pub now: Now,
    pub chance: Chance,
    pub network: Arc<dyn Network>,
}

/// What a call wants kept. Holds only if the whole call does; a rotated secret holds anyway.
#[derive(Debug, Clone, Default)]
pub struct Staged {
    /// None: forgotten.
    pub kept: BTreeMap<String, Option<Kept>>,
    pub secrets: BTreeMap<String, Secret>,
}

/// A line of the plugin's log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LogLine {
    /// UTC ms.
    pub at: i64,
    pub level: String,
    pub text: String,
}
