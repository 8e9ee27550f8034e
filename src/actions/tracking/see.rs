//! Who may see a parcel: whoever may see one of its cases.

use super::tell::cases_of;
use crate::actions::access::Viewer;
use crate::domain::case::Case;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Track;
use crate::domain::tracking::recognise::normal;
use crate::failure::Failure;
use crate::store::View;
use crate::store::tracks;

/// A parcel and the cases of it that this person may see.
#[derive(Debug, Clone)]
pub struct Seen {
    pub track: Track,
    pub cases: Vec<Case>,
}

/// The parcel of this carrier and number.
///
/// # Errors
/// `NotFound` for a missing parcel, and for one whose cases this person may not see.
pub fn see(
    view: &impl View,
    viewer: &Viewer,
    carrier: &str,
    number: &str,
    now: Timestamp,
) -> Result<Seen, Failure> {
    let number = normal(number);
    let kept = tracks::find(view, carrier, &number)?;
    // A case that ended before parcels were followed names a parcel too.
    let track = kept.unwrap_or_else(|| Track::new(carrier, &number, now));
    let mut cases = cases_of(view, &track)?;
    cases.retain(|case| viewer.sees_shop(case.shop));
    let named = track.rev > 0 || track.next_poll_at.is_some() || {
        let of = |case: &Case| {
            let mut parcels = case.parcels.iter();
            parcels.any(|parcel| track.is_of(&parcel.carrier, &parcel.tracking_no))
        };
        cases.iter().any(of)
    };
    match cases.is_empty() || !named {
        true => Err(Failure::NotFound),
        false => Ok(Seen { track, cases }),
    }
}
