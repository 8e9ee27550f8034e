//! Ownership, reasons, promises, clocks, and the way to the end.

use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::ClockKind;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Fault;
use crate::domain::case::record::Promise;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::verb::Field;
use crate::domain::deadline;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::reasons;
use crate::domain::rules::DeadlineRule;
use crate::domain::rules::Length;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;

pub fn decided(draft: &mut Draft, scene: &Scene<'_>) {
    draft.case.decided_at = Some(scene.now);
}

/// `info_added` comes back here.
pub fn remember_state(draft: &mut Draft, scene: &Scene<'_>) {
    draft.case.return_to = Some(scene.facts.case.state);
}

pub fn result(draft: &mut Draft, result: CaseResult) {
    draft.case.result = Some(result.code().to_owned());
}

/// What confirming the goods means for this kind, unless something more exact was said before.
pub fn result_of_kind(draft: &mut Draft) {
    if draft.case.result.is_some() {
        return;
    }
    let result = match draft.case.kind {
        Kind::Exchange => CaseResult::Exchanged,
        Kind::Repair => CaseResult::Repaired,
        Kind::Reship => CaseResult::Reshipped,
        _ => CaseResult::Resolved,
    };
    draft.case.result = Some(result.code().to_owned());
}

/// The results one may give for a review.
pub const REVIEW_RESULTS: &[CaseResult] = &[
    CaseResult::Improved,
    CaseResult::Unchanged,
    CaseResult::Removed,
    CaseResult::Reported,
    CaseResult::Unreachable,
];

pub fn told_result(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let said = scene
        .input
        .result
        .as_deref()
        .and_then(CaseResult::from_code)
        .filter(|result| REVIEW_RESULTS.contains(result))
        .ok_or(Refusal::Invalid(Field::Result))?;
    result(draft, said);
    Ok(())
}

/// The closing notice goes out; it has the four parts (D10.22), so a result must be known.
pub fn notified(draft: &mut Draft, scene: &Scene<'_>) {
    if draft.case.result.is_none() {
        result(draft, CaseResult::Resolved);
    }
    draft.case.executed_at.get_or_insert(scene.now);
    draft.case.notified_at = Some(scene.now);
}

pub fn called_back(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    if scene
        .input
        .score
        .is_some_and(|score| !(1..=5).contains(&score))
    {
        return Err(Refusal::Invalid(Field::Score));
    }
    draft.case.called_back_at = Some(scene.now);
    Ok(())
}

/// Closes: result, and a root cause when the fault is not the buyer's (D4). Without another word
/// the reason is the cause.
pub fn close(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    if draft.case.result.is_none() {
        return Err(Refusal::Needs(Need::ResultGiven));
    }
    let said = scene.input.root_cause.as_deref().map(str::trim);
    match said.filter(|cause| !cause.is_empty()) {
        Some(cause) => draft.case.root_cause = Some(cause.to_owned()),
        None if draft.case.fault != Fault::Buyer && draft.case.root_cause.is_none() => {
            draft.case.root_cause = Some(draft.case.reason.clone());
        }
        None => {}
    }
    draft.case.closed_at = Some(scene.now);
    Ok(())
}

/// Ends without the steps of closing: rejected for good, expired, withdrawn.
///
/// What the platform paid meanwhile stays the result.
pub fn ends(draft: &mut Draft, scene: &Scene<'_>, how: CaseResult) {
    let paid = draft.case.result.as_deref() == Some(CaseResult::Refunded.code());
    if !paid || matches!(how, CaseResult::Withdrawn) {
        draft.case.result = Some(how.code().to_owned());
    }
    draft.case.closed_at = Some(scene.now);
}

pub fn count_reopen(draft: &mut Draft) {
    draft.case.reopen_count += 1;
}

/// The case is open again: what ended it no longer counts; what was paid and sent stays.
pub fn start_over(draft: &mut Draft) {
    let case = &mut draft.case;
    case.result = None;
    case.decided_at = None;
    case.executed_at = None;
    case.notified_at = None;
    case.called_back_at = None;
    case.closed_at = None;
    case.attempts = 0;
    case.work.ticked.clear();
}

pub fn assign(draft: &mut Draft, scene: &Scene<'_>) {
    if let Some(staff) = scene.input.staff {
        draft.case.owner = staff;
        draft.tell(NoticeKind::Progress, Audience::CaseOwner);
    }
}

pub fn set_priority(draft: &mut Draft, scene: &Scene<'_>) {
    if let Some(priority) = scene.input.priority {
        draft.case.priority = priority;
        deadline::recompute(&mut draft.case, scene.rules);
    }
}

/// Another reason: its default fault comes with it unless another was said.
pub fn set_reason(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let code = scene
        .input
        .reason_code
        .as_deref()
        .ok_or(Refusal::Missing(Field::ReasonCode))?;
    let reason = reasons::find(code).ok_or(Refusal::Invalid(Field::ReasonCode))?;
    draft.fact("reason_before", draft.case.reason.clone());
    draft.case.reason = code.to_owned();
    draft.case.fault = scene.input.fault.unwrap_or(reason.fault());
    Ok(())
}

fn later(scene: &Scene<'_>, due: Option<Timestamp>) -> Result<Timestamp, Refusal> {
    let due = due.ok_or(Refusal::Missing(Field::Due))?;
    if due <= scene.now {
        return Err(Refusal::Invalid(Field::Due));
    }
    Ok(due)
}

pub fn set_next(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let Some(due) = scene.input.due else {
        return Ok(());
    };
    draft.case.next_action_at = later(scene, Some(due))?;
    if let Some(text) = &scene.input.text {
        draft.case.next_action = text.trim().to_owned();
    }
    draft.next_said = true;
    Ok(())
}

/// A promise to the buyer and its clock. Its words are the text of this event.
pub fn promise(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let due_at = later(scene, scene.input.due)?;
    let no = draft.case.promises.len() as u32 + 1;
    draft.case.promises.push(Promise {
        no,
        seq: draft.case.events,
        due_at,
        made_by: scene.actor.as_ref(),
        kept_at: None,
    });
    let rule = DeadlineRule {
        kind: DeadlineKind::Promise,
        length: Length::Wall(due_at.since(scene.now)),
        pausable: false,
        outcome: TimeoutOutcome::DelayNotice,
        source: DeadlineSource::Promise,
    };
    deadline::start_until(&mut draft.case, &rule, due_at, scene.rules, scene.now);
    Ok(())
}

pub fn keep_promise(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let no = scene
        .input
        .promise_no
        .ok_or(Refusal::Missing(Field::PromiseNo))?;
    let promise = draft
        .case
        .promises
        .iter_mut()
        .find(|promise| promise.no == no && promise.kept_at.is_none())
        .ok_or(Refusal::Invalid(Field::PromiseNo))?;
    promise.kept_at = Some(scene.now);
    let due_at = promise.due_at;
    draft
        .case
        .deadlines
        .iter_mut()
        .filter(|d| d.kind == DeadlineKind::Promise && d.due_at == due_at)
        .for_each(|d| d.finish(scene.now));
    Ok(())
}

/// A person moves a deadline, with a reason. A platform's clock is not ours to move.
pub fn override_deadline(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = scene
        .input
        .deadline
        .ok_or(Refusal::Missing(Field::Deadline))?;
    let due = later(scene, scene.input.due)?;
    let deadline = draft
        .case
        .deadlines
        .iter_mut()
        .find(|d| d.kind == kind && d.is_active() && d.source != DeadlineSource::Platform)
        .ok_or(Refusal::Invalid(Field::Deadline))?;
    let before = deadline.due_at;
    deadline.due_at = due;
    if deadline.state == DeadlineState::Paused {
        deadline.left = Some(match deadline.clock {
            ClockKind::Wall => due.since(scene.now),
            ClockKind::Business => scene.rules.calendar.open_between(scene.now, due),
        });
    }
    deadline.source = DeadlineSource::Manual;
    deadline.override_reason = scene.input.reason.clone();
    deadline.warned = 0;
    draft.fact("due_before", before.0);
    draft.fact("due_after", due.0);
    Ok(())
}

/// The courier did not answer: the supervisor hears of it, and the courier has one more day
/// (24 h, at most 48 h, R69).
pub fn escalate(draft: &mut Draft, scene: &Scene<'_>) {
    let kind = DeadlineKind::CourierAnswer;
    let tries = draft
        .case
        .deadlines
        .iter()
        .filter(|d| d.kind == kind)
        .count();
    for deadline in draft.case.deadlines.iter_mut() {
        if deadline.kind == kind && deadline.state == DeadlineState::Running {
            deadline.state = DeadlineState::Breached;
        }
    }
    if tries < 2 {
        deadline::start(&mut draft.case, kind, scene.rules, scene.now);
    }
    draft.tell(NoticeKind::Escalation, Audience::Supervisor);
    draft.tell(NoticeKind::Progress, Audience::Buyer);
}

/// A warning was given: to the owner, and from the second on to the supervisor too.
pub fn warn(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = scene
        .input
        .deadline
        .ok_or(Refusal::Missing(Field::Deadline))?;
    // There may be several of a kind, such as promises: the one whose warning is due.
    let deadline = draft
        .case
        .deadlines
        .iter_mut()
        .find(|d| {
            d.kind == kind
                && d.state == DeadlineState::Running
                && d.warnings_due(scene.rules, scene.now) > d.warned
        })
        .ok_or(Refusal::Invalid(Field::Deadline))?;
    let level = deadline.warnings_due(scene.rules, scene.now);
    deadline.warned = level;
    let buyers = matches!(kind, DeadlineKind::BuyerShip | DeadlineKind::BuyerInfo);
    draft.fact("level", level);
    draft.tell(NoticeKind::DeadlineWarning, Audience::CaseOwner);
    if level > 1 {
        draft.tell(NoticeKind::DeadlineWarning, Audience::Supervisor);
    }
    if buyers {
        draft.tell(NoticeKind::ReturnReminder, Audience::Buyer);
    }
    Ok(())
}

/// A deadline passed and nothing moves by itself here: it is written down and told.
pub fn breach(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = scene
        .input
        .deadline
        .ok_or(Refusal::Missing(Field::Deadline))?;
    let deadline = draft
        .case
        .deadlines
        .iter_mut()
        .find(|d| d.kind == kind && d.state == DeadlineState::Running && d.due_at <= scene.now)
        .ok_or(Refusal::Invalid(Field::Deadline))?;
    deadline.state = DeadlineState::Breached;
    let outcome = deadline.outcome;
    let at_risk = deadline.money_at_risk;
    draft.fact("outcome", outcome);
    if let Some(amount) = at_risk {
        draft.fact("money_at_risk", amount.0);
    }
    draft.tell(NoticeKind::Escalation, Audience::CaseOwner);
    draft.tell(NoticeKind::Escalation, Audience::Supervisor);
    if outcome == TimeoutOutcome::DelayNotice {
        draft.tell(NoticeKind::Progress, Audience::Buyer);
    }
    Ok(())
}

/// A new rule pack or calendar: both values of what moved are kept.
pub fn recompute(draft: &mut Draft, scene: &Scene<'_>) {
    for (kind, before, after) in deadline::recompute(&mut draft.case, scene.rules) {
        draft.fact(&format!("{kind}_before"), before.0);
        draft.fact(&format!("{kind}_after"), after.0);
    }
    draft.case.rules_version = scene.rules.pack.version;
}

/// Whether a person of the shop did it.
pub fn by_staff(actor: &Actor) -> bool {
    matches!(actor, Actor::Staff { .. })
}

/// When nothing runs, someone looks at the case again within a day.
pub const LOOK_AGAIN: Span = Span::days(1);
