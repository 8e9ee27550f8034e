//! What vendors say in JSON, where a number is sometimes a text and a field sometimes missing.

use crate::Result;
use crate::failure;
use serde_json::Value;

/// # Errors
/// `upstream`: it is no JSON.
pub fn parse(text: &str) -> Result<Value> {
    let begin: String = text.chars().take(80).collect();
    serde_json::from_str(text)
        .map_err(|_| failure::upstream(&format!("no JSON: {begin}"), None, None))
}

/// A field that is a text; `None` when it is empty.
pub fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field)?.as_str().filter(|text| !text.is_empty())
}

/// A field that is a text or a number, as a text: codes come as both.
pub fn code(value: &Value, field: &str) -> Option<String> {
    match value.get(field)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A list; empty when it is missing.
pub fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value
        .get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// True, "true", 1 or "1".
pub fn is_true(value: &Value, field: &str) -> bool {
    match value.get(field) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(text)) => text == "true" || text == "1",
        Some(Value::Number(number)) => number.as_u64() == Some(1),
        _ => false,
    }
}
