//! The door: decide, write, and let the system take its own next steps in the same transaction.

use super::compensated;
use super::facts::Around;
use super::facts::InForce;
use super::opening::open_child;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::mentions;
use crate::actions::mentions::Which;
use crate::actions::plugins::automating;
use crate::actions::plugins::tellings;
use crate::actions::promises;
use crate::actions::tracking;
use crate::actions::webhooks;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::case::CaseNo;
use crate::domain::case::Change;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::decide;
use crate::domain::case::record::MoneyKind;
use crate::domain::deadline::timers::next_look;
use crate::domain::ids::CaseId;
use crate::domain::money::Fen;
use crate::domain::people::Actor;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::Text;
use crate::store::chain;
use crate::store::outbox;
use serde::Deserialize;
use serde::Serialize;

/// The system's own steps after one act, at most: more would be a circle in the tables.
const STEPS: usize = 8;

/// What an act led to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    pub id: CaseId,
    pub no: CaseNo,
    pub state: State,
}

/// Does `act` to a case, or says why not. `shown_rev` is the `rev` the person saw: a case that
/// changed since is not acted on blindly.
///
/// # Errors
/// `Refused` by the rules; `ChangedMeanwhile`; `NotFound`.
pub fn act(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    shown_rev: Option<u64>,
    act: &Act,
    actor: &Actor,
    moment: &Moment,
) -> Result<Done, Failure> {
    let old = cases::by_id(plan, case.id())?.ok_or(Failure::NotFound)?;
    if shown_rev.is_some_and(|rev| rev != old.rev) {
        return Err(Failure::ChangedMeanwhile);
    }
    let in_force = InForce::read(plan)?;
    let new = step(plan, old, act, actor, &in_force, moment)?;
    Ok(Done {
        id: new.id,
        no: new.no,
        state: new.state,
    })
}

/// Asks whether [`act`] would be done, without doing it; the case's number when it would.
///
/// # Errors
/// As [`act`].
pub fn would(
    view: &impl View,
    case: CaseRef,
    act: &Act,
    actor: &Actor,
    now: Timestamp,
) -> Result<CaseNo, Failure> {
    let case = cases::by_id(view, case.id())?.ok_or(Failure::NotFound)?;
    let in_force = InForce::read(view)?;
    let around = Around::gather(view, &case, &act.input)?;
    decide(
        &around.facts(&case),
        act,
        actor,
        &in_force.rules(case.shop),
        now,
    )?;
    Ok(case.no)
}

/// One act and the system's steps that follow from it.
pub(super) fn step(
    plan: &mut Plan<'_, '_>,
    old: Case,
    act: &Act,
    actor: &Actor,
    in_force: &InForce,
    moment: &Moment,
) -> Result<Case, Failure> {
    let mut case = old;
    let mut act = act.clone();
    let mut actor = actor.clone();
    for _ in 0..STEPS {
        let mut around = Around::gather(plan, &case, &act.input)?;
        let gives =
            act.verb == Verb::AddMoney && act.input.money_kind == Some(MoneyKind::Compensation);
        if gives {
            let rules = in_force.rules(case.shop);
            around = around.with_compensated(plan, &case, &actor, &rules, moment.now)?;
        }
        let facts = around.facts(&case);
        let change = decide(&facts, &act, &actor, &in_force.rules(case.shop), moment.now)?;
        let then = change.then.clone();
        let ended = !case.state.is_terminal() && change.case.state.is_terminal();
        let also = change.also.clone();
        if gives {
            let amount = act.input.amount.unwrap_or(Fen::ZERO);
            compensated::given(plan, amount, &actor, &in_force.rules(case.shop), moment.now)?;
        }
        case = write(
            plan,
            Some(&case),
            change,
            act.verb,
            &actor,
            in_force,
            moment,
        )?;
        if let Actor::Staff { id, .. } = actor {
            // Who acts on a case has read what it says to them.
            mentions::read(plan, id, Which::Case(case.id), moment)?;
            mentions::told(plan, &case, &act.input.mentions, &actor.as_ref(), moment)?;
        }
        for other in also {
            let was = cases::by_id(plan, other.case.id)?;
            write(
                plan,
                was.as_ref(),
                other,
                act.verb,
                &actor,
                in_force,
                moment,
            )?;
        }
        if ended {
            tell_parent(plan, &case, in_force, moment)?;
        }
        match then {
            None => return Ok(case),
            Some(next) => {
                act = next;
                actor = Actor::System;
            }
        }
    }
    Err(Failure::Fault(anyhow::anyhow!(
        "the tables lead in a circle: {} in {}",
        act.verb,
        case.state
    )))
}

/// Writes an accepted change: children first, so that the case knows them, then event and case.
pub(super) fn write(
    plan: &mut Plan<'_, '_>,
    old: Option<&Case>,
    change: Change,
    verb: Verb,
    actor: &Actor,
    in_force: &InForce,
    moment: &Moment,
) -> Result<Case, Failure> {
    let mut case = change.case;
    for wanted in &change.opens {
        let opened = open_child(plan, &case, wanted, in_force, moment)?;
        // A part that was split off stands on its own.
        if wanted.parent.is_some() {
            case.children.push(opened.id);
        }
    }
    let text = change.text.filter(|text| !text.is_empty()).map(|body| {
        let unique = format!("{}/{}/{}", moment.salt, case.id, case.events);
        let salt = blake3::hash(unique.as_bytes()).to_hex()[..32].to_owned();
        Text { salt, body }
    });
    let event = chain::sealed(CaseEvent {
        case: case.id,
        seq: case.events,
        at: moment.now,
        actor: actor.as_ref(),
        machine: change.machine,
        verb,
        from: change.from,
        to: change.to,
        facts: change.facts,
        text_digest: text.as_ref().map(chain::digest),
        visible_to_buyer: change.visible_to_buyer,
        prev_hash: case.last_hash.clone(),
        hash: String::new(),
    });
    cases::append(plan, &event, text.as_ref())?;
    case.events += 1;
    case.last_hash.clone_from(&event.hash);
    case.rev += 1;
    case.updated_at = moment.now;
    case.look_at = look_at(&case, in_force, moment);
    cases::save(plan, old, &case)?;
    promises::changed(plan, old, &case, moment)?;
    tracking::follow(plan, old, &case, moment)?;
    tellings::decided(plan, old, &case, verb, actor, moment)?;
    automating::happened(plan, &case, verb, actor, moment)?;
    webhooks::happened(plan, &case, &event, moment)?;
    for notice in &change.notices {
        outbox::enqueue(plan, case.id, notice, moment.now)?;
    }
    Ok(case)
}

/// A child that ended may be what its parent waited for.
fn tell_parent(
    plan: &mut Plan<'_, '_>,
    child: &Case,
    in_force: &InForce,
    moment: &Moment,
) -> Result<(), Failure> {
    let Some(parent) = child.parent else {
        return Ok(());
    };
    for verb in [Verb::ChildClosed, Verb::ChildrenDone] {
        let Some(case) = cases::by_id(plan, parent)? else {
            return Ok(());
        };
        match step(plan, case, &Act::of(verb), &Actor::System, in_force, moment) {
            // Not what it waited for, or not the last one.
            Ok(_) | Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// When the clock has to look at a case again.
fn look_at(case: &Case, in_force: &InForce, moment: &Moment) -> Option<Timestamp> {
    (!case.state.is_terminal())
        .then(|| next_look(case, &in_force.rules(case.shop), moment.now))
        .flatten()
}

/// Notes when to look again after a look that found nothing to do.
pub(super) fn look_again(
    plan: &mut Plan<'_, '_>,
    case: Case,
    in_force: &InForce,
    moment: &Moment,
) -> Result<(), Failure> {
    let look_at = look_at(&case, in_force, moment);
    if look_at != case.look_at {
        let new = Case {
            look_at,
            ..case.clone()
        };
        cases::save(plan, Some(&case), &new)?;
    }
    Ok(())
}
