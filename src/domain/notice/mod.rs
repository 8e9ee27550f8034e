//! What must be told to whom. Data until a job sends it.

pub mod caps;
pub mod delivery;
pub mod gateway;
pub mod hours;
pub mod inbound;
pub mod mail;
pub mod rules;
pub mod sender;
pub mod sms;
pub mod variable;

use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What a notice is about (D12).
    pub enum NoticeKind {
        Received = "received",
        Approved = "approved",
        Rejected = "rejected",
        InfoNeeded = "info_needed",
        Progress = "progress",
        Offer = "offer",
        ReturnReminder = "return_reminder",
        GoodsArrived = "goods_arrived",
        InspectionDisputed = "inspection_disputed",
        Refunded = "refunded",
        Shipped = "shipped",
        Quote = "quote",
        RepairDone = "repair_done",
        /// 办结反馈: has the four parts (D10.22).
        Closing = "closing",
        /// What staff wrote to the buyer.
        Message = "message",
        Escalation = "escalation",
        DeadlineWarning = "deadline_warning",
    }
}

impl NoticeKind {
    /// Whether its words are those of the event it belongs to, and without them there is nothing
    /// to say.
    pub const fn is_only_words(self) -> bool {
        matches!(self, NoticeKind::Message)
    }

    /// Whether it quotes what staff wrote with the event it belongs to. What the desk notes for itself
    /// is no message to the buyer.
    pub const fn quotes_words(self) -> bool {
        matches!(
            self,
            NoticeKind::Message
                | NoticeKind::Rejected
                | NoticeKind::InfoNeeded
                | NoticeKind::Offer
                | NoticeKind::InspectionDisputed
                | NoticeKind::Quote
        )
    }

    /// Whether nobody likes to read it (R58).
    pub const fn is_bad_news(self) -> bool {
        matches!(self, NoticeKind::Rejected | NoticeKind::InspectionDisputed)
    }
}

codes! {
    /// Who is to be told.
    pub enum Audience {
        Buyer = "buyer",
        CaseOwner = "case_owner",
        Supervisor = "supervisor",
    }
}

/// A notice to be sent once (D10.20).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub kind: NoticeKind,
    pub to: Audience,
    /// Two notices with the same key are one.
    pub dedupe_key: String,
    /// The event of the case it belongs to.
    #[serde(default)]
    pub seq: u64,
}
