//! An act on a case: what someone wants to do, with what they said.

use super::kind::Kind;
use super::kind::Subtype;
use super::record::CaseFile;
use super::record::DeadlineKind;
use super::record::Fault;
use super::record::Grade;
use super::record::MoneyKind;
use super::record::PayMethod;
use super::record::Payer;
use super::record::Priority;
use super::state::State;
use super::verb::Verb;
use super::work::ContactChannel;
use super::work::ContactOutcome;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::time::Timestamp;

/// An act and what was said with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    pub verb: Verb,
    pub input: Input,
}

impl Act {
    /// An act with nothing to say.
    pub fn of(verb: Verb) -> Act {
        Act {
            verb,
            input: Input::default(),
        }
    }
}

/// Everything an act can be told, one member per [`super::Field`]. Parsed at the edge; `decide`
/// refuses with `Missing(field)` when its table row needs one that is absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Input {
    pub amount: Option<Fen>,
    pub reason: Option<String>,
    pub text: Option<String>,
    pub carrier: Option<String>,
    pub tracking_no: Option<String>,
    pub address: Option<String>,
    pub freight_payer: Option<Payer>,
    pub freight_cost: Option<Fen>,
    pub deduction: Option<Fen>,
    pub freight_deduction: Option<Fen>,
    pub freight_refund: Option<Fen>,
    pub due: Option<Timestamp>,
    pub inspection: Vec<InspectedLine>,
    /// Per line of the case, in its order; empty means all that was applied for.
    pub quantities: Vec<u32>,
    pub txn_no: Option<String>,
    pub pay_method: Option<PayMethod>,
    pub sku: Option<String>,
    pub staff: Option<StaffId>,
    pub priority: Option<Priority>,
    pub reason_code: Option<String>,
    pub fault: Option<Fault>,
    pub kind: Option<Kind>,
    pub subtype: Option<Subtype>,
    pub result: Option<String>,
    pub case: Option<CaseId>,
    pub deadline: Option<DeadlineKind>,
    pub entry: Option<u32>,
    pub promise_no: Option<u32>,
    pub buyer_agreed: Option<bool>,
    pub score: Option<u8>,
    pub contact: Option<String>,
    /// Already stored: the edge writes the bytes before it knocks.
    pub files: Vec<CaseFile>,
    pub days: Option<u32>,
    pub reference_no: Option<String>,
    pub content: Option<String>,
    pub points: Option<u32>,
    pub root_cause: Option<String>,
    /// The reason for continuing against a rule.
    pub policy_override: Option<String>,
    pub money_kind: Option<MoneyKind>,
    pub state: Option<State>,
    pub platform_status: Option<String>,
    pub tag: Option<String>,
    pub contact_channel: Option<ContactChannel>,
    pub contact_outcome: Option<ContactOutcome>,
    pub mentions: Vec<StaffId>,
    pub pinned: Option<bool>,
    /// The `seq` of an event of the case.
    pub event: Option<u64>,
    pub reminder: Option<u32>,
    /// The code of a checklist item.
    pub item: Option<String>,
}

/// What the warehouse found for one line of the case.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectedLine {
    /// Position in `case.lines`.
    pub line: usize,
    pub passed: u32,
    pub failed: u32,
    pub grade: Grade,
}
