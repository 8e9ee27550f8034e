//! `vault`: the desk computes with secrets; the guest names them and sees results only.

use super::cipher;
use super::cipher::Refused;
use super::cipher::Way;
use super::hashing;
use crate::plugins::contract::aftercare::plugin::vault::Form;
use crate::plugins::contract::aftercare::plugin::vault::Host;
use crate::plugins::contract::aftercare::plugin::vault::Part;
use crate::plugins::contract::aftercare::plugin::vault::VaultError;
use crate::plugins::state::State;
use crate::plugins::surroundings::Secret;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::GeneralPurpose;
use base64::engine::GeneralPurposeConfig;
use jiff::Timestamp;
use ring::signature::Ed25519KeyPair;
use ring::signature::RSA_PKCS1_SHA256;
use ring::signature::RSA_PSS_SHA256;
use ring::signature::RsaKeyPair;

/// The longest secret a guest may put, in bytes.
const LONGEST: usize = 8 << 10;

type Out<T> = Result<T, VaultError>;

impl Host for State {
    async fn digest(&mut self, alg: String, parts: Vec<Part>) -> Out<Vec<u8>> {
        let pieces = self.pieces(&parts)?;
        hashing::digest(&alg, &pieces).ok_or_else(|| unknown(&alg))
    }

    async fn hmac(&mut self, alg: String, key: Vec<Part>, message: Vec<Part>) -> Out<Vec<u8>> {
        let key = self.pieces(&key)?.concat();
        let pieces = self.pieces(&message)?;
        hashing::hmac(&alg, &key, &pieces).ok_or_else(|| unknown(&alg))
    }

    async fn hmac_chain(
        &mut self,
        alg: String,
        key: Vec<Part>,
        messages: Vec<Vec<u8>>,
    ) -> Out<Vec<u8>> {
        let mut key = self.pieces(&key)?.concat();
        if messages.is_empty() {
            // Nothing was hashed: the key itself would go out.
            return Err(VaultError::Invalid("a chain needs a message".to_owned()));
        }
        for message in messages {
            key = hashing::hmac(&alg, &key, &[message]).ok_or_else(|| unknown(&alg))?;
        }
        Ok(key)
    }

    async fn sign(&mut self, alg: String, secret: String, message: Vec<u8>) -> Out<Vec<u8>> {
        let key = private_key(&self.secret(&secret)?.value).ok_or_else(|| {
            VaultError::Invalid(format!(
                "{secret:?} is no private key: PKCS#8 as PEM or base64"
            ))
        })?;
        let rejected = |_| VaultError::Invalid(format!("{secret:?} is no key for {alg}"));
        match alg.as_str() {
            "rsa-sha256" | "rsa-pss-sha256" => {
                let pair = RsaKeyPair::from_pkcs8(&key).map_err(rejected)?;
                let padding: &dyn ring::signature::RsaEncoding = match alg.as_str() {
                    "rsa-sha256" => &RSA_PKCS1_SHA256,
                    _ => &RSA_PSS_SHA256,
                };
                let mut signature = vec![0; pair.public().modulus_len()];
                let chance = ring::rand::SystemRandom::new();
                pair.sign(padding, &chance, &message, &mut signature)
                    .map_err(|_| VaultError::Invalid("the key does not sign".to_owned()))?;
                Ok(signature)
            }
            "ed25519" => {
                let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&key).map_err(rejected)?;
                Ok(pair.sign(&message).as_ref().to_vec())
            }
            _ => Err(unknown(&alg)),
        }
    }

    async fn decrypt(
        &mut self,
        alg: String,
        key: Vec<Part>,
        iv: Vec<u8>,
        data: Vec<u8>,
    ) -> Out<Vec<u8>> {
        self.cipher(Way::Decrypt, &alg, &key, &iv, &data)
    }

    async fn encrypt(
        &mut self,
        alg: String,
        key: Vec<Part>,
        iv: Vec<u8>,
        data: Vec<u8>,
    ) -> Out<Vec<u8>> {
        self.cipher(Way::Encrypt, &alg, &key, &iv, &data)
    }

    async fn put(&mut self, name: String, value: String, expires: Option<String>) -> Out<()> {
        let known = self.around.secrets.get(&name);
        let Some(declared) = known.filter(|secret| secret.rotating) else {
            return Err(VaultError::Denied(format!(
                "the manifest declares no secret {name:?} with rotating = true"
            )));
        };
        if value.is_empty() || value.len() > LONGEST {
            return Err(VaultError::Invalid(format!(
                "a secret has 1 to {LONGEST} bytes"
            )));
        }
        let expires = match expires {
            None => None,
            Some(text) => {
                let at: Timestamp = text
                    .parse()
                    .map_err(|_| VaultError::Invalid(format!("{text:?} is no timestamp")))?;
                Some(at.as_millisecond())
            }
        };
        let secret = Secret {
            value,
            expires,
            ..declared.clone()
        };
        self.staged.secrets.insert(name, secret);
        Ok(())
    }

    async fn expires(&mut self, name: String) -> Option<String> {
        let secret = self.secret(&name).ok()?;
        secret.expires.map(super::clock::rfc3339)
    }

    async fn reveal(&mut self, name: String) -> Out<String> {
        if !self.around.revealed.contains(&name) {
            return Err(VaultError::Denied(format!(
                "the owner does not let this plugin see {name:?}: permissions.secrets.reveal"
            )));
        }
        Ok(self.secret(&name)?.value.clone())
    }
}

impl State {
    fn cipher(&self, way: Way, alg: &str, key: &[Part], iv: &[u8], data: &[u8]) -> Out<Vec<u8>> {
        let key = self.pieces(key)?.concat();
        cipher::run(way, alg, &key, iv, data).map_err(|refused| match refused {
            Refused::Unknown => unknown(alg),
            Refused::Invalid(why) => VaultError::Invalid(why.to_owned()),
        })
    }

    /// A secret that has a value.
    pub fn secret(&self, name: &str) -> Out<&Secret> {
        let known = self
            .staged
            .secrets
            .get(name)
            .or_else(|| self.around.secrets.get(name));
        match known {
            None => Err(VaultError::NoSuchSecret(format!(
                "the manifest declares no secret {name:?}"
            ))),
            Some(secret) if secret.value.is_empty() => Err(VaultError::NoSuchSecret(format!(
                "the secret {name:?} is not set"
            ))),
            Some(secret) => Ok(secret),
        }
    }

    /// The bytes of each part.
    pub fn pieces(&self, parts: &[Part]) -> Out<Vec<Vec<u8>>> {
        parts.iter().map(|part| self.piece(part)).collect()
    }

    fn piece(&self, part: &Part) -> Out<Vec<u8>> {
        let part = match part {
            Part::Text(text) => return Ok(text.clone().into_bytes()),
            Part::Bytes(bytes) => return Ok(bytes.clone()),
            Part::Secret(part) => part,
        };
        let value = &self.secret(&part.name)?.value;
        let broken =
            |what: &str| VaultError::Invalid(format!("the secret {:?} is no {what}", part.name));
        Ok(match part.form {
            Form::Plain => value.clone().into_bytes(),
            Form::FormEncoded => encoded(value, true).into_bytes(),
            Form::PercentEncoded => encoded(value, false).into_bytes(),
            Form::Base64Decoded => decode_base64(value).ok_or_else(|| broken("base64"))?,
            Form::HexDecoded => decode_hex(value).ok_or_else(|| broken("hexadecimal"))?,
        })
    }
}

fn unknown(alg: &str) -> VaultError {
    VaultError::Unsupported(format!("this desk does not know {alg:?}"))
}

/// PKCS#8, with the armour of PEM or without.
fn private_key(text: &str) -> Option<Vec<u8>> {
    let bare: String = text
        .lines()
        .filter(|line| !line.starts_with("-----"))
        .collect();
    decode_base64(bare.trim())
}

/// Base64 as vendors hand it out: with its padding or without, with loose bits at the end or none.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn decode_base64(text: &str) -> Option<Vec<u8>> {
    LENIENT.decode(text.trim()).ok()
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

/// As `application/x-www-form-urlencoded` (Java's URLEncoder) or as RFC 3986 writes it: they differ
/// on the space, `*` and `~`.
pub(super) fn encoded(text: &str, form: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                out.push(char::from(byte))
            }
            b' ' if form => out.push('+'),
            b'*' if form => out.push('*'),
            b'~' if !form => out.push('~'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
