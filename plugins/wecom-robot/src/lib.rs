//! 企业微信群机器人: posts an alert into the group the robot belongs to.
//!
//! Facts: the vendor's page of the robot; what is not documented is named in README.md.

pub mod faults;
pub mod message;
pub mod request;
pub mod wording;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Result;
use aftercare_plugin::Robot;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::robot::Alert;
use aftercare_plugin::settings;

pub struct WecomRobot;

aftercare_plugin::register!(WecomRobot: robot);

impl Account for WecomRobot {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        request::probe()?;
        Ok(AccountInfo {
            external_id: String::new(),
            display_name: "企业微信群机器人".to_owned(),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Robot for WecomRobot {
    fn post(_ctx: &CallContext, alert: &Alert) -> Result<()> {
        let plain = settings::get("format").as_deref() == Some("text");
        request::post(&message::of(alert, plain))
    }
}
