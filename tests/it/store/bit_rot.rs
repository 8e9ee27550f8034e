//! Bytes of the file change by themselves: the store is refused, or everything read is right.

use super::chance::Chance;
use super::sample;
use super::sample::Act;
use super::sample::everything;
use aftercare::store::DATABASE_FILE;
use aftercare::store::Store;
use std::fs;

const COPIES: u64 = 60;

#[test]
fn a_damaged_file_is_refused_with_a_way_out_or_read_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(DATABASE_FILE);
    let mut chance = Chance(3);
    let store = Store::open(folder.path()).expect("opens");
    for n in 0..60 {
        sample::act(&store, &format!("form-{n}"), Act::any(&mut chance, n)).ok();
    }
    let right = everything(&store);
    drop(store);
    let good = fs::read(&path).expect("reads");

    let mut refused = 0;
    for copy in 0..COPIES {
        let mut bad = good.clone();
        let how = damage(&mut bad, &mut chance);
        fs::write(&path, &bad).expect("writes");
        match Store::open(folder.path()) {
            Ok(store) => assert!(
                everything(&store) == right,
                "copy {copy}, {how}: wrong rows"
            ),
            Err(error) => {
                let told = format!("{error:#}");
                assert!(
                    told.contains("aftercare restore"),
                    "copy {copy}, {how}: {told}"
                );
                refused += 1;
            }
        }
    }
    eprintln!("{refused} of {COPIES} refused");
    assert!(
        refused >= COPIES / 4,
        "only {refused} refused: is anything damaged at all?"
    );
}

fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) -> String {
    let length = bytes.len() as u64;
    // Most of a small file is empty; what is written lies near the beginning and in runs.
    let written = loop {
        let at = chance.below(length) as usize;
        if bytes[at] != 0 {
            break at;
        }
    };
    match chance.below(4) {
        0 => {
            bytes[written] ^= 1 << chance.below(8);
            format!("one bit at {written}")
        }
        1 => {
            let page = written / 4096 * 4096;
            let end = bytes.len().min(page + 4096);
            bytes[page..end].fill(0);
            format!("a page of zeros at {page}")
        }
        2 => {
            for byte in bytes.iter_mut().skip(written).take(16) {
                *byte ^= chance.next() as u8 | 1;
            }
            format!("16 bytes at {written}")
        }
        _ => {
            let upto = chance.below(length);
            bytes.truncate(upto as usize);
            format!("cut off at {upto}")
        }
    }
}
