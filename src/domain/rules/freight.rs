//! Who bears which freight, by who is at fault (the freight matrix of D8).

use crate::domain::case::record::Fault;
use crate::domain::case::record::Payer;
use serde::Deserialize;
use serde::Serialize;

/// One row of the freight matrix. Rows are tried in order: the first that fits counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FreightRule {
    pub fault: Fault,
    /// Only for this reason; `None` is any other.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether the buyer gets back what they paid for the way out.
    pub refund_outbound: bool,
    /// Who pays for the way back.
    pub return_payer: Payer,
    /// Whether our own cost of the way out may be deducted.
    pub deduct_outbound: bool,
}

/// The matrix a new shop starts with.
pub fn defaults() -> Vec<FreightRule> {
    let rule =
        |fault, reason: Option<&str>, refund_outbound, return_payer, deduct_outbound| FreightRule {
            fault,
            reason: reason.map(str::to_owned),
            refund_outbound,
            return_payer,
            deduct_outbound,
        };
    vec![
        rule(Fault::Shop, None, true, Payer::Shop, false),
        rule(Fault::Product, None, true, Payer::Shop, false),
        rule(Fault::Courier, None, true, Payer::Shop, false),
        rule(Fault::Platform, None, true, Payer::Shop, false),
        rule(
            Fault::Buyer,
            Some("unwanted_shipped"),
            false,
            Payer::Buyer,
            true,
        ),
        rule(
            Fault::Buyer,
            Some("wrong_address"),
            false,
            Payer::Buyer,
            true,
        ),
        rule(Fault::Buyer, Some("away"), false, Payer::Buyer, true),
        rule(Fault::Buyer, None, false, Payer::Buyer, false),
        rule(Fault::Unknown, None, false, Payer::Shop, false),
    ]
}

/// The row for a fault and reason. Without one nothing is refunded and nothing deducted.
pub fn find(matrix: &[FreightRule], fault: Fault, reason: &str) -> FreightRule {
    matrix
        .iter()
        .filter(|rule| rule.fault == fault)
        .find(|rule| rule.reason.as_deref() == Some(reason))
        .or_else(|| {
            matrix
                .iter()
                .find(|rule| rule.fault == fault && rule.reason.is_none())
        })
        .cloned()
        .unwrap_or(FreightRule {
            fault,
            reason: None,
            refund_outbound: false,
            return_payer: Payer::Shop,
            deduct_outbound: false,
        })
}
