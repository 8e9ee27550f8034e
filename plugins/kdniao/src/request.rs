//! What every request of 快递鸟 has: the form, the number of its kind, and the signature.

use aftercare_plugin::Result;
use aftercare_plugin::encode;
use aftercare_plugin::http::Request;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Part;

const HANDLE: &str = "https://api.kdniao.com/Ebusiness/EbusinessOrderHandle.aspx";
const SUBSCRIBE: &str = "https://api.kdniao.com/api/dist";

/// The kinds of request and push, as the vendor numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Query,
    QueryPlus,
    Subscribe,
    SubscribePlus,
    Push,
    PushPlus,
    Recognise,
    /// 电子面单: not for tracking; named, so that it is not taken for another.
    Waybill,
}

pub const KINDS: &[(&str, &str, Kind)] = &[
    ("1002", "即时查询", Kind::Query),
    ("8001", "即时查询(增值版)", Kind::QueryPlus),
    ("1008", "物流跟踪订阅", Kind::Subscribe),
    ("8008", "订阅(增值版)", Kind::SubscribePlus),
    ("101", "推送轨迹(基础)", Kind::Push),
    ("102", "推送轨迹(增值)", Kind::PushPlus),
    ("2002", "单号识别", Kind::Recognise),
    ("1007", "电子面单", Kind::Waybill),
];

/// Whether the account has the value-added tier.
pub fn is_plus() -> bool {
    settings::get("tier").as_deref() == Some("plus")
}

/// The number of a kind.
pub fn number(kind: Kind) -> &'static str {
    let row = KINDS.iter().find(|(_, _, known)| *known == kind);
    row.map_or("", |(number, ..)| number)
}

/// `RequestData + ApiKey`
pub fn to_hash(data: &str) -> Vec<Part> {
    vec![vault::text(data), vault::secret("api-key")]
}

/// `base64(md5_hex_lower(RequestData + ApiKey))`: base64 of the hexadecimal text. The form encodes
/// it once more, as every field.
///
/// # Errors
/// `auth(missing)` when there is no key.
pub fn data_sign(data: &str) -> Result<String> {
    Ok(encode::base64(vault::md5_hex(&to_hash(data))?.as_bytes()))
}

/// Sends a request whose `RequestData` is this very text. None of them does harm when it is sent
/// twice.
///
/// # Errors
/// What stands against it; an answer of the service is given back as it is.
pub fn send(kind: Kind, data: &str) -> Result<Value> {
    let id = settings::need("ebusiness-id")?;
    let url = match kind {
        Kind::Subscribe | Kind::SubscribePlus => SUBSCRIBE,
        _ => HANDLE,
    };
    let sign = data_sign(data)?;
    let answer = Request::post(url)
        .reads_only()
        .form(&[
            ("EBusinessID", &id),
            ("RequestType", number(kind)),
            ("RequestData", data),
            ("DataType", "2"),
            ("DataSign", &sign),
        ])
        .send()?
        .ok()?;
    answer.json()
}
