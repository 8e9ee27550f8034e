//! Webhooks of the shop: an order as the API writes it, signed over the body as it came.

use crate::orders;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::News;
use aftercare_plugin::marketplace::Reading;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::answer_text;
use aftercare_plugin::push::same;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;

const SIGNATURE: &str = "x-wc-webhook-signature";
/// As the source of the core has it, and as its documentation.
const DELIVERY: [&str; 2] = ["x-wc-webhook-delivery-id", "x-wc-delivery-id"];

/// # Errors
/// `auth(bad-signature)`, or `invalid` for what cannot be read.
pub fn read(request: &Incoming) -> Result<Reading> {
    let quiet = |dedupe_key| Reading {
        answer: answer_text(""),
        dedupe_key,
        news: Vec::new(),
    };
    if is_ping(request) {
        return Ok(quiet(None));
    }
    let sign = request.header(SIGNATURE).unwrap_or_default();
    let right = signature(&request.body)?;
    if !same(right.as_bytes(), sign.as_bytes()) {
        return Err(failure::bad_signature(SIGNATURE));
    }
    let mut reading = quiet(Some(key(request)?));
    if request.header("x-wc-webhook-resource") == Some("order") {
        let body = json::parse(request.body_text()?)?;
        reading.news = news(&body);
    }
    Ok(reading)
}

/// What the header holds: `base64(HMAC-SHA256(secret, body))`.
///
/// # Errors
/// `auth(missing)` when there is no secret.
pub fn signature(body: &[u8]) -> Result<String> {
    let key = [vault::secret("webhook-secret")];
    vault::hmac_base64("sha256", &key, &[vault::bytes(body)])
}

/// Sent when a webhook is made: the number of the webhook, unsigned. It tells nothing and wants
/// a 200.
fn is_ping(request: &Incoming) -> bool {
    let body = core::str::from_utf8(&request.body).unwrap_or_default();
    let number = body.trim().strip_prefix("webhook_id=");
    request.header(SIGNATURE).is_none()
        && number.is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The delivery's id is made of the webhook and the second: two orders of one second have the same,
/// so the body belongs to the key.
fn key(request: &Incoming) -> Result<String> {
    let delivery = DELIVERY.iter().find_map(|name| request.header(name));
    let sum = vault::sha256_hex(&[vault::bytes(&request.body)])?;
    Ok(format!("{}/{}", delivery.unwrap_or_default(), &sum[..32]))
}

/// The order itself, and its refunds to be read. What is no whole order (one that was deleted, or
/// an older form) is read again by its id.
fn news(body: &Value) -> Vec<News> {
    let Some(id) = json::code(body, "id") else {
        return vec![News::PollNow];
    };
    let mut news = match orders::order(body) {
        Ok(order) => vec![News::Order(order)],
        Err(_) => vec![News::LookAtOrder(id.clone())],
    };
    for refund in json::list(body, "refunds") {
        if let Some(refund) = json::code(refund, "id") {
            news.push(News::LookAtRequest(format!("{id}-{refund}")));
        }
    }
    news
}
