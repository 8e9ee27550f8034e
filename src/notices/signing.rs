//! Signing what leaves a mailbox (DKIM, RFC 6376), and the keys it is done with.

use crate::actions::notices::SigningKey;
use crate::domain::notice::mail::MailProfile;
use crate::store::vault::Vault;
use anyhow::Context;
use anyhow::Result;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use lettre::Message;
use lettre::message::dkim::DkimCanonicalization;
use lettre::message::dkim::DkimCanonicalizationType::Relaxed;
use lettre::message::dkim::DkimConfig;
use lettre::message::dkim::DkimSigningAlgorithm;
use lettre::message::dkim::DkimSigningKey;
use lettre::message::dkim::dkim_sign;
use lettre::message::header::HeaderName;
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::pkcs8::EncodePublicKey;
use rsa::pkcs8::LineEnding;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;

/// bits of a key made here (RFC 8301, 3.2)
const BITS: usize = 2048;
/// bytes of the smallest and the largest that receivers take (RFC 8301, 3.2)
const TAKEN: std::ops::RangeInclusive<usize> = 128..=512;

/// Headers that are signed; `Content-Type` is none of them because lettre counts it to the body. One that a mail lacks is signed as missing: nobody adds it on the way.
const SIGNED: &[&str] = &[
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "MIME-Version",
];

/// A new key. Takes about a second of the processor.
///
/// # Errors
/// When the system gives no chance.
pub fn generate() -> Result<SigningKey> {
    let key = RsaPrivateKey::new(&mut OsRng, BITS).context("making a key that signs mails")?;
    written(&key)
}

/// The key of a PEM file, as OpenSSL writes it: `PRIVATE KEY` (PKCS#8) or `RSA PRIVATE KEY`
/// (PKCS#1). None for anything else, for an encrypted one, and for one that receivers do not take.
pub fn read(pem: &str) -> Option<SigningKey> {
    let pem = pem.trim();
    let key = RsaPrivateKey::from_pkcs8_pem(pem)
        .ok()
        .or_else(|| RsaPrivateKey::from_pkcs1_pem(pem).ok())?;
    let fits = TAKEN.contains(&key.size()) && key.validate().is_ok();
    fits.then(|| written(&key).ok()).flatten()
}

fn written(key: &RsaPrivateKey) -> Result<SigningKey> {
    let public = key.to_public_key().to_public_key_der()?;
    Ok(SigningKey {
        private: key.to_pkcs1_pem(LineEnding::LF)?.to_string(),
        public: BASE64_STANDARD.encode(public.as_bytes()),
    })
}

/// Signs every mail of a mailbox.
pub struct Signer(DkimConfig);

impl Signer {
    /// None where the mailbox does not sign, or its key cannot be opened any more.
    pub fn of(profile: &MailProfile, vault: &Vault) -> Option<Signer> {
        let signing = profile.signing.as_ref()?;
        let pem = vault.open_sealed(&signing.key).ok()?;
        let key = DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).ok()?;
        let headers = SIGNED
            .iter()
            .map(|&name| HeaderName::new_from_ascii_str(name));
        // What is between the words may change on the way.
        let canonicalization = DkimCanonicalization {
            header: Relaxed,
            body: Relaxed,
        };
        Some(Signer(DkimConfig::new(
            signing.selector.clone(),
            profile.domain().to_owned(),
            key,
            headers.collect(),
            canonicalization,
        )))
    }

    pub fn sign(&self, mail: &mut Message) {
        dkim_sign(mail, &self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_openssl_writes_them_and_nothing_else_is() {
        // One key, written both ways by OpenSSL 3.
        let first =
            read(include_str!("../../tests/fixtures/notices/dkim-pkcs1.pem")).expect("a key");
        let second = read(include_str!("../../tests/fixtures/notices/dkim-pkcs8.pem")).expect("it");
        assert_eq!(first.public, second.public);
        assert_eq!(first.private, second.private);
        for wrong in [
            "",
            "aftercare",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----",
        ] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
