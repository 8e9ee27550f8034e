//! Contacts, hand-over, snooze, reminders, ticks and pinned facts; and what ends them.

use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::guard::Guard;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::Case;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::state::State;
use crate::domain::case::verb::Field;
use crate::domain::case::work;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::case::work::Direction;
use crate::domain::case::work::HandOver;
use crate::domain::case::work::HandOverAnswer;
use crate::domain::case::work::Reminder;
use crate::domain::case::work::Snooze;
use crate::domain::case::work::Ticked;
use crate::domain::ids::StaffId;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::rules::checklist;
use crate::domain::time::Timestamp;

/// The member of staff who acts.
fn person(scene: &Scene<'_>) -> Result<StaffId, Refusal> {
    match scene.actor {
        Actor::Staff { id, .. } => Ok(*id),
        _ => Err(Refusal::Invalid(Field::Staff)),
    }
}

fn later(scene: &Scene<'_>) -> Result<Timestamp, Refusal> {
    let due = scene.input.due.ok_or(Refusal::Missing(Field::Due))?;
    match due > scene.now {
        true => Ok(due),
        false => Err(Refusal::Invalid(Field::Due)),
    }
}

/// A contact of any channel (R94). A try to reach a reviewer counts, and has its hours (D6.7).
pub fn log_contact(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let input = scene.input;
    let channel = input
        .contact_channel
        .ok_or(Refusal::Missing(Field::ContactChannel))?;
    let outcome = input
        .contact_outcome
        .ok_or(Refusal::Missing(Field::ContactOutcome))?;
    let spoken = matches!(channel, ContactChannel::PhoneIn | ContactChannel::PhoneOut);
    // Whoever the buyer is, they came.
    let outcome = match scene.actor {
        Actor::Buyer => ContactOutcome::BuyerCame,
        _ => outcome,
    };
    let fits = match outcome {
        _ if *scene.actor == Actor::Buyer => true,
        ContactOutcome::BuyerCame => channel != ContactChannel::PhoneOut,
        ContactOutcome::Sent => !spoken,
        _ => true,
    };
    if !fits {
        return Err(Refusal::Invalid(Field::ContactOutcome));
    }
    let direction = work::direction(channel, outcome);
    draft.fact("direction", direction);
    let tried = draft.case.kind == Kind::Review && draft.case.state == State::Contacting;
    if tried && direction == Direction::Out {
        for guard in [Guard::AttemptsLeft, Guard::Daytime] {
            guard.holds(scene.facts, scene.actor, scene.rules, scene.now)?;
        }
        draft.case.attempts += 1;
    }
    Ok(())
}

/// A note that is to stay in sight.
pub fn noted(draft: &mut Draft, scene: &Scene<'_>) {
    if scene.input.pinned == Some(true) {
        draft.case.work.pinned.push(draft.case.events);
    }
}

pub fn pin(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let seq = scene.input.event.ok_or(Refusal::Missing(Field::Event))?;
    if seq >= draft.case.events {
        return Err(Refusal::Invalid(Field::Event));
    }
    if !draft.case.work.pinned.contains(&seq) {
        draft.case.work.pinned.push(seq);
    }
    Ok(())
}

pub fn unpin(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let seq = scene.input.event.ok_or(Refusal::Missing(Field::Event))?;
    let pinned = &mut draft.case.work.pinned;
    let at = pinned.iter().position(|known| *known == seq);
    pinned.remove(at.ok_or(Refusal::Invalid(Field::Event))?);
    Ok(())
}

/// Gives the case to a colleague, who has to take it over (R178).
pub fn hand_over(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let from = person(scene)?;
    let to = scene.input.staff.ok_or(Refusal::Missing(Field::Staff))?;
    if to == from {
        return Err(Refusal::Invalid(Field::Staff));
    }
    if scene.input.due.is_some() {
        draft.case.next_action_at = later(scene)?;
        draft.next_said = true;
    }
    draft.case.owner = to;
    draft.case.work.snooze = None;
    draft.case.work.hand_over = Some(HandOver {
        from,
        to,
        at: scene.now,
        seq: draft.case.events,
        answer: HandOverAnswer::Open,
        answered_at: None,
        back_seq: None,
        back_noted_at: None,
        buyer_agreed_at: None,
    });
    draft.tell(NoticeKind::Progress, Audience::CaseOwner);
    Ok(())
}

/// Assigning a case that is being handed over hands it over to someone else.
pub fn assigned(draft: &mut Draft) {
    let owner = draft.case.owner;
    let open = draft.case.work.hand_over.as_mut();
    if let Some(card) = open.filter(|card| card.is_open() && card.to != owner) {
        card.to = owner;
        card.answer = HandOverAnswer::Open;
        card.answered_at = None;
    }
}

/// The receiver has read the card; with the tick, the buyer agreed with what was restated.
pub fn take_over(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let agreed = scene.input.buyer_agreed == Some(true);
    let restated = scene.input.text.as_deref().unwrap_or_default().trim();
    if agreed && restated.is_empty() {
        return Err(Refusal::Missing(Field::Text));
    }
    if let Some(card) = draft.case.work.hand_over.as_mut() {
        card.answer = HandOverAnswer::Taken;
        card.answered_at.get_or_insert(scene.now);
        card.buyer_agreed_at = agreed.then_some(scene.now);
    }
    Ok(())
}

/// Back to the sender.
pub fn give_back(draft: &mut Draft, scene: &Scene<'_>) {
    if let Some(card) = draft.case.work.hand_over.as_mut() {
        card.answer = HandOverAnswer::GivenBack;
        card.answered_at = Some(scene.now);
        card.back_seq = Some(draft.case.events);
        draft.case.owner = card.from;
        draft.tell(NoticeKind::Progress, Audience::CaseOwner);
    }
}

/// Whatever the sender of a case that came back does with it, they know that it came back.
pub fn note_return(draft: &mut Draft, scene: &Scene<'_>) {
    let card = draft.case.work.hand_over.as_mut();
    let Some(card) = card.filter(|card| card.waits_for_sender()) else {
        return;
    };
    if person(scene).is_ok_and(|me| me == card.from) {
        card.back_noted_at = Some(scene.now);
    }
}

/// Out of sight until then, but never past what the platform or the law does meanwhile.
pub fn snooze(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let until = later(scene)?;
    if let Some(hard) = draft.case.hard_deadline()
        && until >= hard.due_at
    {
        return Err(Refusal::PastDeadline {
            deadline: hard.kind,
            due: hard.due_at,
        });
    }
    draft.case.work.snooze = Some(Snooze {
        until,
        by: person(scene)?,
        at: scene.now,
        seq: draft.case.events,
    });
    Ok(())
}

pub fn remind(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let reminder = Reminder {
        no: draft.case.work.reminders.len() as u32 + 1,
        staff: person(scene)?,
        at: later(scene)?,
        seq: draft.case.events,
        done_at: None,
    };
    draft.case.work.reminders.push(reminder);
    Ok(())
}

pub fn remind_done(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let me = person(scene)?;
    let no = scene
        .input
        .reminder
        .ok_or(Refusal::Missing(Field::Reminder))?;
    let reminders = &mut draft.case.work.reminders;
    let reminder = reminders
        .iter_mut()
        .find(|r| r.no == no && r.staff == me && r.done_at.is_none())
        .ok_or(Refusal::Invalid(Field::Reminder))?;
    reminder.done_at = Some(scene.now);
    Ok(())
}

pub fn check(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let code = scene.input.item.as_deref().unwrap_or_default();
    let stage = draft.case.phase;
    let known =
        checklist::of_case(&scene.rules.pack.checklists, &draft.case).any(|item| item.code == code);
    if !known || draft.case.work.tick_of(stage, code).is_some() {
        return Err(Refusal::Invalid(Field::Item));
    }
    draft.case.work.ticked.push(Ticked {
        stage,
        code: code.to_owned(),
        by: scene.actor.as_ref(),
        at: scene.now,
    });
    Ok(())
}

pub fn uncheck(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let code = scene.input.item.as_deref().unwrap_or_default();
    let stage = draft.case.phase;
    let ticked = &mut draft.case.work.ticked;
    let at = ticked
        .iter()
        .position(|t| t.stage == stage && t.code == code);
    ticked.remove(at.ok_or(Refusal::Invalid(Field::Item))?);
    Ok(())
}

/// After every act: what moves the case wakes it, an end leaves nothing waiting (D10.8), and a
/// snooze never outlasts a platform's or the law's deadline.
pub fn keep(case: &mut Case, moved: bool, scene: &Scene<'_>) {
    let outsider = matches!(
        scene.actor,
        Actor::Buyer | Actor::Platform | Actor::Plugin(_)
    );
    let ended = case.state.is_terminal();
    let over = |snooze: &Snooze| snooze.until <= scene.now;
    if moved || outsider || ended || case.work.snooze.as_ref().is_some_and(over) {
        case.work.snooze = None;
    }
    let hard = case.hard_deadline().map(|deadline| deadline.due_at);
    if let (Some(snooze), Some(due)) = (case.work.snooze.as_mut(), hard) {
        snooze.until = snooze.until.min(due);
    }
    if ended {
        for reminder in case.work.reminders.iter_mut() {
            reminder.done_at.get_or_insert(scene.now);
        }
        case.work.hand_over = case.work.hand_over.take().filter(|card| !card.is_open());
    }
}
