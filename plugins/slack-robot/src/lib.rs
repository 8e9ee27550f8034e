//! Slack: posts an alert into a channel, as an app with a bot token.
//!
//! Facts: the vendor's pages of `chat.postMessage` and `auth.test`; what is not documented is named in
//! README.md.

pub mod faults;
pub mod message;
pub mod request;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Result;
use aftercare_plugin::Robot;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::json;
use aftercare_plugin::robot::Alert;
use aftercare_plugin::settings;

pub struct SlackRobot;

aftercare_plugin::register!(SlackRobot: robot);

impl Account for SlackRobot {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let said = request::who()?;
        let named = |name: &str| json::text(&said, name).unwrap_or_default().to_owned();
        Ok(AccountInfo {
            external_id: named("team_id"),
            display_name: format!("{} · {}", named("team"), named("user")),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Robot for SlackRobot {
    fn post(_ctx: &CallContext, alert: &Alert) -> Result<()> {
        let channel = settings::need("channel")?;
        request::post(&message::of(alert, &channel))
    }
}
