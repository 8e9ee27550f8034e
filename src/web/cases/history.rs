//! The timeline of a case as it is read: days, and in each what happened, who did it, what was
//! said and which facts came with it.

use super::known::Known;
use super::known::Surroundings;
use crate::domain::case::Case;
use crate::domain::case::CaseEvent;
use crate::domain::case::Field;
use crate::domain::case::Verb;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::phrases::Words;
use crate::phrases::facts;
use crate::phrases::formats;
use crate::phrases::names;

/// One day of the timeline.
pub struct Day {
    pub heading: String,
    pub entries: Vec<Entry>,
}

/// One thing that happened.
pub struct Entry {
    pub seq: u64,
    pub what: &'static str,
    pub who: String,
    /// `buyer`, `staff`, `system` …: how it is drawn.
    pub side: &'static str,
    pub hour: String,
    pub iso: String,
    /// The new state, when it changed.
    pub state: Option<&'static str>,
    pub said: Option<String>,
    pub facts: Vec<String>,
    /// The buyer can read it.
    pub shown_to_buyer: bool,
    /// A note, a message or a call: what was said is what matters.
    pub talk: bool,
    /// The act that pins it as a fact, or takes the pin off.
    pub pin: Option<&'static str>,
}

/// Events as days, oldest first.
pub fn days(
    events: Vec<(CaseEvent, Option<String>)>,
    known: &Known<'_>,
    around: &Surroundings,
) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for (event, said) in events {
        let heading = formats::day_heading(known.words, event.at, known.zone, known.now);
        let entry = entry(&event, said, known, around);
        match days.last_mut().filter(|day| day.heading == heading) {
            Some(day) => day.entries.push(entry),
            None => days.push(Day {
                heading,
                entries: vec![entry],
            }),
        }
    }
    days
}

fn entry(
    event: &CaseEvent,
    said: Option<String>,
    known: &Known<'_>,
    around: &Surroundings,
) -> Entry {
    let words = known.words;
    let who = around.who(words, &event.actor);
    let mut told = facts::facts(words, &event.facts, known.zone, known.currency);
    told.extend(mentioned(event, words, around));
    told.extend(item(event, known));
    Entry {
        seq: event.seq,
        what: names::act_name(words, event.machine, event.verb),
        who,
        side: match event.actor {
            ActorRef::Buyer => "buyer",
            ActorRef::Staff(_) => "staff",
            ActorRef::System | ActorRef::Platform | ActorRef::Plugin(_) => "system",
        },
        hour: formats::hour(event.at, known.zone),
        iso: formats::iso(event.at, known.zone),
        state: (event.from != Some(event.to)).then(|| names::state_name(words, event.to)),
        said,
        facts: told,
        shown_to_buyer: event.visible_to_buyer,
        talk: matches!(
            event.verb,
            Verb::Note
                | Verb::Message
                | Verb::Answer
                | Verb::BuyerWrites
                | Verb::InfoAdded
                | Verb::LogContact
                | Verb::Restate
        ),
        pin: None,
    }
}

/// The checklist item that was ticked, in the words it has now.
fn item(event: &CaseEvent, known: &Known<'_>) -> Option<String> {
    let name = Field::Item.code();
    let (_, code) = event.facts.iter().find(|(known, _)| known == name)?;
    let items = &known.pack.checklists;
    let item = items.iter().find(|item| item.code == *code)?;
    Some(names::check_words(known.words, item))
}

/// Whom a note names.
fn mentioned(event: &CaseEvent, words: Words, around: &Surroundings) -> Option<String> {
    let name = Field::Mentions.code();
    let (_, ids) = event.facts.iter().find(|(known, _)| known == name)?;
    let names: Vec<&str> = ids
        .split(',')
        .filter_map(|id| around.name_of(StaffId(id.parse().ok()?)))
        .collect();
    let names = names.join(words.t("list-separator"));
    (!names.is_empty()).then(|| words.with("fact-mentions", &[("names", names.into())]))
}

/// The same days, with what can be pinned and what is.
pub fn pinnable(mut days: Vec<Day>, case: &Case, may: bool) -> Vec<Day> {
    for entry in days.iter_mut().flat_map(|day| &mut day.entries) {
        if may && entry.said.is_some() && (entry.talk || entry.seq == 0) {
            let pinned = case.work.pinned.contains(&entry.seq);
            let verb = if pinned { Verb::Unpin } else { Verb::Pin };
            entry.pin = Some(verb.code());
        }
    }
    days
}
