//! Medusa v2: orders, returns, exchanges and claims come from the admin API; receipts, refunds and
//! cancellations go there.
//!
//! Facts: the vendor's source and documentation; what neither says is named in README.md.

pub mod decisions;
pub mod money;
pub mod orders;
pub mod payments;
pub mod receiving;
pub mod request;
pub mod requests;
pub mod states;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Marketplace;
use aftercare_plugin::MarketplaceOrder;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::marketplace::Ack;
use aftercare_plugin::marketplace::Decision;
use aftercare_plugin::marketplace::Mapping;
use aftercare_plugin::marketplace::Order;
use aftercare_plugin::marketplace::OrderPage;
use aftercare_plugin::marketplace::Request;
use aftercare_plugin::marketplace::RequestPage;
use aftercare_plugin::marketplace::Window;

pub struct Medusa;

aftercare_plugin::register!(Medusa: marketplace, marketplace_order);

impl Account for Medusa {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let shop = request::shop()?;
        request::get("orders", &[("limit", "1"), ("fields", "id")])?;
        Ok(AccountInfo {
            external_id: shop.clone(),
            display_name: shop,
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Marketplace for Medusa {
    fn pull_orders(_ctx: &CallContext, window: &Window) -> Result<OrderPage> {
        orders::pull(window)
    }

    fn pull_requests(_ctx: &CallContext, window: &Window) -> Result<RequestPage> {
        requests::pull(window)
    }

    fn get_request(_ctx: &CallContext, id: &str) -> Result<Request> {
        requests::get(id)
    }

    fn push_decision(_ctx: &CallContext, decision: &Decision) -> Result<Ack> {
        decisions::push(decision)
    }

    fn check_decision(_ctx: &CallContext, decision: &Decision) -> Result<Ack> {
        decisions::check(decision)
    }

    fn states() -> Vec<Mapping> {
        states::table()
    }
}

impl MarketplaceOrder for Medusa {
    fn get_order(_ctx: &CallContext, id: &str) -> Result<Order> {
        orders::get(id)
    }
}
