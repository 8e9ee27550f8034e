//! A case's first event: the intake checks (D5) and the case as it starts.

use super::act::Act;
use super::act::Input;
use super::convert;
use super::decide::Change;
use super::decide::Facts;
use super::decide::Ledger;
use super::decide::OpenCase;
use super::draft::Draft;
use super::draft::Scene;
pub use super::intake::Checked;
pub use super::intake::Warning;
pub use super::intake::check;
use super::kind::Kind;
use super::kind::Subtype;
use super::mirror;
use super::number::CaseNo;
use super::number::rma_code;
use super::record::Approval;
use super::record::ApprovalSubject;
use super::record::Case;
use super::record::CaseLine;
use super::record::CaseResult;
use super::record::GoodsStatus;
use super::refusal::Refusal;
use super::settle;
use super::standing::start_of;
use super::state::State;
use super::verb::Field;
use super::verb::Verb;
use crate::domain::deadline;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::order::Channel;
use crate::domain::order::Order;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::reasons;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

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
    /// Who owns it when nobody is named and no member of staff opens it.
    pub default_owner: StaffId,
}

/// The state a new case starts in.
fn first_state(new: &OpenCase, facts: &OpenFacts<'_>, actor: &Actor, rules: &Rules<'_>) -> State {
    if let Some(state) = new.state {
        return state;
    }
    match new.kind {
        // 拒收退货: the parcel is on its way back already.
        Kind::ReturnRefund if new.subtype == Some(Subtype::RejectedDelivery) => State::Returning,
        Kind::Compensation if by_table(new, facts, actor, rules) => State::Approved,
        Kind::Logistics if *actor == Actor::System => State::Detected,
        kind => start_of(kind),
    }
}

/// Whether a compensation is within the table, every cap and the limit of who proposes it (D6.8).
fn by_table(new: &OpenCase, facts: &OpenFacts<'_>, actor: &Actor, rules: &Rules<'_>) -> bool {
    let Some(amount) = new.applied_amount else {
        return false;
    };
    let limit = match actor {
        Actor::Staff { limit, .. } => *limit,
        _ => Fen::ZERO,
    };
    let line_paid = facts.order.map_or(Fen::ZERO, |order| {
        order
            .lines
            .iter()
            .filter(|line| {
                new.lines.is_empty() || new.lines.iter().any(|(no, _)| *no == line.line_no)
            })
            .map(|line| line.line_paid)
            .sum()
    });
    facts.risk_level < 2 && amount <= limit && amount <= rules.pack.compensation.cap(line_paid)
}

/// Opens a case: checks, first state, clocks, owner, next step.
///
/// # Errors
/// What stands against it; see [`check`].
pub fn open(
    new: &OpenCase,
    facts: &OpenFacts<'_>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Change, Refusal> {
    may_open(new, actor)?;
    let checked = check(new, facts, rules, now);
    checked.verdict?;
    let reason = reasons::find(&new.reason).ok_or(Refusal::Invalid(Field::ReasonCode))?;
    let state = first_state(new, facts, actor, rules);
    let owner = new.owner.unwrap_or(match actor {
        Actor::Staff { id, .. } => *id,
        _ => facts.default_owner,
    });
    let mut case = Case {
        look_at: None,
        id: facts.id,
        no: facts.no.clone(),
        rma: rma_code(facts.id.0),
        kind: new.kind,
        subtype: new.subtype,
        shop: new.shop,
        channel: facts.channel,
        order: facts.order.map(|order| order.id),
        order_no: facts
            .order
            .map_or(facts.order_no, |order| &order.order_no)
            .to_owned(),
        buyer: facts.buyer.or(facts.order.and_then(|order| order.buyer)),
        buyer_shown: facts.buyer_shown.to_owned(),
        state,
        phase: super::standing::phase_of(new.kind, state),
        return_to: None,
        priority: reason.priority(),
        reason: new.reason.clone(),
        fault: new.fault.unwrap_or(reason.fault()),
        goods_status: goods_status(new),
        intake: new.intake,
        platform_no: new.platform_no.clone(),
        platform_status: new.platform_status.clone(),
        applied_amount: new.applied_amount,
        approved_amount: None,
        refundable_at_intake: checked.refundable,
        owner,
        stage_owner: Role::Agent,
        waiting_on: super::record::WaitingOn::Shop,
        next_action: String::new(),
        next_action_at: now,
        lines: lines(new, facts),
        deadlines: Vec::new(),
        money: Vec::new(),
        offers: Vec::new(),
        promises: Vec::new(),
        parcels: Vec::new(),
        approvals: Vec::new(),
        dispute: None,
        claim: None,
        repair: None,
        files: Vec::new(),
        attempts: 0,
        children: Vec::new(),
        parent: new.parent,
        merged_into: None,
        split_from: new.split_from,
        also_known_as: Vec::new(),
        shipped_in_advance: false,
        opened_at: now,
        decided_at: None,
        received_at: None,
        executed_at: None,
        notified_at: None,
        called_back_at: None,
        closed_at: None,
        result: None,
        root_cause: None,
        reopen_count: 0,
        reapply_count: facts.applied_before,
        rules_version: rules.pack.version,
        tags: Vec::new(),
        events: 0,
        last_hash: String::new(),
        updated_at: now,
        rev: 0,
    };
    settle_in(&mut case, new, facts, actor, now);
    deadline::follow(&mut case, None, false, rules, now);
    mirrored(&mut case, new, facts, actor, rules, now)?;
    settle::stand(&mut case, true, false, rules, now);
    let mut told = vec![
        ("kind".to_owned(), new.kind.to_string()),
        ("reason_code".to_owned(), new.reason.clone()),
    ];
    if let Some(amount) = new.applied_amount {
        told.push(("amount".to_owned(), amount.0.to_string()));
    }
    told.extend(
        checked
            .warnings
            .iter()
            .map(|warning| ("warning".to_owned(), warning.to_string())),
    );
    let then = auto_approval(&case, new, facts, rules, now);
    let mut notices = Vec::new();
    if new.state.is_none() && new.parent.is_none() {
        notices.push((NoticeKind::Received, Audience::Buyer));
    }
    if case.owner != facts.default_owner || !matches!(actor, Actor::Staff { .. }) {
        notices.push((NoticeKind::Received, Audience::CaseOwner));
    }
    Ok(Change {
        machine: new.kind.machine(),
        from: None,
        to: case.state,
        facts: told,
        text: words(new),
        visible_to_buyer: true,
        opens: Vec::new(),
        notices: settle::addressed(&case, notices),
        then,
        also: Vec::new(),
        case,
    })
}

/// Who may open what (D3): a viewer nothing, a warehouse only what it sees.
fn may_open(new: &OpenCase, actor: &Actor) -> Result<(), Refusal> {
    let Actor::Staff { roles, .. } = actor else {
        return Ok(());
    };
    let all = [Role::Owner, Role::Supervisor, Role::Agent];
    let may = roles.iter().any(|role| {
        all.contains(role)
            || match role {
                Role::Presales => !matches!(new.kind, Kind::Compensation),
                Role::Warehouse => matches!(new.kind, Kind::Logistics | Kind::ReturnRefund),
                _ => false,
            }
    });
    match may {
        true => Ok(()),
        false => Err(Refusal::WrongRole {
            roles: vec![Role::Agent, Role::Presales, Role::Supervisor, Role::Owner],
        }),
    }
}

fn goods_status(new: &OpenCase) -> GoodsStatus {
    match (new.kind, new.subtype) {
        (Kind::RefundOnly, Some(Subtype::Unshipped | Subtype::InTransit))
        | (Kind::ReturnRefund, Some(Subtype::RejectedDelivery))
        | (Kind::Reship, Some(Subtype::LostParcel))
        | (Kind::Logistics, _) => GoodsStatus::NotReceived,
        _ => GoodsStatus::Received,
    }
}

fn lines(new: &OpenCase, facts: &OpenFacts<'_>) -> Vec<CaseLine> {
    let line = |order_line, title: String, sku: String, pieces| CaseLine {
        order_line,
        title,
        sku,
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
                        *pieces,
                    ))
                })
                .collect()
        })
        .unwrap_or_default();
    match (&new.about, listed.is_empty()) {
        (Some(about), true) if !about.trim().is_empty() => {
            vec![line(None, about.trim().to_owned(), String::new(), 1)]
        }
        _ => listed,
    }
}

/// What starting in this state brings with it.
fn settle_in(
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
fn mirrored(
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
            super::effects::overlays::platform_paid(&mut draft, &scene, amount)?;
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

/// The rule pack may grant a request at once (R8).
fn auto_approval(
    case: &Case,
    new: &OpenCase,
    facts: &OpenFacts<'_>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Option<Act> {
    if new.state.is_some() || case.state != State::Submitted {
        return None;
    }
    let known = Facts {
        case,
        order: facts.order,
        ledger: facts.ledger,
        children: &[],
        risk_level: facts.risk_level,
        other: None,
        txn_used: false,
    };
    super::decide::possible_verb(&known, Verb::AutoApprove, &Actor::System, rules, now)
        .is_ok()
        .then(|| Act::of(Verb::AutoApprove))
}

fn words(new: &OpenCase) -> Option<String> {
    let parts: Vec<&str> = [&new.buyer_text, &new.about, &new.policy_override]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}
