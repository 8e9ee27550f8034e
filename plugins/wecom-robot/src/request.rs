//! The one call of the robot: `webhook/send`, with the key in the query, where the desk puts it.

use crate::faults;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::vault;

const URL: &str = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send";

fn request(body: &Value) -> Request {
    Request::post(URL)
        .secret_query("key", vec![vault::secret("key")])
        .json(&body.to_string())
}

/// # Errors
/// What `errcode` stands for; `unknown-outcome` when no answer came, for the group may have it.
pub fn post(body: &Value) -> Result<()> {
    let answer = request(body).send()?.ok()?;
    match code(&answer) {
        Some((0, _)) => Ok(()),
        Some((code, said)) => Err(faults::of_code(code, &said)),
        None => Err(failure::unknown_outcome("the answer says no errcode")),
    }
}

/// Sends a message of no type, which nobody sees: the robot is asked whether it is there.
///
/// # Errors
/// `auth` when the key is not one.
pub fn probe() -> Result<()> {
    let body = json!({ "msgtype": "aftercare-probe" });
    let answer = request(&body).reads_only().send()?.ok()?;
    match code(&answer) {
        Some((0 | faults::NO_SUCH_TYPE, _)) => Ok(()),
        Some((code, said)) => Err(faults::of_code(code, &said)),
        None => Err(no_code(&answer)),
    }
}

/// `errcode` and `errmsg` of an answer.
fn code(answer: &Response) -> Option<(i64, String)> {
    let body = answer.json().ok()?;
    let code = body.get("errcode")?.as_i64()?;
    let said = json::text(&body, "errmsg").unwrap_or_default();
    Some((code, said.to_owned()))
}

fn no_code(answer: &Response) -> PluginError {
    failure::upstream("the answer says no errcode", Some(answer.status), None)
}
