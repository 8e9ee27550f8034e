//! Webhooks of AfterShip: JSON, with an HMAC over the body as it came.

use crate::track;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::answer_text;
use aftercare_plugin::push::same;
use aftercare_plugin::vault;

/// The header differs by product; this plugin reads those of Tracking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    Tracking,
    ReturnsOrWarranty,
    /// Organisations made before 2022-10-25.
    ReturnsLegacy,
}

impl Product {
    pub const fn header(self) -> &'static str {
        match self {
            Product::Tracking => "aftership-hmac-sha256",
            Product::ReturnsOrWarranty => "as-signature-hmac-sha256",
            Product::ReturnsLegacy => "am-webhook-signature",
        }
    }

    /// What the header holds: `base64(HMAC-SHA256(secret, body))`.
    ///
    /// # Errors
    /// `auth(missing)` when there is no secret.
    pub fn value(self, body: &[u8]) -> Result<String> {
        let key = [vault::secret("webhook-secret")];
        let mac = vault::hmac_base64("sha256", &key, &[vault::bytes(body)])?;
        Ok(match self {
            Product::Tracking | Product::ReturnsOrWarranty => mac,
            Product::ReturnsLegacy => format!("hmac-sha256={mac}"),
        })
    }
}

/// # Errors
/// `auth(bad-signature)`, or `invalid` for what cannot be read.
pub fn read(request: &Incoming, zone: &str) -> Result<Reading> {
    let product = Product::Tracking;
    let sign = request.header(product.header()).unwrap_or_default();
    let right = product.value(&request.body)?;
    if !same(right.as_bytes(), sign.as_bytes()) {
        return Err(failure::bad_signature(product.header()));
    }
    let message = json::parse(request.body_text()?)?;
    let mut updates = Vec::new();
    if json::text(&message, "event") == Some("tracking_update") {
        updates.push(track::update(&message["msg"], None, zone)?);
        updates.retain(|update| !update.number.is_empty());
    }
    Ok(Reading {
        answer: answer_text(""),
        dedupe_key: json::text(&message, "event_id").map(str::to_owned),
        updates,
    })
}
