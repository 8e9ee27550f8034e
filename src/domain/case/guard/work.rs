//! The guards of the desk's daily work: hand-over, snooze, reminders, checklist.

use super::Guard;
use super::holds::need;
use crate::domain::case::facts::Facts;
use crate::domain::case::kind::Machine;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::standing::phase_of;
use crate::domain::case::state::State;
use crate::domain::case::tables::Row;
use crate::domain::case::tables::To;
use crate::domain::case::work::HandOverAnswer;
use crate::domain::people::Actor;
use crate::domain::rules::Rules;
use crate::domain::rules::checklist;
use crate::domain::rules::checklist::CheckItem;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;

/// A snooze shorter than this is none.
const SHORTEST: Span = Span::minutes(5);

/// Whether a guard of the daily work holds.
pub fn holds(
    guard: Guard,
    facts: &Facts<'_>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let case = facts.case;
    let me = match actor {
        Actor::Staff { id, .. } => Some(*id),
        _ => None,
    };
    let card = case.work.hand_over.as_ref();
    let mine = card.filter(|card| card.is_open() && Some(card.to) == me);
    let ticked = |item: &CheckItem| case.work.tick_of(case.phase, &item.code).is_some();
    match guard {
        Guard::HandedToMe => need(mine.is_some(), Need::HandedToYou),
        Guard::NotTakenYet => need(
            mine.is_some_and(|card| card.answer == HandOverAnswer::Open),
            Need::NotTakenYet,
        ),
        Guard::BuyerHeard => need(
            me.is_none() || !card.is_some_and(|card| card.is_open()),
            Need::BuyerHeard,
        ),
        Guard::Snoozable => match case.hard_deadline() {
            Some(hard) if hard.due_at <= now + SHORTEST => Err(Refusal::PastDeadline {
                deadline: hard.kind,
                due: hard.due_at,
            }),
            _ => Ok(()),
        },
        Guard::Snoozed => need(case.work.snooze.is_some(), Need::Snoozed),
        Guard::OwnReminder => need(
            me.is_some_and(|me| case.work.reminders_of(me).next().is_some()),
            Need::OwnReminder,
        ),
        Guard::UntickedItem => need(
            checklist::of_case(&rules.pack.checklists, case).any(|item| !ticked(item)),
            Need::UntickedItem,
        ),
        Guard::TickedItem => need(
            case.work.ticked.iter().any(|t| t.stage == case.phase),
            Need::TickedItem,
        ),
        Guard::PinnedFact => need(!case.work.pinned.is_empty(), Need::PinnedFact),
        _ => Ok(()),
    }
}

/// Refuses a person who would lead the case out of its stage while required items of the
/// checklist are not ticked (F15). To refuse or end a case needs no list.
pub fn checked(
    facts: &Facts<'_>,
    machine: Machine,
    row: &Row,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<(), Refusal> {
    let case = facts.case;
    if machine != case.kind.machine() || !matches!(actor, Actor::Staff { .. }) {
        return Ok(());
    }
    let on = |state: &State| {
        let refused = matches!(
            state,
            State::Rejected | State::Refused | State::Declined | State::Withdrawn
        );
        !refused && phase_of(case.kind, *state) > case.phase
    };
    let leaves = match row.to {
        To::State(state) => on(&state),
        To::OneOf(states) => states.iter().any(on),
        To::Stay | To::Back | To::Start | To::Told => false,
    };
    if !leaves {
        return Ok(());
    }
    let items: Vec<CheckItem> = checklist::of_case(&rules.pack.checklists, case)
        .filter(|item| item.required && case.work.tick_of(case.phase, &item.code).is_none())
        .cloned()
        .collect();
    match items.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Unchecked { items }),
    }
}
