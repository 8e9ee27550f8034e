//! `error` of an answer. HTTP 200 alone does not mean that a message was posted.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;
use aftercare_plugin::http::PAUSE_S;

/// The error a word stands for.
pub fn of(word: &str) -> PluginError {
    match word {
        "not_authed" | "invalid_auth" => failure::auth(AuthKind::Missing, word),
        "token_expired" => failure::auth(AuthKind::Expired, word),
        "token_revoked" | "account_inactive" => failure::auth(AuthKind::Revoked, word),
        "missing_scope" | "no_permission" | "not_allowed_token_type" => {
            failure::auth(AuthKind::InsufficientScope, word)
        }
        "channel_not_found" | "is_archived" | "not_in_channel" => {
            failure::invalid_field(word, Some("channel"), Some(word))
        }
        "msg_too_long" | "no_text" => failure::invalid_field(word, Some("text"), Some(word)),
        // The vendor asks for one message a second and channel.
        "ratelimited" | "rate_limited" => failure::rate_limited(word, PAUSE_S, RateScope::Account),
        word => failure::upstream(word, None, Some(word)),
    }
}
