//! Lists kept under a name: in the rail, and on a page of their own where they are put in order.

mod beginning;
mod page;

pub use beginning::first;
pub use page::change;
pub use page::keep;
pub use page::page;

use super::frame::Frame;
use super::lists::query::Query;
use super::lists::query::with;
use super::visit::Visit;
use crate::actions::views;
use crate::actions::views::Whose;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::lists;
use crate::store::views::SavedView;

/// Counting stops here: `99+` says enough.
const COUNTED: usize = 99;

/// A kept list in the rail.
pub struct RailView {
    pub path: String,
    pub name: String,
    /// How many are there, where that costs nothing.
    pub count: Option<String>,
    pub here: bool,
    query: String,
}

/// The kept lists of this person, then everyone's.
///
/// # Errors
/// When the disk does.
pub fn rail(view: &impl View, visit: &Visit) -> Result<Vec<RailView>, Failure> {
    let viewer = visit.viewer()?;
    let first = beginning::first(visit);
    let mut rail = Vec::new();
    for whose in Whose::ALL {
        for kept in views::of(view, viewer, *whose, &first)?.views {
            rail.push(in_rail(view, visit, kept)?);
        }
    }
    Ok(rail)
}

fn in_rail(view: &impl View, visit: &Visit, kept: SavedView) -> Result<RailView, Failure> {
    let filter = Query::of(&kept.query).filter(visit);
    let count = lists::cheap_count(view, &filter, COUNTED)?;
    Ok(RailView {
        path: with("/cases", &kept.query),
        name: kept.name,
        count: count.filter(|count| count.n > 0).map(written),
        here: false,
        query: kept.query,
    })
}

/// `12`, `99+`
fn written(count: lists::Count) -> String {
    let mut text = formats::count(count.n as u64);
    if count.more {
        text.push('+');
    }
    text
}

/// Marks the kept list that is being shown; returns its name.
pub fn mark_here(frame: &mut Frame, query: &str) -> Option<String> {
    let here = frame.views.iter_mut().find(|kept| kept.query == query)?;
    here.here = true;
    let name = here.name.clone();
    for item in &mut frame.rail {
        item.here = false;
    }
    Some(name)
}
