//! The row that logs a contact in two clicks: the channel, then what came of it (R94).

use super::known::Known;
use super::offered;
use super::work::May;
use crate::domain::case::CaseEvent;
use crate::domain::case::Field;
use crate::domain::case::Verb;
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::phrases::names;
use crate::web::choices::Choice;

/// The choices of the row; the channel used last stands first in mind.
pub struct Contacts {
    pub channels: Vec<Choice>,
    pub outcomes: Vec<Choice>,
}

impl Contacts {
    pub(super) fn of(
        known: &Known<'_>,
        events: &[(CaseEvent, Option<String>)],
        may: &May<'_>,
    ) -> Option<Contacts> {
        if !may.do_it(Verb::LogContact) {
            return None;
        }
        let last = events.iter().rev().find_map(|(event, _)| {
            let name = Field::ContactChannel.code();
            let fact = event.facts.iter().find(|(known, _)| known == name)?;
            ContactChannel::from_code(&fact.1)
        });
        let last = last.unwrap_or(ContactChannel::PhoneOut);
        let channels = ContactChannel::ALL.iter();
        let outcomes = ContactOutcome::ALL.iter();
        Some(Contacts {
            channels: offered::radio(
                last.code(),
                channels.map(|c| (c.code(), names::contact_channel_name(known.words, *c))),
            ),
            outcomes: offered::radio(
                "",
                outcomes.map(|o| (o.code(), names::contact_outcome_name(known.words, *o))),
            ),
        })
    }
}
