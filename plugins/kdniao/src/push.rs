//! What 快递鸟 sends (101, 102): a form with `RequestData` (JSON text), `RequestType` and
//! `DataSign`.

use crate::query;
use crate::request;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::encode;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::answer_json;
use aftercare_plugin::push::same;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::time;
use aftercare_plugin::vault;

/// # Errors
/// `auth(bad-signature)`, or `invalid` for what cannot be read.
pub fn read(request: &Incoming) -> Result<Reading> {
    let data = request
        .field("RequestData")
        .ok_or_else(|| failure::invalid("no RequestData"))?;
    let sign = request.field("DataSign").unwrap_or_default();
    let right = request::data_sign(data)?;
    // Some senders encode it twice.
    let twice = encode::form(&right);
    let is_right =
        same(right.as_bytes(), sign.as_bytes()) || same(twice.as_bytes(), sign.as_bytes());
    if !is_right {
        return Err(failure::bad_signature("DataSign"));
    }
    let message = json::parse(data)?;
    let mut updates = Vec::new();
    for parcel in json::list(&message, "Data") {
        updates.extend(query::update(parcel, None)?);
    }
    let thanks = json!({
        "EBusinessID": json::text(&message, "EBusinessID").unwrap_or_default(),
        "UpdateTime": time::now_as("%Y-%m-%d %H:%M:%S", "Asia/Shanghai")?,
        "Success": true,
        "Reason": "",
    });
    Ok(Reading {
        answer: answer_json(&thanks.to_string()),
        dedupe_key: Some(vault::md5_hex(&[vault::text(data)])?),
        updates,
    })
}
