//! What the clock does now: the system's acts that are due. Pure; the background work asks often.

use crate::domain::case::act::Act;
use crate::domain::case::act::Input;
use crate::domain::case::facts::Facts;
use crate::domain::case::possible::possible_verb;
use crate::domain::case::record::Case;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::verb::Verb;
use crate::domain::people::Actor;
use crate::domain::rules::Rules;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;

/// The act that a passed deadline causes by itself; every other one is breached and told.
fn act_of(kind: DeadlineKind) -> Option<Verb> {
    Some(match kind {
        D::BuyerShip | D::Offer | D::Quote | D::BuyerInfo | D::Appeal | D::PlatformHelp => {
            Verb::Expire
        }
        D::AutoClose => Verb::AutoClose,
        D::Silence => Verb::Silence,
        D::ConfirmDelivery => Verb::AutoConfirm,
        D::CourierAnswer => Verb::NoAnswer,
        D::Evidence => Verb::MissEvidence,
        _ => return None,
    })
}

/// What only waits for other cases to end.
const FOLLOWING: &[Verb] = &[Verb::ChildrenDone, Verb::ChildClosed];

/// The system's acts that are due on this case now, each to be decided as [`Actor::System`] in
/// turn. After them ask again: an act may start a clock that has passed already.
pub fn timers(facts: &Facts<'_>, rules: &Rules<'_>, now: Timestamp) -> Vec<Act> {
    let case = facts.case;
    if case.state.is_terminal() {
        return Vec::new();
    }
    let can = |verb: Verb| possible_verb(facts, verb, &Actor::System, rules, now).is_ok();
    let about = |verb: Verb, kind: DeadlineKind| Act {
        verb,
        input: Input {
            deadline: Some(kind),
            ..Input::default()
        },
    };
    let mut acts: Vec<Act> = Vec::new();
    for deadline in &case.deadlines {
        if deadline.state != DeadlineState::Running {
            continue;
        }
        if deadline.due_at <= now {
            let own = act_of(deadline.kind).filter(|verb| can(*verb));
            let act = own.map_or_else(|| about(Verb::Breach, deadline.kind), Act::of);
            // One act that moves the case is enough: the others are looked at in its new state.
            if own.is_some() {
                acts.push(act);
                return acts;
            }
            acts.push(act);
        } else if deadline.warnings_due(rules, now) > deadline.warned {
            acts.push(about(Verb::Warn, deadline.kind));
        }
    }
    acts.extend(
        FOLLOWING
            .iter()
            .filter(|verb| !facts.children.is_empty() && can(**verb))
            .map(|verb| Act::of(*verb)),
    );
    acts
}

/// When to ask again: the next warning or due time. `None` while nothing runs.
pub fn next_look(case: &Case, rules: &Rules<'_>, now: Timestamp) -> Option<Timestamp> {
    let percent = rules.pack.warn_percent;
    case.deadlines
        .iter()
        .filter(|deadline| deadline.state == DeadlineState::Running)
        .flat_map(|deadline| {
            let length = deadline.due_at.since(deadline.started_at).0;
            let part = move |p: u32| {
                deadline.started_at + Span((i128::from(length) * i128::from(p) / 100) as i64)
            };
            [
                part(percent[0]),
                part(percent[1]),
                deadline.due_at - rules.pack.warn_before,
                deadline.due_at,
            ]
        })
        .filter(|moment| *moment > now)
        .min()
}
