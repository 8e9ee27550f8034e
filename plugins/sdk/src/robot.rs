//! A word to staff in the chat they have open anyway.

pub use crate::bindings::robot::exports::aftercare::plugin::robot::Alert;
pub use crate::bindings::robot::exports::aftercare::plugin::robot::Urgency;

use crate::Account;
use crate::CallContext;
use crate::Exported;
use crate::Result;
use crate::bindings::robot::exports::aftercare::plugin::robot::Guest;

/// Posts alerts.
pub trait Robot: Account {
    /// # Errors
    /// Why it was not posted.
    fn post(ctx: &CallContext, alert: &Alert) -> Result<()>;
}

impl<P: Robot> Guest for Exported<P> {
    fn post(ctx: CallContext, alert: Alert) -> Result<()> {
        crate::panic::tell();
        P::post(&ctx, &alert)
    }
}
