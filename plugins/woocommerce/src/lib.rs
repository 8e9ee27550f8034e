//! WooCommerce REST v3: orders and refunds come, approved refunds go, webhooks are read.
//!
//! Facts: the vendor's documentation and its own source; what neither says is named in README.md.

pub mod decisions;
pub mod money;
pub mod orders;
pub mod paging;
pub mod push;
pub mod refunds;
pub mod request;
pub mod states;
pub mod words;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Marketplace;
use aftercare_plugin::MarketplaceOrder;
use aftercare_plugin::MarketplacePush;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::marketplace::Ack;
use aftercare_plugin::marketplace::Decision;
use aftercare_plugin::marketplace::Mapping;
use aftercare_plugin::marketplace::Order;
use aftercare_plugin::marketplace::OrderPage;
use aftercare_plugin::marketplace::Reading;
use aftercare_plugin::marketplace::Request;
use aftercare_plugin::marketplace::RequestPage;
use aftercare_plugin::marketplace::Window;
use aftercare_plugin::push::Incoming;

pub struct WooCommerce;

aftercare_plugin::register!(WooCommerce: marketplace, marketplace_order, marketplace_push);

impl Account for WooCommerce {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let shop = request::shop()?;
        let answer = request::get("orders", &[("per_page", "1"), ("_fields", "id")])?;
        paging::rows(&answer)?;
        Ok(AccountInfo {
            external_id: shop.clone(),
            display_name: shop,
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Marketplace for WooCommerce {
    fn pull_orders(_ctx: &CallContext, window: &Window) -> Result<OrderPage> {
        orders::pull(window)
    }

    fn pull_requests(_ctx: &CallContext, window: &Window) -> Result<RequestPage> {
        refunds::pull(window)
    }

    fn get_request(_ctx: &CallContext, id: &str) -> Result<Request> {
        refunds::get(id)
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

impl MarketplaceOrder for WooCommerce {
    fn get_order(_ctx: &CallContext, id: &str) -> Result<Order> {
        orders::get(id)
    }
}

impl MarketplacePush for WooCommerce {
    fn read(_ctx: &CallContext, request: &Incoming) -> Result<Reading> {
        push::read(request)
    }
}
