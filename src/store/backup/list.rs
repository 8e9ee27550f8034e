//! The backups there are, and which of them go.

use super::HALF;
use super::NAME;
use super::manifest;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::store::open::DATABASE_FILE;
use crate::store::tables::Table;
use anyhow::Context;
use anyhow::Result;
use serde::Serialize;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// A backup in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    pub name: String,
    pub path: PathBuf,
    /// None when it is unreadable or was made before a migration.
    pub at: Option<Timestamp>,
    /// How long ago that was, in ms.
    pub age: Option<Span>,
    /// Of the database and the files together, in bytes.
    pub bytes: u64,
    pub cases: u64,
    pub orders: u64,
    /// Why it is no good; none when it passed its check when made and still has its size.
    pub wrong: Option<String>,
}

/// The backups in a folder, newest first. A quick look; [`check`] reads every byte.
///
/// # Errors
/// When the folder cannot be read; one that is not there has no backups.
pub fn list(backups: &Path, now: Timestamp) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for name in names(backups, |name| !name.starts_with('.'))? {
        let path = backups.join(&name);
        let manifest = manifest(&path);
        let size = fs::metadata(path.join(DATABASE_FILE)).map(|about| about.len());
        let wrong = match (&manifest, &size) {
            (Err(error), _) => Some(format!("{error:#}")),
            (_, Err(error)) => Some(error.to_string()),
            (Ok(manifest), Ok(size)) if manifest.database_bytes != *size => Some(format!(
                "{DATABASE_FILE} has another size than when it was made"
            )),
            (Ok(_), Ok(_)) => None,
        };
        let manifest = manifest.ok();
        let at = manifest.as_ref().and_then(|manifest| manifest.at);
        let files = manifest.iter().flat_map(|manifest| &manifest.files);
        listed.push(Listed {
            name,
            path,
            at,
            age: at.map(|at| now.since(at)),
            bytes: size.unwrap_or(0) + files.map(|file| file.size).sum::<u64>(),
            cases: manifest.as_ref().map_or(0, |m| m.rows(Table::Cases)),
            orders: manifest.as_ref().map_or(0, |m| m.rows(Table::Orders)),
            wrong,
        });
    }
    listed.sort_by(|a, b| (b.at, &b.name).cmp(&(a.at, &a.name)));
    Ok(listed)
}

fn names(backups: &Path, want: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    if !backups.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(backups).context("listing the backups")? {
        let entry = entry.context("listing the backups")?;
        if let Some(name) = entry.file_name().to_str()
            && want(name)
            && entry.path().is_dir()
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Removes what interrupted backups left.
pub(super) fn forget_half_made(backups: &Path) -> Result<()> {
    for name in names(backups, |name| name.starts_with(HALF))? {
        fs::remove_dir_all(backups.join(&name))
            .with_context(|| format!("removing the half-made backup {name}"))?;
    }
    Ok(())
}

/// Removes all but the newest, once a newer one has passed its check.
pub(super) fn forget_old(backups: &Path, keep: usize) -> Result<()> {
    let dated = names(backups, |name| name.starts_with(NAME))?;
    for name in dated.iter().rev().skip(keep) {
        fs::remove_dir_all(backups.join(name))
            .with_context(|| format!("removing the old backup {name}"))?;
    }
    Ok(())
}
