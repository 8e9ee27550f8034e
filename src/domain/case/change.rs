//! What a decision comes to: the case afterwards, and the cases to be opened with it.

use super::act::Act;
use super::kind::Kind;
use super::kind::Machine;
use super::kind::Subtype;
use super::record::Case;
use super::record::CaseFile;
use super::record::Fault;
use super::record::Intake;
use super::state::State;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::notice::Notice;
use crate::domain::time::Timestamp;

/// What an accepted act changes. The door writes it in one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The case afterwards; `events`, `last_hash`, `rev` and `updated_at` are the door's.
    pub case: Case,
    pub machine: Machine,
    pub from: Option<State>,
    pub to: State,
    /// Facts for the timeline that are not personal.
    pub facts: Vec<(String, String)>,
    /// Words for the timeline: the reason, the note, the message.
    pub text: Option<String>,
    pub visible_to_buyer: bool,
    /// Cases to open in the same transaction.
    pub opens: Vec<OpenCase>,
    pub notices: Vec<Notice>,
    /// The system's own next step, to be decided at once in the same transaction.
    pub then: Option<Act>,
    /// Other cases this act changes (merging), each written with an event of the same verb.
    pub also: Vec<Change>,
}

/// A case to be opened: the intake form, an import, or a child.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCase {
    pub shop: ShopId,
    pub kind: Kind,
    pub subtype: Option<Subtype>,
    pub reason: String,
    /// `None` takes the reason's default.
    pub fault: Option<Fault>,
    pub intake: Intake,
    pub applied_amount: Option<Fen>,
    /// Order line number and pieces.
    pub lines: Vec<(u32, u32)>,
    /// For a case without an order: what it is about.
    pub about: Option<String>,
    pub buyer_text: Option<String>,
    pub platform_no: Option<String>,
    pub owner: Option<StaffId>,
    pub parent: Option<CaseId>,
    /// The tracking number a logistics, return or reship case is about.
    pub tracking_no: Option<String>,
    /// The platform's own deadline, with what moves by itself.
    pub platform_due: Option<Timestamp>,
    /// The reason for opening it against a window or exclusion (D5.3).
    pub policy_override: Option<String>,
    /// The platform's own word for its state.
    pub platform_status: Option<String>,
    /// Opens directly in this state: an import that mirrors the platform, a split.
    pub state: Option<State>,
    /// The case this one was split from.
    pub split_from: Option<CaseId>,
    /// Handed in with the request; stored already.
    pub files: Vec<CaseFile>,
}

impl OpenCase {
    /// A case with nothing known but its kind and reason; the rest is set by name.
    pub fn new(shop: ShopId, kind: Kind, reason: &str, intake: Intake) -> OpenCase {
        OpenCase {
            shop,
            kind,
            subtype: None,
            reason: reason.to_owned(),
            fault: None,
            intake,
            applied_amount: None,
            lines: Vec::new(),
            about: None,
            buyer_text: None,
            platform_no: None,
            owner: None,
            parent: None,
            tracking_no: None,
            platform_due: None,
            policy_override: None,
            platform_status: None,
            state: None,
            split_from: None,
            files: Vec::new(),
        }
    }
}
