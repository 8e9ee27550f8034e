//! 17TRACK v2.2: registers parcels, looks them up forty at a time, reads what is pushed.
//!
//! Facts: asset.17track.net/api/document/v2.2_en; what is not documented is named in README.md.

pub mod carriers;
pub mod faults;
pub mod info;
pub mod push;
pub mod request;
pub mod stages;
pub mod track;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Courier;
use aftercare_plugin::CourierPush;
use aftercare_plugin::CourierSubscribe;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::Reading;
use aftercare_plugin::push::Incoming;

pub struct Track17;

aftercare_plugin::register!(Track17: courier, courier_subscribe, courier_push);

impl Account for Track17 {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        request::quota()?;
        Ok(AccountInfo {
            external_id: String::new(),
            display_name: "17TRACK".to_owned(),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl Courier for Track17 {
    fn track(ctx: &CallContext, queries: Vec<Query>) -> Result<Vec<Item>> {
        track::track(queries, &ctx.timezone)
    }
}

impl CourierSubscribe for Track17 {
    fn subscribe(_ctx: &CallContext, queries: Vec<Query>, _url: &str) -> Result<Vec<Item>> {
        track::register(queries)
    }
}

impl CourierPush for Track17 {
    fn read(ctx: &CallContext, request: &Incoming) -> Result<Reading> {
        push::read(request, &ctx.timezone)
    }
}
