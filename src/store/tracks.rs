//! The ways of parcels. Written only by `actions::tracking`. A parcel belongs to the cases that
//! name its number; quick find knows them.

use super::find;
use super::index;
use super::index::IndexRow;
use super::key::Key;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Track;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// A parcel's carrier and number, as its track is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    pub carrier: String,
    pub number: String,
}

/// At most so many cases of one number are looked at.
const CASES: usize = 50;

fn key(carrier: &str, number: &str) -> Vec<u8> {
    Key::new().text(number).text(carrier).build()
}

/// The index rows of a track: when it is asked for, and when it is looked at.
pub(super) fn rows(track: &Track) -> Vec<IndexRow> {
    let row = |table: Table, at: Timestamp| {
        let key = Key::new()
            .i64(at.0)
            .text(&track.number)
            .text(&track.carrier);
        ((table, key.build()), Vec::new())
    };
    let poll = track.next_poll_at.map(|at| row(Table::TrackPolls, at));
    let look = track.look_at.map(|at| row(Table::TrackLooks, at));
    poll.into_iter().chain(look).collect()
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn find(view: &impl View, carrier: &str, number: &str) -> Result<Option<Track>> {
    view.get(Table::Tracks, &key(carrier, number))
}

/// Every track of a number: more than one only while carriers disagree.
pub fn of_number(view: &impl View, number: &str) -> Result<Vec<Track>> {
    let from = Key::new().text(number);
    let (start, end) = (from.clone().build(), from.end());
    let rows = view.list(Table::Tracks, &start, &end, Direction::Forward, CASES)?;
    Ok(rows.into_iter().map(|(_, track)| track).collect())
}

/// The cases that name a number.
pub fn case_ids(view: &impl View, number: &str) -> Result<Vec<CaseId>> {
    let found = find::exactly(view, &find::normal(number), CASES)?;
    Ok(found
        .into_iter()
        .filter(|(what, _)| *what == find::What::Case as u8)
        .map(|(_, id)| CaseId(id))
        .collect())
}

/// The parcels that are to be asked for by `now`, the longest overdue first.
pub fn due_for_polling(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Track>> {
    until(view, Table::TrackPolls, now, limit)
}

/// The parcels the clock has to look at by `now`, the longest overdue first.
pub fn due_for_a_look(view: &impl View, now: Timestamp, limit: usize) -> Result<Vec<Name>> {
    let tracks = until(view, Table::TrackLooks, now, limit)?;
    Ok(tracks
        .into_iter()
        .map(
            |Track {
                 carrier, number, ..
             }| Name { carrier, number },
        )
        .collect())
}

fn until(view: &impl View, table: Table, now: Timestamp, limit: usize) -> Result<Vec<Track>> {
    let to = Key::new().i64(now.0.saturating_add(1)).build();
    let mut found = Vec::new();
    for row in view.keys(table, &[], &to, limit)? {
        // What follows the moment is the record's own key.
        let own = row.get(8..).unwrap_or_default();
        found.extend(view.get::<Track>(Table::Tracks, own)?);
    }
    Ok(found)
}

/// Writes a track and moves its rows from those of `old`, which may have another name.
pub fn save(plan: &mut Plan<'_, '_>, old: Option<&Track>, new: &Track) -> Result<()> {
    let before = old.map(rows).unwrap_or_default();
    index::move_rows(plan, before, rows(new));
    if let Some(old) = old
        && (&old.carrier, &old.number) != (&new.carrier, &new.number)
    {
        plan.remove(Table::Tracks, key(&old.carrier, &old.number));
    }
    plan.put(Table::Tracks, key(&new.carrier, &new.number), new)
}

/// Removes a track that was merged into another one.
pub fn remove(plan: &mut Plan<'_, '_>, track: &Track) {
    index::move_rows(plan, rows(track), Vec::new());
    plan.remove(Table::Tracks, key(&track.carrier, &track.number));
}
