//! Recorded messages and answers, altered: what a forger sends, and codes that nobody knows.

use serde_json::Value;
use std::collections::BTreeSet;

/// A code that no service has, as a text and as a number.
const STRANGE: &str = "aftercare-strange-code";
const STRANGE_NUMBER: u64 = 987_654;
/// Fields of the contract with what the other side said, and the field with what was made of it.
const RAW: [(&str, &str); 2] = [("raw_code", "stage"), ("raw_state", "state")];

/// Changes header, query, form and body of a pushed message a little: what stands under any
/// signature is another text then.
pub fn forge(arguments: &mut Value) {
    for table in ["headers", "query", "form"] {
        let Some(fields) = arguments.get_mut(table).and_then(Value::as_object_mut) else {
            continue;
        };
        for (name, field) in fields {
            if let (Some(text), false) = (field.as_str(), name == "content-type") {
                *field = Value::String(turned(text));
            }
        }
    }
    if let Some(body) = arguments.get_mut("body")
        && let Some(text) = body.as_str()
    {
        *body = Value::String(format!("{text} "));
    }
}

/// The same text with its last letter or digit another one.
fn turned(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let last = letters.iter_mut().rev().find(|c| c.is_ascii_alphanumeric());
    match last {
        Some(letter) => *letter = if *letter == '0' { '1' } else { '0' },
        None => letters.push('0'),
    }
    letters.into_iter().collect()
}

/// The other side's codes in what a call came to.
pub fn raw_codes(result: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(result, &mut |fields| {
        for (raw, _) in RAW {
            found.extend(fields.get(raw).and_then(Value::as_str).map(str::to_owned));
        }
    });
    found
}

/// Puts strange codes in the place of these. Whether there were any.
pub fn replace(answer: &mut Value, codes: &BTreeSet<String>) -> bool {
    match answer {
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| replace(item, codes) | any),
        Value::Object(fields) => fields
            .values_mut()
            .fold(false, |any, field| replace(field, codes) | any),
        Value::String(text) if codes.contains(text) => {
            *answer = Value::String(STRANGE.to_owned());
            true
        }
        Value::Number(number) if codes.contains(&number.to_string()) => {
            *answer = STRANGE_NUMBER.into();
            true
        }
        _ => false,
    }
}

/// What was made of a strange code, when it is neither "unmapped" nor what it was before: then it
/// comes from another field, which is still the same.
pub fn guessed(before: &Value, answer: &Value) -> Option<String> {
    let (before, after) = (readings(before), readings(answer));
    let strange = |raw: &str| raw == STRANGE || raw == STRANGE_NUMBER.to_string();
    let pairs = before.iter().zip(&after);
    let guess = pairs
        .filter(|(_, (raw, _))| strange(raw))
        .find(|((_, was), (_, made))| made != "Unmapped" && made != was);
    guess.map(|(_, (_, made))| made.clone())
}

/// Codes with what was made of each, in their order.
fn readings(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(value, &mut |fields| {
        for (raw, made) in RAW {
            let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
            found.extend(text(raw).zip(text(made)));
        }
    });
    found
}

fn walk(value: &Value, see: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        Value::Object(fields) => {
            see(fields);
            fields.values().for_each(|field| walk(field, see));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_forged_message_differs_wherever_a_signature_may_stand() {
        let mut message = json!({
            "headers": { "x-sign": "ab0", "content-type": "application/json" },
            "form": { "param": "{\"a\":1}" },
            "body": "{}",
        });
        forge(&mut message);
        let wanted = json!({
            "headers": { "x-sign": "ab1", "content-type": "application/json" },
            "form": { "param": "{\"a\":0}" },
            "body": "{} ",
        });
        assert_eq!(message, wanted);
    }

    #[test]
    fn a_strange_code_is_found_where_it_was_guessed() {
        let result = json!([{ "events": [{ "raw_code": "45", "stage": "Signed" }] }]);
        let codes = raw_codes(&result);
        let mut answer = json!({ "list": [{ "code": 45, "n": 4 }, { "code": "45" }] });
        assert!(replace(&mut answer, &codes));
        assert_eq!(answer["list"][0]["n"], 4);
        assert_eq!(answer["list"][1]["code"], STRANGE);
        let before = json!([{ "raw_code": "45", "stage": "Signed" }]);
        let became = |stage: &str| {
            let after = json!([{ "raw_code": STRANGE, "stage": stage }]);
            guessed(&before, &after)
        };
        assert_eq!(became("Unmapped"), None);
        assert_eq!(became("Signed"), None, "another field says so");
        assert_eq!(became("InTransit").as_deref(), Some("InTransit"));
    }
}
