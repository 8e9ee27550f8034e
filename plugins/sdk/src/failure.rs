//! The errors of the contract, in one word each. Which one it is decides what the desk does next.

use crate::AuthKind;
use crate::PluginError;
use crate::RateScope;
use crate::bindings::imports::aftercare::plugin::kv::KvError;
use crate::bindings::imports::aftercare::plugin::types::AuthInfo;
use crate::bindings::imports::aftercare::plugin::types::InvalidInfo;
use crate::bindings::imports::aftercare::plugin::types::RateInfo;
use crate::bindings::imports::aftercare::plugin::types::Refusal;
use crate::bindings::imports::aftercare::plugin::types::RetryInfo;
use crate::bindings::imports::aftercare::plugin::types::UpstreamInfo;
use crate::bindings::imports::aftercare::plugin::vault::VaultError;

/// Nothing changed there; try again later.
pub fn retryable(message: &str) -> PluginError {
    PluginError::Retryable(RetryInfo {
        message: message.to_owned(),
        after_s: None,
    })
}

/// As [`retryable`], not before so many seconds.
pub fn retry_after(message: &str, after_s: u32) -> PluginError {
    PluginError::Retryable(RetryInfo {
        message: message.to_owned(),
        after_s: Some(after_s),
    })
}

/// The other side asks for a pause of so many seconds.
pub fn rate_limited(message: &str, after_s: u32, scope: RateScope) -> PluginError {
    PluginError::RateLimited(RateInfo {
        message: message.to_owned(),
        after_s,
        scope,
    })
}

/// The account is paused until a person mends it.
pub fn auth(kind: AuthKind, message: &str) -> PluginError {
    PluginError::Auth(AuthInfo {
        kind,
        message: message.to_owned(),
    })
}

/// A message that came in is not signed by whom it says.
pub fn bad_signature(message: &str) -> PluginError {
    auth(AuthKind::BadSignature, message)
}

/// This input can never succeed.
pub fn invalid(message: &str) -> PluginError {
    invalid_field(message, None, None)
}

/// As [`invalid`], with the field of the request and the other side's own code.
pub fn invalid_field(message: &str, field: Option<&str>, code: Option<&str>) -> PluginError {
    PluginError::Invalid(InvalidInfo {
        message: message.to_owned(),
        field: field.map(str::to_owned),
        code: code.map(str::to_owned),
    })
}

/// There is no such thing.
pub fn not_found(message: &str) -> PluginError {
    PluginError::NotFound(message.to_owned())
}

/// The other side said no, for a reason a person must read.
pub fn refused(reason: &str, code: Option<&str>) -> PluginError {
    PluginError::Refused(Refusal {
        reason: reason.to_owned(),
        code: code.map(str::to_owned),
    })
}

/// This plugin, or this account, cannot do that at all.
pub fn unsupported(what: &str) -> PluginError {
    PluginError::Unsupported(what.to_owned())
}

/// It may have happened.
pub fn unknown_outcome(message: &str) -> PluginError {
    PluginError::UnknownOutcome(message.to_owned())
}

/// An answer nobody can read.
pub fn upstream(message: &str, http_status: Option<u16>, code: Option<&str>) -> PluginError {
    PluginError::Upstream(UpstreamInfo {
        message: message.to_owned(),
        http_status,
        code: code.map(str::to_owned),
    })
}

/// A fault of the plugin itself.
pub fn internal(message: &str) -> PluginError {
    PluginError::Internal(message.to_owned())
}

/// What went wrong in the vault, as the error of a call: a secret that is not there, or may not be
/// used, is for the owner to mend.
pub fn of_vault(error: VaultError) -> PluginError {
    match error {
        VaultError::NoSuchSecret(name) => auth(AuthKind::Missing, &name),
        VaultError::Denied(why) => auth(AuthKind::InsufficientScope, &why),
        VaultError::Invalid(why) => internal(&why),
        VaultError::Unsupported(what) => PluginError::Unsupported(what),
    }
}

/// What went wrong in the account's memory.
pub fn of_kv(error: KvError) -> PluginError {
    match error {
        KvError::Quota(why) | KvError::InvalidKey(why) | KvError::Other(why) => internal(&why),
    }
}
