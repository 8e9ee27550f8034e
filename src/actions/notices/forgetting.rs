//! What nobody needs any more: yesterday's counts, and receipts that belong to no message.

use super::day;
use crate::actions::Moment;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::inbox;
use crate::store::outbox;
use crate::store::receipts;

/// A receipt waits so long for its message.
const EARLY: Span = Span::days(3);
/// What came in is in its case, or was nobody's for so long.
const MAILS: Span = Span::days(90);
/// Rows of one command.
const SLICE: usize = 500;

/// # Errors
/// When the disk does.
pub fn forget_old(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<usize, Failure> {
    let counts = outbox::forget_counts(plan, day(moment.now) - 1, SLICE)?;
    let mails = inbox::forget(plan, moment.now - MAILS, SLICE)?;
    Ok(counts + mails + receipts::forget_early(plan, moment.now - EARLY, SLICE)?)
}
