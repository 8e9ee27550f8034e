//! Places in the settings, and what is put there.

use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::random;
use aftercare_plugin::serde_json::Map;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::sms::Message;

/// Where the secret stands in the settings.
pub const SECRET: &str = "${secret}";

/// What places are filled with. The secret itself the plugin never sees: the desk puts it where
/// `secret` stands, a word made anew for each request, so that nothing a buyer wrote is taken for it.
pub struct Values<'m> {
    pub message: &'m Message,
    pub secret: String,
}

impl<'m> Values<'m> {
    pub fn of(message: &'m Message) -> Values<'m> {
        Values {
            message,
            secret: random::uuid(),
        }
    }
}

/// A text with its places filled. `field` is the setting it comes from.
///
/// # Errors
/// `invalid`: a place nobody knows, or one that is not closed.
pub fn filled(text: &str, values: &Values<'_>, field: &str) -> Result<String> {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        made.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            return Err(wrong("a place without its closing }", field));
        };
        made.push_str(&value(name, values, field)?);
        rest = behind;
    }
    made.push_str(rest);
    Ok(made)
}

/// The texts of a JSON document filled. A text that is nothing but `${params}` becomes an object.
///
/// # Errors
/// As [`filled`].
pub fn filled_json(value: &Value, values: &Values<'_>, field: &str) -> Result<Value> {
    Ok(match value {
        Value::String(text) if text == "${params}" => params(values.message),
        Value::String(text) => Value::String(filled(text, values, field)?),
        Value::Array(all) => Value::Array(
            all.iter()
                .map(|one| filled_json(one, values, field))
                .collect::<Result<_>>()?,
        ),
        Value::Object(all) => {
            let mut made = Map::new();
            for (name, one) in all {
                made.insert(name.clone(), filled_json(one, values, field)?);
            }
            Value::Object(made)
        }
        plain => plain.clone(),
    })
}

fn value(name: &str, values: &Values<'_>, field: &str) -> Result<String> {
    let message = values.message;
    let or_none = |value: &Option<String>| value.clone().unwrap_or_default();
    Ok(match name {
        "secret" => values.secret.clone(),
        "to" => message.to.clone(),
        "phone" => phone(&message.to).to_owned(),
        "text" => message.text.clone(),
        "signed" => signed(message),
        "template" => or_none(&message.template),
        "signature" => or_none(&message.signature),
        "params" => params(message).to_string(),
        "id" => message.idempotency_key.clone(),
        _ => match name.strip_prefix("param.") {
            Some(name) => {
                let mut all = message.params.iter();
                let found = all.find(|(known, _)| known == name);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            }
            None => return Err(wrong(&format!("nobody knows ${{{name}}}"), field)),
        },
    })
}

/// A Chinese number without its country, any other without its plus.
pub fn phone(to: &str) -> &str {
    let digits = to.strip_prefix('+').unwrap_or(to);
    match digits.strip_prefix("86") {
        Some(domestic) if domestic.len() == 11 => domestic,
        _ => digits,
    }
}

/// The text as the phone shows it: the signature in its brackets before it.
pub fn signed(message: &Message) -> String {
    match &message.signature {
        Some(signature) if !message.text.starts_with('【') => {
            format!("【{signature}】{}", message.text)
        }
        _ => message.text.clone(),
    }
}

fn params(message: &Message) -> Value {
    let all = message.params.iter();
    Value::Object(
        all.map(|(name, value)| (name.clone(), Value::String(value.clone())))
            .collect(),
    )
}

fn wrong(why: &str, field: &str) -> aftercare_plugin::PluginError {
    failure::invalid_field(why, Some(field), None)
}
