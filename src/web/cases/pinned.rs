//! Facts pinned above the timeline 事实 (F48).

use super::known::Known;
use super::known::Surroundings;
use crate::domain::case::CaseEvent;
use crate::phrases::formats;

/// One pinned entry.
pub struct Fact {
    pub seq: u64,
    pub said: String,
    pub who: String,
    pub at: String,
}

/// The pinned entries whose words were not erased, as they were pinned.
pub fn facts(
    known: &Known<'_>,
    around: &Surroundings,
    events: &[(CaseEvent, Option<String>)],
) -> Vec<Fact> {
    let pinned = known.case.work.pinned.iter();
    pinned
        .filter_map(|seq| {
            let (event, said) = events.iter().find(|(event, _)| event.seq == *seq)?;
            Some(Fact {
                seq: *seq,
                said: said.clone()?,
                who: around.who(known.words, &event.actor),
                at: formats::short(event.at, known.zone, known.now),
            })
        })
        .collect()
}
