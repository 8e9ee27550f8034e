//! A request that came in at an account's own address, as it is kept until it was read.

use super::called::hex_bytes;
use crate::domain::ids::PluginAccountId;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// Waits before it is read again, the last for good.
const AGAIN: [Span; 4] = [
    Span(30_000),
    Span::minutes(2),
    Span::minutes(15),
    Span::hours(1),
];
/// So long an unread one is kept: then whoever sent it was told often enough that it failed.
pub const KEPT: Span = Span::days(3);

/// A request that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    pub account: PluginAccountId,
    pub method: String,
    /// What follows the account's own address, or nothing.
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As it came.
    #[serde(with = "hex_bytes")]
    pub body: Vec<u8>,
    pub received_at: Timestamp,
    /// How often it was read in vain.
    #[serde(default)]
    pub tries: u32,
    /// When it is read again.
    pub again_at: Timestamp,
}

impl Pushed {
    /// It was read in vain.
    pub fn put_off(&mut self, now: Timestamp) {
        let at = usize::try_from(self.tries).unwrap_or(usize::MAX);
        self.again_at = now + AGAIN[at.min(AGAIN.len() - 1)];
        self.tries += 1;
    }

    /// Whether it is given up.
    pub fn is_over(&self, now: Timestamp) -> bool {
        now.since(self.received_at) >= KEPT
    }
}
