//! What is sent: text, which calls people by phone, and in which nothing can become a link.

use aftercare_plugin::robot::Alert;
use aftercare_plugin::robot::Urgency;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::wording::fitting;

/// Bytes of UTF-8. The vendor takes 20,000 for a whole message; nobody reads more than this.
pub const TEXT_MOST: usize = 4096;

/// Everybody in the group.
const ALL: &str = "@all";

pub fn of(alert: &Alert, keyword: &str) -> Value {
    let head = with(
        keyword,
        &format!("{}{}", mark(alert.urgency), alert.title.trim()),
    );
    // Who is called by phone is called only when the number stands in the words, too.
    let (everybody, called): (Vec<&str>, Vec<&str>) = alert
        .mention
        .iter()
        .map(|who| who.trim())
        .filter(|who| !who.is_empty())
        .partition(|who| *who == ALL);
    let is_phone = |who: &&str| who.len() == 11 && who.bytes().all(|byte| byte.is_ascii_digit());
    let (phones, ids): (Vec<&str>, Vec<&str>) = called.into_iter().partition(is_phone);
    let named: Vec<String> = phones.iter().map(|phone| format!("@{phone}")).collect();
    let head = match named.is_empty() {
        true => head,
        false => format!("{head} {}", named.join(" ")),
    };
    let content = fitting(&head, &alert.text, alert.link.as_deref(), TEXT_MOST);
    json!({
        "msgtype": "text",
        "text": { "content": content },
        "at": { "atMobiles": phones, "atUserIds": ids, "isAtAll": !everybody.is_empty() },
    })
}

/// What the group sees when the connection is tested.
pub fn greeting(keyword: &str) -> Value {
    let content = with(keyword, "Aftercare ✓");
    json!({ "msgtype": "text", "text": { "content": content } })
}

fn with(keyword: &str, head: &str) -> String {
    match keyword.is_empty() || head.contains(keyword) {
        true => head.to_owned(),
        false => format!("{keyword} {head}"),
    }
}

/// A sign and no word: what is urgent is said by the alert, in the shop's language.
fn mark(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Routine => "",
        Urgency::Soon => "❗",
        Urgency::Now => "‼️",
    }
}
