//! `errcode` of an answer. HTTP 200 alone does not mean that a message was posted.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;

/// Seconds the vendor takes nothing after twenty in a minute.
pub const PAUSE_S: u32 = 600;

/// The error a code stands for. 0 is the caller's to look at.
pub fn of_code(code: i64, message: &str) -> PluginError {
    let digits = code.to_string();
    let said = match message {
        "" => digits.as_str(),
        message => message,
    };
    match code {
        // Keyword, signature or address: the robot's own safety does not let it in.
        310_000 => failure::auth(AuthKind::BadSignature, said),
        130_101 => failure::rate_limited(said, PAUSE_S, RateScope::Account),
        _ => failure::upstream(said, None, Some(&digits)),
    }
}
