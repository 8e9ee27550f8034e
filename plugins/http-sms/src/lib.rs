//! Any gateway for text messages that takes a POST. What is sent, and how its answer is read, is
//! written in the settings of the account.

pub mod answer;
pub mod content;
pub mod request;
pub mod size;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Result;
use aftercare_plugin::Sms;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::settings;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::Sent;
use aftercare_plugin::sms::Size;

pub struct HttpSms;

aftercare_plugin::register!(HttpSms: sms);

impl Account for HttpSms {
    /// Nothing can be asked of a gateway nobody knows: the settings are read as for a message, and
    /// nothing is sent.
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let trial = Message {
            idempotency_key: "trial".to_owned(),
            to: "+8613800138000".to_owned(),
            signature: None,
            template: None,
            params: Vec::new(),
            text: String::new(),
            attrs: Vec::new(),
        };
        request::of(&trial)?;
        answer::Reading::of_settings()?;
        Ok(AccountInfo {
            external_id: String::new(),
            display_name: settings::need("server")?,
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Sms for HttpSms {
    fn send(_ctx: &CallContext, message: &Message) -> Result<Sent> {
        let reading = answer::Reading::of_settings()?;
        let answer = request::of(message)?.send()?;
        reading.sent(&answer, message)
    }

    fn estimate(_ctx: &CallContext, message: &Message) -> Result<Size> {
        Ok(size::of(message))
    }
}
