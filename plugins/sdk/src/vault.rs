//! Secrets have names; the desk computes with them.

pub use crate::bindings::imports::aftercare::plugin::vault::Form;
pub use crate::bindings::imports::aftercare::plugin::vault::Part;

use crate::Result;
use crate::bindings::imports::aftercare::plugin::vault::SecretPart;
use crate::desk;
use crate::encode;
use crate::failure;

/// A piece of what is hashed or sent.
pub fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

pub fn bytes(bytes: &[u8]) -> Part {
    Part::Bytes(bytes.to_vec())
}

/// The secret as the owner typed it.
pub fn secret(name: &str) -> Part {
    secret_as(name, Form::Plain)
}

/// The secret, written another way first.
pub fn secret_as(name: &str, form: Form) -> Part {
    Part::Secret(SecretPart {
        name: name.to_owned(),
        form,
    })
}

/// The digest over all parts, one after the other. Algorithms: "md5", "sha1", "sha256", "sha512",
/// "sm3".
///
/// # Errors
/// `auth(missing)` when there is no such secret.
pub fn digest(alg: &str, parts: &[Part]) -> Result<Vec<u8>> {
    desk::vault::digest(alg, parts).map_err(failure::of_vault)
}

/// # Errors
/// As [`digest`].
pub fn md5_hex(parts: &[Part]) -> Result<String> {
    Ok(encode::hex(&digest("md5", parts)?))
}

/// # Errors
/// As [`digest`].
pub fn md5_hex_upper(parts: &[Part]) -> Result<String> {
    Ok(encode::hex_upper(&digest("md5", parts)?))
}

/// # Errors
/// As [`digest`].
pub fn sha256_hex(parts: &[Part]) -> Result<String> {
    Ok(encode::hex(&digest("sha256", parts)?))
}

/// # Errors
/// As [`digest`].
pub fn sm3_hex(parts: &[Part]) -> Result<String> {
    Ok(encode::hex(&digest("sm3", parts)?))
}

/// # Errors
/// As [`digest`].
pub fn hmac(alg: &str, key: &[Part], message: &[Part]) -> Result<Vec<u8>> {
    desk::vault::hmac(alg, key, message).map_err(failure::of_vault)
}

/// # Errors
/// As [`digest`].
pub fn hmac_base64(alg: &str, key: &[Part], message: &[Part]) -> Result<String> {
    Ok(encode::base64(&hmac(alg, key, message)?))
}

/// Each output is the key of the next: the signatures of Tencent Cloud and AWS.
///
/// # Errors
/// As [`digest`].
pub fn hmac_chain(alg: &str, key: &[Part], messages: &[Vec<u8>]) -> Result<Vec<u8>> {
    desk::vault::hmac_chain(alg, key, messages).map_err(failure::of_vault)
}

/// "rsa-sha256", "rsa-pss-sha256", "ed25519" with a private key.
///
/// # Errors
/// As [`digest`].
pub fn sign(alg: &str, secret: &str, message: &[u8]) -> Result<Vec<u8>> {
    desk::vault::sign(alg, secret, message).map_err(failure::of_vault)
}

/// "aes-cbc-pkcs7", "aes-cbc", "aes-ecb-pkcs7".
///
/// # Errors
/// As [`digest`].
pub fn decrypt(alg: &str, key: &[Part], iv: &[u8], data: &[u8]) -> Result<Vec<u8>> {
    desk::vault::decrypt(alg, key, iv, data).map_err(failure::of_vault)
}

/// Keeps a secret learned on the way, of a name the manifest declares as rotating.
///
/// # Errors
/// As [`digest`].
pub fn put(name: &str, value: &str, expires: Option<&str>) -> Result<()> {
    desk::vault::put(name, value, expires).map_err(failure::of_vault)
}

/// When a secret that was put runs out.
pub fn expires(name: &str) -> Option<String> {
    desk::vault::expires(name)
}
