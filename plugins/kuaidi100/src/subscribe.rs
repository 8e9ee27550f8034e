//! `poll`: asks to be told when a parcel moves.

use crate::carriers;
use crate::carriers::Parcel;
use crate::faults;
use crate::query;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Item;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Query;
use aftercare_plugin::courier::one_by_one;
use aftercare_plugin::http::Request;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::settings;
use aftercare_plugin::vault;

const SUBSCRIBE: &str = "https://poll.kuaidi100.com/poll";
/// Where the desk puts the secrets. Neither stands in a number or an address.
const KEY: &str = "{{secret:key}}";
const SALT: &str = "{{secret:salt}}";

/// Each parcel by itself; the service takes one at a time.
///
/// # Errors
/// What concerns the whole account.
pub fn all(queries: Vec<Query>, callback_url: &str) -> Result<Vec<Item>> {
    let detail = settings::get("detail").unwrap_or_else(|| "4".to_owned());
    one_by_one(queries, |query| one(query, callback_url, &detail))
}

fn one(query: &Query, callback_url: &str, detail: &str) -> Result<Outcome> {
    let parcel = carriers::parcel(query)?;
    let param = param(&parcel, callback_url, detail);
    // Watching twice is answered with 501, so a request may be sent again.
    let answer = Request::post(SUBSCRIBE)
        .reads_only()
        .form(&[("schema", "json"), ("param", &param)])
        .secret_in_json(KEY, vec![vault::secret("key")])
        .secret_in_json(SALT, vec![vault::secret("salt")])
        .send()?
        .ok()?;
    let body = answer.json()?;
    faults::of_subscription(&query::code(&body), query::message(&body))?;
    Ok(Outcome::Unchanged)
}

/// The JSON text of a subscription; the secrets are put in by the desk.
pub fn param(parcel: &Parcel<'_>, callback_url: &str, detail: &str) -> String {
    let mut parameters = json!({ "callbackurl": callback_url, "salt": SALT });
    if !parcel.phone.is_empty() {
        parameters["phone"] = parcel.phone.into();
    }
    if detail != "0" {
        parameters["resultv2"] = detail.into();
    }
    json!({
        "company": parcel.com,
        "number": parcel.num,
        "key": KEY,
        "parameters": parameters,
    })
    .to_string()
}
