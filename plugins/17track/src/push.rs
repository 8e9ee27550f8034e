//! What 17TRACK sends: JSON, signed in the header `sign` over the body as it came.

use crate::info;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::answer_text;
use aftercare_plugin::push::same;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Part;

pub const HEADER: &str = "sign";

/// `hex(SHA-256(body + "/" + key))`
pub fn to_hash(body: &[u8]) -> Vec<Part> {
    vec![vault::bytes(body), vault::text("/"), vault::secret("key")]
}

/// # Errors
/// `auth(bad-signature)`, or `invalid` for what cannot be read. For five minutes after a change of
/// the key 17TRACK may still sign with the old one: such messages are sent again.
pub fn read(request: &Incoming, zone: &str) -> Result<Reading> {
    let sign = request
        .header(HEADER)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let right = vault::sha256_hex(&to_hash(&request.body))?;
    if !same(right.as_bytes(), sign.as_bytes()) {
        return Err(failure::bad_signature(HEADER));
    }
    let message = json::parse(request.body_text()?)?;
    let event = json::text(&message, "event").unwrap_or_default();
    let mut update = info::update(&message["data"], None, zone)?;
    update.watching_ended = event == "TRACKING_STOPPED";
    update.attrs.push(("event".to_owned(), event.to_owned()));
    let updates = match update.number.is_empty() {
        true => Vec::new(),
        false => vec![update],
    };
    Ok(Reading {
        answer: answer_text(""),
        dedupe_key: Some(vault::sha256_hex(&[vault::bytes(&request.body)])?),
        updates,
    })
}
