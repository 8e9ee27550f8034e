//! Digests and HMACs over parts, as the desk's vault makes them.

use super::on_desk;
use crate::bindings::imports::aftercare::plugin::vault::Form;
use crate::bindings::imports::aftercare::plugin::vault::Part;
use crate::bindings::imports::aftercare::plugin::vault::VaultError;
use crate::encode;
use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use md5::Digest;

/// The bytes of all parts, secrets filled in.
///
/// # Errors
/// There is no such secret, or it is not written as the form says.
pub fn spell(parts: &[Part]) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => bytes.extend_from_slice(text.as_bytes()),
            Part::Bytes(more) => bytes.extend_from_slice(more),
            Part::Secret(secret) => {
                let value = on_desk(|desk| desk.secrets.get(&secret.name).cloned());
                let value = value.ok_or_else(|| VaultError::NoSuchSecret(secret.name.clone()))?;
                bytes.extend_from_slice(&written(&value, secret.form)?);
            }
        }
    }
    Ok(bytes)
}

fn written(value: &str, form: Form) -> Result<Vec<u8>, VaultError> {
    let bad = || VaultError::Invalid("the secret is not written so".to_owned());
    match form {
        Form::Plain => Ok(value.as_bytes().to_vec()),
        Form::FormEncoded => Ok(encode::form(value).into_bytes()),
        Form::PercentEncoded => Ok(encode::percent(value).into_bytes()),
        Form::Base64Decoded => encode::from_base64(value).map_err(|_| bad()),
        Form::HexDecoded => {
            let digits: Vec<char> = value.chars().collect();
            let pair = |pair: &[char]| {
                u8::from_str_radix(&pair.iter().collect::<String>(), 16).map_err(|_| bad())
            };
            digits.chunks(2).map(pair).collect()
        }
    }
}

/// # Errors
/// See [`spell`]; or the algorithm is unknown.
pub fn digest(alg: &str, parts: &[Part]) -> Result<Vec<u8>, VaultError> {
    let bytes = spell(parts)?;
    match alg {
        "md5" => Ok(md5::Md5::digest(&bytes).to_vec()),
        "sha1" => Ok(sha1::Sha1::digest(&bytes).to_vec()),
        "sha256" => Ok(sha2::Sha256::digest(&bytes).to_vec()),
        "sha512" => Ok(sha2::Sha512::digest(&bytes).to_vec()),
        "sm3" => Ok(sm3::Sm3::digest(&bytes).to_vec()),
        _ => Err(VaultError::Unsupported(alg.to_owned())),
    }
}

/// # Errors
/// See [`digest`].
pub fn hmac(alg: &str, key: &[Part], message: &[Part]) -> Result<Vec<u8>, VaultError> {
    keyed(alg, &spell(key)?, &spell(message)?)
}

/// # Errors
/// See [`digest`].
pub fn hmac_chain(alg: &str, key: &[Part], messages: &[Vec<u8>]) -> Result<Vec<u8>, VaultError> {
    let begin = spell(key)?;
    messages
        .iter()
        .try_fold(begin, |key, message| keyed(alg, &key, message))
}

fn keyed(alg: &str, key: &[u8], message: &[u8]) -> Result<Vec<u8>, VaultError> {
    match alg {
        "md5" => Ok(mac::<Hmac<md5::Md5>>(key, message)),
        "sha1" => Ok(mac::<Hmac<sha1::Sha1>>(key, message)),
        "sha256" => Ok(mac::<Hmac<sha2::Sha256>>(key, message)),
        "sha512" => Ok(mac::<Hmac<sha2::Sha512>>(key, message)),
        "sm3" => Ok(mac::<Hmac<sm3::Sm3>>(key, message)),
        _ => Err(VaultError::Unsupported(alg.to_owned())),
    }
}

fn mac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(key).expect("an HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}
