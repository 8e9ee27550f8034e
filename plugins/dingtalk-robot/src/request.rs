//! The one call of the robot: `robot/send`, with its token in the query, signed where the robot is kept
//! by a signature.

use crate::faults;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::encode;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::time;
use aftercare_plugin::vault;

const URL: &str = "https://oapi.dingtalk.com/robot/send";

/// # Errors
/// What `errcode` stands for; `unknown-outcome` when no answer came, for the group may have it.
pub fn post(body: &Value) -> Result<()> {
    let answer = request()?.json(&body.to_string()).send()?.ok()?;
    said(
        &answer,
        failure::unknown_outcome("the answer says no errcode"),
    )
}

/// Posts a line nobody minds to see twice.
///
/// # Errors
/// `auth` when token or signature are wrong.
pub fn greet(body: &Value) -> Result<()> {
    let answer = request()?
        .json(&body.to_string())
        .reads_only()
        .send()?
        .ok()?;
    said(
        &answer,
        failure::upstream("the answer says no errcode", Some(answer.status), None),
    )
}

fn request() -> Result<Request> {
    let mut request = Request::post(URL).secret_query("access_token", vec![vault::secret("token")]);
    if settings::get("security").as_deref() != Some("keyword") {
        let at = time::unix_millis();
        request = request.query("timestamp", &at).query("sign", &sign(&at)?);
    }
    Ok(request)
}

/// What `errcode` says; `odd` when there is none.
fn said(answer: &Response, odd: PluginError) -> Result<()> {
    let body = answer.json().ok();
    let code = body.as_ref().and_then(|body| body.get("errcode")?.as_i64());
    match code {
        Some(0) => Ok(()),
        Some(code) => {
            let said = body.as_ref().and_then(|body| json::text(body, "errmsg"));
            Err(faults::of_code(code, said.unwrap_or_default()))
        }
        None => Err(odd),
    }
}

/// The signature of a moment in ms: HMAC-SHA256 of the moment, a line's end and the secret, with the
/// secret as its key.
///
/// # Errors
/// `auth` when the secret is not there.
pub fn sign(at: &str) -> Result<String> {
    let key = [vault::secret("sign-key")];
    let message = [vault::text(&format!("{at}\n")), vault::secret("sign-key")];
    Ok(encode::base64(&vault::hmac("sha256", &key, &message)?))
}
