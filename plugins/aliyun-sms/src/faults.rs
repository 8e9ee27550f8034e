//! `Code` of an answer: the vendor's list, and what the desk does about each.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::RateScope;
use aftercare_plugin::failure;
use aftercare_plugin::http::PAUSE_S;
use aftercare_plugin::time;

const DAY_S: u32 = 24 * 60 * 60;
/// Seconds of the windows in which a phone gets only so many messages, by the word that the message
/// says them with.
pub const WINDOWS: &[(&str, u32)] = &[("分钟", 60), ("小时", 60 * 60), ("天", DAY_S)];
/// When it does not say which.
const SOME_WINDOW_S: u32 = 60 * 60;

/// The error a code stands for. `OK` is the caller's to look at.
pub fn of_code(code: &str, message: &str, after_s: Option<u32>) -> PluginError {
    let said = match message {
        "" => code,
        message => message,
    };
    let auth = |kind| failure::auth(kind, &format!("{code}: {said}"));
    let invalid = |field| failure::invalid_field(said, field, Some(code));
    match code {
        "isv.BUSINESS_LIMIT_CONTROL" => {
            failure::rate_limited(said, window(message), RateScope::Call)
        }
        "isv.DAY_LIMIT_CONTROL" => {
            failure::rate_limited(said, until_tomorrow(), RateScope::Account)
        }
        "isv.AMOUNT_NOT_ENOUGH" | "isv.OUT_OF_SERVICE" => auth(AuthKind::Expired),
        "isv.ACCOUNT_NOT_EXISTS" | "isv.ACCOUNT_ABNORMAL" => auth(AuthKind::Revoked),
        "isv.PRODUCT_UN_SUBSCRIPT"
        | "isv.PRODUCT_UNSUBSCRIBE"
        | "isv.DENY_IP_RANGE"
        | "isp.RAM_PERMISSION_DENY" => auth(AuthKind::InsufficientScope),
        "SignatureDoesNotMatch" | "IncompleteSignature" => auth(AuthKind::BadSignature),
        "isv.SMS_TEMPLATE_ILLEGAL" => invalid(Some("template")),
        "isv.SMS_SIGNATURE_ILLEGAL" => invalid(Some("signature")),
        "isv.MOBILE_NUMBER_ILLEGAL" | "isv.MOBILE_COUNT_OVER_LIMIT" => invalid(Some("to")),
        "isv.TEMPLATE_MISSING_PARAMETERS"
        | "isv.INVALID_JSON_PARAM"
        | "isv.PARAM_LENGTH_LIMIT"
        | "isv.PARAM_NOT_SUPPORT_URL" => invalid(Some("params")),
        "isv.INVALID_PARAMETERS" => invalid(None),
        _ if code.starts_with("InvalidAccessKeyId") => auth(AuthKind::Revoked),
        _ if code.starts_with("Throttling") => {
            failure::rate_limited(said, after_s.unwrap_or(PAUSE_S), RateScope::Account)
        }
        // The platform's own trouble; nothing was sent.
        _ if code.starts_with("isp.") => failure::retryable(said),
        // A word on the black list, and every other no of the gateway: a person reads it.
        _ if code.starts_with("isv.") => failure::refused(said, Some(code)),
        _ => failure::upstream(said, None, Some(code)),
    }
}

fn window(message: &str) -> u32 {
    let named = WINDOWS.iter().find(|(word, _)| message.contains(word));
    named.map_or(SOME_WINDOW_S, |(_, seconds)| *seconds)
}

/// Seconds until midnight in Beijing, which is eight hours ahead all year.
fn until_tomorrow() -> u32 {
    let now: u64 = time::unix_seconds().parse().unwrap_or(0);
    let of_day = (now + 8 * 60 * 60) % u64::from(DAY_S);
    DAY_S - u32::try_from(of_day).unwrap_or(0)
}
