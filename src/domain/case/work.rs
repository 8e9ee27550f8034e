//! The desk's daily work on a case: hand-over, snooze, reminders, ticked checklist items, pinned
//! facts and contacts. Words are never kept here: they are the text of the event named by `seq`,
//! so that they can be erased (D10.18).

use super::kind::Phase;
use crate::codes;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// How a contact was made (R94).
    pub enum ContactChannel {
        PhoneOut = "phone_out",
        PhoneIn = "phone_in",
        Chat = "chat",
        Wechat = "wechat",
        Sms = "sms",
        Email = "email",
        Page = "page",
        InPerson = "in_person",
    }
}

codes! {
    /// What came of a contact.
    pub enum ContactOutcome {
        /// Spoke with the buyer.
        Reached = "reached",
        NoAnswer = "no_answer",
        /// Agreed on another time.
        CallLater = "call_later",
        Refused = "refused",
        /// Sent, and nothing is back yet.
        Sent = "sent",
        /// The buyer came to us.
        BuyerCame = "buyer_came",
    }
}

codes! {
    /// Who began a contact.
    pub enum Direction {
        In = "in",
        Out = "out",
    }
}

impl ContactOutcome {
    /// Whether a buyer would call it an answer of the shop.
    pub fn answers(self) -> bool {
        !matches!(self, ContactOutcome::NoAnswer | ContactOutcome::BuyerCame)
    }
}

/// Who began it: a call is said by its channel, the rest by what came of it.
pub fn direction(channel: ContactChannel, outcome: ContactOutcome) -> Direction {
    match (channel, outcome) {
        (ContactChannel::PhoneIn, _) | (_, ContactOutcome::BuyerCame) => Direction::In,
        _ => Direction::Out,
    }
}

codes! {
    /// What the receiver said to a hand-over.
    pub enum HandOverAnswer {
        Open = "open",
        Taken = "taken",
        GivenBack = "given_back",
    }
}

/// A case given to a colleague with a card (R178).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOver {
    pub from: StaffId,
    pub to: StaffId,
    pub at: Timestamp,
    /// The event whose words are the reason and the summary.
    pub seq: u64,
    pub answer: HandOverAnswer,
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
    /// The event whose words say why it came back.
    #[serde(default)]
    pub back_seq: Option<u64>,
    /// When the sender first did something after it had come back.
    #[serde(default)]
    pub back_noted_at: Option<Timestamp>,
    /// When the buyer agreed with what the receiver restated.
    #[serde(default)]
    pub buyer_agreed_at: Option<Timestamp>,
}

impl HandOver {
    /// Whether the buyer still has to hear it restated: other replies wait for that.
    pub fn is_open(&self) -> bool {
        self.answer != HandOverAnswer::GivenBack && self.buyer_agreed_at.is_none()
    }

    /// Whether it came back and the sender has done nothing since.
    pub fn waits_for_sender(&self) -> bool {
        self.answer == HandOverAnswer::GivenBack && self.back_noted_at.is_none()
    }
}

/// Out of sight until then 小憩. Never past a deadline of the platform or the law.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snooze {
    pub until: Timestamp,
    pub by: StaffId,
    pub at: Timestamp,
    /// The event whose words are the reason.
    pub seq: u64,
}

/// Someone wants to be reminded 备忘 (R179).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    /// 1-based within the case.
    pub no: u32,
    pub staff: StaffId,
    pub at: Timestamp,
    /// The event whose words are the reason.
    pub seq: u64,
    #[serde(default)]
    pub done_at: Option<Timestamp>,
}

/// A ticked checklist item (F15).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ticked {
    pub stage: Phase,
    pub code: String,
    pub by: ActorRef,
    pub at: Timestamp,
}

/// What the desk keeps of its work on a case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snooze: Option<Snooze>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ticked: Vec<Ticked>,
    /// Events pinned as facts 事实 (F48).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<u64>,
}

impl Work {
    pub fn is_empty(&self) -> bool {
        *self == Work::default()
    }

    /// The reminders of a person that wait.
    pub fn reminders_of(&self, staff: StaffId) -> impl Iterator<Item = &Reminder> {
        self.reminders
            .iter()
            .filter(move |reminder| reminder.staff == staff && reminder.done_at.is_none())
    }

    pub fn tick_of(&self, stage: Phase, code: &str) -> Option<&Ticked> {
        self.ticked
            .iter()
            .find(|ticked| ticked.stage == stage && ticked.code == code)
    }
}
