//! The desk's codes of carriers beside those of 快递鸟.

use aftercare_plugin::Result;
use aftercare_plugin::courier::Carriers;
use aftercare_plugin::courier::Query;
use aftercare_plugin::failure;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;

/// From the list of carriers in a public copy of the vendor's SDK. FEDEX is its domestic service,
/// FEDEX_GJ the international one.
pub const CARRIERS: Carriers = Carriers {
    vendor: "kdniao",
    rows: &[
        ("sf", "SF"),
        ("zto", "ZTO"),
        ("yto", "YTO"),
        ("sto", "STO"),
        ("yunda", "YD"),
        ("jt", "JTSD"),
        ("jd", "JD"),
        ("ems", "EMS"),
        ("china-post", "YZPY"),
        ("deppon", "DBL"),
        ("ups", "UPS"),
        ("dhl", "DHL"),
        ("usps", "USPS"),
        ("fedex", "FEDEX_GJ"),
        ("fedex", "FEDEX"),
    ],
};

/// A parcel as `RequestData`. 顺丰 wants the last four digits of the phone in `CustomerName`; 京东
/// wants the shop's own number there.
///
/// # Errors
/// `invalid`: the service would answer nothing to it.
pub fn data(query: &Query, jd_customer: Option<&str>) -> Result<Value> {
    let code = CARRIERS
        .theirs(&query.carrier)
        .ok_or_else(|| failure::invalid_field(&query.carrier, Some("carrier"), None))?;
    let mut data = json!({
        "OrderCode": "",
        "ShipperCode": code,
        "LogisticCode": query.number.trim(),
    });
    let customer = match code {
        "SF" => {
            let missing = || failure::invalid_field("SF", Some("phone-tail"), None);
            Some(query.phone_tail.as_deref().ok_or_else(missing)?)
        }
        "JD" => jd_customer,
        _ => None,
    };
    if let Some(customer) = customer {
        data["CustomerName"] = customer.into();
    }
    Ok(data)
}
