//! A call of AfterShip: `as-api-key`, and `meta.code` in every answer.

use crate::faults;
use crate::signing;
use crate::signing::Signed;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::encode;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;

const HOST: &str = "https://api.aftership.com";
const BASE: &str = "/tracking/2025-01";

/// # Errors
/// What the answer stands for.
pub fn get(path: &str, query: &[(&str, &str)]) -> Result<Value> {
    let mut query = query.to_vec();
    // The signature wants them in the order of their names.
    query.sort_unstable();
    let one = |(name, value): &(&str, &str)| format!("{name}={}", encode::percent(value));
    let pairs: Vec<String> = query.iter().map(one).collect();
    let resource = format!("{BASE}{path}?{}", pairs.join("&"));
    let request = Request::get(&format!("{HOST}{resource}"));
    send(request, "GET", &resource, "")
}

/// Creating a tracking twice is answered with "exists already", and detecting changes nothing: a
/// POST may be sent again.
///
/// # Errors
/// What the answer stands for.
pub fn post(path: &str, body: &str) -> Result<Value> {
    let resource = format!("{BASE}{path}");
    let request = Request::post(&format!("{HOST}{resource}"))
        .reads_only()
        .json(body);
    send(request, "POST", &resource, body)
}

fn send(request: Request, method: &str, resource: &str, body: &str) -> Result<Value> {
    let mut request = request.secret_header("as-api-key", vec![vault::secret("api-key")]);
    if signing::is_on() {
        let date = signing::date()?;
        let signature = signing::signature(&Signed {
            method,
            resource,
            body,
            date: &date,
        })?;
        request = request
            .header("date", &date)
            .header("as-signature-hmac-sha256", &signature);
    }
    opened(&request.send()?)
}

/// `data` of an answer.
///
/// # Errors
/// What `meta.code` stands for; the status, when there is none.
pub fn opened(answer: &Response) -> Result<Value> {
    let is_fine = (200..300).contains(&answer.status);
    let Ok(body) = answer.json() else {
        return Err(match is_fine {
            true => failure::upstream("no JSON", Some(answer.status), None),
            false => answer.error(),
        });
    };
    let meta = body.get("meta").unwrap_or(&Value::Null);
    let code = meta.get("code").and_then(Value::as_u64);
    match code {
        None if !is_fine => Err(answer.error()),
        Some(code) if !(is_fine && (200..300).contains(&code)) => {
            Err(of_answer(code, meta, answer.retry_after_s))
        }
        _ => Ok(body.get("data").cloned().unwrap_or_default()),
    }
}

fn of_answer(code: u64, meta: &Value, after_s: Option<u32>) -> PluginError {
    let message = json::text(meta, "message").unwrap_or_default();
    faults::of_meta(code, message, after_s)
}
