//! What 快递100 says when it says no, and what the desk makes of it.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::failure;

/// What the code of a query means.
#[derive(Debug, PartialEq)]
pub enum Answer {
    Found,
    /// No such parcel, or not yet; also the answer to a wrong carrier.
    Nothing,
    Failed(PluginError),
}

/// `poll/query.do`.
pub fn of_query(code: &str, message: &str) -> Answer {
    Answer::Failed(match code {
        "200" => return Answer::Found,
        "500" => return Answer::Nothing,
        "400" => failure::invalid_field(message, None, Some(code)),
        "408" => failure::invalid_field(message, Some("phone-tail"), Some(code)),
        "501" | "502" => failure::retryable(message),
        "503" => failure::auth(AuthKind::BadSignature, message),
        "601" => failure::auth(AuthKind::Expired, message),
        _ => failure::upstream(message, None, Some(code)),
    })
}

/// `poll`. A parcel that is watched already is a success.
///
/// # Errors
/// What stands against watching it.
pub fn of_subscription(code: &str, message: &str) -> Result<(), PluginError> {
    Err(match code {
        "200" | "501" => return Ok(()),
        "500" => failure::retryable(message),
        "600" => failure::auth(AuthKind::Revoked, message),
        "601" => failure::auth(AuthKind::Expired, message),
        "700" => failure::invalid_field(message, None, Some(code)),
        "701" => failure::refused(message, Some(code)),
        "702" => failure::invalid_field(message, Some("carrier"), Some(code)),
        _ => failure::upstream(message, None, Some(code)),
    })
}

/// `auth` of an account whose key is refused concerns every parcel; so does a used-up one.
pub fn is_success(code: &str) -> bool {
    matches!(code, "200" | "501")
}
