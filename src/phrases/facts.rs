//! The facts of an event as a person reads them in the timeline.
//!
//! Events keep names and codes (`amount`, `first_response_before`), so that the chain of hashes
//! does not depend on a language; here they become words.

use super::Arg;
use super::Words;
use super::formats;
use super::names;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::Payer;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::case::work::Direction;
use crate::domain::money::Fen;
use crate::domain::order::ParcelState;
use crate::domain::time::Timestamp;
use jiff::tz::TimeZone;

/// Each fact that says something to a person, in the order of the event. Two values before and
/// after are one sentence; a name of a newer version is left out.
pub fn facts(
    words: Words,
    facts: &[(String, String)],
    zone: &TimeZone,
    currency: &str,
) -> Vec<String> {
    let teller = Teller {
        words,
        facts,
        zone,
        currency,
    };
    facts
        .iter()
        .filter_map(|(name, value)| teller.said(name, value))
        .collect()
}

struct Teller<'a> {
    words: Words,
    facts: &'a [(String, String)],
    zone: &'a TimeZone,
    currency: &'a str,
}

impl Teller<'_> {
    fn said(&self, name: &str, value: &str) -> Option<String> {
        let words = self.words;
        match name {
            "amount" => self.one("fact-amount", self.money(value)?),
            "deduction" => self.one("fact-deduction", self.money(value)?),
            "money_at_risk" => self.one("fact-money-at-risk", self.money(value)?),
            "freight_payer" => {
                let payer = names::payer_name(words, Payer::from_code(value)?);
                self.one("fact-freight-payer", payer)
            }
            "outcome" => {
                let outcome = names::outcome_name(words, TimeoutOutcome::from_code(value)?);
                self.one("fact-outcome", outcome)
            }
            "state_before" => {
                let state = names::state_name(words, State::from_code(value)?);
                self.one("fact-state-before", state)
            }
            // Said with the time before it.
            "due" if self.value("due_before").is_some() => None,
            "due" => self.one("fact-due", self.moment(value)?),
            "contact_channel" => {
                let channel = names::contact_channel_name(words, ContactChannel::from_code(value)?);
                Some(channel.to_owned())
            }
            "contact_outcome" => {
                let outcome = names::contact_outcome_name(words, ContactOutcome::from_code(value)?);
                Some(outcome.to_owned())
            }
            // A call says it by its name.
            "direction" if self.value("contact_channel")?.starts_with("phone") => None,
            "direction" => {
                let way = names::direction_name(words, Direction::from_code(value)?);
                Some(way.to_owned())
            }
            "reason_before" => self.one("fact-reason-before", names::reason_name(words, value)),
            "platform_status" => self.one("fact-platform-status", value),
            "level" => self.one("fact-level", value.parse::<i64>().ok()?),
            "files" => self.one("fact-files", value.parse::<i64>().ok()?),
            "pieces" => self.one("fact-pieces", value.parse::<i64>().ok()?),
            "merged" => self.one("fact-merged", value),
            "into" => self.one("fact-into", value),
            "kind_before" => {
                let kind = |code: &str| Some(names::kind_name(words, Kind::from_code(code)?));
                self.two(
                    "fact-kind-changed",
                    kind(value)?,
                    kind(self.value("kind")?)?,
                )
            }
            "parcel_state" => {
                let state = names::parcel_state_name(words, ParcelState::from_code(value)?);
                self.two("fact-parcel-state", self.value("tracking_no")?, state)
            }
            "carrier_before" => {
                let after = names::carrier_said(words, self.value("carrier")?);
                let before = names::carrier_said(words, value);
                self.two("fact-parcel-carrier", before, after)
            }
            "due_before" => {
                let after = self.moment(self.value("due_after")?)?;
                self.two("fact-due-moved", self.moment(value)?, after)
            }
            other => self.deadline_moved(other.strip_suffix("_before")?, value),
        }
    }

    /// A deadline that a new rule pack or calendar moved.
    fn deadline_moved(&self, code: &str, before: &str) -> Option<String> {
        let kind = DeadlineKind::from_code(code)?;
        let after = self.value(&format!("{code}_after"))?;
        Some(self.words.with(
            "fact-deadline-moved",
            &[
                ("deadline", names::deadline_name(self.words, kind).into()),
                ("before", self.moment(before)?.into()),
                ("after", self.moment(after)?.into()),
            ],
        ))
    }

    fn one<'a>(&self, key: &str, value: impl Into<Arg<'a>>) -> Option<String> {
        Some(self.words.with(key, &[("value", value.into())]))
    }

    fn two<'a>(
        &self,
        key: &str,
        before: impl Into<Arg<'a>>,
        after: impl Into<Arg<'a>>,
    ) -> Option<String> {
        let args = [("before", before.into()), ("after", after.into())];
        Some(self.words.with(key, &args))
    }

    fn value(&self, name: &str) -> Option<&str> {
        let (_, value) = self.facts.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    fn money(&self, fen: &str) -> Option<String> {
        Some(formats::money(Fen(fen.parse().ok()?), self.currency))
    }

    fn moment(&self, at: &str) -> Option<String> {
        Some(formats::full(Timestamp(at.parse().ok()?), self.zone))
    }
}
