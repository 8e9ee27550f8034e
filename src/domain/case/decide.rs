//! What an act does to a case, or why not. Pure: facts in, change out.

use super::act::Act;
use super::act::Input;
use super::draft::Draft;
use super::draft::Scene;
use super::facts;
use super::guard;
use super::kind::Kind;
use super::kind::Machine;
use super::kind::Subtype;
use super::record::Case;
use super::record::CaseFile;
use super::record::Fault;
use super::record::Intake;
use super::refusal::Refusal;
use super::settle;
use super::standing::standing;
use super::standing::start_of;
use super::state::State;
use super::tables;
use super::tables::Row;
use super::tables::Source;
use super::tables::To;
use super::verb::Field;
use super::verb::Verb;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::notice::Notice;
use crate::domain::order::Order;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::rules::Rules;
use crate::domain::rules::compensation::Compensated;
use crate::domain::time::Timestamp;

/// Everything `decide` may look at besides the act.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub case: &'a Case,
    pub order: Option<&'a Order>,
    /// The other cases of the same order, as far as money and pieces go.
    pub ledger: &'a Ledger,
    /// The children of this case with the state each is in.
    pub children: &'a [(CaseId, State)],
    /// The buyer's risk level, 0..3.
    pub risk_level: u8,
    /// The case named by `input.case`, for merging and matching.
    pub other: Option<&'a Case>,
    /// Whether `input.txn_no` was used by another entry.
    pub txn_used: bool,
    /// What was given before; gathered only for an act that gives a compensation.
    pub compensated: Compensated,
    /// Names of the colleagues named in the act who may not see the case.
    pub strangers: &'a [String],
}

/// What the other cases of an order have taken from it already.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    pub lines: Vec<LedgerLine>,
    /// Freight refunds approved, paying or paid elsewhere.
    pub freight_refunded: Fen,
}

/// One order line in the other cases of the order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LedgerLine {
    pub line_no: u32,
    /// Goods refunds approved, paying or paid elsewhere, in 分.
    pub refunded: Fen,
    pub qty_returned: u32,
    pub qty_sent_out: u32,
    /// The number of an open money-moving case on this line.
    pub open_case: Option<String>,
}

/// What an accepted act changes. The door writes it in one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The case afterwards; `events`, `last_hash`, `rev` and `updated_at` are the door's.
    pub case: Case,
    pub machine: Machine,
    pub from: Option<State>,
    pub to: State,
    /// Facts for the timeline that are not personal.
    pub facts: Vec<(String, String)>,
    /// Words for the timeline: the reason, the note, the message.
    pub text: Option<String>,
    pub visible_to_buyer: bool,
    /// Cases to open in the same transaction.
    pub opens: Vec<OpenCase>,
    pub notices: Vec<Notice>,
    /// The system's own next step, to be decided at once in the same transaction.
    pub then: Option<Act>,
    /// Other cases this act changes (merging), each written with an event of the same verb.
    pub also: Vec<Change>,
}

/// A case to be opened: the intake form, an import, or a child.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCase {
    pub shop: ShopId,
    pub kind: Kind,
    pub subtype: Option<Subtype>,
    pub reason: String,
    /// `None` takes the reason's default.
    pub fault: Option<Fault>,
    pub intake: Intake,
    pub applied_amount: Option<Fen>,
    /// Order line number and pieces.
    pub lines: Vec<(u32, u32)>,
    /// For a case without an order: what it is about.
    pub about: Option<String>,
    pub buyer_text: Option<String>,
    pub platform_no: Option<String>,
    pub owner: Option<StaffId>,
    pub parent: Option<CaseId>,
    /// The tracking number a logistics, return or reship case is about.
    pub tracking_no: Option<String>,
    /// The platform's own deadline, with what moves by itself.
    pub platform_due: Option<Timestamp>,
    /// The reason for opening it against a window or exclusion (D5.3).
    pub policy_override: Option<String>,
    /// The platform's own word for its state.
    pub platform_status: Option<String>,
    /// Opens directly in this state: an import that mirrors the platform, a split.
    pub state: Option<State>,
    /// The case this one was split from.
    pub split_from: Option<CaseId>,
    /// Handed in with the request; stored already.
    pub files: Vec<CaseFile>,
}

impl OpenCase {
    /// A case with nothing known but its kind and reason; the rest is set by name.
    pub fn new(shop: ShopId, kind: Kind, reason: &str, intake: Intake) -> OpenCase {
        OpenCase {
            shop,
            kind,
            subtype: None,
            reason: reason.to_owned(),
            fault: None,
            intake,
            applied_amount: None,
            lines: Vec::new(),
            about: None,
            buyer_text: None,
            platform_no: None,
            owner: None,
            parent: None,
            tracking_no: None,
            platform_due: None,
            policy_override: None,
            platform_status: None,
            state: None,
            split_from: None,
            files: Vec::new(),
        }
    }
}

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

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    Yes,
    No,
}

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
        facts: facts::said(row, &act.input),
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
    Ok(settle::finish(draft, &scene, machine, row, from))
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
fn find(case: &Case, verb: Verb) -> Result<(Machine, &'static Row), Refusal> {
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
fn allowed(
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

/// Whether everything that must be said was said. The buyer's own yes needs no note of it, and
/// the system says nothing.
fn complete(row: &Row, input: &Input, actor: &Actor) -> Result<(), Refusal> {
    let said = |field: Field| match field {
        Field::BuyerAgreed => {
            !matches!(actor, Actor::Staff { .. }) || input.buyer_agreed == Some(true)
        }
        Field::Amount if *actor == Actor::System => true,
        field => facts::is_said(field, input),
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
