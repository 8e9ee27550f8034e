//! The disk is full or fails: writes are refused, reads go on, and without a restart the desk
//! comes back.

use super::faulty_backend::Fault;
use super::faulty_backend::FaultyDisk;
use super::sample;
use super::sample::Act;
use super::sample::NOW;
use super::witness::Witness;
use aftercare::domain::time::Span;
use aftercare::failure::Failure;
use aftercare::store::Healing;
use aftercare::store::Health;
use aftercare::store::Store;
use aftercare::store::files::Files;

struct Desk {
    _folder: tempfile::TempDir,
    disk: FaultyDisk,
    store: Store,
    witness: Witness,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let disk = FaultyDisk::new();
    let under = disk.clone();
    let store = Store::on_backends(move || Ok(under.backend()), files).expect("a store");
    let mut desk = Desk {
        _folder: folder,
        disk,
        store,
        witness: Witness::default(),
    };
    for _ in 0..20 {
        desk.open_case().expect("a well disk takes it");
    }
    desk
}

impl Desk {
    fn open_case(&mut self) -> Result<sample::Done, Failure> {
        let key = self.witness.key();
        let answer = sample::act(&self.store, &key, Act::Open);
        self.witness.heard(key, Act::Open, &answer);
        answer
    }

    fn survives(mut self, fault: Fault) {
        let story = format!("{fault:?}");
        self.disk.fail(fault);
        let mut refused = 0;
        for _ in 0..3000 {
            match self.open_case() {
                Ok(_) => {}
                Err(Failure::ReadOnly) => refused += 1,
                Err(error) => panic!("{story}: {error}"),
            }
            if refused == 3 {
                break;
            }
        }
        assert_eq!(refused, 3, "{story}: the fault must bite");
        assert_eq!(self.store.health(), Health::ReadOnly);
        assert!(self.store.health_reason().is_some());
        let cases = sample::rows(&self.store, aftercare::store::Table::Cases);
        assert!(cases.len() >= 20, "{story}: reads go on");

        // While the disk is still bad, healing fails and says so, and a retry waits its turn.
        if fault == Fault::SyncFails {
            let Healing::Waiting { tries: 1, .. } = self.store.heal(NOW) else {
                panic!("{story}: it cannot be healed yet");
            };
            let soon = self.store.heal(NOW + Span(1));
            assert!(
                matches!(soon, Healing::Waiting { tries: 1, .. }),
                "{soon:?}"
            );
        }
        self.disk.fail(Fault::None);
        assert_eq!(self.store.heal(NOW + Span::hours(1)), Healing::Reopened);
        assert_eq!(self.store.health(), Health::Writable);
        assert_eq!(self.store.health_reason(), None);
        assert_eq!(self.store.heal(NOW), Healing::Well);
        self.witness.examine(&self.store, &story);
        self.open_case().expect("writes are taken again");
    }
}

#[test]
fn a_full_disk_is_survived() {
    let desk = desk();
    let room = desk.disk.size();
    desk.survives(Fault::Full(room));
}

#[test]
fn an_error_on_syncing_is_survived() {
    desk().survives(Fault::SyncFails);
}

#[test]
fn an_error_on_writing_is_survived() {
    desk().survives(Fault::WriteFails);
}

#[test]
fn a_reopening_waits_for_whoever_is_still_reading() {
    let desk = desk();
    let reopened = desk.store.read(|_| Ok(desk.store.try_reopen().is_ok()));
    assert!(!reopened.expect("reads"), "not under a reader's feet");
    desk.store.try_reopen().expect("nobody reads any more");
    sample::act(&desk.store, "after", Act::Open).expect("writes");
}
