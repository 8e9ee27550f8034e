//! The drill: a backup while the desk works, put back elsewhere, examined; and everything that must
//! be refused.

use super::sample;
use super::sample::Act;
use super::sample::NOW;
use super::sample::everything;
use aftercare::domain::sealed::Sealed;
use aftercare::domain::time::Span;
use aftercare::store::DATABASE_FILE;
use aftercare::store::Options;
use aftercare::store::Store;
use aftercare::store::Table;
use aftercare::store::backup;
use aftercare::store::backup::Backup;
use aftercare::store::backup::BackupOptions;
use aftercare::store::cases;
use aftercare::store::doctor;
use aftercare::store::key::Key;
use aftercare::store::restore::restore;
use aftercare::store::sweep;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// A folder with some cases, a file and a sealed number.
fn shop() -> (tempfile::TempDir, Store, Sealed) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("opens");
    for n in 0..30 {
        sample::act(&store, &format!("form-{n}"), Act::Open).expect("opens a case");
    }
    let hash = store.files().put("签收单".as_bytes()).expect("puts");
    store
        .write(None, NOW, move |plan| {
            let old = cases::by_id(plan, aftercare::domain::ids::CaseId(1))?.expect("is there");
            let mut new = serde_json::to_value(&old).expect("json");
            new["files"] = serde_json::json!([{
                "hash": hash, "kind": "sign_slip", "name": "签收单.txt", "mime": "text/plain",
                "size": 9, "by": "buyer", "at": NOW,
            }]);
            cases::save(
                plan,
                Some(&old),
                &serde_json::from_value(new).expect("a case"),
            )?;
            Ok(())
        })
        .expect("writes");
    let sealed = store
        .vault()
        .seal("13800138000", "138****8000".into())
        .expect("seals");
    (folder, store, sealed)
}

fn backed_up(store: &Store) -> Backup {
    backup::take(store, NOW, &BackupOptions::default()).expect("a backup")
}

fn copy_key(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("makes");
    fs::copy(from.join("personal-data.key"), to.join("personal-data.key")).expect("copies");
}

#[test]
fn a_backup_made_while_the_desk_works_is_put_back_whole() {
    let (folder, store, sealed) = shop();
    let done = AtomicBool::new(false);
    let made = std::thread::scope(|threads| {
        threads.spawn(|| {
            for n in 0.. {
                if done.load(Ordering::Relaxed) {
                    return;
                }
                sample::act(&store, &format!("busy-{n}"), Act::Open).expect("the desk works");
            }
        });
        let made = backed_up(&store);
        done.store(true, Ordering::Relaxed);
        made
    });
    assert_eq!(backup::check(&made.path).expect("passes"), made.manifest);
    assert_eq!(made.manifest.files.len(), 1);
    assert!(!made.path.join("personal-data.key").exists());
    let in_it = made.manifest.rows(Table::Cases);
    assert!(in_it >= 30);

    // Nothing is on the new machine but the key that the owner kept.
    let other = tempfile::tempdir().expect("a folder");
    copy_key(folder.path(), other.path());
    let options = Options::default();
    let put_back = restore(&made.path, other.path(), &options, false, NOW).expect("restores");
    assert_eq!(put_back.tables, made.manifest.tables);
    assert_eq!((put_back.files, put_back.kept_aside), (1, None));
    let restored = Store::open(other.path()).expect("opens");
    let report = doctor::examine(&restored, NOW).expect("can be read");
    assert!(report.is_sound(), "{:#?}", report.findings);
    assert_eq!((report.cases, report.files), (in_it, 1));
    let opened = restored.vault().open_sealed(&sealed).expect("opens");
    assert_eq!(opened, "13800138000");

    // The first ones of the live store are there, byte for byte.
    let live = sample::rows(&store, Table::Cases);
    let back = sample::rows(&restored, Table::Cases);
    assert_eq!(live[..back.len()], back[..]);
}

#[test]
fn the_data_that_was_there_is_kept_aside() {
    let (folder, store, _) = shop();
    let made = backed_up(&store);
    let then = everything(&store);
    sample::act(&store, "later", Act::Open).expect("a later case");
    let now = everything(&store);
    drop(store);
    let options = Options::default();
    let put_back = restore(&made.path, folder.path(), &options, false, NOW).expect("restores");
    let aside = put_back.kept_aside.expect("there was something");
    let store = Store::open(folder.path()).expect("opens");
    assert!(
        everything(&store) == then,
        "as it was when it was backed up"
    );
    drop(store);
    copy_key(folder.path(), &aside);
    let old = Store::open(&aside).expect("opens");
    assert!(everything(&old) == now, "with the later case");
}

#[test]
fn a_tampered_backup_is_refused_and_named() {
    let (folder, store, _) = shop();
    let made = backed_up(&store);
    drop(store);
    let target = tempfile::tempdir().expect("a folder");
    copy_key(folder.path(), target.path());
    let options = Options::default();
    let refused = |part: &str| {
        let error = restore(&made.path, target.path(), &options, false, NOW);
        let told = format!("{:#}", error.expect_err("is refused"));
        assert!(told.contains(part), "{part}: {told}");
        assert!(
            !target.path().join(DATABASE_FILE).exists(),
            "nothing was put in place"
        );
    };

    let hash = &made.manifest.files[0].hash;
    for (name, flip) in [
        (DATABASE_FILE.to_owned(), true),
        (format!("files/{}/{hash}", &hash[..2]), true),
        (format!("files/{}/{hash}", &hash[..2]), false),
        ("manifest.json".to_owned(), false),
        (DATABASE_FILE.to_owned(), false),
    ] {
        let path = made.path.join(&name);
        let good = fs::read(&path).expect("reads");
        fs::remove_file(&path).expect("not written through to the live file");
        if flip {
            let mut bad = good.clone();
            let middle = bad.len() / 2;
            bad[middle] ^= 1;
            fs::write(&path, bad).expect("writes");
        }
        refused(name.rsplit('/').next().expect("a name"));
        fs::write(&path, good).expect("puts right");
    }
    // A manifest that says other sums than the tables have.
    let path = made.path.join("manifest.json");
    let text = fs::read_to_string(&path).expect("reads");
    let cases = &made.manifest.tables.iter().find(|t| t.name == "cases");
    let sum = &cases.expect("cases").blake3;
    fs::write(&path, text.replace(sum.as_str(), &"0".repeat(64))).expect("writes");
    refused("the table cases");
    fs::write(&path, text).expect("puts right");
    restore(&made.path, target.path(), &options, false, NOW).expect("is good again");
}

#[test]
fn a_restore_over_a_running_desk_or_with_another_key_is_refused() {
    let (folder, store, sealed) = shop();
    let made = backed_up(&store);
    let options = Options::default();
    let error = restore(&made.path, folder.path(), &options, false, NOW).expect_err("in use");
    let told = format!("{error:#}");
    assert!(
        told.contains(&format!("process {}", std::process::id())),
        "{told}"
    );

    let other = tempfile::tempdir().expect("a folder");
    let error = restore(&made.path, other.path(), &options, false, NOW).expect_err("no key");
    assert!(
        format!("{error:#}").contains("put the copy you kept"),
        "{error:#}"
    );
    drop(Store::open(other.path()).expect("makes a key of its own"));
    let error = restore(&made.path, other.path(), &options, false, NOW).expect_err("wrong key");
    assert!(
        format!("{error:#}").contains(&made.manifest.key_id),
        "{error:#}"
    );

    // The key is lost for good: everything but the personal fields can still be had.
    restore(&made.path, other.path(), &options, true, NOW).expect("restores");
    let without = Store::open(other.path()).expect("opens");
    assert!(without.vault().open_sealed(&sealed).is_err());
    assert_eq!(sample::rows(&without, Table::Cases).len(), 30);
}

#[test]
fn fourteen_backups_are_kept_and_listed_newest_first() {
    let (folder, store, _) = shop();
    for day in 0..16 {
        let at = NOW + Span::days(day);
        backup::take(&store, at, &BackupOptions::default()).expect("a backup");
    }
    let now = NOW + Span::days(16);
    let backups = folder.path().join("backups");
    let listed = backup::list(&backups, now).expect("lists");
    assert_eq!(listed.len(), 14);
    assert_eq!(listed[0].age, Some(Span::days(1)));
    assert_eq!((listed[0].cases, &listed[0].wrong), (30, &None));
    fs::write(listed[3].path.join("manifest.json"), "{").expect("damages");
    let listed = backup::list(&backups, now).expect("lists");
    assert_eq!(listed.iter().filter(|b| b.wrong.is_some()).count(), 1);
    let twice = backup::take(&store, now, &BackupOptions::default()).expect("a backup");
    let again = backup::take(&store, now, &BackupOptions::default());
    assert!(again.is_err() && twice.path.exists(), "one backup a second");
    assert!(!backup::was_asked(folder.path()));
    backup::ask(folder.path()).expect("asks");
    assert!(backup::was_asked(folder.path()) && !backup::was_asked(folder.path()));
}

#[test]
fn whoever_stops_the_desk_does_not_wait_for_its_backup() {
    let (folder, store, _) = shop();
    let backups = folder.path().join("backups");
    store.end_long_work();
    let given_up = backup::take(&store, NOW, &BackupOptions::default());
    let why = given_up.expect_err("the desk stops");
    assert!(format!("{why:#}").contains("the program stops"), "{why:#}");
    let left = fs::read_dir(&backups).expect("the folder is there");
    assert_eq!(left.count(), 0, "nothing half-made stays");
    drop(store);
    let again = Store::open(folder.path()).expect("opens");
    backup::take(&again, NOW, &BackupOptions::default()).expect("the next start makes it");
}

#[test]
fn a_broken_case_is_backed_up_all_the_same_and_named() {
    let (folder, store, _) = shop();
    let backups = folder.path().join("backups");
    let left = backups.join(".making-aftercare-20200101-000000");
    fs::create_dir_all(&left).expect("an interrupted one");
    // An event was lost behind the desk's back: the other cases need their backup all the more.
    store
        .write(None, NOW, |plan| {
            plan.remove(Table::Events, Key::new().u64(7).u64(0).build());
            Ok(())
        })
        .expect("writes");
    let made = backed_up(&store);
    assert_eq!(made.manifest.cases_broken, [7]);
    assert_eq!(backup::check(&made.path).expect("as it was"), made.manifest);
    assert!(!left.exists(), "what an interrupted backup left is gone");
    // One that the backup does not own up to is refused.
    let path = made.path.join("manifest.json");
    let text = fs::read_to_string(&path).expect("reads");
    fs::write(
        &path,
        text.replace(
            "    7
", "    8
",
        ),
    )
    .expect("writes");
    let error = backup::check(&made.path).expect_err("is refused");
    assert!(format!("{error:#}").contains("case 7"), "{error:#}");
}

#[test]
fn an_interrupted_restore_is_refused_until_it_is_run_again() {
    let (folder, store, _) = shop();
    let made = backed_up(&store);
    drop(store);
    fs::write(
        folder.path().join("RESTORING"),
        made.path.display().to_string(),
    )
    .expect("writes");
    fs::remove_file(folder.path().join(DATABASE_FILE)).expect("was moved away");
    let error = Store::open(folder.path()).err().expect("is refused");
    assert!(
        format!("{error:#}").contains("aftercare restore"),
        "{error:#}"
    );
    let options = Options::default();
    restore(&made.path, folder.path(), &options, false, NOW).expect("restores");
    let store = Store::open(folder.path()).expect("opens");
    assert_eq!(sample::rows(&store, Table::Cases).len(), 30);
}

#[test]
fn a_key_may_lie_elsewhere_and_without_it_the_data_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let safe = tempfile::tempdir().expect("a folder");
    let options = Options {
        key_file: Some(safe.path().join("desk.key")),
        ..Options::default()
    };
    drop(Store::open_with(folder.path(), &options).expect("opens"));
    assert!(!folder.path().join("personal-data.key").exists());
    let error = Store::open(folder.path()).err().expect("is refused");
    assert!(format!("{error:#}").contains("is missing"), "{error:#}");
    assert!(
        !folder.path().join("personal-data.key").exists(),
        "no other key is made"
    );
    fs::write(
        safe.path().join("desk.key"),
        format!("{}\n", "ab".repeat(32)),
    )
    .expect("writes");
    let error = Store::open_with(folder.path(), &options)
        .err()
        .expect("is refused");
    assert!(
        format!("{error:#}").contains("put that key file back"),
        "{error:#}"
    );
}

#[test]
fn compacting_gives_room_back_and_changes_nothing() {
    let (_folder, store, _) = shop();
    for n in 0..300 {
        sample::act(&store, &format!("more-{n}"), Act::Say(1 + n % 30)).expect("works");
    }
    sweep::commands(&store, NOW + Span::days(8)).expect("sweeps");
    assert!(
        sweep::compact(&store).expect("looks").is_none(),
        "not worth it yet"
    );
    let before = everything(&store);
    let (was, is) = sweep::compact_now(&store).expect("compacts");
    assert!(is.file_bytes < was.file_bytes, "{was:?} {is:?}");
    assert!(everything(&store) == before);
    sample::act(&store, "after", Act::Open).expect("works on");
    let report = doctor::examine(&store, NOW).expect("can be read");
    assert!(report.is_sound() && report.stored_bytes <= report.file_bytes);
}
