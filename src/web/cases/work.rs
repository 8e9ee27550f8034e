//! The daily work on the case page: owner and next step, contacts, the card of a hand-over, snooze
//! and reminders, the checklist, pinned facts, and colleagues to mention.

use super::checklist;
use super::checklist::CheckRow;
use super::contacts::Contacts;
use super::hand_over;
use super::hand_over::Card;
use super::known::Known;
use super::known::Surroundings;
use super::later;
use super::later::Later;
use super::mentions;
use super::mentions::Named;
use super::pinned;
use super::pinned::Fact;
use super::plan::Plan;
use crate::domain::case::CaseEvent;
use crate::domain::case::Possible;
use crate::domain::case::Verb;
use crate::failure::Failure;
use crate::store::View;
use crate::web::Visit;
use crate::web::choices::Choice;

/// What a person may do now, asked once.
pub struct May<'a>(pub &'a [Possible]);

impl May<'_> {
    pub fn do_it(&self, verb: Verb) -> bool {
        self.0.iter().any(|p| p.verb == verb && p.verdict.is_ok())
    }
}

/// The parts of the page about the daily work.
pub struct Work {
    pub plan: Plan,
    pub contacts: Option<Contacts>,
    pub card: Option<Card>,
    pub later: Later,
    pub checks: Vec<CheckRow>,
    /// How many of them are ticked.
    pub checked: usize,
    pub may_check: bool,
    pub facts: Vec<Fact>,
    pub may_pin: bool,
    /// Colleagues who may see the case, to be mentioned in a note.
    pub colleagues: Vec<Choice>,
    /// Who mentioned this person here, unread.
    pub named: Vec<Named>,
}

/// # Errors
/// When the disk does.
pub fn read(
    view: &impl View,
    visit: &Visit,
    known: &Known<'_>,
    around: &Surroundings,
    events: &[(CaseEvent, Option<String>)],
    all: &[Possible],
) -> Result<Work, Failure> {
    let may = May(all);
    let me = visit.viewer()?.staff.id;
    let checks = checklist::rows(known, around);
    Ok(Work {
        plan: Plan::of(view, visit, known, &may)?,
        contacts: Contacts::of(known, events, &may),
        card: hand_over::card(visit, known, around, events, &may, me),
        later: later::read(visit, known, around, events, &may, me),
        checked: checks.iter().filter(|row| row.ticked.is_some()).count(),
        checks,
        may_check: may.do_it(Verb::Check) || may.do_it(Verb::Uncheck),
        facts: pinned::facts(known, around, events),
        may_pin: may.do_it(Verb::Pin),
        colleagues: mentions::colleagues(known, me),
        named: mentions::unread_here(view, known, around, me)?,
    })
}
