//! Keys of publishers, Ed25519. The secret half lies in a file of its owner alone.

use crate::domain::plugin::PublisherKey;
use crate::domain::plugin::identity::hex;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use ring::signature::Ed25519KeyPair;
use ring::signature::KeyPair;
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The first line of a key file.
const HEAD: &str = "aftercare-signing-key-v1";

/// A key that signs packages.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    seed: [u8; 32],
}

impl SigningKey {
    /// The key that 32 bytes of chance make.
    ///
    /// # Errors
    /// Never, for 32 bytes; the library asks.
    pub fn from_seed(seed: [u8; 32]) -> Result<SigningKey> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
            .map_err(|error| anyhow::anyhow!("making a key: {error}"))?;
        Ok(SigningKey { pair, seed })
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it cannot be read, holds no key, or others may read it: a key that others may have is
    /// worth nothing.
    pub fn read(path: &Path) -> Result<SigningKey> {
        let text =
            fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let mode = fs::metadata(path)?.permissions().mode();
        if mode & 0o077 != 0 {
            bail!("{0} is open to others: chmod 600 {0}", path.display());
        }
        let seed = text
            .strip_prefix(HEAD)
            .and_then(|rest| PublisherKey::parse(rest.trim()));
        let seed = seed.and_then(|seed| <[u8; 32]>::try_from(seed.bytes()).ok());
        let Some(seed) = seed else {
            bail!(
                "{} holds no key made by `aftercare plugin keygen`",
                path.display()
            );
        };
        SigningKey::from_seed(seed)
    }

    /// Keeps the key in a new file (0600). Nothing is written over.
    ///
    /// # Errors
    /// When there is a file already, or it cannot be made.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .with_context(|| format!("making {}", path.display()))?;
        writeln!(file, "{HEAD}\n{}", hex(&self.seed)).context("writing the key")?;
        file.sync_all().context("keeping the key")
    }

    /// The half that everyone may know.
    pub fn public(&self) -> PublisherKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.pair.public_key().as_ref());
        PublisherKey::of_bytes(&bytes)
    }

    /// The signature of a message, hex.
    pub(super) fn sign(&self, message: &[u8]) -> String {
        hex(self.pair.sign(message).as_ref())
    }
}
