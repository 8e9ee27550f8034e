//! 飞书自定义机器人: posts an alert into the group the robot belongs to.
//!
//! Facts: the vendor's page of custom bots; what is not documented is named in README.md.

pub mod faults;
pub mod message;
pub mod request;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Result;
use aftercare_plugin::Robot;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::robot::Alert;
use aftercare_plugin::settings;

pub struct FeishuRobot;

aftercare_plugin::register!(FeishuRobot: robot);

/// A word without which a robot that is kept by keywords takes nothing.
fn keyword() -> String {
    settings::get("keyword").unwrap_or_default()
}

impl Account for FeishuRobot {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        request::greet(message::greeting(&keyword()))?;
        Ok(AccountInfo {
            external_id: String::new(),
            display_name: "飞书机器人".to_owned(),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Robot for FeishuRobot {
    fn post(_ctx: &CallContext, alert: &Alert) -> Result<()> {
        request::post(message::of(alert, &keyword()))
    }
}
