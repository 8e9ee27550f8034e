//! Which acts a case has now, for whom, and why not: asked before an act is decided and for every button.

use super::facts::Facts;
use super::guard;
use super::kind::Machine;
use super::record::Case;
use super::refusal::Refusal;
use super::standing::standing;
use super::standing::start_of;
use super::state::State;
use super::tables;
use super::tables::Required;
use super::tables::Row;
use super::tables::Source;
use super::tables::To;
use super::verb::Field;
use super::verb::Verb;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::rules::Rules;
use crate::domain::time::Timestamp;

/// One button: an act of the case's tables and whether it may be done now.
#[derive(Debug, Clone, PartialEq)]
pub struct Possible {
    pub machine: Machine,
    pub verb: Verb,
    /// The state it leads to, when the table names one.
    pub to: Option<State>,
    pub fields: &'static [(Field, Required)],
    /// `Err` says what would have to be true.
    pub verdict: Result<(), Refusal>,
    /// The one act a person of this role most likely does next.
    pub main: bool,
}

/// Every act the tables know for this case and could matter to this actor, each with its verdict.
/// `Ok` means some input exists that `decide` accepts; `Err` means that none does.
pub fn possible(
    facts: &Facts<'_>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Vec<Possible> {
    let case = facts.case;
    let mut found: Vec<Possible> = Vec::new();
    for machine in machines(case) {
        let state = state_in(case, machine);
        for row in tables::rows(machine) {
            if found.iter().any(|p| p.verb == row.verb) {
                continue;
            }
            let here = find(case, row.verb);
            let mine = row.by.iter().any(|by| by.is(actor));
            let (machine, row, verdict) = match here {
                Ok((machine, row)) => {
                    let verdict = allowed(facts, machine, row, actor, rules, now);
                    (machine, row, verdict)
                }
                // Acts of other states are shown to those who could do them there.
                Err(refusal) if mine && state.is_some() => (machine, row, Err(refusal)),
                Err(_) => continue,
            };
            found.push(Possible {
                machine,
                verb: row.verb,
                to: match row.to {
                    To::State(state) => Some(state),
                    To::Back => case.return_to,
                    To::Start => Some(start_of(case.kind)),
                    To::Stay => state,
                    To::OneOf(_) | To::Told => None,
                },
                fields: row.fields,
                verdict,
                main: false,
            });
        }
    }
    mark_main(&mut found, case);
    found
}

/// Whether a verb is possible for an actor now, asked as `possible` asks.
///
/// # Errors
/// The refusal `possible` would carry.
pub fn possible_verb(
    facts: &Facts<'_>,
    verb: Verb,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let (machine, row) = find(facts.case, verb)?;
    allowed(facts, machine, row, actor, rules, now)
}

/// The main act: what the state most likely waits for, if this actor may; else the first act of
/// the case's own table that leads on.
fn mark_main(found: &mut [Possible], case: &Case) {
    let own = case.kind.machine();
    let next = standing(case.kind, case.state).next;
    let at = found
        .iter()
        .position(|p| Some(p.verb) == next && p.verdict.is_ok())
        .or_else(|| {
            found
                .iter()
                .position(|p| p.machine == own && p.verdict.is_ok() && p.to != Some(case.state))
        });
    if let Some(at) = at {
        found[at].main = true;
    }
}

/// The tables that apply to a case: its kind's first.
pub fn machines(case: &Case) -> [Machine; 4] {
    [
        case.kind.machine(),
        Machine::Common,
        Machine::Dispute,
        Machine::Claim,
    ]
}

/// Where a case stands in a table; `None` is an overlay that does not exist.
pub fn state_in(case: &Case, machine: Machine) -> Option<State> {
    match machine {
        Machine::Dispute => case.dispute.as_ref().map(|dispute| dispute.state),
        Machine::Claim => case.claim.as_ref().map(|claim| claim.state),
        _ => Some(case.state),
    }
}

/// The row for a verb, or where it would be possible.
pub(super) fn find(case: &Case, verb: Verb) -> Result<(Machine, &'static Row), Refusal> {
    let mut elsewhere: Vec<State> = Vec::new();
    for machine in machines(case) {
        let state = state_in(case, machine);
        for row in tables::rows(machine).filter(|row| row.verb == verb) {
            if row.starts_in(state) {
                return Ok((machine, row));
            }
            if let Source::In(states) = row.from {
                elsewhere.extend(
                    states
                        .iter()
                        .filter(|state| !elsewhere.contains(state))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
        }
    }
    if case.state.is_terminal() && !elsewhere.iter().any(|state| state.is_terminal()) {
        return Err(Refusal::CaseEnded);
    }
    Err(Refusal::WrongState {
        verb,
        from: elsewhere,
    })
}

/// Role and guards: everything but what is said with the act.
pub(super) fn allowed(
    facts: &Facts<'_>,
    machine: Machine,
    row: &Row,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !row.by.iter().any(|by| by.is(actor)) {
        let mut roles = row.roles();
        if roles.is_empty() {
            return Err(Refusal::NotForStaff);
        }
        let agents = roles.contains(&Role::Agent) || roles.contains(&Role::Presales);
        if agents && !roles.contains(&Role::Supervisor) {
            roles.push(Role::Supervisor);
        }
        if !roles.contains(&Role::Owner) {
            roles.push(Role::Owner);
        }
        return Err(Refusal::WrongRole { roles });
    }
    row.guards
        .iter()
        .try_for_each(|guard| guard.holds(facts, actor, rules, now))?;
    guard::checked(facts, machine, row, actor, rules)
}
