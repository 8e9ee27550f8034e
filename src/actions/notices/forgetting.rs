//! What nobody needs any more: yesterday's counts, and receipts that belong to no message.

use super::day;
use crate::actions::Moment;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::outbox;
use crate::store::receipts;

/// A receipt waits so long for its message.
const EARLY: Span = Span::days(3);
/// Rows of one command.
const SLICE: usize = 500;

/// # Errors
/// When the disk does.
pub fn forget_old(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<usize, Failure> {
    let counts = outbox::forget_counts(plan, day(moment.now) - 1, SLICE)?;
    Ok(counts + receipts::forget_early(plan, moment.now - EARLY, SLICE)?)
}
