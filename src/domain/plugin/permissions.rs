//! What a plugin asks for: where it may send requests, what it keeps, what it is told. Read from
//! the manifest; nothing holds before the owner has agreed.

use super::fault::Why;
use super::host;
use super::limits;
use super::reading::Part;
use super::reading::Reading;
use super::words;
use super::words::Localised;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// A method of HTTP.
    pub enum Method {
        Get = "GET",
        Head = "HEAD",
        Post = "POST",
        Put = "PUT",
        Patch = "PATCH",
        Delete = "DELETE",
    }
}

codes! {
    /// What the desk hands over to a plugin. Said by `phrases::plugins`.
    pub enum DataField {
        ShipmentNumber = "shipment.number",
        ShipmentCarrier = "shipment.carrier",
        /// The last four digits: 顺丰 asks for them.
        BuyerPhoneTail = "buyer.phone-tail",
        BuyerPhone = "buyer.phone",
        BuyerName = "buyer.name",
        BuyerAddress = "buyer.address",
        /// The words of a message to a buyer.
        MessageText = "message.text",
        /// The words of an alert to staff.
        AlertText = "alert.text",
        /// What was decided on a request of the marketplace, and the amount.
        Decision = "decision",
        /// Where goods are sent back to.
        ReturnAddress = "shop.return-address",
        /// An approved entry of money, with the number of the payment it pays back.
        Payment = "payment",
        /// Number, kind, state, reason, dates, amount, lines and tags of a case.
        CaseFacts = "case.facts",
    }
}

impl DataField {
    /// Whether it tells who someone is.
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            DataField::BuyerPhoneTail
                | DataField::BuyerPhone
                | DataField::BuyerName
                | DataField::BuyerAddress
                | DataField::MessageText
        )
    }
}

/// A row of `[[permissions.http]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Http {
    /// `https://host`, `https://host:8443`, `https://*.host` or `https://{setting:key}`, where the
    /// setting is a domain; `{setting:key}` alone, where it is a URL.
    pub origin: String,
    /// What the host of a setting has to look like: `*.myshopify.com`.
    #[serde(default)]
    pub pattern: Option<String>,
    /// What a path begins with.
    pub paths: Vec<String>,
    pub methods: Vec<Method>,
    /// The publisher's words.
    pub reason: Localised,
    pub rate: Rate,
    /// Asks for a host in the shop's own network.
    #[serde(default)]
    pub private: bool,
}

/// How often an origin may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub per_second: u32,
    pub burst: u32,
    /// Within any sixty seconds, where the other side counts so (a robot of 企业微信: 20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
    pub per_day: u32,
}

/// What a manifest that says nothing gets.
pub const RATE: Rate = Rate {
    per_second: 5,
    burst: 10,
    per_minute: None,
    per_day: 20_000,
};
const RATE_CEILING: Rate = Rate {
    per_second: 50,
    burst: 100,
    per_minute: Some(3_000),
    per_day: 1_000_000,
};

/// All that a manifest asks for, apart from the limits of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions {
    #[serde(default)]
    pub http: Vec<Http>,
    /// KiB an account may keep; 0 when it keeps nothing.
    #[serde(default)]
    pub kv_kib: u32,
    /// Raised when what is kept has another form, so that a roll-back brings the old back.
    #[serde(default)]
    pub kv_schema: u32,
    /// KiB of a request that comes in; none when nothing may.
    #[serde(default)]
    pub webhook_kib: Option<u32>,
    #[serde(default)]
    pub data: Vec<DataField>,
    /// Secrets the plugin itself may read, which the owner agrees to one by one.
    #[serde(default)]
    pub reveal: Vec<String>,
}

impl Http {
    /// The setting that names the host, if one does.
    pub fn setting(&self) -> Option<&str> {
        let begin = self.origin.find("{setting:")? + "{setting:".len();
        self.origin[begin..].strip_suffix('}')
    }
}

/// `https://{setting:key}` with the setting's value in it; of a setting that is a whole URL only
/// its origin counts. None: the setting is empty.
pub fn filled(origin: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (Some(begin), Some(end)) = (origin.find("{setting:"), origin.find('}')) else {
        return Some(origin.to_owned());
    };
    let value = value(&origin[begin + "{setting:".len()..end])?;
    let whole = format!("{}{value}{}", &origin[..begin], &origin[end + 1..]);
    let (scheme, rest) = whole.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

pub(super) fn read(reading: &mut Reading<'_>, top: &Part<'_>) -> Permissions {
    let Some(part) = reading.part(top, "permissions") else {
        return Permissions::default();
    };
    reading.only(&part, &["http", "kv", "webhook", "data", "secrets"]);
    let mut permissions = Permissions::default();
    for row in reading.parts(&part, "http", 40) {
        permissions.http.extend(http(reading, &row));
    }
    if let Some(kv) = reading.part(&part, "kv") {
        reading.only(&kv, &["quota-kib", "schema"]);
        let quota = reading.number(&kv, "quota-kib", (1, limits::KV_KIB_CEILING.into()));
        permissions.kv_kib = small(quota).unwrap_or(limits::KV_KIB);
        permissions.kv_schema = small(reading.number(&kv, "schema", (0, 1_000_000))).unwrap_or(0);
    }
    if let Some(webhook) = reading.part(&part, "webhook") {
        reading.only(&webhook, &["max-kib"]);
        let most = reading.number(&webhook, "max-kib", (1, limits::WEBHOOK_KIB_CEILING.into()));
        permissions.webhook_kib = Some(small(most).unwrap_or(limits::WEBHOOK_KIB));
    }
    if let Some(data) = reading.part(&part, "data") {
        reading.only(&data, &["fields"]);
        let codes = reading.texts(&data, "fields", 40, "fields = [\"shipment.number\"]");
        permissions.data = members(
            reading,
            &data,
            "fields",
            &codes,
            DataField::from_code,
            || DataField::ALL.iter().map(|field| field.code()).collect(),
        );
    }
    if let Some(secrets) = reading.part(&part, "secrets") {
        reading.only(&secrets, &["reveal"]);
        permissions.reveal = reading.texts(&secrets, "reveal", 20, "reveal = [\"private-key\"]");
    }
    permissions
}

fn small(number: Option<i64>) -> Option<u32> {
    number.and_then(|n| u32::try_from(n).ok())
}

/// Members of a closed list, sorted; a code that is none is a fault.
pub(super) fn members<T: Copy + Ord>(
    reading: &mut Reading<'_>,
    part: &Part<'_>,
    key: &str,
    codes: &[String],
    from_code: impl Fn(&str) -> Option<T>,
    known: impl Fn() -> Vec<&'static str>,
) -> Vec<T> {
    let mut found = Vec::new();
    for code in codes {
        match from_code(code) {
            Some(member) => found.push(member),
            None => reading.fault(part, key, Why::NotAmong, code, &known().join(", ")),
        }
    }
    found.sort_unstable();
    found
}

fn http(reading: &mut Reading<'_>, part: &Part<'_>) -> Option<Http> {
    reading.only(
        part,
        &[
            "origin", "pattern", "paths", "methods", "reason", "rate", "private",
        ],
    );
    let private = reading.yes(part, "private");
    let written = reading.need_text(part, "origin", "origin = \"https://api.example.com\"");
    let origin = written.and_then(|text| origin(reading, part, &text, private));
    let pattern = pattern(reading, part, origin.as_deref());
    let paths = paths(reading, part);
    let write = "methods = [\"GET\", \"POST\"]";
    let codes = reading.texts(part, "methods", 6, write);
    if codes.is_empty() {
        reading.fault(part, "methods", Why::Missing, "", write);
    }
    let methods = members(reading, part, "methods", &codes, Method::from_code, || {
        Method::ALL.iter().map(|method| method.code()).collect()
    });
    let reason = words::read(reading, part, "reason", true, 120);
    let rate = rate(reading, part);
    Some(Http {
        origin: origin?,
        pattern,
        paths,
        methods,
        reason,
        rate,
        private,
    })
}

fn origin(reading: &mut Reading<'_>, part: &Part<'_>, text: &str, private: bool) -> Option<String> {
    let example = "origin = \"https://api.example.com\"";
    let of_setting = text.strip_prefix("https://").unwrap_or(text);
    if let Some(key) = of_setting.strip_prefix("{setting:") {
        let key = key
            .strip_suffix('}')
            .filter(|key| super::settings::is_key(key));
        if key.is_none() {
            let write = "origin = \"https://{setting:store-domain}\"";
            reading.fault(part, "origin", Why::OriginForm, text, write);
        }
        return key.map(|_| text.to_owned());
    }
    if text.starts_with("http://") && !private {
        reading.fault(
            part,
            "origin",
            Why::OriginPlain,
            text,
            &text.replacen("http", "https", 1),
        );
        return None;
    }
    let (starred, plain) = match text.strip_prefix("https://*.") {
        Some(rest) => ("*.", format!("https://{rest}")),
        None => ("", text.to_owned()),
    };
    let Some((scheme, name, port)) = host::origin(&plain, private && starred.is_empty()) else {
        let literal = starred.is_empty() && host::origin(&plain, true).is_some();
        let why = if literal {
            Why::OriginLiteral
        } else {
            Why::OriginForm
        };
        reading.fault(part, "origin", why, text, example);
        return None;
    };
    let usual = if scheme == "https" { 443 } else { 80 };
    let port = port.filter(|port| *port != usual);
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    Some(format!("{scheme}://{starred}{name}{port}"))
}

fn pattern(reading: &mut Reading<'_>, part: &Part<'_>, origin: Option<&str>) -> Option<String> {
    let write = "pattern = \"*.myshopify.com\"";
    let text = reading.text(part, "pattern", write)?;
    if origin.is_some_and(|origin| !origin.contains("{setting:")) {
        reading.fault(
            part,
            "pattern",
            Why::PatternAlone,
            &text,
            "origin = \"https://{setting:store-domain}\"",
        );
        return None;
    }
    let plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'*');
    if !super::pattern::is_pattern(&text) || !text.bytes().all(plain) {
        reading.fault(part, "pattern", Why::PatternForm, &text, write);
        return None;
    }
    Some(text)
}

fn paths(reading: &mut Reading<'_>, part: &Part<'_>) -> Vec<String> {
    let write = "paths = [\"/poll/\"]";
    let mut paths = reading.texts(part, "paths", 40, write);
    for path in &paths {
        // What the desk normalises away, or could be read in two ways, has no place in a prefix.
        let plain = path.starts_with('/')
            && path.len() <= 200
            && path.bytes().all(|b| b.is_ascii_graphic())
            && !path.contains(['?', '#', '%', '\\', '*', '"', '{', '}'])
            && !path.contains("//")
            && !path.split('/').any(|name| name == "." || name == "..");
        if !plain {
            reading.fault(part, "paths", Why::PathForm, path, write);
        }
    }
    if paths.is_empty() {
        paths.push("/".to_owned());
    }
    paths.sort();
    paths
}

fn rate(reading: &mut Reading<'_>, part: &Part<'_>) -> Rate {
    let Some(row) = reading.part(part, "rate") else {
        return RATE;
    };
    reading.only(&row, &["per-second", "burst", "per-minute", "per-day"]);
    let mut one = |key: &str, most: u32| {
        let number = reading.number(&row, key, (1, most.into()));
        number.and_then(|n| u32::try_from(n).ok())
    };
    let most = RATE_CEILING;
    Rate {
        per_second: one("per-second", most.per_second).unwrap_or(RATE.per_second),
        burst: one("burst", most.burst).unwrap_or(RATE.burst),
        per_minute: one("per-minute", most.per_minute.unwrap_or(u32::MAX)),
        per_day: one("per-day", most.per_day).unwrap_or(RATE.per_day),
    }
}
