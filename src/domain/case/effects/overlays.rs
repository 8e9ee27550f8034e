//! 平台介入 and 快递索赔 (D6.11, D6.13), and what the courier found (D6.10).

use super::money::enter;
use super::money::enter_approved;
use super::money::positive;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::Claim;
use crate::domain::case::record::ClaimReason;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Dispute;
use crate::domain::case::record::Fault;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::deadline;
use crate::domain::money::Fen;
use crate::domain::order::ParcelKind;
use crate::domain::refund;
use crate::domain::rules::DeadlineRule;
use crate::domain::rules::Length;

/// What was lost on the way is never the buyer's fault (R136).
pub fn courier_at_fault(draft: &mut Draft) {
    draft.case.fault = Fault::Courier;
}

/// The results a courier's enquiry may have, with the state each leads to.
pub const COURIER_RESULTS: &[(CaseResult, State)] = &[
    (CaseResult::Found, State::Found),
    (CaseResult::Delayed, State::Delayed),
    (CaseResult::Lost, State::Lost),
    (CaseResult::Damaged, State::Damaged),
    (CaseResult::WrongAddress, State::WrongAddress),
    (CaseResult::FalseSign, State::FalseSign),
];

/// What the courier found. Lost, damaged and falsely signed: the courier's fault, and a claim is
/// drafted.
pub fn courier_result(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let said = scene.input.result.as_deref();
    let (result, state) = COURIER_RESULTS
        .iter()
        .find(|(result, _)| Some(result.code()) == said)
        .ok_or(Refusal::Invalid(Field::Result))?;
    draft.to = *state;
    draft.case.result = Some(result.code().to_owned());
    let claim = match state {
        State::Lost => Some(ClaimReason::Lost),
        State::Damaged => Some(ClaimReason::Damaged),
        State::FalseSign => Some(ClaimReason::FalseSign),
        _ => None,
    };
    if let Some(reason) = claim {
        courier_at_fault(draft);
        draft_claim(draft, scene, reason);
    }
    Ok(())
}

/// Drafts a claim against the courier, unless there is one.
pub fn draft_claim(draft: &mut Draft, scene: &Scene<'_>, reason: ClaimReason) {
    if draft.case.claim.is_some() {
        return;
    }
    let said = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    let own = draft
        .case
        .parcels
        .iter()
        .find(|p| p.kind == ParcelKind::Outbound);
    let parcel = own.or_else(|| scene.facts.order.and_then(|order| order.parcels.first()));
    let worth: Fen = match scene.facts.order {
        Some(order) => draft
            .case
            .lines
            .iter()
            .filter_map(|l| order.lines.iter().find(|o| Some(o.line_no) == l.order_line))
            .map(|line| line.line_paid)
            .sum(),
        None => draft.case.applied_amount.unwrap_or(Fen::ZERO),
    };
    draft.case.claim = Some(Claim {
        state: State::ClaimDraft,
        reason,
        carrier: said(&scene.input.carrier)
            .or_else(|| parcel.map(|p| p.carrier.clone()))
            .unwrap_or_default(),
        tracking_no: said(&scene.input.tracking_no)
            .or_else(|| parcel.map(|p| p.tracking_no.clone()))
            .unwrap_or_default(),
        claimed: worth,
        recovered: Fen::ZERO,
        reference_no: String::new(),
        opened_at: scene.now,
    });
}

pub fn claim_open(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let reason = scene
        .input
        .reason
        .as_deref()
        .and_then(ClaimReason::from_code)
        .ok_or(Refusal::Invalid(Field::Reason))?;
    let amount = match scene.input.amount {
        None => None,
        said => Some(positive(said, Field::Amount)?),
    };
    draft.case.claim = None;
    draft_claim(draft, scene, reason);
    if let (Some(claim), Some(amount)) = (draft.case.claim.as_mut(), amount) {
        claim.claimed = amount;
    }
    Ok(())
}

pub fn claim_file(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    let input = scene.input;
    if let Some(claim) = draft.case.claim.as_mut() {
        claim.claimed = amount;
        if let Some(carrier) = &input.carrier {
            claim.carrier.clone_from(carrier);
        }
        if let Some(no) = &input.tracking_no {
            claim.tracking_no.clone_from(no);
        }
        if let Some(no) = &input.reference_no {
            claim.reference_no.clone_from(no);
        }
    }
    Ok(())
}

/// The courier pays everything, or a part.
pub fn claim_accept(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    let claimed = draft.case.claim.as_ref().map_or(Fen::ZERO, |c| c.claimed);
    draft.to = if amount >= claimed {
        State::ClaimAccepted
    } else {
        State::ClaimPartly
    };
    draft.fact("amount", amount.0);
    Ok(())
}

/// The courier's money came in.
pub fn claim_money_in(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = positive(scene.input.amount, Field::Amount)?;
    let txn_no = scene
        .input
        .txn_no
        .clone()
        .filter(|no| !no.trim().is_empty());
    let proof = scene.input.files.first().map(|file| file.hash.clone());
    if txn_no.is_none() && proof.is_none() {
        return Err(Refusal::Needs(Need::ProofOrTxn));
    }
    if scene.facts.txn_used {
        return Err(Refusal::TxnUsed);
    }
    let way = (Payer::Courier, Payer::Shop);
    let kind = MoneyKind::CourierRecovery;
    let entry = enter_approved(&mut draft.case, scene, kind, amount, way);
    entry.state = MoneyState::Paid;
    entry.txn_no = txn_no;
    entry.proof = proof;
    entry.paid_at = Some(scene.now);
    if let Some(claim) = draft.case.claim.as_mut() {
        claim.recovered = claim.recovered + amount;
    }
    Ok(())
}

pub fn dispute_open(draft: &mut Draft, scene: &Scene<'_>) {
    draft.case.dispute = Some(Dispute {
        state: State::DisputeNotified,
        platform_no: scene.input.reference_no.clone().unwrap_or_default(),
        ruling_amount: None,
        points_lost: None,
        pack_hash: None,
        opened_at: scene.now,
    });
}

/// The platform wants evidence until a time; its clock never stands still.
pub fn evidence_due(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let due = scene.input.due.ok_or(Refusal::Missing(Field::Due))?;
    if due <= scene.now {
        return Err(Refusal::Invalid(Field::Due));
    }
    deadline::finish(&mut draft.case, DeadlineKind::Evidence, scene.now);
    let rule = DeadlineRule {
        kind: DeadlineKind::Evidence,
        length: Length::Wall(due.since(scene.now)),
        pausable: false,
        outcome: TimeoutOutcome::RulingWithoutUs,
        source: DeadlineSource::Platform,
    };
    deadline::start_until(&mut draft.case, &rule, due, scene.rules, scene.now);
    Ok(())
}

/// The time for evidence passed without any: the platform rules without us.
pub fn evidence_missed(draft: &mut Draft) {
    draft
        .case
        .deadlines
        .iter_mut()
        .filter(|d| d.kind == DeadlineKind::Evidence && d.is_active())
        .for_each(|d| d.state = DeadlineState::Breached);
}

/// The evidence as it was handed in: the hashes of all files, in order, frozen as one line.
pub fn freeze_pack(draft: &mut Draft, scene: &Scene<'_>) {
    let mut hashes: Vec<&str> = draft
        .case
        .files
        .iter()
        .chain(&scene.input.files)
        .map(|file| file.hash.as_str())
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    let pack = hashes.join("+");
    draft.fact("files", hashes.len());
    deadline::finish(&mut draft.case, DeadlineKind::Evidence, scene.now);
    if let Some(dispute) = draft.case.dispute.as_mut() {
        dispute.pack_hash = Some(pack);
    }
}

/// The results a ruling may have, with the state each leads to.
pub const RULINGS: &[(CaseResult, State)] = &[
    (CaseResult::Won, State::DisputeWon),
    (CaseResult::DisputeLost, State::DisputeLost),
    (CaseResult::Settled, State::DisputeSettled),
];

/// The platform ruled. What it took is entered as paid, so that sums stay true (D6.11).
pub fn ruling(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let said = scene.input.result.as_deref();
    let (_, state) = RULINGS
        .iter()
        .find(|(result, _)| Some(result.code()) == said)
        .ok_or(Refusal::Invalid(Field::Result))?;
    draft.to = *state;
    deadline::finish(&mut draft.case, DeadlineKind::Evidence, scene.now);
    let amount = match scene.input.amount {
        None => None,
        said => Some(positive(said, Field::Amount)?),
    };
    if *state == State::DisputeWon && amount.is_some() {
        return Err(Refusal::Invalid(Field::Amount));
    }
    if let Some(amount) = amount {
        platform_paid(draft, scene, amount)?;
        draft.case.result = Some(CaseResult::Refunded.code().to_owned());
    } else if *state == State::DisputeLost {
        return Err(Refusal::Missing(Field::Amount));
    }
    if let Some(dispute) = draft.case.dispute.as_mut() {
        dispute.ruling_amount = amount;
        dispute.points_lost = scene.input.points;
    }
    Ok(())
}

/// Enters money that the platform moved already. What we had planned for the same goods is void;
/// the sums of the order hold for the platform too (D10.1).
pub fn platform_paid(draft: &mut Draft, scene: &Scene<'_>, amount: Fen) -> Result<(), Refusal> {
    super::money::void_open(draft);
    let facts = crate::domain::case::facts::Facts {
        case: &draft.case,
        ..*scene.facts
    };
    let per_line = refund::left_per_line(&facts);
    let goods_left: Fen = per_line.iter().copied().sum();
    let freight_left = refund::freight_left(&facts);
    let has_order = scene.facts.order.is_some();
    if has_order && amount > goods_left + freight_left {
        return Err(Refusal::MoreThanRefundable {
            left: goods_left + freight_left,
        });
    }
    let goods = if has_order {
        amount.min(goods_left)
    } else {
        amount
    };
    let way = (Payer::Shop, Payer::Buyer);
    let by = scene.actor.as_ref();
    let lines: Vec<Option<u32>> = draft.case.lines.iter().map(|l| l.order_line).collect();
    let weights: Vec<i64> = per_line.iter().map(|f| f.0).collect();
    let parts = match weights.is_empty() {
        true => vec![goods],
        false => refund::split(goods, &weights),
    };
    let reference = scene
        .input
        .txn_no
        .clone()
        .or_else(|| scene.input.reference_no.clone())
        .or_else(|| draft.case.platform_no.clone())
        .unwrap_or_else(|| draft.case.no.to_string());
    let goods_parts = parts.into_iter().enumerate().map(|(at, part)| {
        (
            MoneyKind::GoodsRefund,
            lines.get(at).copied().flatten(),
            part,
        )
    });
    let all: Vec<_> = goods_parts
        .chain([(MoneyKind::FreightRefund, None, amount - goods)])
        .filter(|(_, _, part)| *part > Fen::ZERO)
        .collect();
    for (kind, line, part) in all {
        enter(
            &mut draft.case,
            kind,
            line,
            part,
            way,
            by.clone(),
            scene.now,
        );
        if let Some(entry) = draft.case.money.last_mut() {
            entry.state = MoneyState::Paid;
            entry.method = PayMethod::Platform;
            entry.approved_by = Some(by.clone());
            entry.txn_no = Some(reference.clone());
            entry.paid_at = Some(scene.now);
        }
    }
    draft.fact("amount", amount.0);
    Ok(())
}
