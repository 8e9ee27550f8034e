//! A call of the shop: key and secret by Basic, which the desk adds; `code` and `message` in every
//! error.

use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::bindings::imports::aftercare::plugin::http::Basic;
use aftercare_plugin::failure;
use aftercare_plugin::http::Credential;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::vault;

/// What the core says, with a status of 500, when it would not refund.
const NO_REFUND: &str = "woocommerce_rest_cannot_create_order_refund";

/// The shop's origin, as the owner typed it.
///
/// # Errors
/// `invalid`: it has a path, where the grant does not lead.
pub fn shop() -> Result<String> {
    let shop = settings::need("shop-url")?;
    let host = shop.split_once("://").map_or("", |(_, host)| host);
    match host.contains('/') {
        false => Ok(shop),
        true => Err(failure::invalid_field(
            "the address of the shop ends with its host",
            Some("shop-url"),
            None,
        )),
    }
}

/// # Errors
/// What the answer stands for.
pub fn get(path: &str, query: &[(&str, &str)]) -> Result<Response> {
    let mut request = Request::get(&url(path)?);
    for (name, value) in query {
        request = request.query(name, value);
    }
    opened(send(request)?)
}

/// # Errors
/// What the answer stands for; `unknown-outcome` when it may have happened.
pub fn post(path: &str, body: &Value) -> Result<Response> {
    opened(send(Request::post(&url(path)?).json(&body.to_string()))?)
}

fn url(path: &str) -> Result<String> {
    Ok(format!("{}/wp-json/wc/v3/{path}", shop()?))
}

fn send(request: Request) -> Result<Response> {
    let key = Credential::Basic(Basic {
        user: vec![vault::secret("consumer-key")],
        password: vec![vault::secret("consumer-secret")],
    });
    request.credential(key).send()
}

fn opened(answer: Response) -> Result<Response> {
    match answer.status {
        200..=299 => Ok(answer),
        _ => Err(error(&answer)),
    }
}

/// The error an answer stands for.
pub fn error(answer: &Response) -> PluginError {
    let body = answer.json().unwrap_or_default();
    let (code, message) = (json::text(&body, "code"), json::text(&body, "message"));
    of_code(code, message.unwrap_or_default()).unwrap_or_else(|| answer.error())
}

/// Where the code says more than the status.
pub fn of_code(code: Option<&str>, message: &str) -> Option<PluginError> {
    match code? {
        NO_REFUND => Some(failure::refused(message, code)),
        _ => None,
    }
}
