//! What is personal and kept unreadable.

use serde::Deserialize;
use serde::Serialize;

/// A personal field that may be seen only on request: what lists show, and the sealed whole.
/// Sealing and opening need the key, which only the store has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Safe to show to staff: `138****5678`, `张**`.
    pub masked: String,
    /// nonce and ciphertext, hex.
    pub sealed: String,
}
