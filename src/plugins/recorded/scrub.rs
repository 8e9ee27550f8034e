//! What must not stand in a recorded case: secrets, and whatever tells of a person.

use serde_json::Value;
use std::collections::BTreeMap;

/// What stands for every phone number.
const PHONE: &str = "13800138000";
const EMAIL: &str = "person@example.com";
const HIDDEN: &str = "***";
/// Fields about a person, without `_` and `-` and in lower case: what a field's name ends with.
const PERSONAL: [&str; 22] = [
    "phone",
    "mobile",
    "telephone",
    "tel",
    "phoneno",
    "mobileno",
    "email",
    "address",
    "addr",
    "street",
    "address1",
    "address2",
    "receiver",
    "receivername",
    "consignee",
    "buyername",
    "buyernick",
    "nickname",
    "contact",
    "contactname",
    "firstname",
    "lastname",
];
/// Headers of an answer that say nothing to a plugin, or too much to a reader.
const HEADERS: [&str; 11] = [
    "content-length",
    "set-cookie",
    "date",
    "server",
    "via",
    "etag",
    "expires",
    "cache-control",
    "alt-svc",
    "report-to",
    "nel",
];

/// What stands for a secret.
pub fn stand_in(name: &str) -> String {
    format!("recorded-{name}")
}

/// A text without secrets, phone numbers and addresses of mail.
pub fn text(text: &str, secrets: &BTreeMap<String, String>) -> String {
    let mut made = text.to_owned();
    for (name, value) in secrets.iter().filter(|(_, value)| value.len() > 3) {
        made = made.replace(value.as_str(), &stand_in(name));
    }
    phones(&made)
}

/// Whether a header of an answer is kept.
pub fn keeps_header(name: &str) -> bool {
    !HEADERS.contains(&name) && !name.starts_with("cf-")
}

/// The same of everything in a value; fields about a person are hidden whole.
pub fn value(value: &mut Value, secrets: &BTreeMap<String, String>) {
    match value {
        Value::String(said) => *said = text(said, secrets),
        Value::Array(items) => items.iter_mut().for_each(|item| self::value(item, secrets)),
        Value::Object(fields) => {
            for (name, field) in fields {
                let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
                let plain = plain.to_ascii_lowercase();
                // A short ending would be found in other words, too: "tel" in "hotel".
                let personal = PERSONAL
                    .iter()
                    .any(|&end| plain == end || (end.len() > 4 && plain.ends_with(end)));
                match field {
                    Value::String(said) if plain == "phonetail" && !said.is_empty() => {
                        *said = PHONE[7..].to_owned();
                    }
                    Value::String(said) if personal && !said.is_empty() => {
                        *said = match plain.as_str() {
                            "email" => EMAIL,
                            name if name.contains("phone")
                                || name.contains("mobile")
                                || name.ends_with("tel")
                                || name.contains("telephone") =>
                            {
                                PHONE
                            }
                            _ => HIDDEN,
                        }
                        .to_owned();
                    }
                    field => self::value(field, secrets),
                }
            }
        }
        Value::Number(number) if is_phone(&number.to_string()) => {
            *value = Value::String(PHONE.to_owned());
        }
        _ => {}
    }
}

fn is_phone(digits: &str) -> bool {
    digits.len() == 11
        && digits.starts_with('1')
        && digits
            .as_bytes()
            .get(1)
            .is_some_and(|b| (b'3'..=b'9').contains(b))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Every run of digits that is a mobile number of the mainland, with or without 86 before it.
fn phones(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        made.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let digits = &rest[..end];
        let (before, number) = match digits.strip_prefix("86") {
            Some(number) if number.len() == 11 => ("86", number),
            _ => ("", digits),
        };
        made.push_str(before);
        made.push_str(if is_phone(number) { PHONE } else { number });
        rest = &rest[end..];
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_and_people_are_gone_and_the_rest_stays() {
        let secrets = BTreeMap::from([("key".to_owned(), "s3cret".to_owned())]);
        let mut said = json!({
            "token": "Bearer s3cret",
            "receiver_name": "王小明",
            "Receiver-Phone": "0571-1234",
            "text": "派件员 张三 13912345678，客服 +8613712345678",
            "number": "SF1391234567801",
            "phone_tail": "5678",
            "order": { "email": "wang@mail.cn", "mobile": 13912345678_u64, "sum": "12.30" },
        });
        value(&mut said, &secrets);
        let wanted = json!({
            "token": "Bearer recorded-key",
            "receiver_name": "***",
            "Receiver-Phone": "13800138000",
            "text": "派件员 张三 13800138000，客服 +8613800138000",
            "number": "SF1391234567801",
            "phone_tail": "8000",
            "order": { "email": "person@example.com", "mobile": "13800138000", "sum": "12.30" },
        });
        assert_eq!(said, wanted);
        assert!(!keeps_header("set-cookie") && keeps_header("retry-after"));
    }
}
