//! The one request of a message, made of the settings.

use crate::content;
use crate::content::SECRET;
use crate::content::Values;
use aftercare_plugin::Result;
use aftercare_plugin::bindings::imports::aftercare::plugin::http::Basic;
use aftercare_plugin::failure;
use aftercare_plugin::http::Credential;
use aftercare_plugin::http::Request;
use aftercare_plugin::json;
use aftercare_plugin::settings;
use aftercare_plugin::sms::Message;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Part;

/// # Errors
/// `invalid` with the setting that cannot be read.
pub fn of(message: &Message) -> Result<Request> {
    let path = settings::get("path").filter(|path| !path.is_empty());
    let path = path.unwrap_or_else(|| "/".to_owned());
    if !path.starts_with('/') {
        return Err(wrong("a path begins with /", "path"));
    }
    let values = Values::of(message);
    let server = settings::need("server")?;
    let mut request = Request::post(&format!("{server}{path}"));
    let body = settings::need("body")?;
    request = match settings::get("format").as_deref() {
        Some("form") => form(request, &body, &values)?,
        _ => as_json(request, &body, &values)?,
    };
    for line in settings::get("headers").unwrap_or_default().lines() {
        request = header(request, line, &values)?;
    }
    if let Some(user) = settings::get("user").filter(|user| !user.is_empty()) {
        request = request.credential(Credential::Basic(Basic {
            user: vec![vault::text(&user)],
            password: vec![vault::secret("secret")],
        }));
    }
    Ok(request)
}

fn as_json(request: Request, body: &str, values: &Values<'_>) -> Result<Request> {
    let document = json::parse(body).map_err(|_| wrong("the content is no JSON", "body"))?;
    let filled = content::filled_json(&document, values, "body")?.to_string();
    let has_secret = body.contains(SECRET);
    let request = request.json(&filled);
    Ok(match has_secret {
        true => request.secret_in_json(&values.secret, vec![vault::secret("secret")]),
        false => request,
    })
}

fn form(request: Request, body: &str, values: &Values<'_>) -> Result<Request> {
    let mut fields = Vec::new();
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        let Some((name, value)) = line.split_once('=') else {
            return Err(wrong("a line of a form is name=value", "body"));
        };
        let value = content::filled(value.trim(), values, "body")?;
        fields.push((name.trim().to_owned(), value));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let request = request.form(&fields);
    Ok(match body.contains(SECRET) {
        true => request.secret_in_form(&values.secret, vec![vault::secret("secret")]),
        false => request,
    })
}

fn header(request: Request, line: &str, values: &Values<'_>) -> Result<Request> {
    if line.trim().is_empty() {
        return Ok(request);
    }
    let Some((name, value)) = line.split_once(':') else {
        return Err(wrong("a header is Name: value", "headers"));
    };
    let (name, value) = (name.trim(), value.trim());
    let filled = content::filled(value, values, "headers")?;
    if !value.contains(SECRET) {
        return Ok(request.header(name, &filled));
    }
    let mut parts: Vec<Part> = Vec::new();
    for (n, piece) in filled.split(values.secret.as_str()).enumerate() {
        if n > 0 {
            parts.push(vault::secret("secret"));
        }
        if !piece.is_empty() {
            parts.push(vault::text(piece));
        }
    }
    Ok(request.secret_header(name, parts))
}

fn wrong(why: &str, field: &str) -> aftercare_plugin::PluginError {
    failure::invalid_field(why, Some(field), None)
}
