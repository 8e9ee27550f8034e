//! `msgDigest`: the three ways of the platform. A partner is set to one of them; the wrong one is
//! answered with A1006.

use aftercare_plugin::Result;
use aftercare_plugin::encode;
use aftercare_plugin::settings;
use aftercare_plugin::vault;
use aftercare_plugin::vault::Form;
use aftercare_plugin::vault::Part;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `Base64(MD5(URLEncoder(msgData + timestamp + checkword)))`, the encoder of Java.
    Standard,
    /// The same without the encoder.
    Plain,
    /// `hex(SM3(msgData + timestamp + checkword))`
    Sm3,
}

/// The way of this account.
pub fn way() -> Way {
    match settings::get("digest").as_deref() {
        Some("md5-plain") => Way::Plain,
        Some("sm3") => Way::Sm3,
        _ => Way::Standard,
    }
}

/// What is hashed. The encoder works character by character, so the secret can be encoded by
/// itself.
pub fn to_hash(way: Way, msg_data: &str, timestamp: &str) -> Vec<Part> {
    let said = format!("{msg_data}{timestamp}");
    match way {
        Way::Standard => vec![
            vault::text(&encode::form(&said)),
            vault::secret_as("checkword", Form::FormEncoded),
        ],
        Way::Plain | Way::Sm3 => vec![vault::text(&said), vault::secret("checkword")],
    }
}

/// # Errors
/// `auth(missing)` when there is no checkword.
pub fn digest(way: Way, msg_data: &str, timestamp: &str) -> Result<String> {
    let parts = to_hash(way, msg_data, timestamp);
    match way {
        Way::Sm3 => vault::sm3_hex(&parts),
        Way::Standard | Way::Plain => Ok(encode::base64(&vault::digest("md5", &parts)?)),
    }
}
