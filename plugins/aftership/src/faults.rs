//! `meta.code` of an answer: the vendor's list.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;
use aftercare_plugin::http::PAUSE_S;

/// The tracking is there already: a success.
pub const EXISTS: u64 = 4003;

/// Code and the vendor's name for it; the spelling of 4014 is the vendor's own.
pub const CODES: &[(u64, &str)] = &[
    (400, "INVALID_REQUEST"),
    (4001, "INVALID_JSON"),
    (EXISTS, "TRACKING_ALREADY_EXIST"),
    (4004, "TRACKING_DOES_NOT_EXIST"),
    (4005, "TRACKING_NUMBER_INVALID"),
    (4006, "TRACKING_REQUIRED"),
    (4007, "TRACKING_NUMBER_REQUIRED"),
    (4008, "VALUE_INVALID"),
    (4009, "VALUE_REQUIRED"),
    (4010, "SLUG_INVALID"),
    (4011, "MISSING_OR_INVALID_REQUIRED_FIELD"),
    (4012, "BAD_COURIER"),
    (4013, "INACTIVE_RETRACK_NOT_ALLOWED"),
    (4014, "NOTIFICATION_REUQIRED"),
    (4015, "ID_INVALID"),
    (4016, "RETRACK_ONCE_ALLOWED"),
    (4017, "TRACKING_NUMBER_FORMAT_INVALID"),
    (401, "API_KEY_INVALID"),
    (403, "REQUEST_NOT_ALLOWED"),
    (404, "NOT_FOUND"),
    (429, "TOO_MANY_REQUEST"),
    (500, "INTERNAL_ERROR"),
    (502, "INTERNAL_ERROR"),
    (503, "INTERNAL_ERROR"),
    (504, "INTERNAL_ERROR"),
];

pub fn name(code: u64) -> Option<&'static str> {
    let row = CODES.iter().find(|(known, _)| *known == code);
    row.map(|(_, name)| *name)
}

/// The error a code stands for. [`EXISTS`] is the caller's to look at.
pub fn of_meta(code: u64, message: &str, after_s: Option<u32>) -> PluginError {
    let digits = code.to_string();
    let name = name(code);
    let said = match (message.is_empty(), name) {
        (true, Some(name)) => name,
        _ => message,
    };
    let invalid = |field| failure::invalid_field(said, field, Some(&digits));
    match code {
        401 => failure::auth(AuthKind::Revoked, said),
        403 => failure::auth(AuthKind::InsufficientScope, said),
        404 | 4004 => failure::not_found(said),
        429 => failure::rate_limited(said, after_s.unwrap_or(PAUSE_S), RateScope::Account),
        EXISTS => PluginError::Conflict(said.to_owned()),
        4005 | 4007 | 4017 => invalid(Some("number")),
        4010 | 4012 => invalid(Some("carrier")),
        4013 | 4016 => failure::refused(said, Some(&digits)),
        400 | 4000..=4999 if name.is_some() => invalid(None),
        500..=599 => failure::retryable(said),
        _ => failure::upstream(said, None, Some(&digits)),
    }
}
