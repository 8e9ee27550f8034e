//! What is sent: Markdown, or plain text where someone is called by name, for Markdown cannot.

use crate::wording;
use aftercare_plugin::robot::Alert;
use aftercare_plugin::robot::Urgency;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::wording::fitting;
use aftercare_plugin::wording::is_plain;

/// Bytes of UTF-8.
pub const TEXT_MOST: usize = 2048;
pub const MARKDOWN_MOST: usize = 4096;

/// Everybody in the group.
const ALL: &str = "@all";

/// `plain`: the owner wants no Markdown.
pub fn of(alert: &Alert, plain: bool) -> Value {
    match plain || !alert.mention.is_empty() {
        true => text(alert),
        false => markdown(alert),
    }
}

fn text(alert: &Alert) -> Value {
    let head = format!("{}{}", mark(alert.urgency), alert.title.trim());
    let content = fitting(&head, &alert.text, alert.link.as_deref(), TEXT_MOST);
    let (phones, names) = called(&alert.mention);
    let mut inner = json!({ "content": content });
    for (field, list) in [("mentioned_list", names), ("mentioned_mobile_list", phones)] {
        if !list.is_empty() {
            inner[field] = json!(list);
        }
    }
    json!({ "msgtype": "text", "text": inner })
}

fn markdown(alert: &Alert) -> Value {
    let title = wording::harmless(alert.title.trim());
    let head = match alert.urgency {
        Urgency::Routine => format!("**{title}**"),
        Urgency::Soon | Urgency::Now => {
            let mark = mark(alert.urgency);
            format!("**<font color=\"warning\">{mark}{title}</font>**")
        }
    };
    let body = wording::harmless(&alert.text);
    let link = alert.link.as_deref().filter(|link| is_plain(link));
    let link = link.map(|link| format!("[{link}]({link})"));
    let content = fitting(&head, &body, link.as_deref(), MARKDOWN_MOST);
    json!({ "msgtype": "markdown", "markdown": { "content": content } })
}

/// A sign and no word: what is urgent is said by the alert, in the shop's language.
fn mark(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Routine => "",
        Urgency::Soon => "❗",
        Urgency::Now => "‼️",
    }
}

/// Phones, and names of accounts there; "@all" goes with the names.
pub fn called(mention: &[String]) -> (Vec<&str>, Vec<&str>) {
    let mention = mention.iter().map(|who| who.trim());
    let mention = mention.filter(|who| !who.is_empty());
    let is_phone = |who: &&str| {
        *who != ALL && who.len() == 11 && who.bytes().all(|byte| byte.is_ascii_digit())
    };
    mention.partition(is_phone)
}
