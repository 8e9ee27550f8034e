//! Commands that were carried out, by their idempotency keys.

use super::tables::Table;
use super::view::View;
use anyhow::Result;

/// Whether a command with this key was carried out in the last seven days. A refused one was not.
///
/// # Errors
/// When the disk does.
pub fn was_carried_out(view: &impl View, key: &str) -> Result<bool> {
    let hash = blake3::hash(key.as_bytes());
    Ok(view.get_bytes(Table::Commands, hash.as_bytes())?.is_some())
}
