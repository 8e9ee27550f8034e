//! SendSms: one message to one phone.

use crate::ZONE;
use crate::request;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::kv;
use aftercare_plugin::log;
use aftercare_plugin::serde_json::Map;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::Sent;
use aftercare_plugin::time;

/// Seconds for which day and phone of a message are kept: asking for its fate takes both.
const KEPT_S: u32 = 7 * 24 * 60 * 60;
/// Characters of `OutId`.
const OUT_ID_MOST: usize = 256;

/// # Errors
/// `invalid` before anything is sent; `unknown-outcome` whenever it may have been.
pub fn send(message: &Message) -> Result<Sent> {
    let phone = phone(&message.to)?;
    let signature = match &message.signature {
        Some(signature) => signature.clone(),
        None => settings::need("sign-name")?,
    };
    let Some(template) = message.template.as_deref() else {
        let why = "a message of 阿里云 needs an approved template";
        return Err(failure::invalid_field(why, Some("template"), None));
    };
    let params = params(&message.params);
    let out_id = out_id(message);
    let mut fields = vec![
        ("PhoneNumbers", phone.as_str()),
        ("SignName", &signature),
        ("TemplateCode", template),
        ("OutId", &out_id),
    ];
    if !message.params.is_empty() {
        fields.push(("TemplateParam", &params));
    }
    let answer = request::act("SendSms", &fields)?;
    let Some(external_id) = json::text(&answer, "BizId") else {
        return Err(failure::unknown_outcome("OK without a BizId"));
    };
    keep(external_id, &phone);
    let request_id = json::text(&answer, "RequestId").unwrap_or_default();
    Ok(Sent {
        external_id: external_id.to_owned(),
        segments: None,
        attrs: vec![("request-id".to_owned(), request_id.to_owned())],
    })
}

/// Comes back with the receipt, and is listed. Two attempts of one message carry the same.
pub fn out_id(message: &Message) -> String {
    message.idempotency_key.chars().take(OUT_ID_MOST).collect()
}

/// The message is sent by now: that its day and phone cannot be kept takes away only the question
/// for its fate, and the receipt comes all the same.
fn keep(external_id: &str, phone: &str) {
    let kept = time::now_as("%Y%m%d", ZONE).and_then(|day| {
        let value = format!("{day} {phone}");
        kv::set(
            &format!("sent/{external_id}"),
            value.as_bytes(),
            Some(KEPT_S),
        )
    });
    if kept.is_err() {
        log::warn(
            "no room to keep what was sent; its receipt can only be pushed",
            &[],
        );
    }
}

/// A Chinese number without its country, any other with it and without the plus.
///
/// # Errors
/// `invalid`: it is no E.164.
pub fn phone(to: &str) -> Result<String> {
    let wrong = || failure::invalid_field("no number in E.164", Some("to"), None);
    let digits = to.strip_prefix('+').ok_or_else(wrong)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.strip_prefix("86") {
        _ if !plain || digits.len() < 7 || digits.len() > 15 => Err(wrong()),
        Some(domestic) if domestic.len() != 11 => Err(wrong()),
        Some(domestic) => Ok(domestic.to_owned()),
        None => Ok(digits.to_owned()),
    }
}

/// `TemplateParam`: a JSON text whose values are texts; the vendor takes no others.
pub fn params(params: &[(String, String)]) -> String {
    let fields: Map<String, Value> = params
        .iter()
        .map(|(name, value)| (name.clone(), Value::String(value.clone())))
        .collect();
    Value::Object(fields).to_string()
}
