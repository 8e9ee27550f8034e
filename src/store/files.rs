//! Files beside the database, named by the BLAKE3 of their bytes (decision 14).

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// The folder of files: `files/ab/abcdef…`.
pub struct Files {
    root: PathBuf,
}

impl Files {
    /// Opens or makes the `files` folder in a data folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Files> {
        let root = folder.join("files");
        fs::create_dir_all(&root).with_context(|| format!("making {}", root.display()))?;
        Ok(Files { root })
    }

    /// Writes bytes durably and returns their hash, hex. The same bytes are kept once.
    ///
    /// # Errors
    /// When the disk does.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let path = self.path(&hash)?;
        if path.exists() {
            return Ok(hash);
        }
        let folder = path.parent().context("a file has a folder")?;
        fs::create_dir_all(folder).context("making a folder for a file")?;
        let half = folder.join(format!("{hash}.part"));
        let mut file = fs::File::create(&half).context("making a file")?;
        file.write_all(bytes).context("writing a file")?;
        file.sync_all().context("syncing a file")?;
        fs::rename(&half, &path).context("naming a file")?;
        fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .context("syncing the folder of a file")?;
        Ok(hash)
    }

    /// The bytes under a hash, verified.
    ///
    /// # Errors
    /// When there is no such file or its bytes are damaged.
    pub fn get(&self, hash: &str) -> Result<Vec<u8>> {
        let bytes = fs::read(self.path(hash)?).context("reading a file")?;
        if blake3::hash(&bytes).to_hex().as_str() != hash {
            bail!("the file {hash} is damaged: its bytes do not fit its name");
        }
        Ok(bytes)
    }

    /// Where a file lies. Only 64 hex digits are a name; nothing a person typed becomes a path.
    fn path(&self, hash: &str) -> Result<PathBuf> {
        if hash.len() != 64 || !hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            bail!("not the name of a file");
        }
        Ok(self.root.join(&hash[..2]).join(hash))
    }
}
