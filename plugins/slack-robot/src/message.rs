//! What is sent: text of Slack's own kind, in which what a buyer wrote is only words.

use aftercare_plugin::robot::Alert;
use aftercare_plugin::robot::Urgency;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::wording::fitting;
use aftercare_plugin::wording::is_plain;

/// Bytes of UTF-8. The vendor advises 4,000 characters and cuts at 40,000.
pub const TEXT_MOST: usize = 4000;

/// Everybody in the channel.
const ALL: &str = "@all";

pub fn of(alert: &Alert, channel: &str) -> Value {
    let title = escaped(alert.title.trim());
    let called = alert.mention.iter().map(|who| who.trim());
    let called: Vec<String> = called
        .filter(|who| !who.is_empty())
        .map(|who| match who {
            ALL => "<!channel>".to_owned(),
            who => format!("<@{}>", escaped(who)),
        })
        .collect();
    let mut head = format!("{}*{title}*", mark(alert.urgency));
    if !called.is_empty() {
        head = format!("{head} {}", called.join(" "));
    }
    let link = alert.link.as_deref().filter(|link| is_plain(link));
    let link = link.map(|link| format!("<{}>", escaped(link)));
    let text = fitting(&head, &escaped(&alert.text), link.as_deref(), TEXT_MOST);
    json!({ "channel": channel, "text": text, "unfurl_links": false, "unfurl_media": false })
}

/// The three signs Slack reads, as the vendor writes them.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A sign and no word: what is urgent is said by the alert, in the shop's language.
fn mark(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Routine => "",
        Urgency::Soon => "❗ ",
        Urgency::Now => "‼️ ",
    }
}
