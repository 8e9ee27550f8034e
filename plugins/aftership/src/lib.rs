//! AfterShip Tracking 2025-01: creates trackings, looks them up, reads webhooks, detects carriers.
//!
//! Facts: the vendor's SDK and pages; what is not documented is named in README.md.

pub mod carriers;
pub mod detect;
pub mod faults;
pub mod push;
pub mod request;
pub mod signing;
pub mod tags;
pub mod track;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Courier;
use aftercare_plugin::CourierPush;
use aftercare_plugin::CourierRecognise;
use aftercare_plugin::CourierSubscribe;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::courier::Guess;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::push::Incoming;

pub struct AfterShip;

aftercare_plugin::register!(
    AfterShip: courier, courier_recognise, courier_subscribe, courier_push
);

impl Account for AfterShip {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        request::get("/trackings", &[("limit", "1")])?;
        Ok(AccountInfo {
            external_id: String::new(),
            display_name: "AfterShip".to_owned(),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Courier for AfterShip {
    fn track(ctx: &CallContext, queries: Vec<Query>) -> Result<Vec<Item>> {
        track::track(queries, &ctx.timezone)
    }
}

impl CourierRecognise for AfterShip {
    fn recognise(_ctx: &CallContext, number: &str) -> Result<Vec<Guess>> {
        detect::ask(number)
    }
}

impl CourierSubscribe for AfterShip {
    fn subscribe(_ctx: &CallContext, queries: Vec<Query>, _url: &str) -> Result<Vec<Item>> {
        track::create(queries)
    }
}

impl CourierPush for AfterShip {
    fn read(ctx: &CallContext, request: &Incoming) -> Result<Reading> {
        push::read(request, &ctx.timezone)
    }
}
