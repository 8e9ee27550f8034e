//! `errcode` of an answer. HTTP 200 alone does not mean that a message was posted.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;
use aftercare_plugin::http::PAUSE_S;

pub const NO_SUCH_TYPE: i64 = 40008;

/// The error a code stands for. 0 is the caller's to look at.
pub fn of_code(code: i64, message: &str) -> PluginError {
    let digits = code.to_string();
    let said = match message {
        "" => digits.as_str(),
        message => message,
    };
    match code {
        93000 => failure::auth(AuthKind::Revoked, said),
        // 20 messages a minute for each robot.
        45009 => failure::rate_limited(said, PAUSE_S, RateScope::Account),
        NO_SUCH_TYPE => failure::invalid_field(said, Some("msgtype"), Some(&digits)),
        _ => failure::upstream(said, None, Some(&digits)),
    }
}
