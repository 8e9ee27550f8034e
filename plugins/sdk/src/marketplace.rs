//! Orders and after-sales requests of a marketplace or a shop system.

pub use crate::bindings::imports::aftercare::plugin::marketplace_types::*;

use crate::Account;
use crate::CallContext;
use crate::Exported;
use crate::Result;
use crate::bindings::marketplace::exports::aftercare::plugin::marketplace;
use crate::bindings::marketplace_order::exports::aftercare::plugin::marketplace_order;
use crate::bindings::marketplace_push::exports::aftercare::plugin::marketplace_push;
use crate::failure;
use crate::push::Incoming;

pub use crate::bindings::marketplace_push::exports::aftercare::plugin::marketplace_push::News;

/// What came of one message of the marketplace.
pub type Reading = marketplace_push::Reading;

/// Pulls orders and requests, and carries decisions there. What a plugin does not write is
/// `unsupported`.
pub trait Marketplace: Account {
    /// # Errors
    /// Why nothing could be pulled.
    fn pull_orders(_ctx: &CallContext, _window: &Window) -> Result<OrderPage> {
        Err(failure::unsupported("pull-orders"))
    }

    /// # Errors
    /// Why nothing could be pulled.
    fn pull_requests(ctx: &CallContext, window: &Window) -> Result<RequestPage>;

    /// # Errors
    /// `not-found`, or why it could not be read.
    fn get_request(ctx: &CallContext, id: &str) -> Result<Request>;

    /// Safe to repeat with the same key: what was done already is [`AckState::AlreadyApplied`].
    ///
    /// # Errors
    /// `unknown-outcome` whenever it may have happened.
    fn push_decision(_ctx: &CallContext, _decision: &Decision) -> Result<Ack> {
        Err(failure::unsupported("push-decision"))
    }

    /// # Errors
    /// Why it could not be found out.
    fn check_decision(_ctx: &CallContext, _decision: &Decision) -> Result<Ack> {
        Err(failure::unsupported("check-decision"))
    }

    /// The whole table of foreign states.
    fn states() -> Vec<Mapping>;
}

/// Shows one order.
pub trait MarketplaceOrder: Marketplace {
    /// `id` is an [`Order::external_id`].
    ///
    /// # Errors
    /// `not-found`, or why it could not be read.
    fn get_order(ctx: &CallContext, id: &str) -> Result<Order>;
}

/// Reads what the marketplace sends.
pub trait MarketplacePush: Account {
    /// Checks the signature first.
    ///
    /// # Errors
    /// `auth(bad-signature)` for a wrong one, `invalid` for what cannot be read.
    fn read(ctx: &CallContext, request: &Incoming) -> Result<Reading>;
}

impl<P: Marketplace> marketplace::Guest for Exported<P> {
    fn pull_orders(ctx: CallContext, window: Window) -> Result<OrderPage> {
        crate::panic::tell();
        P::pull_orders(&ctx, &window)
    }

    fn pull_requests(ctx: CallContext, window: Window) -> Result<RequestPage> {
        crate::panic::tell();
        P::pull_requests(&ctx, &window)
    }

    fn get_request(ctx: CallContext, id: String) -> Result<Request> {
        crate::panic::tell();
        P::get_request(&ctx, &id)
    }

    fn push_decision(ctx: CallContext, decision: Decision) -> Result<Ack> {
        crate::panic::tell();
        P::push_decision(&ctx, &decision)
    }

    fn check_decision(ctx: CallContext, decision: Decision) -> Result<Ack> {
        crate::panic::tell();
        P::check_decision(&ctx, &decision)
    }

    fn states(_ctx: CallContext) -> Result<Vec<Mapping>> {
        crate::panic::tell();
        Ok(P::states())
    }
}

impl<P: MarketplaceOrder> marketplace_order::Guest for Exported<P> {
    fn get_order(ctx: CallContext, id: String) -> Result<Order> {
        crate::panic::tell();
        P::get_order(&ctx, &id)
    }
}

impl<P: MarketplacePush> marketplace_push::Guest for Exported<P> {
    fn read(ctx: CallContext, request: Incoming) -> Result<Reading> {
        crate::panic::tell();
        P::read(&ctx, &request)
    }
}
