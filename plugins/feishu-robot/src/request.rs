//! The one call of the robot: `hook/…`, with its token in the path, signed in the body where the robot is
//! kept by a signature.

use crate::faults;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::settings;
use aftercare_plugin::time;
use aftercare_plugin::vault;

const URL: &str = "https://open.feishu.cn/open-apis/bot/v2/hook/TOKEN";

/// # Errors
/// What `code` stands for; `unknown-outcome` when no answer came, for the group may have it.
pub fn post(body: Value) -> Result<()> {
    let answer = request(body)?.send()?.ok()?;
    said(&answer, failure::unknown_outcome("the answer says no code"))
}

/// Posts a line nobody minds to see twice.
///
/// # Errors
/// `auth` when token or signature are wrong.
pub fn greet(body: Value) -> Result<()> {
    let answer = request(body)?.reads_only().send()?.ok()?;
    said(
        &answer,
        failure::upstream("the answer says no code", Some(answer.status), None),
    )
}

fn request(mut body: Value) -> Result<Request> {
    if settings::get("security").as_deref() != Some("keyword") {
        let at = time::unix_seconds();
        body["sign"] = json!(sign(&at)?);
        body["timestamp"] = json!(at);
    }
    let request = Request::post(URL).secret_in_path("TOKEN", vec![vault::secret("token")]);
    Ok(request.json(&body.to_string()))
}

/// What `code` says; `odd` when there is none.
fn said(answer: &Response, odd: PluginError) -> Result<()> {
    let body = answer.json().ok();
    let code = body.as_ref().and_then(|body| body.get("code")?.as_i64());
    match code {
        Some(0) => Ok(()),
        Some(code) => {
            let said = body.as_ref().and_then(|body| json::text(body, "msg"));
            Err(faults::of_code(code, said.unwrap_or_default()))
        }
        None => Err(odd),
    }
}

/// The signature of a moment in seconds: HMAC-SHA256 of nothing, with the moment, a line's end and the
/// secret as its key.
///
/// # Errors
/// `auth` when the secret is not there.
pub fn sign(at: &str) -> Result<String> {
    let key = [vault::text(&format!("{at}\n")), vault::secret("sign-key")];
    vault::hmac_base64("sha256", &key, &[])
}
