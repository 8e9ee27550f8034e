//! What an answer says, by the places in the settings.

use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::http::Response;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::Sent;

/// What an answer must hold, so that the message counts as sent.
enum Success {
    /// This value at this place.
    Value(String, String),
    /// Anything at this place.
    Place(String),
    /// No JSON: it begins so.
    Begins(String),
}

/// How an answer is read.
pub struct Reading {
    success: Success,
    id_at: String,
    reason_at: String,
}

impl Reading {
    /// # Errors
    /// `invalid` with the setting that cannot be read.
    pub fn of_settings() -> Result<Reading> {
        let place = |key: &str| -> Result<String> {
            let at = settings::get(key).unwrap_or_default();
            match at.is_empty() || at.starts_with('/') {
                true => Ok(at),
                false => Err(failure::invalid_field(
                    "a place begins with /",
                    Some(key),
                    None,
                )),
            }
        };
        let success = settings::need("success")?;
        let success = match (success.starts_with('/'), success.split_once('=')) {
            (true, Some((at, value))) => Success::Value(at.to_owned(), value.to_owned()),
            (true, None) => Success::Place(success),
            (false, _) => Success::Begins(success),
        };
        Ok(Reading {
            success,
            id_at: place("id-at")?,
            reason_at: place("reason-at")?,
        })
    }

    /// # Errors
    /// `refused` with the gateway's reason; `unknown-outcome` when nobody can tell.
    pub fn sent(&self, answer: &Response, message: &Message) -> Result<Sent> {
        let body = answer.json().ok();
        let at = |place: &str| body.as_ref().and_then(|body| text(body, place));
        if !(200..300).contains(&answer.status) {
            return Err(answer.error());
        }
        let reason = at(&self.reason_at);
        match &self.success {
            Success::Value(place, wanted) => match at(place) {
                Some(said) if said == *wanted => {}
                Some(said) => {
                    let reason = reason.unwrap_or_else(|| said.clone());
                    return Err(failure::refused(&reason, Some(&said)));
                }
                None => return Err(unclear(place)),
            },
            Success::Place(place) => match (at(place), reason) {
                (Some(_), _) => {}
                (None, Some(reason)) => return Err(failure::refused(&reason, None)),
                (None, None) => return Err(unclear(place)),
            },
            Success::Begins(words) => {
                if !answer.text.trim_start().starts_with(words.as_str()) {
                    return Err(unclear(words));
                }
            }
        }
        Ok(Sent {
            external_id: at(&self.id_at).unwrap_or_else(|| message.idempotency_key.clone()),
            segments: None,
            attrs: Vec::new(),
        })
    }
}

/// It may have been sent all the same.
fn unclear(wanted: &str) -> PluginError {
    failure::unknown_outcome(&format!("the answer does not say {wanted}"))
}

/// What stands at a place (RFC 6901), as text. Nothing at the empty place: that is the whole.
fn text(body: &Value, place: &str) -> Option<String> {
    if place.is_empty() {
        return None;
    }
    match body.pointer(place)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}
