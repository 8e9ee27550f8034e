//! The settings of this account that are no secrets.

use crate::AuthKind;
use crate::Result;
use crate::desk;
use crate::failure;

/// None when it is not set.
pub fn get(key: &str) -> Option<String> {
    desk::config::get(key).filter(|value| !value.is_empty())
}

/// # Errors
/// `auth(missing)`: the owner has to fill it in.
pub fn need(key: &str) -> Result<String> {
    get(key).ok_or_else(|| failure::auth(AuthKind::Missing, key))
}

/// A switch; off when it is not set.
pub fn is_on(key: &str) -> bool {
    get(key).as_deref() == Some("true")
}
