//! LOCK: one process per data folder, and the second is told which one has it.
//!
//! The system's own lock on the file is what counts: it ends with the process however that ends,
//! so a lock left behind by a dead one is simply taken over. redb locks its file besides.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// The name of the lock file in the data folder.
pub const LOCK_FILE: &str = "LOCK";
/// How often a waiting process tries again.
const STEP: Duration = Duration::from_millis(100);

/// Held as long as the store is open.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a data folder, waiting up to `wait` for the process that has it.
    ///
    /// # Errors
    /// When another process keeps it; the error names its pid and says what to do.
    pub fn take(folder: &Path, wait: Duration) -> Result<Lock> {
        let path = folder.join(LOCK_FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("opening {}", path.display()))?;
        let mut left = wait;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if !left.is_zero() => {
                    std::thread::sleep(left.min(STEP));
                    left = left.saturating_sub(STEP);
                }
                Err(TryLockError::WouldBlock) => bail!("{}", refusal(folder, &mut file)),
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("locking {}", path.display()));
                }
            }
        }
        // The file's own time is when this process took it.
        file.set_len(0).context("clearing the lock file")?;
        file.rewind().context("clearing the lock file")?;
        writeln!(file, "{}", std::process::id()).context("writing the lock file")?;
        file.flush().context("writing the lock file")?;
        Ok(Lock { _file: file })
    }
}

/// The pid of the process that has a data folder, if one has; `?` when it cannot be read.
pub fn holder(folder: &Path) -> Option<String> {
    let mut file = File::open(folder.join(LOCK_FILE)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            // An unreadable pid does not make the folder free.
            let _ = file.read_to_string(&mut pid);
            Some(pid.split_whitespace().next().unwrap_or("?").to_owned())
        }
        _ => None,
    }
}

fn refusal(folder: &Path, file: &mut File) -> String {
    let mut pid = String::new();
    // Whatever cannot be read is not said; the refusal stands all the same.
    let _ = file.read_to_string(&mut pid);
    let who = match pid.trim() {
        "" => "another process".to_owned(),
        pid => format!("process {pid}"),
    };
    let since = file
        .metadata()
        .and_then(|about| about.modified())
        .ok()
        .and_then(|time| jiff::Timestamp::try_from(time).ok())
        .map(|time| format!(" since {time:.0}"))
        .unwrap_or_default();
    format!(
        "the data folder {} is in use by {who}{since}: stop that process, or choose another \
         folder with AFTERCARE_DATA",
        folder.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_is_told_the_pid_and_a_later_one_gets_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lock::take(folder.path(), Duration::ZERO).expect("free");
        let error = Lock::take(folder.path(), Duration::ZERO).expect_err("taken");
        let told = error.to_string();
        let pid = format!("process {} since 20", std::process::id());
        assert!(told.contains(&pid), "{told}");
        assert_eq!(holder(folder.path()), Some(std::process::id().to_string()));
        drop(first);
        assert_eq!(holder(folder.path()), None);
        Lock::take(folder.path(), Duration::ZERO).expect("free again");
    }

    #[test]
    fn a_lock_file_left_by_a_dead_process_is_taken_over() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(LOCK_FILE), "4000000\n").expect("writes");
        Lock::take(folder.path(), Duration::ZERO).expect("nobody has it");
    }
}
