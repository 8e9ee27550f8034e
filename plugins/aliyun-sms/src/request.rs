//! A call of dysmsapi: an action with its fields in the query, signed; `Code` in every answer.

use crate::faults;
use crate::signing;
use crate::signing::Signed;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::random;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::time;

const HOST: &str = "dysmsapi.aliyuncs.com";
const VERSION: &str = "2017-05-25";

/// Asks something: a failure may be tried again.
///
/// # Errors
/// What the answer stands for.
pub fn ask(action: &str, fields: &[(&str, &str)]) -> Result<Value> {
    let answer = signed(action, fields)?.reads_only().send()?;
    opened(&answer, false)
}

/// Sends a message: a failure on the way is `unknown-outcome`.
///
/// # Errors
/// What the answer stands for.
pub fn act(action: &str, fields: &[(&str, &str)]) -> Result<Value> {
    let answer = signed(action, fields)?.send()?;
    opened(&answer, true)
}

fn signed(action: &str, fields: &[(&str, &str)]) -> Result<Request> {
    let query = signing::query(fields);
    let date = time::now_as("%Y-%m-%dT%H:%M:%SZ", "UTC")?;
    let nonce = random::uuid();
    let headers = [
        ("host", HOST),
        ("x-acs-action", action),
        ("x-acs-content-sha256", signing::EMPTY),
        ("x-acs-date", &date),
        ("x-acs-signature-nonce", &nonce),
        ("x-acs-version", VERSION),
    ];
    let signed = Signed {
        method: "POST",
        path: "/",
        query: &query,
        headers: &headers,
        body_sha256: signing::EMPTY,
    };
    let authorization = signing::authorization(&signed, &settings::need("access-key-id")?)?;
    let mut request = Request::post(&format!("https://{HOST}/?{query}"))
        .header("accept", "application/json")
        .header("authorization", &authorization);
    // The desk itself says which host it is.
    for (name, value) in &headers[1..] {
        request = request.header(name, value);
    }
    Ok(request)
}

/// The answer, when its `Code` says OK.
///
/// # Errors
/// What the code stands for; the status, when there is none.
fn opened(answer: &Response, sends: bool) -> Result<Value> {
    let body = answer.json().ok();
    let code = body.as_ref().and_then(|body| json::text(body, "Code"));
    match (body.as_ref(), code) {
        (Some(body), Some("OK")) if answer.status == 200 => Ok(body.clone()),
        (Some(body), Some(code)) if code != "OK" => {
            let message = json::text(body, "Message").unwrap_or_default();
            Err(faults::of_code(code, message, answer.retry_after_s))
        }
        _ => Err(unread(answer, sends)),
    }
}

/// An answer that is none of the vendor's: of a message nobody can say whether it was sent.
fn unread(answer: &Response, sends: bool) -> PluginError {
    match answer.status {
        200..=399 if sends => failure::unknown_outcome("the answer says no Code"),
        200..=399 => failure::upstream("the answer says no Code", Some(answer.status), None),
        _ => answer.error(),
    }
}
