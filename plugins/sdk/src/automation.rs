//! Facts of a case in, suggestions and requests out. No network, no account.

pub use crate::bindings::imports::aftercare::plugin::automation_types::CaseEvent;
pub use crate::bindings::imports::aftercare::plugin::automation_types::CaseFacts;
pub use crate::bindings::imports::aftercare::plugin::automation_types::CaseLine;
pub use crate::bindings::imports::aftercare::plugin::automation_types::Request;

use crate::CallContext;
use crate::Exported;
use crate::Result;
use crate::bindings::automation::exports::aftercare::plugin::automation::Guest;

/// Wants nothing unless it is written.
pub trait Automation: 'static {
    /// Something happened on a case.
    ///
    /// # Errors
    /// Why it cannot say.
    fn on_event(_ctx: &CallContext, _event: &CaseEvent) -> Result<Vec<Request>> {
        Ok(Vec::new())
    }

    /// Someone asks for advice.
    ///
    /// # Errors
    /// Why it cannot say.
    fn advise(_ctx: &CallContext, _facts: &CaseFacts) -> Result<Vec<Request>> {
        Ok(Vec::new())
    }
}

impl<P: Automation> Guest for Exported<P> {
    fn on_event(ctx: CallContext, event: CaseEvent) -> Result<Vec<Request>> {
        crate::panic::tell();
        P::on_event(&ctx, &event)
    }

    fn advise(ctx: CallContext, facts: CaseFacts) -> Result<Vec<Request>> {
        crate::panic::tell();
        P::advise(&ctx, &facts)
    }
}
