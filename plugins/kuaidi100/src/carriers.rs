//! The desk's codes of carriers beside those of 快递100.

use aftercare_plugin::PluginError;
use aftercare_plugin::courier::Carriers;
use aftercare_plugin::courier::Query;
use aftercare_plugin::failure;

/// From the official demo (`CompanyConstant`) and the document of the query interface. 德邦 has a
/// second code for freight.
pub const CARRIERS: Carriers = Carriers {
    vendor: "kuaidi100",
    rows: &[
        ("sf", "shunfeng"),
        ("zto", "zhongtong"),
        ("yto", "yuantong"),
        ("sto", "shentong"),
        ("yunda", "yunda"),
        ("jt", "jtexpress"),
        ("jd", "jd"),
        ("ems", "ems"),
        ("china-post", "youzhengguonei"),
        ("deppon", "debangkuaidi"),
        ("deppon", "debangwuliu"),
    ],
};

/// Carriers that answer only with the last four digits of the phone.
pub const ASK_THE_PHONE: &[&str] = &["shunfeng", "zhongtong"];

/// A parcel in the vendor's words, checked before it is paid for.
#[derive(Debug)]
pub struct Parcel<'q> {
    pub com: &'q str,
    /// 6 to 32 characters.
    pub num: &'q str,
    pub phone: &'q str,
}

/// # Errors
/// `invalid`: the service would answer nothing to it.
pub fn parcel(query: &Query) -> Result<Parcel<'_>, PluginError> {
    let com = CARRIERS
        .theirs(&query.carrier)
        .ok_or_else(|| failure::invalid_field(&query.carrier, Some("carrier"), None))?;
    let num = query.number.trim();
    let fits = num.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !fits || !(6..=32).contains(&num.len()) {
        return Err(failure::invalid_field(num, Some("number"), None));
    }
    let phone = query.phone_tail.as_deref().unwrap_or_default();
    if phone.is_empty() && ASK_THE_PHONE.contains(&com) {
        return Err(failure::invalid_field(com, Some("phone-tail"), Some("408")));
    }
    Ok(Parcel { com, num, phone })
}
