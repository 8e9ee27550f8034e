//! `code` of an answer. HTTP 200 alone does not mean that a message was posted.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;
use aftercare_plugin::http::PAUSE_S;

/// The error a code stands for. 0 is the caller's to look at.
pub fn of_code(code: i64, message: &str) -> PluginError {
    let digits = code.to_string();
    let said = match message {
        "" => digits.as_str(),
        message => message,
    };
    match code {
        // Signature, address, keyword: the robot's own safety does not let it in.
        19_021 => failure::auth(AuthKind::BadSignature, said),
        19_022 | 19_024 => failure::auth(AuthKind::InsufficientScope, said),
        9_499 => failure::invalid_field(said, None, Some(&digits)),
        11_232 => failure::rate_limited(said, PAUSE_S, RateScope::Account),
        _ => failure::upstream(said, None, Some(&digits)),
    }
}
