//! The power goes, again and again, at any moment: in a commit, in a recovery, while opening.

use super::chance::Chance;
use super::faulty_backend::FaultyDisk;
use super::sample::Act;
use super::sample::NOW;
use super::sample::perform;
use super::witness::Witness;
use aftercare::store::Store;
use aftercare::store::files::Files;
use std::path::Path;
use std::sync::mpsc::channel;

/// Cuts that one disk lives through before a new one is taken.
const PER_DISK: u64 = 15;

fn wanted() -> u64 {
    std::env::var("AFTERCARE_CUTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300)
}

#[test]
fn no_power_cut_loses_what_was_acknowledged_or_leaves_half_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut cuts = 0;
    let mut acknowledged = 0;
    let mut seed = 1;
    while cuts < wanted() {
        acknowledged += one_disk(folder.path(), seed);
        cuts += PER_DISK;
        seed += 1;
    }
    eprintln!("{cuts} power cuts, {acknowledged} acknowledged commands");
    assert!(acknowledged as u64 > cuts, "cuts must leave time to work");
}

fn one_disk(folder: &Path, seed: u64) -> usize {
    let mut chance = Chance(seed);
    let disk = FaultyDisk::new();
    let mut witness = Witness::default();
    // redb does not make a database in one step; the store makes it under another name until it is
    // whole. From then on the power may go: also while the store brings it up to its schema.
    let empty = redb::Database::builder().create_with_backend(disk.backend());
    drop(empty.expect("nothing fails yet"));
    for cut in 0..PER_DISK {
        let story = format!("seed {seed}, cut {cut}");
        // Some cuts come while the store is still being opened and recovered.
        if chance.one_in(4) {
            disk.cut_after(chance.below(60));
            drop(open(&disk, folder));
            disk.power_on(&mut chance);
        }
        let store = open(&disk, folder).unwrap_or_else(|e| panic!("{story}: {e:#}"));
        disk.cut_after(chance.below(400));
        work(&store, &disk, &mut witness, &mut chance);
        drop(store);
        disk.power_on(&mut chance);
        let store = open(&disk, folder).unwrap_or_else(|e| panic!("{story}: {e:#}"));
        witness.examine(&store, &story);
    }
    witness.acknowledged()
}

fn open(disk: &FaultyDisk, folder: &Path) -> anyhow::Result<Store> {
    let disk = disk.clone();
    Store::on_backends(move || Ok(disk.backend()), Files::open(folder)?)
}

/// Sends a few commands at a time, so that they share commits, until the power goes.
fn work(store: &Store, disk: &FaultyDisk, witness: &mut Witness, chance: &mut Chance) {
    while !disk.is_dead() {
        let (sender, receiver) = channel();
        for _ in 0..=chance.below(4) {
            let act = Act::any(chance, witness.cases());
            let key = witness.key();
            let sender = sender.clone();
            store.submit(
                Some(key.clone()),
                NOW,
                move |plan| perform(plan, act),
                move |answer| sender.send((key, act, answer)).expect("the test waits"),
            );
        }
        drop(sender);
        for (key, act, answer) in receiver {
            witness.heard(key, act, &answer);
        }
    }
}
