//! What lies around the database: files, disk, clock and key.

use super::Check;
use super::Report;
use crate::domain::people::Buyer;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::store::Health;
use crate::store::Store;
use crate::store::disk as disks;
use crate::store::record;
use crate::store::referenced;
use crate::store::schema;
use crate::store::snapshot::ReadTx;
use crate::store::tables::Table;
use crate::store::vault;
use crate::store::view::Direction;
use crate::store::view::View;
use anyhow::Result;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Two machines' clocks may differ by so much.
const CLOCKS: Span = Span::minutes(5);

pub(super) fn clock(newest: Option<Timestamp>, now: Timestamp, report: &mut Report) {
    if let Some(newest) = newest
        && newest > now + CLOCKS
    {
        let behind = newest.since(now).0 / 1000;
        report.found(Check::ClockBehind, "", format!("{behind} s"));
    }
}

/// The key must be the one that the database names, and open the first sealed field there is.
pub(super) fn key(store: &Store, snapshot: &ReadTx, report: &mut Report) -> Result<()> {
    let id = store.vault().key_id();
    match schema::key_id_in(snapshot)? {
        Some(wanted) if wanted != id => {
            report.found(Check::KeyUnfit, id, format!("key {wanted} is wanted"));
        }
        _ => {}
    }
    let mut unfit = None;
    snapshot.scan(
        Table::Buyers,
        &[],
        &[],
        Direction::Forward,
        &mut |_, value| {
            let Ok(buyer) = record::decode::<Buyer>(value) else {
                return Ok(ControlFlow::Continue(()));
            };
            let Some(identity) = buyer.identities.first() else {
                return Ok(ControlFlow::Continue(()));
            };
            unfit = store.vault().open_sealed(&identity.value).err();
            Ok(ControlFlow::Break(()))
        },
    )?;
    if let Some(error) = unfit {
        report.found(Check::KeyUnfit, id, format!("{error:#}"));
    }
    if let Some(path) = store.key_file()
        && vault::others_may_read(path)
    {
        report.found(Check::KeyExposed, path.display().to_string(), "chmod 600");
    }
    Ok(())
}

pub(super) fn files(store: &Store, snapshot: &ReadTx, report: &mut Report) -> Result<()> {
    let files = store.files();
    let present: BTreeSet<String> = files.names()?.into_iter().collect();
    report.files = present.len() as u64;
    for (case, hash) in referenced::by_cases(snapshot)? {
        if !present.contains(&hash) {
            report.found(Check::FileMissing, hash, format!("case {case}"));
        }
    }
    let named = referenced::among(snapshot, &present)?;
    for hash in &present {
        if let Err(error) = files.get(hash) {
            report.found(Check::FileDamaged, hash, format!("{error:#}"));
        }
        if !named.contains(hash) {
            report.found(Check::FileUnnamed, hash, "");
        }
    }
    Ok(())
}

pub(super) fn disk(store: &Store, report: &mut Report) -> Result<()> {
    if store.health() == Health::ReadOnly {
        let why = store.health_reason().unwrap_or_default();
        report.found(Check::ReadOnly, "", why);
    }
    if let Some(folder) = store.folder() {
        let room = disks::room(folder)?;
        if !room.is_enough() {
            let detail = format!(
                "{} MB of {} MB are free",
                room.free / 1_000_000,
                room.total / 1_000_000
            );
            report.found(Check::DiskNearlyFull, folder.display().to_string(), detail);
        }
    }
    Ok(())
}
