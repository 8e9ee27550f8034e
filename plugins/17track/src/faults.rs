//! Codes of 17TRACK: of a whole call, and of a parcel in one that went well.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::failure;

/// Registered already: a success.
pub const REGISTERED: i64 = -18_019_901;
/// Has to be registered first.
pub const NOT_REGISTERED: i64 = -18_019_902;

/// # Errors
/// What a code stands for. 0 is a success, and so is [`REGISTERED`].
pub fn of_code(code: i64, message: &str) -> Result<(), PluginError> {
    let digits = code.to_string();
    let invalid = |field| failure::invalid_field(message, field, Some(&digits));
    Err(match code {
        0 | REGISTERED => return Ok(()),
        // The desk's address is not on the list; access was not granted.
        -18_010_001 | -18_010_005 => failure::auth(AuthKind::InsufficientScope, message),
        // A wrong key; an account that was closed.
        -18_010_002 | -18_010_004 => failure::auth(AuthKind::Revoked, message),
        -18_010_003 => failure::retryable(message),
        -18_010_012 => invalid(Some("number")),
        -18_010_013 => invalid(None),
        NOT_REGISTERED => failure::not_found(message),
        -18_019_903 | -18_019_910 => invalid(Some("carrier")),
        // The quota is used up: parcels that are watched already can still be asked for.
        -18_019_908 => failure::refused(message, Some(&digits)),
        _ => failure::upstream(message, None, Some(&digits)),
    })
}
