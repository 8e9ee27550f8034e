//! Short messages to phones.

pub use crate::bindings::imports::aftercare::plugin::sms_types::Message;
pub use crate::bindings::imports::aftercare::plugin::sms_types::Receipt;
pub use crate::bindings::imports::aftercare::plugin::sms_types::ReceiptState;
pub use crate::bindings::imports::aftercare::plugin::sms_types::Sent;
pub use crate::bindings::imports::aftercare::plugin::sms_types::Size;

use crate::Account;
use crate::CallContext;
use crate::Exported;
use crate::Result;
use crate::bindings::sms::exports::aftercare::plugin::sms;
use crate::bindings::sms_check::exports::aftercare::plugin::sms_check;
use crate::bindings::sms_push::exports::aftercare::plugin::sms_push;
use crate::push::Incoming;

/// What came of one message of the gateway.
pub type Reading = sms_push::Reading;

/// A message that the gateway lists as taken.
pub type Found = sms_check::Found;

/// Sends messages.
pub trait Sms: Account {
    /// # Errors
    /// `unknown-outcome` whenever it may have been sent.
    fn send(ctx: &CallContext, message: &Message) -> Result<Sent>;

    /// What became of messages; those it cannot say are left out. By default: none.
    ///
    /// # Errors
    /// Why the gateway did not answer.
    fn query(_ctx: &CallContext, _external_ids: &[String]) -> Result<Vec<Receipt>> {
        Ok(Vec::new())
    }

    /// Into how many pieces it falls, by this gateway's own count. Needs no network.
    ///
    /// # Errors
    /// What no gateway would take.
    fn estimate(ctx: &CallContext, message: &Message) -> Result<Size>;
}

/// Looks a message up whose sending ended unknown.
pub trait SmsCheck: Sms {
    /// `sent_at`: when it was tried. Nothing when the gateway lists no such message.
    ///
    /// # Errors
    /// Why the gateway did not answer.
    fn check(ctx: &CallContext, message: &Message, sent_at: &str) -> Result<Option<Found>>;
}

/// Reads what the gateway sends.
pub trait SmsPush: Account {
    /// # Errors
    /// `auth(bad-signature)` for a wrong signature, `invalid` for what cannot be read.
    fn read(ctx: &CallContext, request: &Incoming) -> Result<Reading>;
}

impl<P: Sms> sms::Guest for Exported<P> {
    fn send(ctx: CallContext, message: Message) -> Result<Sent> {
        crate::panic::tell();
        P::send(&ctx, &message)
    }

    fn query(ctx: CallContext, external_ids: Vec<String>) -> Result<Vec<Receipt>> {
        crate::panic::tell();
        P::query(&ctx, &external_ids)
    }

    fn estimate(ctx: CallContext, message: Message) -> Result<Size> {
        crate::panic::tell();
        P::estimate(&ctx, &message)
    }
}

impl<P: SmsCheck> sms_check::Guest for Exported<P> {
    fn check(ctx: CallContext, message: Message, sent_at: String) -> Result<Option<Found>> {
        crate::panic::tell();
        P::check(&ctx, &message, &sent_at)
    }
}

impl<P: SmsPush> sms_push::Guest for Exported<P> {
    fn read(ctx: CallContext, request: Incoming) -> Result<Reading> {
        crate::panic::tell();
        P::read(&ctx, &request)
    }
}
