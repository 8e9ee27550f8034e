//! The keys for personal fields: sealing, opening, and hashes for look-up. The key file lies
//! outside the database, so that a stolen database alone tells nobody's number.

use crate::domain::sealed::Sealed;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use chacha20poly1305::AeadInOut;
use chacha20poly1305::KeyInit;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::XNonce;
use std::fs;
use std::io::ErrorKind;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The name of the key file in the data folder, unless a setting puts it elsewhere.
pub const KEY_FILE: &str = "personal-data.key";
const NONCE: usize = 24;

/// Seals and opens personal fields.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    lookup: [u8; 32],
    id: String,
}

impl Vault {
    /// Reads a key file; `None` when there is none. A file that others may read is warned of.
    ///
    /// # Errors
    /// When the file cannot be read or does not hold a key.
    pub fn read(path: &Path) -> Result<Option<Vault>> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error)
                    .with_context(|| format!("reading the key file {}", path.display()));
            }
        };
        if others_may_read(path) {
            tracing::warn!(
                file = %path.display(),
                "the key file is open to other users of this machine: chmod 600 it"
            );
        }
        let key = from_hex(text.trim())
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .ok_or_else(|| anyhow!("{} does not hold a key of 64 hex digits", path.display()))?;
        Ok(Some(Vault::from_key(&key)))
    }

    /// Makes a key file (0600) with a new key. Nothing is written over.
    ///
    /// # Errors
    /// When there is one already, or the file cannot be made.
    pub fn make(path: &Path) -> Result<Vault> {
        let mut key = [0u8; 32];
        getrandom::fill(&mut key).context("asking the system for randomness")?;
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .with_context(|| format!("making the key file {}", path.display()))?;
        writeln!(file, "{}", to_hex(&key)).context("writing the key file")?;
        file.sync_all().context("syncing the key file")?;
        if let Some(folder) = path.parent().filter(|folder| folder.exists()) {
            super::files::sync_folder(folder)?;
        }
        Ok(Vault::from_key(&key))
    }

    /// A fixed key, for stores in memory.
    pub fn for_tests() -> Vault {
        Vault::from_key(&[7; 32])
    }

    fn from_key(key: &[u8; 32]) -> Vault {
        let seal = blake3::derive_key("aftercare 2026-11 personal fields seal", key);
        let lookup = blake3::derive_key("aftercare 2026-11 personal fields lookup", key);
        let id = blake3::derive_key("aftercare 2026-11 personal fields key id", key);
        Vault {
            cipher: XChaCha20Poly1305::new(&seal.into()),
            lookup,
            id: to_hex(&id[..8]),
        }
    }

    /// Names the key without telling it: a database remembers which key it belongs to.
    pub fn key_id(&self) -> &str {
        &self.id
    }

    /// Seals a value; `masked` is what lists may show.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn seal(&self, clear: &str, masked: String) -> Result<Sealed> {
        let mut nonce = [0u8; NONCE];
        getrandom::fill(&mut nonce).context("asking the system for randomness")?;
        let mut bytes = clear.as_bytes().to_vec();
        self.cipher
            .encrypt_in_place(&XNonce::from(nonce), b"", &mut bytes)
            .map_err(|_| anyhow!("sealing a personal field"))?;
        Ok(Sealed {
            masked,
            sealed: format!("{}{}", to_hex(&nonce), to_hex(&bytes)),
        })
    }

    /// Opens what `seal` made.
    ///
    /// # Errors
    /// When it was sealed with another key or is damaged.
    pub fn open_sealed(&self, sealed: &Sealed) -> Result<String> {
        let bytes = from_hex(&sealed.sealed).ok_or_else(|| anyhow!("a sealed field is damaged"))?;
        let (nonce, body) = bytes
            .split_at_checked(NONCE)
            .ok_or_else(|| anyhow!("a sealed field is cut off"))?;
        let nonce = <[u8; NONCE]>::try_from(nonce).context("a nonce has 24 bytes")?;
        let mut body = body.to_vec();
        self.cipher
            .decrypt_in_place(&XNonce::from(nonce), b"", &mut body)
            .map_err(|_| anyhow!("a personal field was sealed with another key or is damaged"))?;
        String::from_utf8(body).context("a personal field is not text")
    }

    /// The keyed hash of a normalised value, hex: equal values have equal hashes, and without the
    /// key nobody can try all phone numbers.
    pub fn lookup(&self, kind: &str, normal: &str) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.lookup);
        hasher.update(kind.as_bytes()).update(b"\0");
        hasher.update(normal.as_bytes());
        to_hex(&hasher.finalize().as_bytes()[..16])
    }
}

/// Whether the mode of a file lets anyone but its owner in.
pub fn others_may_read(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_number_opens_only_with_its_key() {
        let vault = Vault::for_tests();
        let sealed = vault
            .seal("13800138000", "138****8000".into())
            .expect("seals");
        assert!(!sealed.sealed.contains("13800138000"));
        assert_eq!(vault.open_sealed(&sealed).expect("opens"), "13800138000");
        let other = Vault::from_key(&[8; 32]);
        assert!(other.open_sealed(&sealed).is_err());
        assert_ne!(vault.lookup("phone", "1"), other.lookup("phone", "1"));
    }
}
