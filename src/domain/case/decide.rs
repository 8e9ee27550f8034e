//! What an act does to a case, or why not. Pure: facts in, change out.

use super::act::Act;
use super::kind::Kind;
use super::kind::Machine;
use super::kind::Subtype;
use super::record::Case;
use super::record::Fault;
use super::record::Intake;
use super::refusal::Refusal;
use super::state::State;
use super::verb::Field;
use super::verb::Verb;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::notice::Notice;
use crate::domain::order::Order;
use crate::domain::people::Actor;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

/// Everything `decide` may look at besides the act.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub case: &'a Case,
    pub order: Option<&'a Order>,
    /// The other cases of the same order, as far as money and pieces go.
    pub ledger: &'a Ledger,
    /// The children of this case with the state each is in.
    pub children: &'a [(CaseId, State)],
    /// The buyer's risk level, 0..3.
    pub risk_level: u8,
    /// The case named by `input.case`, for merging and matching.
    pub other: Option<&'a Case>,
    /// Whether `input.txn_no` was used by another entry.
    pub txn_used: bool,
}

/// What the other cases of an order have taken from it already.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    pub lines: Vec<LedgerLine>,
    /// Freight refunds approved, paying or paid elsewhere.
    pub freight_refunded: Fen,
}

/// One order line in the other cases of the order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LedgerLine {
    pub line_no: u32,
    /// Goods refunds approved, paying or paid elsewhere, in 分.
    pub refunded: Fen,
    pub qty_returned: u32,
    pub qty_sent_out: u32,
    /// The number of an open money-moving case on this line.
    pub open_case: Option<String>,
}

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
}

/// One button: an act of the case's tables and whether it may be done now.
#[derive(Debug, Clone, PartialEq)]
pub struct Possible {
    pub machine: Machine,
    pub verb: Verb,
    /// The state it leads to, when the table names one.
    pub to: Option<State>,
    pub fields: &'static [(Field, Required)],
    /// `Err` says what would have to be true.
    pub verdict: Result<(), Refusal>,
    /// The one act a person of this role most likely does next.
    pub main: bool,
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    Yes,
    No,
}

/// What `act` by `actor` does, or why not.
///
/// # Errors
/// A [`Refusal`] that says what would have to be true.
pub fn decide(
    facts: &Facts<'_>,
    act: &Act,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Change, Refusal> {
    let _ = (facts, actor, rules, now);
    Err(Refusal::WrongState {
        verb: act.verb,
        from: Vec::new(),
    })
}

/// Every act the tables know for this case and could matter to this actor, each with its verdict.
/// `Ok` means some input exists that `decide` accepts; `Err` means that none does.
pub fn possible(
    facts: &Facts<'_>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Vec<Possible> {
    let _ = (facts, actor, rules, now);
    Vec::new()
}
