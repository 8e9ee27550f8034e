//! QuerySendDetails: what became of a message; and the test of the connection.

use crate::ZONE;
use crate::receipts;
use crate::request;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::json;
use aftercare_plugin::kv;
use aftercare_plugin::log;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::sms::Receipt;
use aftercare_plugin::sms::ReceiptState;
use aftercare_plugin::time;

/// # Errors
/// Why not even the first could be asked for.
pub fn query(external_ids: &[String]) -> Result<Vec<Receipt>> {
    let mut receipts = Vec::new();
    for (n, id) in external_ids.iter().enumerate() {
        match one(id) {
            Ok(found) => receipts.extend(found),
            Err(error) if n == 0 => return Err(error),
            // What was learned so far is kept; the rest is asked for the next time.
            Err(error) => {
                let text = format!("asked for {n} of {}: {error:?}", external_ids.len());
                log::warn(&text, &[]);
                break;
            }
        }
    }
    Ok(receipts)
}

fn one(id: &str) -> Result<Option<Receipt>> {
    let key = format!("sent/{id}");
    let Some(kept) = kv::text(&key)? else {
        return Ok(None);
    };
    let Some((day, phone)) = kept.split_once(' ') else {
        return Ok(None);
    };
    let fields = [
        ("PhoneNumber", phone),
        ("BizId", id),
        ("SendDate", day),
        ("PageSize", "10"),
        ("CurrentPage", "1"),
    ];
    let answer = request::ask("QuerySendDetails", &fields)?;
    let details = answer.get("SmsSendDetailDTOs").unwrap_or(&Value::Null);
    let rows = json::list(details, "SmsSendDetailDTO");
    let Some(receipt) = rows.first().map(|row| receipt(id, row)) else {
        return Ok(None);
    };
    if matches!(
        receipt.state,
        ReceiptState::Delivered | ReceiptState::Failed
    ) {
        kv::delete(&key)?;
    }
    Ok(Some(receipt))
}

/// A row of the answer.
fn receipt(id: &str, row: &Value) -> Receipt {
    let status = json::code(row, "SendStatus").unwrap_or_default();
    let date = json::text(row, "ReceiveDate").or(json::text(row, "SendDate"));
    let raw_code = json::text(row, "ErrCode").map(str::to_owned);
    Receipt {
        external_id: id.to_owned(),
        state: state(&status),
        at: receipts::moment(date, &time::now()),
        raw_code: raw_code.or(Some(status)),
        text: None,
    }
}

/// 1 等待回执, 2 发送失败, 3 发送成功.
pub fn state(status: &str) -> ReceiptState {
    match status {
        "1" => ReceiptState::Accepted,
        "2" => ReceiptState::Failed,
        "3" => ReceiptState::Delivered,
        _ => ReceiptState::Unmapped,
    }
}

/// Asks for today's sums: changes nothing, needs a right key and the product switched on.
///
/// # Errors
/// Why the settings cannot be right.
pub fn verify() -> Result<AccountInfo> {
    let today = time::now_as("%Y%m%d", ZONE)?;
    let fields = [
        ("IsGlobe", "1"),
        ("StartDate", today.as_str()),
        ("EndDate", &today),
        ("PageIndex", "1"),
        ("PageSize", "1"),
    ];
    request::ask("QuerySendStatistics", &fields)?;
    Ok(AccountInfo {
        external_id: settings::need("access-key-id")?,
        display_name: settings::get("sign-name").unwrap_or_default(),
        scopes: Vec::new(),
        attrs: Vec::new(),
    })
}
