//! Files beside the database, named by the BLAKE3 of their bytes (decision 14): written, synced,
//! renamed, the folder synced, and only then recorded.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use std::fs;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// What an unfinished file is called until it has its name.
const PART: &str = ".part-";

/// The folder of files: `files/ab/abcdef…`.
pub struct Files {
    root: PathBuf,
    next_part: AtomicU64,
    /// Held while a file gets its name or is swept, so that no sweep takes a file that someone
    /// has just put again.
    naming: Mutex<()>,
}

/// A file that was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// BLAKE3 of the bytes, hex: the name.
    pub hash: String,
    /// bytes
    pub size: u64,
}

/// A file on its way in. Dropped unfinished, it leaves nothing.
pub struct Incoming<'a> {
    files: &'a Files,
    part: PathBuf,
    file: fs::File,
    hasher: blake3::Hasher,
    size: u64,
    /// The most bytes it may have.
    cap: u64,
    named: bool,
}

impl Incoming<'_> {
    /// Takes more bytes; `false` when there are more than the cap, and then no more are taken.
    ///
    /// # Errors
    /// When the disk does.
    pub fn write(&mut self, bytes: &[u8]) -> Result<bool> {
        self.size += bytes.len() as u64;
        if self.size > self.cap {
            return Ok(false);
        }
        self.hasher.update(bytes);
        self.file.write_all(bytes).context("writing a file")?;
        Ok(true)
    }

    /// Makes the file durable under its name; `None` when it was larger than the cap.
    ///
    /// # Errors
    /// When the disk does.
    pub fn finish(mut self) -> Result<Option<Stored>> {
        if self.size > self.cap {
            return Ok(None);
        }
        self.file.sync_all().context("syncing a file")?;
        let hash = self.hasher.finalize().to_hex().to_string();
        let path = self.files.path(&hash)?;
        let folder = path.parent().context("a file has a folder")?;
        if !folder.exists() {
            fs::create_dir_all(folder).context("making a folder for a file")?;
            sync_folder(&self.files.root)?;
        }
        let _naming = self.files.naming();
        // Also when the name is there already: the new bytes are known to be right, and the
        // file is young again for the sweep.
        fs::rename(&self.part, &path).context("naming a file")?;
        self.named = true;
        sync_folder(folder)?;
        Ok(Some(Stored {
            hash,
            size: self.size,
        }))
    }
}

impl Drop for Incoming<'_> {
    fn drop(&mut self) {
        if !self.named {
            // What stays behind is swept later.
            let _ = fs::remove_file(&self.part);
        }
    }
}

impl Files {
    /// Opens or makes the `files` folder in a data folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Files> {
        let root = folder.join("files");
        fs::create_dir_all(&root).with_context(|| format!("making {}", root.display()))?;
        Ok(Files {
            root,
            next_part: AtomicU64::new(0),
            naming: Mutex::new(()),
        })
    }

    /// Begins a file of at most `cap` bytes.
    ///
    /// # Errors
    /// When the disk does.
    pub fn begin(&self, cap: u64) -> Result<Incoming<'_>> {
        let n = self.next_part.fetch_add(1, Ordering::Relaxed);
        let part = self.root.join(format!("{PART}{}-{n}", std::process::id()));
        let file = fs::File::create(&part).context("making a file")?;
        Ok(Incoming {
            files: self,
            part,
            file,
            hasher: blake3::Hasher::new(),
            size: 0,
            cap,
            named: false,
        })
    }

    /// Writes what a reader gives, durably; `None` when that is more than `cap` bytes.
    ///
    /// # Errors
    /// When the reader or the disk does.
    pub fn put_from(&self, reader: &mut dyn Read, cap: u64) -> Result<Option<Stored>> {
        let mut incoming = self.begin(cap)?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let n = reader.read(&mut buffer).context("reading what comes in")?;
            if n == 0 || !incoming.write(&buffer[..n])? {
                return incoming.finish();
            }
        }
    }

    /// Writes bytes durably and returns their hash, hex. The same bytes are kept once.
    ///
    /// # Errors
    /// When the disk does.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        let stored = self.put_from(&mut &*bytes, bytes.len() as u64)?;
        Ok(stored.context("bytes are as many as they are")?.hash)
    }

    /// The bytes under a hash, for whoever verifies them by himself.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn get_unverified(&self, hash: &str) -> Result<Vec<u8>> {
        fs::read(self.path(hash)?).context("reading a file")
    }

    /// The bytes under a hash, verified.
    ///
    /// # Errors
    /// When there is no such file or its bytes are damaged.
    pub fn get(&self, hash: &str) -> Result<Vec<u8>> {
        let bytes = self.get_unverified(hash)?;
        if blake3::hash(&bytes).to_hex().as_str() != hash {
            bail!("the file {hash} is damaged: its bytes do not fit its name");
        }
        Ok(bytes)
    }

    /// The file under a hash, to be read as a stream; its bytes are not verified.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn reader(&self, hash: &str) -> Result<fs::File> {
        fs::File::open(self.path(hash)?).context("opening a file")
    }

    /// Whether a file lies under this hash; its bytes are not looked at.
    pub fn has(&self, hash: &str) -> bool {
        self.path(hash).is_ok_and(|path| path.exists())
    }

    /// Every file's name, sorted.
    ///
    /// # Errors
    /// When the disk does.
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for folder in fs::read_dir(&self.root).context("listing the files")? {
            let folder = folder.context("listing the files")?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(&folder).context("listing the files")? {
                let name = file.context("listing the files")?.file_name();
                names.extend(
                    name.to_str()
                        .filter(|name| is_name(name))
                        .map(str::to_owned),
                );
            }
        }
        names.sort();
        Ok(names)
    }

    /// Where a file lies. Only 64 hex digits are a name; nothing a person typed becomes a path.
    pub(super) fn path(&self, hash: &str) -> Result<PathBuf> {
        if !is_name(hash) {
            bail!("not the name of a file");
        }
        Ok(self.root.join(&hash[..2]).join(hash))
    }

    /// Files that never got their name.
    pub(super) fn parts(&self) -> Result<Vec<PathBuf>> {
        let mut parts = Vec::new();
        for entry in fs::read_dir(&self.root).context("listing the files")? {
            let entry = entry.context("listing the files")?;
            if entry.file_name().to_string_lossy().starts_with(PART) {
                parts.push(entry.path());
            }
        }
        Ok(parts)
    }

    pub(super) fn naming(&self) -> std::sync::MutexGuard<'_, ()> {
        self.naming.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a text can be the name of a file: 64 hex digits, lower case.
pub fn is_name(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Makes the names in a folder durable.
///
/// # Errors
/// When the disk does.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .with_context(|| format!("syncing the folder {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_larger_than_its_cap_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(folder.path()).expect("files");
        let mut reader = std::io::repeat(7);
        assert_eq!(files.put_from(&mut reader, 100_000).expect("reads"), None);
        assert_eq!(files.names().expect("lists"), Vec::<String>::new());
        assert!(files.parts().expect("lists").is_empty());
    }

    #[test]
    fn a_damaged_file_is_refused_and_healed_by_putting_it_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(folder.path()).expect("files");
        let hash = files.put("快递面单".as_bytes()).expect("puts");
        assert_eq!(files.get(&hash).expect("reads"), "快递面单".as_bytes());
        fs::write(files.path(&hash).expect("a path"), "x").expect("damages");
        assert!(files.get(&hash).is_err());
        files.put("快递面单".as_bytes()).expect("puts again");
        assert!(files.get(&hash).is_ok());
    }

    #[test]
    fn a_file_on_its_way_in_comes_in_pieces_and_may_give_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(folder.path()).expect("files");
        let mut incoming = files.begin(10).expect("begins");
        assert!(incoming.write(b"abc").expect("writes"));
        drop(incoming);
        assert!(files.parts().expect("lists").is_empty());
        let mut incoming = files.begin(10).expect("begins");
        incoming.write(b"abc").expect("writes");
        incoming.write(b"def").expect("writes");
        let stored = incoming.finish().expect("finishes").expect("fits");
        assert_eq!(stored.size, 6);
        assert_eq!(stored.hash, blake3::hash(b"abcdef").to_hex().as_str());
        assert!(files.get("../../etc/passwd").is_err());
    }
}
