//! 顺丰丰桥: where a parcel of 顺丰 is, by the routes service.
//!
//! Facts: open.sf-express.com/developSupport/195960; what is not documented is named in README.md.

pub mod faults;
pub mod routes;
pub mod signing;
pub mod stages;

use aftercare_plugin::Account;
use aftercare_plugin::CallContext;
use aftercare_plugin::Courier;
use aftercare_plugin::PluginError;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Query;
use aftercare_plugin::settings;

pub struct SfExpress;

aftercare_plugin::register!(SfExpress: courier);

/// A number of the right form that belongs to nobody.
const NOBODYS: &str = "SF0000000000000";

impl Account for SfExpress {
    /// Asks for a parcel that does not exist: whatever is said of the parcel, the platform has
    /// taken the signature.
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        let partner = settings::need("partner-id")?;
        match routes::ask(&[NOBODYS], "") {
            Ok(_) => {}
            Err(PluginError::NotFound(_) | PluginError::Invalid(_) | PluginError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(AccountInfo {
            display_name: partner.clone(),
            external_id: partner,
            scopes: vec!["EXP_RECE_SEARCH_ROUTES".to_owned()],
            attrs: Vec::new(),
        })
    }
}

impl Courier for SfExpress {
    fn track(_ctx: &CallContext, queries: Vec<Query>) -> Result<Vec<Item>> {
        routes::track(queries)
    }
}
