//! QuerySendDetails without a `BizId`: whether a message was taken whose sending ended unknown. It
//! is known by the `OutId` it was sent with.

use crate::query;
use crate::receipts;
use crate::request;
use crate::send;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::sms::Found;
use aftercare_plugin::sms::Message;

/// The most rows of a page, and the most pages looked through: what one phone gets in a day.
const ROWS: usize = 50;
const PAGES: usize = 4;

/// # Errors
/// Why the gateway did not answer; `invalid` for a phone or a time that is none.
pub fn check(message: &Message, sent_at: &str) -> Result<Option<Found>> {
    let phone = send::phone(&message.to)?;
    let out_id = send::out_id(message);
    let day = day_there(sent_at)
        .ok_or_else(|| failure::invalid_field("no time of RFC 3339", Some("sent-at"), None))?;
    for page in 1..=PAGES {
        let (rows, page) = (ROWS.to_string(), page.to_string());
        let fields = [
            ("PhoneNumber", phone.as_str()),
            ("SendDate", &day),
            ("PageSize", &rows),
            ("CurrentPage", &page),
        ];
        let answer = request::ask("QuerySendDetails", &fields)?;
        let details = answer.get("SmsSendDetailDTOs").unwrap_or(&Value::Null);
        let rows = json::list(details, "SmsSendDetailDTO");
        let ours = |row: &&Value| json::text(row, "OutId") == Some(out_id.as_str());
        if let Some(row) = rows.iter().find(ours) {
            return Ok(Some(found(row, sent_at)));
        }
        if rows.len() < ROWS {
            break;
        }
    }
    Ok(None)
}

fn found(row: &Value, sent_at: &str) -> Found {
    let status = json::code(row, "SendStatus").unwrap_or_default();
    let date = json::text(row, "ReceiveDate").or(json::text(row, "SendDate"));
    Found {
        // The vendor lists no BizId.
        external_id: None,
        state: query::state(&status),
        at: receipts::moment(date, sent_at),
        raw_code: json::text(row, "ErrCode")
            .map(str::to_owned)
            .or(Some(status)),
        text: None,
        attrs: Vec::new(),
    }
}

/// The day there of a moment in UTC, as the vendor writes it: eight hours on, without summer time.
pub fn day_there(sent_at: &str) -> Option<String> {
    let number = |at: std::ops::Range<usize>| sent_at.get(at)?.parse::<u32>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let hour = number(11..13)?;
    if !sent_at.ends_with('Z') || !(1..=12).contains(&month) {
        return None;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (year, month, day) = match (hour + 8 >= 24, day == last, month) {
        (false, _, _) => (year, month, day),
        (true, false, _) => (year, month, day + 1),
        (true, true, 12) => (year + 1, 1, 1),
        (true, true, month) => (year, month + 1, 1),
    };
    Some(format!("{year:04}{month:02}{day:02}"))
}
