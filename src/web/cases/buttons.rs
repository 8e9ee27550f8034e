//! The next steps of a case: what can be done, the likeliest first; and why not, what cannot.

use super::known::Known;
use crate::domain::case::Field;
use crate::domain::case::Machine;
use crate::domain::case::Possible;
use crate::domain::case::Refusal;
use crate::domain::case::Verb;
use crate::domain::case::tables::Required;
use crate::phrases::names;
use crate::phrases::refusal;

/// An act that can be done now.
pub struct Button {
    pub verb: &'static str,
    /// With the amount, where one is known.
    pub label: String,
    /// What happens then and what the buyer is told.
    pub hint: Option<&'static str>,
    /// Nothing has to be said: it is done by one press.
    pub at_once: bool,
    /// Something may be said: there is a form besides.
    pub form_too: bool,
    pub main: bool,
}

/// An act that cannot be done now.
pub struct Greyed {
    pub label: &'static str,
    pub why: String,
}

/// Acts that belong together.
pub struct Group {
    pub title: &'static str,
    pub open: Vec<Button>,
}

/// Everything a person can do on a case.
pub struct Steps {
    /// The case's own next steps, the main one first.
    pub next: Vec<Button>,
    pub groups: Vec<Group>,
    pub greyed: Vec<Greyed>,
    pub may_note: bool,
    pub may_message: bool,
    pub may_attach: bool,
}

impl Steps {
    /// Whether there is anything to do for this person.
    pub fn any(&self) -> bool {
        !self.next.is_empty() || !self.groups.is_empty()
    }
}

/// Where an act stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Next,
    Dispute,
    Claim,
    Money,
    Work,
    Shape,
    /// Has its own form elsewhere on the page.
    Elsewhere,
}

/// The groups below the next steps, in order, with the keys of their headings.
const GROUPS: &[(Place, &str)] = &[
    (Place::Dispute, "case-group-dispute"),
    (Place::Claim, "case-group-claim"),
    (Place::Money, "case-group-money"),
    (Place::Work, "case-group-work"),
    (Place::Shape, "case-group-shape"),
];

/// Acts of the daily work, which have their own rows on the page.
fn is_daily(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::LogContact
            | Verb::Pin
            | Verb::Unpin
            | Verb::TakeOver
            | Verb::Restate
            | Verb::GiveBack
            | Verb::Snooze
            | Verb::Wake
            | Verb::Remind
            | Verb::RemindDone
            | Verb::Check
            | Verb::Uncheck
            | Verb::Assign
            | Verb::SetNext
    )
}

fn place(possible: &Possible) -> Place {
    match (possible.machine, possible.verb) {
        (Machine::Dispute, _) => Place::Dispute,
        (Machine::Claim, _) => Place::Claim,
        (_, Verb::Note | Verb::Message | Verb::Attach) => Place::Elsewhere,
        (_, verb) if is_daily(verb) => Place::Elsewhere,
        (Machine::Common, Verb::AskInfo | Verb::InfoAdded | Verb::Reopen) => Place::Next,
        (
            Machine::Common,
            Verb::RequestApproval
            | Verb::DenyApproval
            | Verb::AddMoney
            | Verb::SettleMoney
            | Verb::VoidMoney,
        ) => Place::Money,
        (
            Machine::Common,
            Verb::Merge
            | Verb::Split
            | Verb::Convert
            | Verb::Withdraw
            | Verb::PlatformClosed
            | Verb::Mirror,
        ) => Place::Shape,
        (Machine::Common, _) => Place::Work,
        _ => Place::Next,
    }
}

/// Sorts what is possible into the parts of the page.
pub fn steps(all: Vec<Possible>, known: &Known<'_>) -> Steps {
    let can = |verb: Verb| all.iter().any(|p| p.verb == verb && p.verdict.is_ok());
    let mut steps = Steps {
        next: Vec::new(),
        groups: Vec::new(),
        greyed: Vec::new(),
        may_note: can(Verb::Note),
        may_message: can(Verb::Message),
        may_attach: can(Verb::Attach),
    };
    let mut placed: Vec<(Place, Button)> = Vec::new();
    let mut greyed: Vec<(&Possible, Refusal)> = Vec::new();
    for possible in &all {
        match &possible.verdict {
            Ok(()) => {
                let place = place(possible);
                let known_already = placed.iter().any(|(_, b)| b.verb == possible.verb.code());
                if place != Place::Elsewhere && !known_already {
                    placed.push((place, button(possible, known)));
                }
            }
            // Nobody at the desk does these; the daily work says it where it stands.
            Err(Refusal::NotForStaff) => {}
            Err(_) if is_daily(possible.verb) => {}
            Err(why) => greyed.push((possible, why.clone())),
        }
    }
    for (possible, why) in greyed {
        let label = names::act_name(known.words, possible.machine, possible.verb);
        if can(possible.verb) || steps.greyed.iter().any(|other| other.label == label) {
            continue;
        }
        let why = refusal(known.words, &why, known.zone, known.currency);
        steps.greyed.push(Greyed { label, why });
    }
    let mut of = |wanted: Place| {
        let (mut open, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut placed)
            .into_iter()
            .partition(|(place, _)| *place == wanted);
        placed = rest;
        open.sort_by_key(|(_, button)| !button.main);
        open.into_iter()
            .map(|(_, button)| button)
            .collect::<Vec<_>>()
    };
    steps.next = of(Place::Next);
    for (place, key) in GROUPS {
        let open = of(*place);
        if !open.is_empty() {
            steps.groups.push(Group {
                title: known.words.t(key),
                open,
            });
        }
    }
    steps
}

fn button(possible: &Possible, known: &Known<'_>) -> Button {
    let words = known.words;
    let needs = |(_, required): &(Field, Required)| *required == Required::Yes;
    let at_once = !possible.fields.iter().any(needs) && !needs_proof(possible.verb);
    Button {
        verb: possible.verb.code(),
        label: known.label(possible.machine, possible.verb),
        hint: names::verb_hint(words, possible.verb),
        at_once,
        form_too: at_once && !possible.fields.is_empty(),
        main: possible.main,
    }
}

/// Acts whose table asks for one of several fields: none is required alone, but nothing at all
/// is refused, so the form comes first. And what cannot be taken back is not one press away.
fn needs_proof(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::PayOk
            | Verb::ManualPay
            | Verb::SettleMoney
            | Verb::Withdraw
            | Verb::ClaimMoneyIn
            | Verb::Approve
            | Verb::ApproveMoney
    )
}
