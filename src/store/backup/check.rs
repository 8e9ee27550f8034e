//! Whether a backup is whole: every byte of it is read, and nothing in it is changed.

use super::MANIFEST;
use super::Manifest;
use super::file_sum;
use crate::domain::ids::CaseId;
use crate::store::chain;
use crate::store::chain::ChainVerdict;
use crate::store::copy;
use crate::store::database;
use crate::store::files::Files;
use crate::store::halt::Halt;
use crate::store::key::u64_at;
use crate::store::open::DATABASE_FILE;
use crate::store::snapshot::ReadTx;
use crate::store::tables::SCHEMA_VERSION;
use crate::store::tables::Table;
use crate::store::view::Direction;
use crate::store::view::View;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use redb::ReadableDatabase;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// Checks a backup whole: its manifest, every byte of the database, every table, every file, and
/// the chain of every case.
///
/// # Errors
/// When anything does not fit; the error names what.
pub fn check(path: &Path) -> Result<Manifest> {
    check_until(path, &Halt::default())
}

/// The same, ended when the program stops.
pub(super) fn check_until(path: &Path, halt: &Halt) -> Result<Manifest> {
    let manifest = manifest(path)?;
    if manifest.schema > SCHEMA_VERSION {
        bail!(
            "this backup was made by a newer version of Aftercare (schema {}, this program knows \
             {SCHEMA_VERSION}): use that version",
            manifest.schema
        );
    }
    let database = path.join(DATABASE_FILE);
    let (sum, _) = file_sum(&database, halt)?;
    if sum != manifest.database_blake3 {
        bail!(
            "{} is damaged: its bytes are not those that were backed up",
            database.display()
        );
    }
    contents(&database, &manifest, halt)?;
    let files = Files::open(path)?;
    for file in &manifest.files {
        files
            .get(&file.hash)
            .with_context(|| format!("the backup's file {}", file.hash))?;
    }
    Ok(manifest)
}

fn contents(path: &Path, manifest: &Manifest, halt: &Halt) -> Result<()> {
    let opened = database::open_read_only(path)?;
    let sums = copy::sums(&opened, halt)?;
    for (expected, found) in manifest.tables.iter().zip(&sums) {
        if expected != found {
            bail!(
                "the table {} is not the one that was backed up",
                expected.name
            );
        }
    }
    if sums.len() != manifest.tables.len() {
        bail!("the backup does not have the tables that its manifest names");
    }
    let snapshot = ReadTx::new(opened.begin_read().context("beginning a read")?);
    for (id, how) in broken_cases(&snapshot, halt)? {
        if !manifest.cases_broken.contains(&id) {
            bail!("the chain of case {id} is broken: {how}");
        }
    }
    Ok(())
}

/// Cases whose chain of events is broken, and where. They are backed up as they are: the others
/// need their backup all the more.
pub(super) fn broken_cases(snapshot: &ReadTx, halt: &Halt) -> Result<BTreeMap<u64, String>> {
    let mut broken = BTreeMap::new();
    snapshot.scan(Table::Cases, &[], &[], Direction::Forward, &mut |key, _| {
        halt.look()?;
        let id = u64_at(key, 0).context("a case's key is its id")?;
        if let ChainVerdict::Broken { seq, how } = chain::verify(snapshot, CaseId(id))? {
            broken.insert(id, format!("event {seq}, {how:?}"));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(broken)
}

/// A backup's manifest.
///
/// # Errors
/// When there is none or it cannot be read.
pub fn manifest(path: &Path) -> Result<Manifest> {
    let text = fs::read(path.join(MANIFEST)).with_context(|| {
        format!(
            "{} is not a backup: it has no readable {MANIFEST}",
            path.display()
        )
    })?;
    serde_json::from_slice(&text).with_context(|| format!("reading {MANIFEST}"))
}
