//! `Success: false` comes with a reason in words and no code.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;

/// # Errors
/// What the reason stands for. Two are known; with any other a person has to read it.
pub fn of_answer(body: &Value) -> Result<(), PluginError> {
    if json::is_true(body, "Success") {
        return Ok(());
    }
    let reason = json::text(body, "Reason").unwrap_or_default();
    let code = json::code(body, "Code");
    Err(match reason {
        // The account has not bought this interface.
        _ if reason.contains("没有可用套餐") => {
            failure::auth(AuthKind::InsufficientScope, reason)
        }
        // Id, key or signature.
        _ if reason.contains("非法参数") => failure::auth(AuthKind::BadSignature, reason),
        "" => failure::upstream("no reason", None, code.as_deref()),
        _ => failure::refused(reason, code.as_deref()),
    })
}
