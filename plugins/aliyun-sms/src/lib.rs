//! 阿里云短信: SendSms and QuerySendDetails signed with ACS3-HMAC-SHA256, receipts as they are
//! pushed, and the count of pieces.
//!
//! Facts: the vendor's pages; what is not documented is named in README.md.

pub mod check;
pub mod faults;
pub mod gsm7;
pub mod query;
pub mod receipts;
pub mod request;
pub mod segments;
pub mod send;
pub mod signing;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Result;
use aftercare_plugin::Sms;
use aftercare_plugin::SmsCheck;
use aftercare_plugin::SmsPush;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::sms::Found;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::Reading;
use aftercare_plugin::sms::Receipt;
use aftercare_plugin::sms::Sent;
use aftercare_plugin::sms::Size;

pub struct AliyunSms;

aftercare_plugin::register!(AliyunSms: sms, sms_check, sms_push);

/// Times and days of the vendor are local times there.
pub const ZONE: &str = "Asia/Shanghai";

impl Account for AliyunSms {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        query::verify()
    }
}

impl Sms for AliyunSms {
    fn send(_ctx: &CallContext, message: &Message) -> Result<Sent> {
        send::send(message)
    }

    fn query(_ctx: &CallContext, external_ids: &[String]) -> Result<Vec<Receipt>> {
        query::query(external_ids)
    }

    fn estimate(_ctx: &CallContext, message: &Message) -> Result<Size> {
        Ok(segments::of_message(message))
    }
}

impl SmsCheck for AliyunSms {
    fn check(_ctx: &CallContext, message: &Message, sent_at: &str) -> Result<Option<Found>> {
        check::check(message, sent_at)
    }
}

impl SmsPush for AliyunSms {
    fn read(_ctx: &CallContext, request: &Incoming) -> Result<Reading> {
        receipts::read(request)
    }
}
