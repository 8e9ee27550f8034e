//! What happened to one parcel, from all sources, without doubles. Merging does not depend on the
//! order in which the sources speak.

use super::carrier;
use super::recognise::normal;
use super::stage::Stage;
use crate::domain::ids::StaffId;
use crate::domain::order::ParcelState;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Who said that something happened. In the order of trust.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Read from text that someone copied.
    Pasted(StaffId),
    /// Typed by someone.
    Hand(StaffId),
    /// A plugin, by its id.
    Plugin(String),
}

impl Source {
    const fn trust(&self) -> u8 {
        match self {
            Source::Pasted(_) => 0,
            Source::Hand(_) => 1,
            Source::Plugin(_) => 2,
        }
    }
}

/// One thing that happened to a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub at: Timestamp,
    pub stage: Stage,
    /// In the carrier's words.
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The carrier's own code, as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_code: Option<String>,
    pub sources: BTreeSet<Source>,
}

/// What makes two events the same one: the minute and the words. One source knows the seconds,
/// another only the minute; one reads the stage from the words, another from a code.
type Same = (i64, String);

impl Event {
    fn same(&self) -> Same {
        let words = self.text.chars().filter(|c| c.is_alphanumeric());
        (
            self.at.0.div_euclid(60_000),
            words.flat_map(char::to_lowercase).collect(),
        )
    }

    fn trust(&self) -> u8 {
        self.sources.iter().map(Source::trust).max().unwrap_or(0)
    }

    /// The same event said by both: of each part, the one that says more. Whoever is trusted more
    /// says the stage: a plugin's "not in my table" is not overruled by a guess from words.
    fn join(self, other: Event) -> Event {
        let known = |event: &Event| (event.trust(), event.stage);
        let stage = known(&self).max(known(&other)).1;
        Event {
            at: self.at.max(other.at),
            stage,
            text: self.text.max(other.text),
            place: self.place.max(other.place),
            raw_code: self.raw_code.max(other.raw_code),
            sources: self.sources.into_iter().chain(other.sources).collect(),
        }
    }
}

/// What a source says about a parcel.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// Our code of the carrier, a service's, or a name.
    pub carrier: String,
    pub number: String,
    pub events: Vec<Event>,
    /// When it should arrive.
    pub estimated: Option<Timestamp>,
    /// The service watches it no longer.
    pub watching_ended: bool,
}

/// One parcel's way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Our code of the carrier.
    pub carrier: String,
    /// As it is compared: capitals and digits.
    pub number: String,
    /// Oldest first.
    #[serde(default)]
    pub events: Vec<Event>,
    #[serde(default)]
    pub estimated: Option<Timestamp>,
    #[serde(default)]
    pub watching_ended: bool,
    /// When the desk first heard of it.
    pub since: Timestamp,
    /// When a service was asked for it last.
    #[serde(default)]
    pub asked_at: Option<Timestamp>,
    /// What the service wants at least between two questions about it.
    #[serde(default = "no_floor")]
    pub floor: Span,
    /// When it is asked for next; none when its way is over.
    #[serde(default)]
    pub next_poll_at: Option<Timestamp>,
    /// The account of a plugin that answered last: asked first the next time.
    #[serde(default)]
    pub account: Option<String>,
    /// The account of a plugin whose service watches it and tells by itself.
    #[serde(default)]
    pub subscribed: Option<String>,
    /// When the clock looks whether it still moves; none when it was told of, or its way is over.
    #[serde(default)]
    pub look_at: Option<Timestamp>,
    pub rev: u64,
}

const fn no_floor() -> Span {
    Span::ZERO
}

impl Track {
    /// A parcel nothing is known of yet.
    pub fn new(carrier: &str, number: &str, now: Timestamp) -> Track {
        Track {
            carrier: carrier.to_owned(),
            number: normal(number),
            events: Vec::new(),
            estimated: None,
            watching_ended: false,
            since: now,
            asked_at: None,
            floor: Span::ZERO,
            next_poll_at: None,
            account: None,
            subscribed: None,
            look_at: None,
            rev: 0,
        }
    }

    /// Takes events in. Returns whether anything is new.
    pub fn merge(&mut self, events: Vec<Event>) -> bool {
        let mut all: BTreeMap<Same, Event> = BTreeMap::new();
        let before = std::mem::take(&mut self.events);
        for event in before.iter().cloned().chain(events) {
            let same = event.same();
            let joined = match all.remove(&same) {
                Some(known) => known.join(event),
                None => event,
            };
            all.insert(same, joined);
        }
        let mut events: Vec<(Same, Event)> = all.into_iter().collect();
        events.sort_by(|(a, x), (b, y)| (x.at, x.stage, a).cmp(&(y.at, y.stage, b)));
        self.events = events.into_iter().map(|(_, event)| event).collect();
        self.events != before
    }

    /// The stage the last event that says one says.
    pub fn stage(&self) -> Stage {
        self.events
            .iter()
            .rev()
            .map(|event| event.stage)
            .find(|stage| *stage != Stage::Unmapped)
            .unwrap_or(Stage::Unmapped)
    }

    /// The state of the parcel (D9).
    pub fn state(&self) -> ParcelState {
        self.stage().state().unwrap_or(ParcelState::Unknown)
    }

    /// When it last moved, or was first heard of.
    pub fn moved_at(&self) -> Timestamp {
        self.events.last().map_or(self.since, |event| event.at)
    }

    /// When it was signed for, if that is where it is.
    pub fn signed_at(&self) -> Option<Timestamp> {
        let last = self.events.iter().rev();
        let last = last
            .into_iter()
            .find(|event| event.stage != Stage::Unmapped)?;
        matches!(last.stage, Stage::Signed | Stage::Returned).then_some(last.at)
    }

    /// From when on it is stuck; none when its way is over.
    pub fn stuck_at(&self, silent: Span) -> Option<Timestamp> {
        (!self.stage().is_final()).then(|| self.moved_at() + silent)
    }

    /// Whether it has not moved for so long.
    pub fn is_stuck(&self, silent: Span, now: Timestamp) -> bool {
        self.stuck_at(silent).is_some_and(|at| at <= now)
    }

    /// Whether anyone watches it: only then does silence say that it does not move.
    pub fn is_watched(&self) -> bool {
        !self.events.is_empty() || self.asked_at.is_some()
    }

    /// Whether a service tells by itself when it moves.
    pub const fn is_subscribed(&self) -> bool {
        self.subscribed.is_some() && !self.watching_ended
    }

    /// Whether this is its number.
    pub fn is_number(&self, number: &str) -> bool {
        normal(number) == self.number
    }

    /// Whether a parcel of a case is this one.
    pub fn is_of(&self, carrier: &str, number: &str) -> bool {
        self.is_number(number)
            && (carrier == self.carrier || carrier::code_of(carrier, number) == self.carrier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(minute: i64, stage: Stage, text: &str, source: Source) -> Event {
        Event {
            at: Timestamp(1_800_000_000_000 + minute * 60_000),
            stage,
            text: text.into(),
            place: None,
            raw_code: None,
            sources: BTreeSet::from([source]),
        }
    }

    fn track(events: Vec<Event>) -> Track {
        let mut track = Track::new("sf", "SF1234567890123", Timestamp(0));
        track.merge(events);
        track
    }

    #[test]
    fn what_two_sources_say_is_told_once_with_both() {
        let paste = Source::Pasted(StaffId(3));
        let plugin = Source::Plugin("kuaidi100".into());
        let mut pasted = event(5, Stage::InTransit, "【杭州】 快件已到达", paste);
        let mut exact = event(5, Stage::OutForDelivery, "【杭州】快件已到达", plugin);
        exact.at = exact.at + Span(33_000);
        pasted.place = Some("杭州".into());
        let track = track(vec![pasted, exact]);
        assert_eq!(track.events.len(), 1);
        assert_eq!(track.events[0].sources.len(), 2);
        assert_eq!(track.events[0].stage, Stage::OutForDelivery);
        assert_eq!(track.events[0].at.0 % 60_000, 33_000);
        assert_eq!(track.events[0].place.as_deref(), Some("杭州"));
    }

    #[test]
    fn the_last_event_that_says_a_stage_says_where_it_is() {
        let hand = || Source::Hand(StaffId(1));
        let track = track(vec![
            event(9, Stage::Unmapped, "?", hand()),
            event(1, Stage::PickedUp, "已揽收", hand()),
            event(4, Stage::Signed, "已签收", hand()),
            event(4, Stage::OutForDelivery, "派送中", hand()),
        ]);
        assert_eq!(track.stage(), Stage::Signed);
        assert_eq!(track.state(), ParcelState::Signed);
        assert_eq!(track.signed_at(), Some(Timestamp(1_800_000_240_000)));
        assert_eq!(track.stuck_at(Span::hours(48)), None);
    }

    #[test]
    fn what_does_not_move_is_stuck() {
        let silent = Span::hours(48);
        let new = Track::new("sf", "1", Timestamp(0));
        assert!(!new.is_stuck(silent, Timestamp(silent.0 - 1)));
        assert!(new.is_stuck(silent, Timestamp(silent.0)));
    }

    fn events() -> impl Strategy<Value = Vec<Event>> {
        let source = prop_oneof![
            (1_u64..3).prop_map(|n| Source::Pasted(StaffId(n))),
            (1_u64..3).prop_map(|n| Source::Hand(StaffId(n))),
            "[ab]".prop_map(Source::Plugin),
        ];
        let one = (
            0_i64..240_000,
            proptest::sample::select(Stage::ALL),
            "[已签 ]{0,2}",
            proptest::option::of("[杭沪]"),
            source,
        );
        let one = one.prop_map(|(at, stage, text, place, source)| Event {
            at: Timestamp(at),
            stage,
            text,
            place,
            raw_code: None,
            sources: BTreeSet::from([source]),
        });
        proptest::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn merging_is_the_same_in_any_order_and_any_number_of_times(
            mut said in events(),
            cut in 0_usize..12,
            turn in any::<u64>(),
        ) {
            let all = track(said.clone());
            let mut again = all.clone();
            prop_assert!(!again.merge(said.clone()));
            prop_assert_eq!(&again, &all);

            let cut = cut.min(said.len());
            let mut parts = track(said[cut..].to_vec());
            parts.merge(said[..cut].to_vec());
            prop_assert_eq!(&parts.events, &all.events);

            let by = usize::try_from(turn % 7).expect("below seven");
            let most = said.len().max(1);
            said.rotate_left(by % most);
            said.reverse();
            prop_assert_eq!(&track(said).events, &all.events);
        }
    }
}
