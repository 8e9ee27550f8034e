//! Taking over what an outside system says: a marketplace's own list of refunds leads (D4).

use super::act::Act;
use super::act::Input;
use super::draft::Draft;
use super::draft::Scene;
use super::effects::desk;
use super::effects::money;
use super::effects::offers;
use super::effects::overlays::platform_paid;
use super::record::Case;
use super::record::CaseResult;
use super::record::DeadlineKind;
use super::record::DeadlineSource;
use super::record::DeadlineState;
use super::record::TimeoutOutcome;
use super::refusal::Refusal;
use super::state::State;
use super::tables;
use super::verb::Field;
use super::verb::Verb;
use crate::domain::deadline;
use crate::domain::money::Fen;
use crate::domain::refund;
use crate::domain::rules::DeadlineRule;
use crate::domain::rules::Length;
use crate::domain::time::Timestamp;

/// What a platform's row says about a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its word mapped to a state of the case's kind.
    pub state: State,
    /// Its own word.
    pub status: String,
    /// What it pays or paid, in 分.
    pub amount: Option<Fen>,
    /// Until when the shop has to answer.
    pub due: Option<Timestamp>,
    pub platform_no: Option<String>,
}

/// The act that takes it over, or `None` when the case says the same already: importing the same
/// file twice changes nothing (D10.19).
pub fn mirror(case: &Case, told: &Told) -> Option<Act> {
    let same_state = case.state == told.state || covers(case.state, told.state);
    let same_status = case.platform_status.as_deref() == Some(told.status.as_str());
    let same_amount = told.amount.is_none() || told.amount == case.approved_amount;
    let same_due = told.due.is_none() || platform_due(case) == told.due || told.state.is_terminal();
    if same_status && same_amount && same_due && (same_state || case.state.is_terminal()) {
        return None;
    }
    Some(Act {
        verb: Verb::Mirror,
        input: Input {
            state: Some(told.state),
            platform_status: Some(told.status.clone()),
            amount: told.amount,
            due: told.due,
            reference_no: told.platform_no.clone(),
            ..Input::default()
        },
    })
}

/// Whether ours is further along the same way: the platform does not know our inner steps.
fn covers(ours: State, theirs: State) -> bool {
    let at = |state: State| AHEAD.iter().position(|s| *s == state);
    matches!((at(ours), at(theirs)), (Some(ours), Some(theirs)) if ours >= theirs)
}

/// The way of a refund, in order.
const AHEAD: &[State] = &[
    State::Submitted,
    State::AwaitReturn,
    State::Returning,
    State::Arrived,
    State::Passed,
    State::Approved,
    State::Payable,
    State::Paying,
    State::Refunded,
    State::Notified,
    State::Closed,
];

fn platform_due(case: &Case) -> Option<Timestamp> {
    case.deadlines
        .iter()
        .rev()
        .find(|d| d.source == DeadlineSource::Platform && d.state == DeadlineState::Running)
        .map(|d| d.due_at)
}

/// Takes over the state, the amount and the deadline that were told.
pub fn apply(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let input = scene.input;
    let state = input.state.ok_or(Refusal::Missing(Field::State))?;
    let ends = matches!(state, State::Closed | State::Withdrawn);
    if !ends && !tables::states(draft.case.kind.machine()).contains(&state) {
        return Err(Refusal::Invalid(Field::State));
    }
    let ours = draft.case.state;
    if ours.is_terminal() && !ends {
        desk::start_over(draft);
        draft.case.reopen_count += 1;
    }
    draft.to = match covers(ours, state) && !ours.is_terminal() {
        true => ours,
        false => state,
    };
    take_words(draft, scene);
    if draft.to != ours {
        // What the platform waited for in the state before is over.
        draft
            .case
            .deadlines
            .iter_mut()
            .filter(|d| d.source == DeadlineSource::Platform && d.kind == DeadlineKind::Manual)
            .for_each(|d| d.finish(scene.now));
    }
    if let Some(amount) = input.amount {
        if amount < Fen::ZERO {
            return Err(Refusal::Invalid(Field::Amount));
        }
        draft.case.approved_amount = Some(amount);
    }
    if draft.to != ours {
        offers::lapse(draft, scene);
    }
    match state {
        State::Refunded | State::Notified => refunded(draft, scene)?,
        State::Closed | State::Withdrawn => ended(draft, scene, state)?,
        State::Rejected => money::void_open(draft),
        State::Approved | State::Payable => promised(draft, scene)?,
        _ => {}
    }
    if let Some(due) = input.due.filter(|_| !ends) {
        take_due(draft, scene, due);
    }
    Ok(())
}

/// The platform granted the refund and the shop has to pay it: what is to be paid.
pub fn promised(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let live = draft.case.money.iter().any(|e| refund::takes(e.state));
    let amount = draft.case.approved_amount.filter(|a| *a > Fen::ZERO);
    let Some(amount) = amount.filter(|_| !live) else {
        return Ok(());
    };
    money::plan(draft, scene, amount)?;
    money::approve_planned(draft, scene)
}

fn take_words(draft: &mut Draft, scene: &Scene<'_>) {
    if let Some(word) = &scene.input.platform_status {
        draft.case.platform_status = Some(word.trim().to_owned());
        draft.fact("platform_status", word.trim().to_owned());
    }
    if let Some(no) = &scene.input.reference_no {
        draft.case.platform_no = Some(no.trim().to_owned());
    }
}

/// The platform paid: enter what we did not know of.
fn refunded(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let amount = scene.input.amount.or(draft.case.approved_amount);
    let known: Fen = refund::pay(&draft.case);
    let unpaid = draft
        .case
        .money
        .iter()
        .any(|e| e.state != super::record::MoneyState::Paid && refund::takes(e.state));
    if unpaid {
        money::void_open(draft);
        for entry in draft.case.money.iter_mut() {
            if entry.state == super::record::MoneyState::Paying {
                entry.state = super::record::MoneyState::Void;
            }
        }
    }
    let known = if unpaid {
        refund::pay(&draft.case)
    } else {
        known
    };
    let missing = amount.map(|amount| amount - known);
    if let Some(missing) = missing.filter(|missing| *missing > Fen::ZERO) {
        platform_paid(draft, scene, missing)?;
    }
    desk::result(draft, CaseResult::Refunded);
    draft.case.executed_at.get_or_insert(scene.now);
    Ok(())
}

/// The platform ended it: with money, or without.
fn ended(draft: &mut Draft, scene: &Scene<'_>, state: State) -> Result<(), Refusal> {
    if state == State::Withdrawn {
        stop_money(draft);
        desk::ends(draft, scene, CaseResult::Withdrawn);
    } else if scene.input.amount.is_some_and(|amount| amount > Fen::ZERO) {
        refunded(draft, scene)?;
        draft.case.closed_at = Some(scene.now);
    } else {
        stop_money(draft);
        let before = draft.case.result.as_deref().and_then(CaseResult::from_code);
        desk::ends(draft, scene, before.unwrap_or(CaseResult::Expired));
    }
    end_dispute(draft);
    Ok(())
}

fn stop_money(draft: &mut Draft) {
    money::void_open(draft);
    for entry in draft.case.money.iter_mut() {
        if entry.state == super::record::MoneyState::Paying {
            entry.state = super::record::MoneyState::Void;
        }
    }
}

fn end_dispute(draft: &mut Draft) {
    let dispute = draft.case.dispute.as_mut();
    if let Some(dispute) = dispute.filter(|dispute| !dispute.state.is_terminal()) {
        dispute.state = State::DisputeClosed;
    }
}

/// The platform's own due time replaces what the pack computed.
pub fn take_due(draft: &mut Draft, scene: &Scene<'_>, due: Timestamp) {
    let state = draft.to;
    set_platform_due(&mut draft.case, scene, state, due);
}

/// Moves the running platform deadline, or starts one.
pub fn set_platform_due(case: &mut Case, scene: &Scene<'_>, state: State, due: Timestamp) {
    // In a state that has no platform clock of its own the due time stands for itself.
    let machine = case.kind.machine();
    let kind = deadline::WATCHES
        .iter()
        .filter(|watch| watch.machines.contains(&machine))
        .find(|watch| deadline::watch::is_platforms(watch.kind) && watch.alive.contains(&state))
        .map_or(DeadlineKind::Manual, |watch| watch.kind);
    let running = case
        .deadlines
        .iter_mut()
        .rev()
        .find(|d| d.source == DeadlineSource::Platform && d.kind == kind && d.is_active());
    if let Some(deadline) = running {
        deadline.due_at = due;
        return;
    }
    let rule = scene
        .rules
        .pack
        .platform(case.channel, kind)
        .copied()
        .unwrap_or(DeadlineRule {
            kind,
            length: Length::Wall(due.since(scene.now)),
            pausable: false,
            outcome: TimeoutOutcome::PlatformRefunds,
            source: DeadlineSource::Platform,
        });
    deadline::start_until(case, &rule, due, scene.rules, scene.now);
}

/// The platform closed it, whatever we were doing.
pub fn platform_closed(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let result = scene
        .input
        .result
        .as_deref()
        .and_then(CaseResult::from_code)
        .ok_or(Refusal::Invalid(Field::Result))?;
    take_words(draft, scene);
    offers::lapse(draft, scene);
    match scene.input.amount {
        Some(amount) if amount < Fen::ZERO => return Err(Refusal::Invalid(Field::Amount)),
        Some(amount) if amount > Fen::ZERO => {
            draft.case.approved_amount = Some(amount);
            refunded(draft, scene)?;
        }
        _ => stop_money(draft),
    }
    stop_money(draft);
    desk::ends(draft, scene, result);
    end_dispute(draft);
    Ok(())
}
