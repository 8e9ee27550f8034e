//! Pages of a list by key: the place after which one begins stands in its address.

use super::query::Query;
use crate::store::lists::Found;
use crate::store::lists::From;
use crate::store::lists::Place;
use crate::web::form::Fields;

/// The ways on from a page.
pub struct Pager {
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The bound was met: there may be more, but one has to ask.
    pub cut: bool,
}

impl Pager {
    /// The ways on from a page of the list.
    pub fn of(query: &Query, found: &Found) -> Pager {
        Pager::at(&query.path(), found)
    }

    /// The same for a list at any address.
    pub fn at(path: &str, found: &Found) -> Pager {
        let sign = if path.contains('?') { '&' } else { '?' };
        let to = |name: &str, place: Place| format!("{path}{sign}{name}={}", written(place));
        Pager {
            previous: found.previous.map(|place| to("before", place)),
            next: found.next.map(|place| to("after", place)),
            cut: found.cut,
        }
    }
}

/// Where the page an address asks for begins; an odd place begins the list anew.
pub fn from(fields: &Fields) -> From {
    let place = |name| fields.filled(name).and_then(read);
    match (place("after"), place("before")) {
        (Some(place), _) => From::After(place),
        (None, Some(place)) => From::Before(place),
        (None, None) => From::Start,
    }
}

/// `1795309200000.42`
fn written(place: Place) -> String {
    format!("{}.{}", place.at, place.id)
}

fn read(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('.')?;
    Some(Place {
        at: at.parse().ok()?,
        id: id.parse().ok()?,
    })
}

/// A key as it stands in an address.
pub fn hex(key: &[u8]) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a key from an address; an odd one begins the list anew.
pub fn cursor(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) || text.len() > 256 {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}
