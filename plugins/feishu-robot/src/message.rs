//! What is sent: a post of the vendor's own making, in which words are words and links are links.

use aftercare_plugin::robot::Alert;
use aftercare_plugin::robot::Urgency;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::wording::is_plain;
use aftercare_plugin::wording::shortened;

/// Bytes of UTF-8. The vendor takes 20 KB for a whole message; nobody reads more than this.
pub const TEXT_MOST: usize = 4096;
const TITLE_MOST: usize = 300;

/// Everybody in the group.
const ALL: &str = "@all";

pub fn of(alert: &Alert, keyword: &str) -> Value {
    let title = format!("{}{}", mark(alert.urgency), alert.title.trim());
    let mut lines: Vec<Value> = Vec::new();
    let text = shortened(alert.text.trim(), TEXT_MOST);
    if !text.is_empty() {
        lines.push(json!([{ "tag": "text", "text": text }]));
    }
    if let Some(link) = alert.link.as_deref().filter(|link| is_plain(link)) {
        lines.push(json!([{ "tag": "a", "text": link, "href": link }]));
    }
    let called = alert.mention.iter().map(|who| who.trim());
    let called: Vec<Value> = called
        .filter(|who| !who.is_empty())
        .map(|who| match who {
            ALL => json!({ "tag": "at", "user_id": "all" }),
            who => json!({ "tag": "at", "user_id": who }),
        })
        .collect();
    if !called.is_empty() {
        lines.push(json!(called));
    }
    post(
        &with(keyword, &shortened(&title, TITLE_MOST)),
        &json!(lines),
    )
}

/// What the group sees when the connection is tested.
pub fn greeting(keyword: &str) -> Value {
    let content = with(keyword, "Aftercare ✓");
    json!({ "msg_type": "text", "content": { "text": content } })
}

fn post(title: &str, lines: &Value) -> Value {
    json!({
        "msg_type": "post",
        "content": { "post": { "zh_cn": { "title": title, "content": lines } } },
    })
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
