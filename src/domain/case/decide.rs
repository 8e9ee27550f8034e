//! What an act does to a case, or why not. Pure: facts in, change out.

use super::act::Act;
use super::act::Input;
use super::change::Change;
use super::draft::Draft;
use super::draft::Scene;
use super::effects::work;
use super::facts::Facts;
use super::possible::allowed;
use super::possible::find;
use super::possible::state_in;
use super::refusal::Need;
use super::refusal::Refusal;
use super::said;
use super::settle;
use super::standing::start_of;
use super::tables::Required;
use super::tables::Row;
use super::tables::To;
use super::verb::Field;
use crate::domain::notice::Audience;
use crate::domain::notice::Notice;
use crate::domain::people::Actor;
use crate::domain::reply::wording;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

/// What `act` by `actor` does, or why not.
///
/// # Errors
/// A [`Refusal`] that says what would have to be true.
pub fn decide(
    facts: &Facts<'_>,
    act: &Act,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Change, Refusal> {
    let (machine, row) = find(facts.case, act.verb)?;
    allowed(facts, machine, row, actor, rules, now)?;
    complete(row, &act.input, actor)?;
    if let Some(name) = facts.strangers.first() {
        return Err(Refusal::CannotSee { name: name.clone() });
    }
    let scene = Scene {
        facts,
        input: &act.input,
        actor,
        rules,
        now,
    };
    let from = state_in(facts.case, machine);
    let mut draft = Draft {
        case: facts.case.clone(),
        to: from.unwrap_or(facts.case.state),
        facts: said::facts(row, &act.input),
        opens: Vec::new(),
        notices: Vec::new(),
        then: None,
        also: Vec::new(),
        next_said: false,
    };
    match row.to {
        To::State(state) => draft.to = state,
        To::Back => draft.to = facts.case.return_to.unwrap_or(start_of(facts.case.kind)),
        To::Start => draft.to = start_of(facts.case.kind),
        To::Stay | To::OneOf(_) | To::Told => {}
    }
    settle::attach(&mut draft, &scene);
    for effect in row.effects {
        effect.apply(&mut draft, &scene)?;
    }
    work::note_return(&mut draft, &scene);
    let change = settle::finish(draft, &scene, machine, row, from);
    let is_quoted = |one: &Notice| one.to == Audience::Buyer && one.kind.quotes_words();
    let is_said_by_staff = matches!(actor, Actor::Staff { .. });
    if is_said_by_staff && change.notices.iter().any(is_quoted) {
        let text = act.input.text.as_deref().unwrap_or_default();
        let reason = act.input.reason.as_deref().unwrap_or_default();
        if [text, reason]
            .into_iter()
            .any(|said| wording::unlawful(said).is_some())
        {
            return Err(Refusal::Needs(Need::LawfulWords));
        }
    }
    Ok(change)
}

/// Whether everything that must be said was said. The buyer's own yes needs no note of it, and
/// the system says nothing.
fn complete(row: &Row, input: &Input, actor: &Actor) -> Result<(), Refusal> {
    let said = |field: Field| match field {
        Field::BuyerAgreed => {
            !matches!(actor, Actor::Staff { .. }) || input.buyer_agreed == Some(true)
        }
        Field::Amount if *actor == Actor::System => true,
        field => said::is_said(field, input),
    };
    match row
        .fields
        .iter()
        .find(|(field, required)| *required == Required::Yes && !said(*field))
    {
        Some((field, _)) => Err(Refusal::Missing(*field)),
        None => Ok(()),
    }
}
