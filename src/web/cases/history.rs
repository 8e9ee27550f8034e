//! The timeline of a case as it is read: days, and in each what happened, who did it, what was
//! said and which facts came with it.

use super::known::Known;
use super::known::Surroundings;
use crate::domain::case::CaseEvent;
use crate::domain::case::Verb;
use crate::domain::people::ActorRef;
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
    let who = match &event.actor {
        ActorRef::Staff(id) => around
            .name_of(*id)
            .map_or_else(|| names::actor_name(words, &event.actor), str::to_owned),
        other => names::actor_name(words, other),
    };
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
        facts: facts::facts(words, &event.facts, known.zone, known.currency),
        shown_to_buyer: event.visible_to_buyer,
        talk: matches!(
            event.verb,
            Verb::Note | Verb::Message | Verb::Answer | Verb::BuyerWrites | Verb::InfoAdded
        ),
    }
}
