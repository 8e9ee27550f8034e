//! What the desk may ask of a plugin, and what it may get back: one value each, so that a call can
//! be queued, recorded, and made by an author on a command line.

use super::contract::aftercare::plugin::automation_types::CaseEvent;
use super::contract::aftercare::plugin::automation_types::CaseFacts;
use super::contract::aftercare::plugin::courier_types::Guess;
use super::contract::aftercare::plugin::courier_types::Item;
use super::contract::aftercare::plugin::courier_types::Query;
use super::contract::aftercare::plugin::marketplace_types::Ack;
use super::contract::aftercare::plugin::marketplace_types::Decision;
use super::contract::aftercare::plugin::marketplace_types::Mapping;
use super::contract::aftercare::plugin::marketplace_types::OrderPage;
use super::contract::aftercare::plugin::marketplace_types::RequestPage;
use super::contract::aftercare::plugin::marketplace_types::Window;
use super::contract::aftercare::plugin::payout_types::Entry;
use super::contract::aftercare::plugin::push::Incoming;
use super::contract::aftercare::plugin::sms_types::Message;
use super::contract::aftercare::plugin::sms_types::Receipt;
use super::contract::aftercare::plugin::sms_types::Sent;
use super::contract::aftercare::plugin::sms_types::Size;
use super::contract::exports::aftercare::plugin as exports;
use super::limits::Limits;
use crate::domain::plugin::limits::defaults;
use crate::domain::plugin::worlds::Call;
use crate::domain::plugin::worlds::Sort;
use serde::Deserialize;
use serde::Serialize;

/// A question. Its name in a manifest or on a command line is that of interface and function.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Ask {
    #[serde(rename = "account.verify")]
    Verify,
    #[serde(rename = "courier.track")]
    Track(Vec<Query>),
    #[serde(rename = "courier-recognise.recognise")]
    Recognise(String),
    #[serde(rename = "courier-subscribe.subscribe")]
    Subscribe {
        queries: Vec<Query>,
        callback_url: String,
    },
    #[serde(rename = "courier-push.read")]
    ReadCourierPush(Incoming),
    #[serde(rename = "marketplace.pull-orders")]
    PullOrders(Window),
    #[serde(rename = "marketplace.pull-requests")]
    PullRequests(Window),
    #[serde(rename = "marketplace.get-request")]
    GetRequest(String),
    #[serde(rename = "marketplace.push-decision")]
    PushDecision(Decision),
    #[serde(rename = "marketplace.check-decision")]
    CheckDecision(Decision),
    #[serde(rename = "marketplace.states")]
    States,
    #[serde(rename = "marketplace-push.read")]
    ReadMarketplacePush(Incoming),
    #[serde(rename = "sms.send")]
    SendSms(Message),
    #[serde(rename = "sms.query")]
    QuerySms(Vec<String>),
    #[serde(rename = "sms.estimate")]
    EstimateSms(Message),
    #[serde(rename = "marketplace-order.get-order")]
    GetOrder(String),
    #[serde(rename = "sms-check.check")]
    CheckSms { message: Message, sent_at: String },
    #[serde(rename = "sms-push.read")]
    ReadSmsPush(Incoming),
    #[serde(rename = "robot.post")]
    Post(exports::robot::Alert),
    #[serde(rename = "payout.execute")]
    Execute(Entry),
    #[serde(rename = "payout.check")]
    CheckPayout(Entry),
    #[serde(rename = "automation.on-event")]
    OnEvent(CaseEvent),
    #[serde(rename = "automation.advise")]
    Advise(CaseFacts),
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Answer {
    Verified(exports::account::AccountInfo),
    Tracked(Vec<Item>),
    Recognised(Vec<Guess>),
    CourierPush(exports::courier_push::Reading),
    Orders(OrderPage),
    Requests(RequestPage),
    Request(Box<super::contract::aftercare::plugin::marketplace_types::Request>),
    Ack(Ack),
    States(Vec<Mapping>),
    MarketplacePush(exports::marketplace_push::Reading),
    Sent(Sent),
    Receipts(Vec<Receipt>),
    Size(Size),
    Order(Box<super::contract::aftercare::plugin::marketplace_types::Order>),
    Found(Option<exports::sms_check::Found>),
    SmsPush(exports::sms_push::Reading),
    Posted,
    Paid(super::contract::aftercare::plugin::payout_types::Receipt),
    Wishes(Vec<super::contract::aftercare::plugin::automation_types::Request>),
}

impl Ask {
    /// "courier.track": interface and function.
    pub fn name(&self) -> &'static str {
        match self {
            Ask::Verify => "account.verify",
            Ask::Track(_) => "courier.track",
            Ask::Recognise(_) => "courier-recognise.recognise",
            Ask::Subscribe { .. } => "courier-subscribe.subscribe",
            Ask::ReadCourierPush(_) => "courier-push.read",
            Ask::PullOrders(_) => "marketplace.pull-orders",
            Ask::PullRequests(_) => "marketplace.pull-requests",
            Ask::GetRequest(_) => "marketplace.get-request",
            Ask::PushDecision(_) => "marketplace.push-decision",
            Ask::CheckDecision(_) => "marketplace.check-decision",
            Ask::States => "marketplace.states",
            Ask::ReadMarketplacePush(_) => "marketplace-push.read",
            Ask::SendSms(_) => "sms.send",
            Ask::QuerySms(_) => "sms.query",
            Ask::EstimateSms(_) => "sms.estimate",
            Ask::GetOrder(_) => "marketplace-order.get-order",
            Ask::CheckSms { .. } => "sms-check.check",
            Ask::ReadSmsPush(_) => "sms-push.read",
            Ask::Post(_) => "robot.post",
            Ask::Execute(_) => "payout.execute",
            Ask::CheckPayout(_) => "payout.check",
            Ask::OnEvent(_) => "automation.on-event",
            Ask::Advise(_) => "automation.advise",
        }
    }

    /// What the call may use unless manifest and owner agreed on something else.
    pub fn limits(&self) -> Limits {
        let sort = Call::from_code(self.name()).map_or(Sort::Quick, Call::sort);
        Limits::of(defaults(sort))
    }
}
