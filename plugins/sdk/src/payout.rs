//! Entries of money that people approved, carried out.

pub use crate::bindings::imports::aftercare::plugin::payout_types::Entry;
pub use crate::bindings::imports::aftercare::plugin::payout_types::PayoutState;
pub use crate::bindings::imports::aftercare::plugin::payout_types::Receipt;

use crate::Account;
use crate::CallContext;
use crate::Exported;
use crate::Result;
use crate::bindings::payout::exports::aftercare::plugin::payout::Guest;

/// Carries out one entry. A plugin never approves.
pub trait Payout: Account {
    /// Safe to repeat with the same key.
    ///
    /// # Errors
    /// `unknown-outcome` whenever money may have moved.
    fn execute(ctx: &CallContext, entry: &Entry) -> Result<Receipt>;

    /// After `unknown-outcome` or `pending`.
    ///
    /// # Errors
    /// `not-found` when it was never begun.
    fn check(ctx: &CallContext, entry: &Entry) -> Result<Receipt>;
}

impl<P: Payout> Guest for Exported<P> {
    fn execute(ctx: CallContext, entry: Entry) -> Result<Receipt> {
        crate::panic::tell();
        P::execute(&ctx, &entry)
    }

    fn check(ctx: CallContext, entry: Entry) -> Result<Receipt> {
        crate::panic::tell();
        P::check(&ctx, &entry)
    }
}
