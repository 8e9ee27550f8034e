//! One parcel's way: the timeline from all sources, events by hand and from pasted text, and whose
//! number it is.

mod change;
mod show;
mod way;

pub use change::add_event;
pub use change::paste;
pub use change::set_carrier;
pub use show::page;
pub use way::Way;
pub use way::way_of;

use super::visit::Visit;
use crate::domain::tracking::Track;

/// The path of a parcel's page.
fn path(track: &Track) -> String {
    format!("/parcels/{}/{}", track.carrier, track.number)
}

/// Whether this person may add to what is known of a parcel.
fn may_change(visit: &Visit) -> bool {
    let viewer = visit.viewer();
    viewer.is_ok_and(|viewer| viewer.must_be(super::ownerless::HANDLERS).is_ok())
}
