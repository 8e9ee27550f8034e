//! The "test the connection" button.

pub use crate::bindings::account::exports::aftercare::plugin::account::AccountInfo;

use crate::CallContext;
use crate::Exported;
use crate::Result;
use crate::bindings::account::exports::aftercare::plugin::account::Guest;

/// Every plugin with a service behind it has this.
pub trait Account: 'static {
    /// Asks the service who we are. Must change nothing there.
    ///
    /// # Errors
    /// Why the settings or the secrets cannot be right.
    fn verify(ctx: &CallContext) -> Result<AccountInfo>;
}

impl<P: Account> Guest for Exported<P> {
    fn verify(ctx: CallContext) -> Result<AccountInfo> {
        crate::panic::tell();
        P::verify(&ctx)
    }
}
