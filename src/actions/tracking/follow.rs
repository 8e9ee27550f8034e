//! Every parcel a case names is followed from the moment it is named.

use super::polls::next_poll;
use crate::actions::Moment;
use crate::domain::case::Case;
use crate::domain::ids::CaseId;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelState;
use crate::domain::tracking::Track;
use crate::domain::tracking::carrier::code_of;
use crate::domain::tracking::recognise::normal;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::cases;
use crate::store::tracks;

/// Follows the parcels `case` names and `old` did not. Called by the door with every change.
///
/// # Errors
/// When the disk does.
pub fn follow(
    plan: &mut Plan<'_, '_>,
    old: Option<&Case>,
    case: &Case,
    moment: &Moment,
) -> Result<(), Failure> {
    let known = |parcel: &Parcel| {
        old.is_some_and(|old| {
            let no = &parcel.tracking_no;
            old.parcels.iter().any(|before| before.tracking_no == *no)
        })
    };
    for parcel in case.parcels.iter().filter(|parcel| !known(parcel)) {
        begin(plan, parcel, moment)?;
    }
    Ok(())
}

/// Follows what an open case names and nobody follows yet: cases from before parcels were followed.
///
/// # Errors
/// When the disk does.
pub fn follow_case(plan: &mut Plan<'_, '_>, id: CaseId, moment: &Moment) -> Result<(), Failure> {
    if let Some(case) = cases::by_id(plan, id)? {
        for parcel in &case.parcels {
            if tracks::of_number(plan, &normal(&parcel.tracking_no))?.is_empty() {
                begin(plan, parcel, moment)?;
            }
        }
    }
    Ok(())
}

fn begin(plan: &mut Plan<'_, '_>, parcel: &Parcel, moment: &Moment) -> Result<(), Failure> {
    let number = normal(&parcel.tracking_no);
    let over = matches!(
        parcel.state,
        ParcelState::Signed | ParcelState::Returned | ParcelState::Lost
    );
    let readable = !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric());
    if over || !readable {
        return Ok(());
    }
    let known = tracks::of_number(plan, &number)?;
    if known.is_empty() {
        let mut track = Track::new(code_of(&parcel.carrier, &number), &number, moment.now);
        track.next_poll_at = next_poll(&track, None, moment);
        tracks::save(plan, None, &track)?;
    }
    // Another case knows it: the clock tells this one at once.
    for old in known {
        let track = Track {
            look_at: Some(moment.now),
            ..old.clone()
        };
        tracks::save(plan, Some(&old), &track)?;
    }
    Ok(())
}
