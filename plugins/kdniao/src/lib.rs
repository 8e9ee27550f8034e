//! 快递鸟: looks parcels up, has them watched, reads what is pushed, and says whose number it is.
//!
//! Facts: the vendor's SDK copies and its document as printed elsewhere; what is not documented is
//! named in README.md.

pub mod carriers;
pub mod faults;
pub mod push;
pub mod query;
pub mod recognise;
pub mod request;
pub mod states;
pub mod subscribe;

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
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::settings;

pub struct Kdniao;

aftercare_plugin::register!(Kdniao: courier, courier_recognise, courier_subscribe, courier_push);

impl Account for Kdniao {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let id = settings::need("ebusiness-id")?;
        // Signed as every other request, and looks no parcel up.
        recognise::ask("SF1234567890123")?;
        Ok(AccountInfo {
            display_name: id.clone(),
            external_id: id,
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Courier for Kdniao {
    fn look_up(_ctx: &CallContext, query: &Query) -> Result<Outcome> {
        query::look_up(query)
    }
}

impl CourierRecognise for Kdniao {
    fn recognise(_ctx: &CallContext, number: &str) -> Result<Vec<Guess>> {
        recognise::ask(number)
    }
}

impl CourierSubscribe for Kdniao {
    fn subscribe(_ctx: &CallContext, queries: Vec<Query>, _url: &str) -> Result<Vec<Item>> {
        subscribe::all(queries)
    }
}

impl CourierPush for Kdniao {
    fn read(_ctx: &CallContext, request: &Incoming) -> Result<Reading> {
        push::read(request)
    }
}
