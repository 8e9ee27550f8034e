//! The case as it starts: lines, parcels, approvals, and what a platform said already.

use crate::domain::case::act::Input;
use crate::domain::case::change::OpenCase;
use crate::domain::case::convert;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::facts::Facts;
use crate::domain::case::facts::OpenFacts;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Subtype;
use crate::domain::case::mirror;
use crate::domain::case::record::Approval;
use crate::domain::case::record::ApprovalSubject;
use crate::domain::case::record::Case;
use crate::domain::case::record::CaseLine;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::GoodsStatus;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::state::State;
use crate::domain::money::Fen;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::product;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

pub fn goods_status(new: &OpenCase) -> GoodsStatus {
    match (new.kind, new.subtype) {
        (Kind::RefundOnly, Some(Subtype::Unshipped | Subtype::InTransit))
        | (Kind::ReturnRefund, Some(Subtype::RejectedDelivery))
        | (Kind::Reship, Some(Subtype::LostParcel))
        | (Kind::Logistics, _) => GoodsStatus::NotReceived,
        _ => GoodsStatus::Received,
    }
}

pub fn lines(new: &OpenCase, facts: &OpenFacts<'_>) -> Vec<CaseLine> {
    let line = |order_line, title: String, sku: String, product: String, pieces| CaseLine {
        order_line,
        title,
        sku,
        product,
        qty_applied: pieces,
        qty_approved: 0,
        qty_returned: 0,
        qty_passed: 0,
        qty_failed: 0,
        qty_sent_out: 0,
        refund_goods: Fen::ZERO,
        replacement_sku: None,
        grade: None,
    };
    let listed: Vec<CaseLine> = facts
        .order
        .map(|order| {
            new.lines
                .iter()
                .filter_map(|(no, pieces)| {
                    let of = order.lines.iter().find(|line| line.line_no == *no)?;
                    let sku = of.sku_text.clone().or_else(|| of.sku_code.clone());
                    Some(line(
                        Some(*no),
                        of.title.clone(),
                        sku.unwrap_or_default(),
                        product::of_order_line(of),
                        *pieces,
                    ))
                })
                .collect()
        })
        .unwrap_or_default();
    match (&new.about, listed.is_empty()) {
        (Some(about), true) if !about.trim().is_empty() => {
            vec![line(
                None,
                about.trim().to_owned(),
                String::new(),
                String::new(),
                1,
            )]
        }
        _ => listed,
    }
}

/// What starting in this state brings with it.
pub fn settle_in(
    case: &mut Case,
    new: &OpenCase,
    facts: &OpenFacts<'_>,
    actor: &Actor,
    now: Timestamp,
) {
    let beyond =
        !matches!(case.state, State::Submitted | State::Verifying) && case.kind.moves_money();
    if beyond {
        case.lines
            .iter_mut()
            .for_each(|line| line.qty_approved = line.qty_applied);
        case.decided_at = Some(now);
    }
    let outbound = facts.order.and_then(|order| order.parcels.first());
    let rejected = case.subtype == Some(Subtype::RejectedDelivery);
    let tracking_no = new
        .tracking_no
        .clone()
        .filter(|no| !no.trim().is_empty())
        .or_else(|| outbound.filter(|_| rejected).map(|p| p.tracking_no.clone()));
    if let Some(tracking_no) = tracking_no {
        case.parcels.push(Parcel {
            kind: match case.kind {
                Kind::ReturnRefund | Kind::Exchange | Kind::Repair => ParcelKind::Return,
                _ => ParcelKind::Outbound,
            },
            carrier: outbound.map(|p| p.carrier.clone()).unwrap_or_default(),
            tracking_no: tracking_no.trim().to_owned(),
            state: match rejected {
                true => ParcelState::Returning,
                false => ParcelState::Unknown,
            },
            shipped_at: None,
            signed_at: None,
            freight_cost: None,
        });
    }
    if case.kind == Kind::Compensation {
        if case.state == State::Approved {
            case.approved_amount = case.applied_amount;
            case.decided_at = Some(now);
        } else if case.state == State::CompensationProposed {
            case.approvals.push(Approval {
                subject: ApprovalSubject::Compensation,
                amount: case.applied_amount,
                requested_by: actor.as_ref(),
                requested_at: now,
                decided_by: None,
                decided_at: None,
                granted: None,
            });
        }
    }
    if new.policy_override.is_some() {
        case.approvals.push(Approval {
            subject: ApprovalSubject::PolicyOverride,
            amount: None,
            requested_by: actor.as_ref(),
            requested_at: now,
            decided_by: Some(actor.as_ref()),
            decided_at: Some(now),
            granted: Some(true),
        });
    }
}

/// The platform's own due time, amount and end, when the case mirrors one.
pub fn mirrored(
    case: &mut Case,
    new: &OpenCase,
    facts: &OpenFacts<'_>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let input = Input::default();
    let ledger = facts.ledger;
    let before = case.clone();
    let known = Facts {
        case: &before,
        order: facts.order,
        ledger,
        children: &[],
        risk_level: facts.risk_level,
        other: None,
        txn_used: false,
        compensated: facts.compensated,
        strangers: &[],
    };
    let scene = Scene {
        facts: &known,
        input: &input,
        actor,
        rules,
        now,
    };
    if let Some(due) = new.platform_due.filter(|_| !case.state.is_terminal()) {
        let state = case.state;
        mirror::set_platform_due(case, &scene, state, due);
    }
    if new.split_from.is_some() {
        case.state = convert::plain(case.state);
        return Ok(());
    }
    let Some(state) = new.state else {
        return Ok(());
    };
    case.approved_amount = match state {
        State::Submitted | State::NeedInfo | State::Negotiating | State::Rejected => None,
        State::Withdrawn => None,
        _ => new.applied_amount,
    };
    let paid = matches!(state, State::Refunded | State::Notified | State::Closed);
    if paid {
        case.executed_at = Some(now);
        if let Some(amount) = new.applied_amount.filter(|amount| *amount > Fen::ZERO) {
            let mut draft = blank(case, state);
            crate::domain::case::effects::overlays::platform_paid(&mut draft, &scene, amount)?;
            *case = draft.case;
            case.result = Some(CaseResult::Refunded.code().to_owned());
        }
    }
    if matches!(state, State::Approved | State::Payable) && case.kind.moves_money() {
        let mut draft = blank(case, state);
        mirror::promised(&mut draft, &scene)?;
        *case = draft.case;
    }
    if state.is_terminal() {
        case.closed_at = Some(now);
        let how = match state {
            State::Withdrawn => CaseResult::Withdrawn,
            _ => CaseResult::Expired,
        };
        case.result.get_or_insert(how.code().to_owned());
    }
    Ok(())
}

fn blank(case: &Case, to: State) -> Draft {
    Draft {
        case: case.clone(),
        to,
        facts: Vec::new(),
        opens: Vec::new(),
        notices: Vec::new(),
        then: None,
        also: Vec::new(),
        next_said: false,
    }
}

pub fn words(new: &OpenCase) -> Option<String> {
    let parts: Vec<&str> = [&new.buyer_text, &new.about, &new.policy_override]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}
