//! The timeline of a case as it is read: days, and in each what happened, who did it, what was
//! said and which facts came with it.

use super::known::Known;
use super::known::Surroundings;
use crate::domain::case::CaseEvent;
use crate::domain::case::Verb;
use crate::domain::money::Fen;
use crate::domain::people::ActorRef;
use crate::domain::time::Timestamp;
use crate::phrases::Words;
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
    /// Name and value.
    pub facts: Vec<(String, String)>,
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
        facts: event
            .facts
            .iter()
            .filter_map(|(name, value)| fact(name, value, known, around))
            .collect(),
        shown_to_buyer: event.visible_to_buyer,
        talk: matches!(
            event.verb,
            Verb::Note | Verb::Message | Verb::Answer | Verb::BuyerWrites | Verb::InfoAdded
        ),
    }
}

/// A fact in words; none for what only the program needs.
fn fact(
    name: &str,
    value: &str,
    known: &Known<'_>,
    around: &Surroundings,
) -> Option<(String, String)> {
    let words = known.words;
    if value.is_empty() {
        return None;
    }
    let label = if words.has_code("field", name) {
        words.code("field", name)
    } else if words.has_code("fact", name) {
        words.code("fact", name)
    } else {
        return None;
    };
    let label = label.to_owned();
    Some((label, fact_value(name, value, known, around)))
}

fn fact_value(name: &str, value: &str, known: &Known<'_>, around: &Surroundings) -> String {
    let words = known.words;
    let money = |value: &str| {
        let fen = value.parse().ok().map(Fen).or_else(|| Fen::parse(value));
        fen.map(|fen| formats::money(fen, known.currency))
    };
    let moment = |value: &str| {
        let at = value.parse().ok().map(Timestamp)?;
        Some(formats::short(at, known.zone, known.now))
    };
    let written = match name {
        "amount" | "deduction" | "freight_cost" | "freight_deduction" | "freight_refund"
        | "money_at_risk" => money(value),
        "due" | "due_before" | "due_after" => moment(value),
        "staff" => value
            .parse()
            .ok()
            .and_then(|id| around.name_of(crate::domain::ids::StaffId(id)))
            .map(str::to_owned),
        "buyer_agreed" => Some(words.t(if value == "true" { "case-yes" } else { "case-no" }).to_owned()),
        _ => named(words, name, value).map(str::to_owned),
    };
    written.unwrap_or_else(|| value.to_owned())
}

/// The word for a code, where the fact is one.
fn named(words: Words, name: &str, code: &str) -> Option<&'static str> {
    let area = match name {
        "freight_payer" => "payer",
        "reason_code" => "reason",
        "pay_method" => "pay-method",
        "money_kind" => "money-kind",
        "kind_before" => "kind",
        "state_before" => "state",
        "reason_before" => "reason",
        "priority" | "fault" | "kind" | "subtype" | "result" | "deadline" | "state"
        | "outcome" => name,
        _ => return None,
    };
    words.has_code(area, code).then(|| words.code(area, code))
}
