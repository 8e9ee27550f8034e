//! Snooze and reminders on the case page, with who set them and why.

use super::known::Known;
use super::known::Surroundings;
use super::work::May;
use crate::domain::case::CaseEvent;
use crate::domain::case::Verb;
use crate::domain::ids::StaffId;
use crate::phrases::formats;
use crate::web::Visit;
use crate::web::rows::Due;

/// The case is out of sight.
pub struct Snoozed {
    pub until: String,
    pub who: String,
    pub why: String,
}

/// A reminder of this person.
pub struct Reminded {
    pub no: u32,
    pub at: Due,
    pub shown: String,
    pub why: String,
}

/// What is kept for later, and whether more may be.
pub struct Later {
    pub snoozed: Option<Snoozed>,
    pub reminders: Vec<Reminded>,
    pub may_snooze: bool,
    pub may_wake: bool,
    pub may_remind: bool,
}

/// The words of an event, on one line.
pub fn words_of(events: &[(CaseEvent, Option<String>)], seq: u64) -> String {
    let said = events.iter().find(|(event, _)| event.seq == seq);
    let said = said.and_then(|(_, text)| text.as_deref());
    said.unwrap_or_default().replace('\n', " ")
}

pub fn read(
    visit: &Visit,
    known: &Known<'_>,
    around: &Surroundings,
    events: &[(CaseEvent, Option<String>)],
    may: &May<'_>,
    me: StaffId,
) -> Later {
    let work = &known.case.work;
    let snoozed = work.snooze.as_ref().filter(|s| s.until > known.now);
    Later {
        snoozed: snoozed.map(|snooze| Snoozed {
            until: formats::short(snooze.until, known.zone, known.now),
            who: around.name_of(snooze.by).unwrap_or_default().to_owned(),
            why: words_of(events, snooze.seq),
        }),
        reminders: work
            .reminders_of(me)
            .map(|reminder| Reminded {
                no: reminder.no,
                at: Due::at(visit, reminder.at),
                shown: formats::short(reminder.at, known.zone, known.now),
                why: words_of(events, reminder.seq),
            })
            .collect(),
        may_snooze: may.do_it(Verb::Snooze),
        may_wake: may.do_it(Verb::Wake),
        may_remind: may.do_it(Verb::Remind),
    }
}
