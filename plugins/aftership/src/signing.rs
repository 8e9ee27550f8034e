//! The optional signature of requests (`as-signature-hmac-sha256`), for accounts that demand it.
//! Valid three minutes before and after.

use aftercare_plugin::Result;
use aftercare_plugin::encode;
use aftercare_plugin::settings;
use aftercare_plugin::time;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Part;

/// Seconds that the date of a request may be off.
pub const WINDOW_S: u32 = 180;

/// What a signature is made of.
pub struct Signed<'s> {
    pub method: &'s str,
    /// The path of the URL, with its query in the order of its names.
    pub resource: &'s str,
    /// Empty when there is none.
    pub body: &'s str,
    /// RFC 1123.
    pub date: &'s str,
}

/// Whether this account signs its requests.
pub fn is_on() -> bool {
    settings::get("signing").as_deref() == Some("hmac")
}

/// Now, as `date` wants it.
///
/// # Errors
/// `internal`: the desk does not know the pattern.
pub fn date() -> Result<String> {
    time::now_as("%a, %d %b %Y %H:%M:%S GMT", "UTC")
}

/// Method, MD5 of the body, its type, date, the `as-` headers, resource: a line each. The key of
/// the account stands in it, so it is never put together here.
///
/// # Errors
/// `internal`: the desk has no MD5.
pub fn string(signed: &Signed<'_>) -> Result<Vec<Part>> {
    let (sum, kind) = match signed.body {
        "" => (String::new(), ""),
        body => {
            let sum = vault::digest("md5", &[vault::text(body)])?;
            (encode::hex_upper(&sum), "application/json")
        }
    };
    let Signed {
        method,
        resource,
        date,
        ..
    } = signed;
    Ok(vec![
        vault::text(&format!("{method}\n{sum}\n{kind}\n{date}\nas-api-key:")),
        vault::secret("api-key"),
        vault::text(&format!("\n{resource}")),
    ])
}

/// # Errors
/// `auth(missing)` when there is no secret to sign with.
pub fn signature(signed: &Signed<'_>) -> Result<String> {
    vault::hmac_base64("sha256", &[vault::secret("api-secret")], &string(signed)?)
}
