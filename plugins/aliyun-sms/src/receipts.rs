//! SmsReport: receipts as the gateway pushes them, a JSON list. Nothing is signed; the address they
//! come to is the account's own and unguessable.

use crate::ZONE;
use aftercare_plugin::Push;
use aftercare_plugin::Result;
use aftercare_plugin::Timestamp;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::push::answer_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::sms::Reading;
use aftercare_plugin::sms::Receipt;
use aftercare_plugin::sms::ReceiptState;
use aftercare_plugin::time;
use aftercare_plugin::vault;

/// Anything else, and the list comes again after 1, 5 and 10 minutes.
pub const THANKS: &str = r#"{"code":0,"msg":"接收成功"}"#;

/// # Errors
/// `invalid`: it is no list of receipts.
pub fn read(request: &Incoming) -> Result<Reading> {
    let text = request.body_text()?;
    let Ok(Value::Array(rows)) = json::parse(text) else {
        return Err(failure::invalid("no list of receipts"));
    };
    let receipts = rows
        .iter()
        .filter_map(|row| receipt(row, &request.received_at));
    Ok(Reading {
        answer: answer_json(THANKS),
        // The same list is sent again when it was not thanked for.
        dedupe_key: Some(vault::sha256_hex(&[vault::text(text)])?),
        receipts: receipts.collect(),
    })
}

/// A row: one message in China, or one to Hong Kong, Macao, Taiwan or abroad, whose fields have
/// other names. A row that names no message is left out.
pub fn receipt(row: &Value, received_at: &str) -> Option<Receipt> {
    if let Some(id) = json::text(row, "MessageId") {
        return Some(abroad(id, row, received_at));
    }
    let id = json::text(row, "biz_id")?;
    let state = match row.get("success") {
        Some(Value::Bool(true)) => ReceiptState::Delivered,
        Some(Value::Bool(false)) => ReceiptState::Failed,
        _ => ReceiptState::Unmapped,
    };
    Some(Receipt {
        external_id: id.to_owned(),
        state,
        at: moment(json::text(row, "report_time"), received_at),
        raw_code: json::text(row, "err_code").map(str::to_owned),
        text: json::text(row, "err_msg").map(str::to_owned),
    })
}

fn abroad(id: &str, row: &Value, received_at: &str) -> Receipt {
    let status = json::code(row, "Status").unwrap_or_default();
    let date = json::text(row, "ReceiveDate").and_then(|date| {
        // "Thu, 25 Nov 2021 10:25:33 +0800"
        time::local(date, "%a, %d %b %Y %H:%M:%S %z", ZONE).ok()
    });
    Receipt {
        external_id: id.to_owned(),
        state: match status.as_str() {
            "1" => ReceiptState::Delivered,
            "2" => ReceiptState::Failed,
            "6" => ReceiptState::Expired,
            _ => ReceiptState::Unmapped,
        },
        at: date.unwrap_or_else(|| received_at.to_owned()),
        raw_code: json::text(row, "ErrorCode")
            .map(str::to_owned)
            .or(Some(status)),
        text: json::text(row, "ErrorDescription").map(str::to_owned),
    }
}

/// A local time there; `otherwise` when there is none, for no receipt is lost over its clock.
pub fn moment(date: Option<&str>, otherwise: &str) -> Timestamp {
    let read = |date| time::local(date, "%Y-%m-%d %H:%M:%S", ZONE).ok();
    date.and_then(read).unwrap_or_else(|| otherwise.to_owned())
}
