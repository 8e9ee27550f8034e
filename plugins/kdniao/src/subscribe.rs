//! 1008 and 8008: asks to be told when a parcel moves. Where to is set in the vendor's back office,
//! not in the request.

use crate::carriers;
use crate::faults;
use crate::request;
use crate::request::Kind;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::one_by_one;
use aftercare_plugin::settings;

/// Each parcel by itself.
///
/// # Errors
/// What concerns the whole account.
pub fn all(queries: Vec<Query>) -> Result<Vec<Item>> {
    let jd_customer = settings::get("jd-customer");
    let kind = match request::is_plus() {
        true => Kind::SubscribePlus,
        false => Kind::Subscribe,
    };
    one_by_one(queries, |query| {
        let data = carriers::data(query, jd_customer.as_deref())?;
        faults::of_answer(&request::send(kind, &data.to_string())?)?;
        Ok(Outcome::Unchanged)
    })
}
