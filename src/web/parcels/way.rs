//! What happened to a parcel, day by day, as a page shows it.

use super::path;
use crate::domain::case::Case;
use crate::domain::order::Parcel;
use crate::domain::people::Staff;
use crate::domain::time::Span;
use crate::domain::tracking::Carrier;
use crate::domain::tracking::Event;
use crate::domain::tracking::Source;
use crate::domain::tracking::Stage;
use crate::domain::tracking::Track;
use crate::domain::tracking::recognise::normal;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use crate::store::tracks;
use crate::web::Visit;

/// A parcel's way.
pub struct Way {
    pub path: String,
    pub carrier: String,
    pub stage: &'static str,
    /// Someone has to look at it.
    pub trouble: bool,
    /// For how long nothing was heard of it, where that is too long.
    pub stuck: Option<String>,
    /// The newest first.
    pub days: Vec<WayDay>,
    pub count: usize,
}

impl Way {
    /// What happened last.
    pub fn last(&self) -> Option<&WayEntry> {
        self.days.first()?.entries.first()
    }
}

/// One day of it.
pub struct WayDay {
    pub heading: String,
    pub entries: Vec<WayEntry>,
}

/// One event.
pub struct WayEntry {
    pub short: String,
    pub hour: String,
    pub iso: String,
    pub stage: &'static str,
    pub trouble: bool,
    pub text: String,
    /// The carrier's own code, where we do not know what it means.
    pub raw: Option<String>,
    /// Who said so.
    pub sources: String,
}

/// The way of one of a case's parcels, where it is followed.
///
/// # Errors
/// When the disk does.
pub fn way_of(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    parcel: &Parcel,
    silent: Span,
) -> Result<Option<Way>, Failure> {
    let number = normal(&parcel.tracking_no);
    let own = case
        .parcels
        .iter()
        .any(|known| normal(&known.tracking_no) == number);
    if number.is_empty() || !own {
        return Ok(None);
    }
    let mut known = tracks::of_number(view, &number)?;
    let at = known
        .iter()
        .position(|track| track.is_of(&parcel.carrier, &number));
    let track = match at {
        Some(at) => known.swap_remove(at),
        None => match known.pop() {
            Some(track) => track,
            None => return Ok(None),
        },
    };
    way(view, visit, &track, &parcel.carrier, silent).map(Some)
}

/// A track as it is shown. `typed` is what the case calls the carrier.
pub(super) fn way(
    view: &impl View,
    visit: &Visit,
    track: &Track,
    typed: &str,
    silent: Span,
) -> Result<Way, Failure> {
    let staff = people::everyone(view)?;
    let stage = track.stage();
    let stuck = track.is_watched() && track.is_stuck(silent, visit.now);
    Ok(Way {
        path: path(track),
        carrier: carrier_name(visit, track, typed),
        stage: names::stage_name(visit.words, stage),
        trouble: stage.is_trouble(),
        stuck: stuck.then(|| formats::span(visit.words, visit.now.since(track.moved_at()))),
        days: days(visit, &staff, &track.events),
        count: track.events.len(),
    })
}

/// The carrier by its name; what the case calls it, where we do not know it.
pub(super) fn carrier_name(visit: &Visit, track: &Track, typed: &str) -> String {
    let unknown = track.carrier == Carrier::Other.code() && !typed.trim().is_empty();
    names::carrier_said(visit.words, if unknown { typed } else { &track.carrier })
}

/// Events as days, the newest first.
pub(super) fn days(visit: &Visit, staff: &[Staff], events: &[Event]) -> Vec<WayDay> {
    let mut days: Vec<WayDay> = Vec::new();
    for event in events.iter().rev() {
        let heading = formats::day_heading(visit.words, event.at, &visit.zone, visit.now);
        let entry = entry(visit, staff, event);
        match days.last_mut() {
            Some(day) if day.heading == heading => day.entries.push(entry),
            _ => days.push(WayDay {
                heading,
                entries: vec![entry],
            }),
        }
    }
    days
}

fn entry(visit: &Visit, staff: &[Staff], event: &Event) -> WayEntry {
    let words = visit.words;
    let sources: Vec<String> = event
        .sources
        .iter()
        .map(|source| {
            let name = |id| {
                let found = staff.iter().find(|staff| staff.id == id);
                found.map_or("", |staff| staff.display_name.as_str())
            };
            match source {
                Source::Pasted(id) => words.with("parcel-by-paste", &[("name", name(*id).into())]),
                Source::Hand(id) => words.with("parcel-by-hand", &[("name", name(*id).into())]),
                Source::Plugin(id) => words.with("parcel-by-plugin", &[("id", id.into())]),
            }
        })
        .collect();
    WayEntry {
        short: formats::short(event.at, &visit.zone, visit.now),
        hour: formats::hour(event.at, &visit.zone),
        iso: formats::iso(event.at, &visit.zone),
        stage: names::stage_name(words, event.stage),
        trouble: event.stage.is_trouble(),
        text: event.text.clone(),
        raw: event
            .raw_code
            .clone()
            .filter(|_| event.stage == Stage::Unmapped),
        sources: sources.join(words.t("list-separator")),
    }
}
