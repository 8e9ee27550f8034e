//! The intake checks (D5): what stands against opening a case, and what is worth a look first.

use super::change::OpenCase;
use super::facts::OpenFacts;
use super::kind::Kind;
use super::kind::Subtype;
use super::record::Intake;
use super::refusal::Need;
use super::refusal::Refusal;
use super::state::State;
use super::tables;
use super::verb::Field;
use crate::codes;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::reasons;
use crate::domain::refund;
use crate::domain::rules::Rules;
use crate::domain::rules::compensation::Cap;
use crate::domain::rules::compensation::Worth;
use crate::domain::rules::windows;
use crate::domain::time::Timestamp;

codes! {
    /// Worth a look before opening (D5); never a refusal. The phrase key is `warning-<code>`.
    pub enum Warning {
        SameTracking = "same_tracking",
        SamePhoto = "same_photo",
        AppliedOften = "applied_often",
        RiskyBuyer = "risky_buyer",
        AfterWindow = "after_window",
        Excluded = "excluded",
        OverRefundable = "over_refundable",
        OtherCaseOnLine = "other_case_on_line",
        OverCaseCap = "over_case_cap",
        OverMargin = "over_margin",
        OverOrderCap = "over_order_cap",
        OverBuyerCap = "over_buyer_cap",
        OverStaffCap = "over_staff_cap",
    }
}

impl From<Cap> for Warning {
    fn from(cap: Cap) -> Warning {
        match cap {
            Cap::Case => Warning::OverCaseCap,
            Cap::Margin => Warning::OverMargin,
            Cap::Order => Warning::OverOrderCap,
            Cap::Buyer => Warning::OverBuyerCap,
            Cap::Staff => Warning::OverStaffCap,
        }
    }
}

/// What the intake checks find, to be shown before the case is opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Refundable for the chosen pieces now, in 分; `None` without an order.
    pub refundable: Option<Fen>,
    pub warnings: Vec<Warning>,
    /// What stands against it; `policy_override` overcomes windows and exclusions.
    pub verdict: Result<(), Refusal>,
}

/// The intake checks of D5 alone.
pub fn check(new: &OpenCase, facts: &OpenFacts<'_>, rules: &Rules<'_>, now: Timestamp) -> Checked {
    let mut warnings = Vec::new();
    if facts.tracking_in.is_some() {
        warnings.push(Warning::SameTracking);
    }
    if facts.photo_in.is_some() {
        warnings.push(Warning::SamePhoto);
    }
    if facts.applied_before + 1 >= rules.pack.reapply_warn {
        warnings.push(Warning::AppliedOften);
    }
    if facts.risk_level >= 2 {
        warnings.push(Warning::RiskyBuyer);
    }
    let verdict = verdict(new, facts, rules, now, &mut warnings);
    let refundable = facts.order.map(|order| refundable(new, facts, order));
    let wanted = new.applied_amount.unwrap_or(Fen::ZERO);
    if new.kind.moves_money() && refundable.is_some_and(|most| wanted > most) {
        warnings.push(Warning::OverRefundable);
    }
    if new.kind == Kind::Compensation {
        let above = caps(new, facts, rules, wanted);
        warnings.extend(above.into_iter().map(Warning::from));
    }
    Checked {
        refundable,
        warnings,
        verdict,
    }
}

/// The caps that a compensation of this much exceeds: someone has to approve it (D8).
pub fn caps(new: &OpenCase, facts: &OpenFacts<'_>, rules: &Rules<'_>, amount: Fen) -> Vec<Cap> {
    let line_nos: Vec<u32> = new.lines.iter().map(|(no, _)| *no).collect();
    let worth = Worth::of(facts.order, &line_nos);
    let compensation = &rules.pack.compensation;
    compensation.exceeded(amount, &worth, &facts.compensated)
}

/// What the chosen pieces are worth now.
fn refundable(new: &OpenCase, facts: &OpenFacts<'_>, order: &Order) -> Fen {
    new.lines
        .iter()
        .filter_map(|(no, pieces)| {
            let line = order.lines.iter().find(|line| line.line_no == *no)?;
            let before = facts.ledger.line(*no);
            Some(refund::pieces_worth(
                line,
                *pieces,
                before.map_or(0, |l| l.qty_returned),
                before.map_or(Fen::ZERO, |l| l.refunded),
            ))
        })
        .sum()
}

fn verdict(
    new: &OpenCase,
    facts: &OpenFacts<'_>,
    rules: &Rules<'_>,
    now: Timestamp,
    warnings: &mut Vec<Warning>,
) -> Result<(), Refusal> {
    let outside = matches!(
        new.intake,
        Intake::Import | Intake::Platform | Intake::Plugin
    );
    let reason = reasons::find(&new.reason).ok_or(Refusal::Invalid(Field::ReasonCode))?;
    if new
        .subtype
        .is_some_and(|subtype| !new.kind.subtypes().contains(&subtype))
    {
        return Err(Refusal::Invalid(Field::Subtype));
    }
    if new.applied_amount.is_some_and(|amount| amount < Fen::ZERO) {
        return Err(Refusal::Invalid(Field::Amount));
    }
    if let Some(state) = new.state {
        let known = tables::states(new.kind.machine()).contains(&state)
            || matches!(state, State::Closed | State::Withdrawn);
        if !known {
            return Err(Refusal::Invalid(Field::State));
        }
    }
    let Some(order) = facts.order else {
        if new.kind.moves_money() && !outside {
            return Err(Refusal::Needs(Need::Order));
        }
        if !outside
            && new
                .about
                .as_deref()
                .is_none_or(|about| about.trim().is_empty())
        {
            return Err(Refusal::Missing(Field::Text));
        }
        return Ok(());
    };
    if new.kind.moves_money() && new.lines.is_empty() && !outside {
        return Err(Refusal::Missing(Field::Quantities));
    }
    for (no, pieces) in &new.lines {
        let line = order
            .lines
            .iter()
            .find(|line| line.line_no == *no)
            .ok_or(Refusal::Invalid(Field::Quantities))?;
        if *pieces == 0 {
            return Err(Refusal::Invalid(Field::Quantities));
        }
        let back = facts.ledger.line(*no).map_or(0, |l| l.qty_returned);
        let left = match new.kind {
            Kind::ReturnRefund | Kind::Exchange => line.qty.saturating_sub(back),
            _ => line.qty,
        };
        if *pieces > left {
            return Err(Refusal::MorePieces { left });
        }
    }
    if new.kind == Kind::Compensation && !outside {
        match new.applied_amount {
            Some(amount) if amount > Fen::ZERO => {}
            Some(_) => return Err(Refusal::Invalid(Field::Amount)),
            None => return Err(Refusal::Missing(Field::Amount)),
        }
    }
    let held = new
        .lines
        .iter()
        .filter_map(|(no, _)| facts.ledger.line(*no))
        .find_map(|line| line.open_case.clone());
    if let Some(case) = held {
        // The case this one is split from holds the line by right; so may a platform's own list.
        if new.kind.moves_money() && new.split_from.is_none() && !outside {
            return Err(Refusal::LineInOpenCase { case });
        }
        warnings.push(Warning::OtherCaseOnLine);
    }
    if facts.applied_before >= rules.pack.reapply_limit
        && new.kind.moves_money()
        && new.split_from.is_none()
        && !outside
    {
        return Err(Refusal::TooOften {
            limit: rules.pack.reapply_limit,
        });
    }
    let found = policy(new, reason.code, order, rules, now, warnings);
    let overridden = new
        .policy_override
        .as_deref()
        .is_some_and(|why| !why.trim().is_empty());
    match found {
        Err(_) if overridden || outside || new.parent.is_some() || new.split_from.is_some() => {
            Ok(())
        }
        found => found,
    }
}

/// Windows and exclusions (D5.3): refused, unless someone continues with a reason.
fn policy(
    new: &OpenCase,
    reason: &str,
    order: &Order,
    rules: &Rules<'_>,
    now: Timestamp,
    warnings: &mut Vec<Warning>,
) -> Result<(), Refusal> {
    let free_choice = new.subtype == Some(Subtype::NoReason) || reason == "seven_days";
    let lines = || {
        new.lines
            .iter()
            .filter_map(|(no, _)| order.lines.iter().find(|line| line.line_no == *no))
    };
    if new.kind == Kind::ReturnRefund && free_choice && lines().any(|line| line.no_seven_days) {
        warnings.push(Warning::Excluded);
        return Err(Refusal::Needs(Need::PolicyOverride));
    }
    let Some(window) = windows::find(&rules.pack.windows, new.kind, new.subtype) else {
        return Ok(());
    };
    let closed = lines()
        .filter_map(|line| window.closes(order, line))
        .filter(|closes| now > *closes)
        .min();
    match closed {
        Some(since) => {
            warnings.push(Warning::AfterWindow);
            Err(Refusal::TooLate { since })
        }
        None => Ok(()),
    }
}
