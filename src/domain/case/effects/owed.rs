//! Compensation and repair charges: what one side owes the other beside the price (D6.4, D6.8).

use super::money::answer_approval;
use super::money::enter;
use super::money::enter_approved;
use super::money::positive;
use super::money::within_limit;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::kind::Subtype;
use crate::domain::case::record::Approval;
use crate::domain::case::record::ApprovalSubject;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::Payer;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::verb::Field;
use crate::domain::money::Fen;
use crate::domain::people::ActorRef;

/// Proposes a compensation again, with another amount.
pub fn propose_compensation(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    draft.case.applied_amount = Some(amount);
    draft.case.approved_amount = None;
    draft.case.result = None;
    draft.case.approvals.push(Approval {
        subject: ApprovalSubject::Compensation,
        amount: Some(amount),
        requested_by: scene.actor.as_ref(),
        requested_at: scene.now,
        decided_by: None,
        decided_at: None,
        granted: None,
    });
    Ok(())
}

/// Someone with the limit for it says yes to a compensation.
pub fn approve_compensation(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    within_limit(scene, amount)?;
    answer_approval(draft, scene, amount)?;
    draft.case.approved_amount = Some(amount);
    Ok(())
}

/// The buyer accepted: the approved compensation becomes money to pay.
pub fn compensation_money(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = draft
        .case
        .approved_amount
        .ok_or(Refusal::Needs(Need::OpenOffer))?;
    let kind = match draft.case.subtype {
        Some(Subtype::FreightBack) => MoneyKind::ReturnFreight,
        Some(Subtype::PriceDiff) => MoneyKind::PriceDiffRefund,
        _ => MoneyKind::Compensation,
    };
    let approver = draft
        .case
        .offers
        .last()
        .and_then(|offer| offer.made_by.clone())
        .unwrap_or(ActorRef::System);
    let line = draft.case.lines.first().and_then(|line| line.order_line);
    enter(
        &mut draft.case,
        kind,
        line,
        amount,
        (Payer::Shop, Payer::Buyer),
        approver.clone(),
        scene.now,
    );
    if let Some(entry) = draft.case.money.last_mut() {
        entry.state = MoneyState::Approved;
        entry.approved_by = Some(approver);
    }
    Ok(())
}

/// The buyer accepted the quote: they owe the repair.
pub fn charge_repair(draft: &mut Draft, scene: &Scene<'_>) {
    let quote = draft.case.repair.as_ref().and_then(|repair| repair.quote);
    let Some(amount) = quote.filter(|amount| *amount > Fen::ZERO) else {
        return;
    };
    let way = (Payer::Buyer, Payer::Shop);
    enter_approved(&mut draft.case, scene, MoneyKind::RepairCharge, amount, way);
}
