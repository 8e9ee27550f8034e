//! The two calls: `chat.postMessage` and `auth.test`, with the token in a header.

use crate::faults;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;

const POST: &str = "https://slack.com/api/chat.postMessage";
const WHO: &str = "https://slack.com/api/auth.test";

/// # Errors
/// What `error` stands for; `unknown-outcome` when no answer came, for the channel may have it.
pub fn post(body: &Value) -> Result<()> {
    let request = Request::post(POST).bearer(vec![vault::secret("token")]);
    let answer = request.json(&body.to_string()).send()?.ok()?;
    said(&answer)?.map_or_else(
        || {
            Err(failure::unknown_outcome(
                "the answer says neither ok nor error",
            ))
        },
        |_| Ok(()),
    )
}

/// Whom the token belongs to.
///
/// # Errors
/// `auth` when the token is none.
pub fn who() -> Result<Value> {
    let request = Request::post(WHO).bearer(vec![vault::secret("token")]);
    let answer = request.reads_only().send()?.ok()?;
    let odd = || failure::upstream("the answer says neither ok nor error", None, None);
    said(&answer)?.ok_or_else(odd)
}

/// The answer when it says `ok`; none when it says nothing anybody can read.
fn said(answer: &Response) -> Result<Option<Value>> {
    let Ok(body) = answer.json() else {
        return Ok(None);
    };
    match body.get("ok").and_then(Value::as_bool) {
        Some(true) => Ok(Some(body)),
        Some(false) => Err(faults::of(json::text(&body, "error").unwrap_or_default())),
        None => Ok(None),
    }
}
