//! What the platform says, and what the service behind it says, when they say no.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;
use aftercare_plugin::http::PAUSE_S;

/// `apiResultCode`. A1000: the platform has let the request through.
///
/// # Errors
/// Why it has not.
pub fn of_platform(code: &str, message: &str) -> Result<(), PluginError> {
    Err(match code {
        "A1000" => return Ok(()),
        "A1001" => failure::invalid_field(message, None, Some(code)),
        // The time of the request, or the token, has run out.
        "A1002" | "A1009" | "A1099" => failure::retryable(message),
        // The address of the desk is not on the list; the service is not ordered; still in the
        // sandbox.
        "A1003" | "A1004" | "A1010" => failure::auth(AuthKind::InsufficientScope, message),
        "A1005" => failure::rate_limited(message, PAUSE_S, RateScope::Account),
        "A1006" => failure::bad_signature(message),
        "A1007" => PluginError::Conflict(message.to_owned()),
        _ => failure::upstream(message, None, Some(code)),
    })
}

/// `errorCode` of `apiResultData`. S0000 is a success.
///
/// # Errors
/// Why there is none.
pub fn of_service(code: &str, message: &str) -> Result<(), PluginError> {
    Err(match code {
        "S0000" => return Ok(()),
        "6150" | "8018" | "8024" => failure::not_found(message),
        "8003" | "8017" => failure::invalid_field(message, None, Some(code)),
        "8191" | "8247" => failure::invalid_field(message, Some("number"), Some(code)),
        "8016" | "8037" => failure::refused(message, Some(code)),
        _ => failure::upstream(message, None, Some(code)),
    })
}
