//! `META/signature`: who vouches for the sums of a package.

use super::keys::SigningKey;
use crate::domain::plugin::PublisherKey;
use crate::domain::plugin::Why;
use ring::signature::ED25519;
use ring::signature::UnparsedPublicKey;

const HEAD: &str = "aftercare-signature-v1";
/// Before what is signed, so that no signature for another purpose is one for this.
const DOMAIN: &str = "aftercare-plugin-v1\n";

/// The signature of sums, to the letter.
pub fn text(sums: &[u8], key: &SigningKey) -> String {
    written(&key.public(), &key.sign(&message(sums)))
}

/// Who signed these sums.
///
/// # Errors
/// `SignatureForm`, `SignatureWrong`.
pub fn check(sums: &[u8], signature: &[u8]) -> Result<PublisherKey, Why> {
    let text = std::str::from_utf8(signature).map_err(|_| Why::SignatureForm)?;
    let mut lines = text.lines().skip(1);
    let key = lines
        .next()
        .and_then(|line| PublisherKey::parse(line.strip_prefix("key ")?));
    let signed = lines
        .next()
        .and_then(|line| line.strip_prefix("signature "));
    let (Some(key), Some(signed)) = (key, signed) else {
        return Err(Why::SignatureForm);
    };
    if written(&key, signed) != text {
        return Err(Why::SignatureForm);
    }
    match verify(&key, &message(sums), signed) {
        true => Ok(key),
        false => Err(Why::SignatureWrong),
    }
}

/// Whether a signature, hex in lower case, is this key's for this message.
pub fn verify(key: &PublisherKey, message: &[u8], signature: &str) -> bool {
    let digits = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    if signature.len() != 128 || !signature.bytes().all(digits) {
        return false;
    }
    let byte = |at: usize| u8::from_str_radix(&signature[at..at + 2], 16).unwrap_or_default();
    let bytes: Vec<u8> = (0..signature.len()).step_by(2).map(byte).collect();
    let public = UnparsedPublicKey::new(&ED25519, key.bytes());
    public.verify(message, &bytes).is_ok()
}

fn written(key: &PublisherKey, signature: &str) -> String {
    format!("{HEAD}\nkey {key}\nsignature {signature}\n")
}

fn message(sums: &[u8]) -> Vec<u8> {
    [DOMAIN.as_bytes(), sums].concat()
}
