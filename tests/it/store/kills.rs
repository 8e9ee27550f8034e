//! A real process killed by `kill -9` at any moment, again and again; and two on one folder.
//!
//! The child is this test program itself, run for the one test `child` with a folder to work in.

use super::chance::Chance;
use super::sample;
use super::sample::Act;
use super::sample::Done;
use super::sample::NOW;
use aftercare::failure::Failure;
use aftercare::store::Store;
use aftercare::store::doctor;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

/// Names the folder that the child works in, and its seed.
const FOLDER: &str = "AFTERCARE_TEST_CHILD_FOLDER";
const SEED: &str = "AFTERCARE_TEST_CHILD_SEED";

fn wanted() -> u64 {
    std::env::var("AFTERCARE_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(50)
}

#[test]
fn no_kill_loses_what_was_acknowledged_or_leaves_half_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance(7);
    let mut acknowledged: BTreeMap<String, Done> = BTreeMap::new();
    for kill in 0..wanted() {
        let mut child = spawn(folder.path(), kill);
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let wait_for = 1 + chance.below(30);
        let mut heard = 0;
        while heard < wait_for {
            let line = lines.next().expect("the child works").expect("a line");
            heard += u64::from(hear(&line, &mut acknowledged));
        }
        // Some way into the next commits.
        for _ in 0..chance.below(200_000) {
            std::hint::spin_loop();
        }
        child.kill().expect("kills");
        child.wait().expect("is dead");
        // What it had said before it died counts as well.
        for line in lines.map_while(Result::ok) {
            hear(&line, &mut acknowledged);
        }

        let story = format!("kill {kill}");
        let store = Store::open(folder.path()).unwrap_or_else(|e| panic!("{story}: {e:#}"));
        let report = doctor::examine(&store, NOW).expect("can be read");
        assert!(report.is_sound(), "{story}: {:#?}", report.findings);
        let last = acknowledged.iter().rev().take(200);
        let all = kill + 1 == wanted();
        let to_ask: Vec<_> = match all {
            true => acknowledged.iter().collect(),
            false => last.collect(),
        };
        for (key, done) in to_ask {
            let kept: Result<Done, Failure> =
                store.write(Some(key.clone()), NOW, |_| Err(Failure::Busy));
            assert_eq!(kept.ok(), Some(*done), "{story}: {key} was acknowledged");
        }
    }
    eprintln!("{} kills, {} acknowledged", wanted(), acknowledged.len());
}

#[test]
fn a_second_process_is_refused_and_told_the_pid_of_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = spawn(folder.path(), 0);
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    while !lines
        .next()
        .expect("the child works")
        .expect("a line")
        .contains("ack ")
    {}
    let refused = Store::open(folder.path()).err().expect("it is taken");
    let told = format!("{refused:#}");
    assert!(told.contains(&format!("process {} ", child.id())), "{told}");
    assert!(told.contains("stop that process"), "{told}");
    child.kill().expect("kills");
    child.wait().expect("is dead");
    Store::open(folder.path()).expect("the lock of a dead process is taken over");
}

fn spawn(folder: &Path, seed: u64) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "store::kills::child", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts itself")
}

/// Takes an acknowledgement from a line; a line cut off by the kill is none.
fn hear(line: &str, acknowledged: &mut BTreeMap<String, Done>) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| *word != "ack");
    let (Some(_), Some(key), Some(case), Some(events), Some(".")) = (
        words.next(),
        words.next(),
        words.next(),
        words.next(),
        words.next(),
    ) else {
        return false;
    };
    let done = Done {
        case: case.parse().expect("a case"),
        events: events.parse().expect("events"),
    };
    acknowledged.insert(key.to_owned(), done);
    true
}

/// Not a test: what the child does, until it is killed.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let seed: u64 = std::env::var(SEED)
        .expect("a seed")
        .parse()
        .expect("a number");
    let store = Store::open(Path::new(&folder)).expect("opens");
    std::thread::scope(|threads| {
        for thread in 0..3 {
            let store = &store;
            threads.spawn(move || work(store, seed, thread));
        }
    });
}

fn work(store: &Store, seed: u64, thread: u64) {
    let mut chance = Chance(seed * 10 + thread);
    for n in 0.. {
        let key = format!("{seed:05}-{thread}-{n:05}");
        let act = Act::any(&mut chance, 3 * n + 1);
        match sample::act(store, &key, act) {
            Ok(done) => {
                let mut out = std::io::stdout().lock();
                // The parent is there until it kills us.
                let _ = writeln!(out, "ack {key} {} {} .", done.case, done.events);
                let _ = out.flush();
            }
            Err(Failure::NotFound) => {}
            Err(error) => panic!("{error}"),
        }
    }
}
