//! A call of the admin API: the secret key as the user of Basic, which the desk adds; `type` and
//! `message` in every error.

use aftercare_plugin::AuthKind;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::bindings::imports::aftercare::plugin::http::Basic;
use aftercare_plugin::failure;
use aftercare_plugin::http::Credential;
use aftercare_plugin::http::Method;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::vault;

/// The backend's origin, as the owner typed it.
///
/// # Errors
/// `invalid`: it has a path, where the grant does not lead.
pub fn shop() -> Result<String> {
    let shop = settings::need("shop-url")?;
    let host = shop.split_once("://").map_or("", |(_, host)| host);
    match host.contains('/') {
        false => Ok(shop),
        true => Err(failure::invalid_field(
            "the address of the backend ends with its host or port",
            Some("shop-url"),
            None,
        )),
    }
}

/// # Errors
/// What the answer stands for.
pub fn get(path: &str, query: &[(&str, &str)]) -> Result<Value> {
    let mut request = Request::get(&url(path)?);
    for (name, value) in query {
        request = request.query(name, value);
    }
    opened(&send(request)?)
}

/// # Errors
/// What the answer stands for; `unknown-outcome` when it may have happened.
pub fn post(path: &str, query: &[(&str, &str)], body: &Value) -> Result<Value> {
    let mut request = Request::post(&url(path)?);
    for (name, value) in query {
        request = request.query(name, value);
    }
    read_back(&send(request.json(&body.to_string()))?)
}

/// # Errors
/// What the answer stands for; `unknown-outcome` when it may have happened.
pub fn delete(path: &str) -> Result<Value> {
    read_back(&send(Request::of(Method::Delete, &url(path)?))?)
}

fn read_back(answer: &Response) -> Result<Value> {
    match opened(answer) {
        // It was taken, and what was said of it cannot be read.
        Err(PluginError::Upstream(why)) => Err(failure::unknown_outcome(&why.message)),
        opened => opened,
    }
}

fn url(path: &str) -> Result<String> {
    Ok(format!("{}/admin/{path}", shop()?))
}

fn send(request: Request) -> Result<Response> {
    let key = Credential::Basic(Basic {
        user: vec![vault::secret("api-key")],
        password: Vec::new(),
    });
    request.credential(key).send()
}

fn opened(answer: &Response) -> Result<Value> {
    match answer.status {
        200..=299 => answer.json(),
        _ => Err(error(answer)),
    }
}

fn error(answer: &Response) -> PluginError {
    let body = answer.json().unwrap_or_default();
    let message = json::text(&body, "message").unwrap_or_default();
    of_type(json::text(&body, "type"), message).unwrap_or_else(|| answer.error())
}

/// Where the type says more than the status; the others are read by their status.
pub fn of_type(kind: Option<&str>, message: &str) -> Option<PluginError> {
    Some(match kind? {
        // The state of the thing does not allow it.
        "not_allowed" | "duplicate_error" => PluginError::Conflict(message.to_owned()),
        "invalid_data" => failure::invalid_field(message, None, kind),
        "not_found" => failure::not_found(message),
        "payment_authorization_error" => failure::refused(message, kind),
        "unauthorized" => failure::auth(AuthKind::Revoked, message),
        "forbidden" => failure::auth(AuthKind::InsufficientScope, message),
        _ => return None,
    })
}

/// Whether a text can stand in a path as an id of Medusa.
pub fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    !text.is_empty() && text.len() <= 100 && text.bytes().all(plain)
}
