//! The set-up token: who can read the data folder or the terminal may set the desk up, nobody else.
//!
//! It lies in `setup-token` in the data folder (0600), works for 24 hours and until set-up is
//! done. That set-up happens once is `actions::people::set_up`'s to say; this only opens the page.

use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use anyhow::Context;
use anyhow::Result;
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The name of the file in the data folder.
pub const TOKEN_FILE: &str = "setup-token";
/// How long a token works.
pub const LIFETIME: Span = Span::hours(24);

/// The token in force: the one in the folder while it lasts, else `fresh`, which is written there.
///
/// # Errors
/// When the file cannot be written.
pub fn token(folder: &Path, fresh: String, now: Timestamp) -> Result<String> {
    if let Some(token) = in_force(folder, now) {
        return Ok(token);
    }
    let path = folder.join(TOKEN_FILE);
    let aside = folder.join("setup-token.new");
    // A leftover of a start that was cut short may have other rights.
    let _ = fs::remove_file(&aside);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&aside)
        .with_context(|| format!("writing {}", aside.display()))?;
    writeln!(file, "{fresh}\n{}", now.0).context("writing the set-up token")?;
    file.sync_all().context("syncing the set-up token")?;
    fs::rename(&aside, &path).with_context(|| format!("writing {}", path.display()))?;
    Ok(fresh)
}

/// Whether `said` is the token in force. Takes as long whether the first or the last character
/// differs.
pub fn fits(folder: &Path, said: &str, now: Timestamp) -> bool {
    // Hashes are compared, in constant time.
    in_force(folder, now)
        .is_some_and(|token| blake3::hash(token.as_bytes()) == blake3::hash(said.as_bytes()))
}

/// Throws the token away: the desk is set up.
///
/// # Errors
/// When the file is there and cannot be removed.
pub fn forget(folder: &Path) -> Result<()> {
    match fs::remove_file(folder.join(TOKEN_FILE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).context("removing the set-up token")
        }
        _ => Ok(()),
    }
}

fn in_force(folder: &Path, now: Timestamp) -> Option<String> {
    let text = fs::read_to_string(folder.join(TOKEN_FILE)).ok()?;
    let (token, made) = text.trim_end().split_once('\n')?;
    let made = Timestamp(made.parse().ok()?);
    let age = now.since(made);
    let works = token.len() >= 32 && age >= Span::ZERO && age < LIFETIME;
    works.then(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    const NOON: Timestamp = Timestamp(1_800_000_000_000);

    fn fresh(letter: char) -> String {
        letter.to_string().repeat(32)
    }

    #[test]
    fn a_token_lasts_a_day_over_restarts_and_is_then_renewed() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |hours| NOON + Span::hours(hours);
        let token =
            |letter, hours| token(folder.path(), fresh(letter), at(hours)).expect("written");
        assert_eq!(token('a', 0), fresh('a'));
        assert_eq!(token('b', 23), fresh('a'));
        assert!(fits(folder.path(), &fresh('a'), at(23)));
        assert!(!fits(folder.path(), &fresh('a'), at(24)));
        assert_eq!(token('b', 24), fresh('b'));
        assert!(!fits(folder.path(), &fresh('a'), at(24)));
    }

    #[test]
    fn only_its_owner_may_read_it_and_after_set_up_nothing_fits() {
        let folder = tempfile::tempdir().expect("a folder");
        token(folder.path(), fresh('a'), NOON).expect("written");
        let file = folder.path().join(TOKEN_FILE);
        let mode = fs::metadata(&file).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!fits(folder.path(), "", NOON));
        forget(folder.path()).expect("forgets");
        forget(folder.path()).expect("forgets twice");
        assert!(!fits(folder.path(), &fresh('a'), NOON));
    }
}
