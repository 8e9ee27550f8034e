//! The card of a hand-over (R178): what the buyer said, what we promised, what is proven, the
//! money, the clocks and the next step, composed from the case; the sender adds why and a summary.

use super::known::Known;
use super::known::Surroundings;
use super::pinned;
use super::work::May;
use crate::domain::case::CaseEvent;
use crate::domain::case::Verb;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::MoneyState;
use crate::domain::case::work::ContactOutcome;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::phrases::formats;
use crate::phrases::names;
use crate::web::Visit;
use crate::web::rows::Due;

/// How many of the buyer's last messages are quoted.
const QUOTES: usize = 3;

/// Something that was said, and when.
pub struct Quote {
    pub at: String,
    pub said: String,
}

/// A promise that is not kept yet, or a clock that runs.
pub struct Waiting {
    pub what: String,
    pub due: Due,
}

/// What the case itself says, as the card quotes it.
pub struct Gist {
    pub quotes: Vec<Quote>,
    pub promised: Vec<Waiting>,
    pub proven: Vec<String>,
    /// What, how much, in which state.
    pub money: Vec<(String, String, &'static str)>,
    pub clocks: Vec<Waiting>,
    pub next: String,
}

/// The card on a case that changed hands.
pub struct Card {
    pub from: String,
    pub to: String,
    pub at: String,
    pub answer: &'static str,
    /// It is this person's to take over.
    pub mine: bool,
    /// Nothing more is to be done.
    pub over: bool,
    pub agreed_at: Option<String>,
    pub why: String,
    pub summary: String,
    pub may_restate: bool,
    pub may_give_back: bool,
    pub gist: Gist,
}

pub fn gist(
    visit: &Visit,
    known: &Known<'_>,
    around: &Surroundings,
    events: &[(CaseEvent, Option<String>)],
) -> Gist {
    let case = known.case;
    let words = known.words;
    let said_at = |seq: u64| events.iter().find(|(event, _)| event.seq == seq);
    let mut quotes: Vec<Quote> = events
        .iter()
        .rev()
        .filter(|(event, _)| is_buyers(event))
        .filter_map(|(event, said)| {
            Some(Quote {
                at: formats::short(event.at, known.zone, known.now),
                said: said.clone()?,
            })
        })
        .take(QUOTES)
        .collect();
    quotes.reverse();
    let mut proven: Vec<String> = pinned::facts(known, around, events)
        .into_iter()
        .map(|fact| fact.said)
        .collect();
    for line in case
        .lines
        .iter()
        .filter(|l| l.qty_passed + l.qty_failed > 0)
    {
        proven.push(words.with(
            "card-inspected",
            &[
                ("title", line.title.as_str().into()),
                ("passed", line.qty_passed.into()),
                ("failed", line.qty_failed.into()),
            ],
        ));
    }
    if !case.files.is_empty() {
        proven.push(words.with("card-files", &[("n", case.files.len().into())]));
    }
    Gist {
        quotes,
        promised: case
            .promises
            .iter()
            .filter(|promise| promise.kept_at.is_none())
            .map(|promise| Waiting {
                what: said_at(promise.seq)
                    .and_then(|(_, said)| said.clone())
                    .unwrap_or_else(|| promise.no.to_string()),
                due: Due::at(visit, promise.due_at),
            })
            .collect(),
        proven,
        money: case
            .money
            .iter()
            .filter(|entry| entry.state != MoneyState::Void)
            .map(|entry| {
                (
                    names::money_kind_name(words, entry.kind).to_owned(),
                    formats::money(entry.amount, known.currency),
                    names::money_state_name(words, entry.state),
                )
            })
            .collect(),
        clocks: case
            .deadlines
            .iter()
            .filter(|d| d.state == DeadlineState::Running)
            .map(|deadline| Waiting {
                what: names::deadline_name(words, deadline.kind).to_owned(),
                due: Due::at(visit, deadline.due_at),
            })
            .collect(),
        next: names::next_action(words, case.kind.machine(), &case.next_action).to_owned(),
    }
}

/// Whether the words of an event are the buyer's.
fn is_buyers(event: &CaseEvent) -> bool {
    let came = event
        .facts
        .iter()
        .any(|(_, value)| value == ContactOutcome::BuyerCame.code());
    let recorded = matches!(
        event.verb,
        Verb::Submit | Verb::BuyerWrites | Verb::InfoAdded | Verb::Reapply | Verb::Reopen
    );
    event.actor == ActorRef::Buyer || recorded || came
}

/// The summary the sender starts from.
pub fn summary(known: &Known<'_>) -> String {
    let case = known.case;
    let words = known.words;
    let reason = names::reason_name(words, &case.reason);
    let state = names::state_name(words, case.state);
    let next = names::next_action(words, case.kind.machine(), &case.next_action);
    let kind = names::kind_name(words, case.kind);
    let amount = case.approved_amount.or(case.applied_amount);
    let mut args = vec![
        ("kind", kind.into()),
        ("reason", reason.into()),
        ("state", state.into()),
        ("next", next.into()),
    ];
    match amount.filter(|amount| amount.0 > 0) {
        None => words.with("card-summary", &args),
        Some(amount) => {
            args.push(("amount", formats::money(amount, known.currency).into()));
            words.with("card-summary-amount", &args)
        }
    }
}

/// What was written with the hand-over: the reason stands on the first line.
pub fn written(events: &[(CaseEvent, Option<String>)], seq: u64) -> (&str, &str) {
    let said = events.iter().find(|(event, _)| event.seq == seq);
    let said = said.and_then(|(_, text)| text.as_deref());
    let said = said.unwrap_or_default();
    said.split_once('\n').unwrap_or((said, ""))
}

pub(super) fn card(
    visit: &Visit,
    known: &Known<'_>,
    around: &Surroundings,
    events: &[(CaseEvent, Option<String>)],
    may: &May<'_>,
    me: StaffId,
) -> Option<Card> {
    let card = known.case.work.hand_over.as_ref()?;
    let name = |id| around.name_of(id).unwrap_or_default().to_owned();
    let short = |at| formats::short(at, known.zone, known.now);
    let (why, summary) = written(events, card.seq);
    Some(Card {
        from: name(card.from),
        to: name(card.to),
        at: short(card.at),
        answer: names::hand_over_answer_name(known.words, card.answer),
        mine: card.is_open() && card.to == me,
        over: !card.is_open(),
        agreed_at: card.buyer_agreed_at.map(short),
        why: why.to_owned(),
        summary: summary.to_owned(),
        may_restate: may.do_it(Verb::Restate),
        may_give_back: may.do_it(Verb::GiveBack),
        gist: gist(visit, known, around, events),
    })
}
