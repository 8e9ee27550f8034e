//! A small memory of this account. What is written holds only if the call succeeds.

pub use crate::bindings::imports::aftercare::plugin::kv::Entry;
pub use crate::bindings::imports::aftercare::plugin::kv::Page;

use crate::Result;
use crate::desk;
use crate::failure;

/// # Errors
/// `internal`: the key is too long.
pub fn get(key: &str) -> Result<Option<Vec<u8>>> {
    desk::kv::get(key).map_err(failure::of_kv)
}

/// As a text; nothing when it is none.
///
/// # Errors
/// `internal`: the key is too long.
pub fn text(key: &str) -> Result<Option<String>> {
    Ok(get(key)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Keys of at most 256 bytes, values of at most 64 KiB.
///
/// # Errors
/// `internal`: too long, or the account's memory is full.
pub fn set(key: &str, value: &[u8], ttl_s: Option<u32>) -> Result<()> {
    desk::kv::set(key, value, ttl_s).map_err(failure::of_kv)
}

/// # Errors
/// `internal`: the key is too long.
pub fn delete(key: &str) -> Result<()> {
    desk::kv::delete(key).map_err(failure::of_kv)
}

/// In the order of the keys, those after `after`.
///
/// # Errors
/// `internal`: the key is too long.
pub fn scan(prefix: &str, after: Option<&str>, limit: u32) -> Result<Page> {
    desk::kv::scan(prefix, after, limit).map_err(failure::of_kv)
}
