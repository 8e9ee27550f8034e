//! What a decision may look at: the case with what belongs to it, gathered before the rules are asked.

use super::number::CaseNo;
use super::record::Case;
use super::state::State;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Order;
use crate::domain::rules::compensation::Compensated;

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
    /// What was given before; gathered only for an act that gives a compensation.
    pub compensated: Compensated,
    /// Names of the colleagues named in the act who may not see the case.
    pub strangers: &'a [String],
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

/// What is known besides the wish to open a case.
#[derive(Debug, Clone, Copy)]
pub struct OpenFacts<'a> {
    /// Already allocated.
    pub id: CaseId,
    /// Already allocated.
    pub no: &'a CaseNo,
    pub channel: Channel,
    pub order: Option<&'a Order>,
    /// The number to show when the order itself is not known.
    pub order_no: &'a str,
    pub buyer: Option<BuyerId>,
    pub buyer_shown: &'a str,
    /// The buyer's risk level, 0..3.
    pub risk_level: u8,
    /// All other cases of the order.
    pub ledger: &'a Ledger,
    /// How many cases these lines had before.
    pub applied_before: u32,
    /// The number of another case with the same tracking number.
    pub tracking_in: Option<&'a str>,
    /// The number of another case of the shop that has one of the same photos.
    pub photo_in: Option<&'a str>,
    /// What was given before; gathered only for a compensation.
    pub compensated: Compensated,
    /// Who owns it when nobody is named and no member of staff opens it.
    pub default_owner: StaffId,
}
