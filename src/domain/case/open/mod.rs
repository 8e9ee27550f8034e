//! A case's first event: the intake checks (D5) and the case as it starts.

mod start;

use crate::domain::case::act::Act;
use crate::domain::case::change::Change;
use crate::domain::case::change::OpenCase;
use crate::domain::case::facts::Facts;
use crate::domain::case::facts::OpenFacts;
pub use crate::domain::case::intake::Checked;
pub use crate::domain::case::intake::Warning;
pub use crate::domain::case::intake::check;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Subtype;
use crate::domain::case::number::rma_code;
use crate::domain::case::record::Case;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::settle;
use crate::domain::case::standing::start_of;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::case::verb::Verb;
use crate::domain::case::work::Work;
use crate::domain::deadline;
use crate::domain::money::Fen;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::reasons;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

use start::goods_status;
use start::lines;
use start::mirrored;
use start::settle_in;
use start::words;

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
    facts.risk_level < 2
        && amount <= limit
        && crate::domain::case::intake::caps(new, facts, rules, amount).is_empty()
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
        phase: crate::domain::case::standing::phase_of(new.kind, state),
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
        waiting_on: crate::domain::case::record::WaitingOn::Shop,
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
        files: new.files.clone(),
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
        work: Work::default(),
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
        compensated: facts.compensated,
        strangers: &[],
    };
    crate::domain::case::possible::possible_verb(
        &known,
        Verb::AutoApprove,
        &Actor::System,
        rules,
        now,
    )
    .is_ok()
    .then(|| Act::of(Verb::AutoApprove))
}
