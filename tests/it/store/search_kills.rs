//! The search index of a real process killed by `kill -9` at any moment: between the commit of the
//! store and that of the index, while it scans, while it merges. It comes to the same index.
//!
//! The child is this test program itself, run for the one test `child` with a folder to work in.

use super::chance::Chance;
use super::sample;
use super::sample::Act;
use super::sample::NOW;
use aftercare::actions::access::Viewer;
use aftercare::domain::money::Fen;
use aftercare::domain::people::Staff;
use aftercare::failure::Failure;
use aftercare::search::Asked;
use aftercare::search::Cursor;
use aftercare::search::Search;
use aftercare::search::Thing;
use aftercare::store::Store;
use aftercare::store::files::Files;
use serde_json::json;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

/// Names the folder that the child works in, and its seed.
const FOLDER: &str = "AFTERCARE_TEST_SEARCH_FOLDER";
const SEED: &str = "AFTERCARE_TEST_SEARCH_SEED";
/// Kills until the whole is compared.
const KILLS: u64 = 8;

#[test]
fn no_kill_leaves_an_index_that_differs_from_the_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance(11);
    for kill in 0..KILLS {
        let mut child = spawn(folder.path(), kill);
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let heard = lines
            .map_while(Result::ok)
            .filter(|line| line.starts_with("step"))
            .take(2 + usize::try_from(chance.below(12)).expect("is small"));
        assert!(heard.count() > 0, "the child works");
        for _ in 0..chance.below(2_000_000) {
            std::hint::spin_loop();
        }
        child.kill().expect("kills");
        child.wait().expect("is dead");
    }
    let store = Store::open(folder.path()).expect("opens");
    let followed = Search::of(&store);
    followed.catch_up(&store, NOW).expect("catches up");
    let memory = tempfile::tempdir().expect("a folder");
    let elsewhere = Store::in_memory(Files::open(memory.path()).expect("files")).expect("a store");
    let fresh = Search::of(&elsewhere);
    fresh.catch_up(&store, NOW).expect("builds");
    for question in ["我要退货", "已经联系", "退", "as", "as 1"] {
        let found = all(&store, &followed, question);
        assert_eq!(found, all(&store, &fresh, question), "{question}");
        let mut once = found.clone();
        once.dedup();
        assert_eq!(found, once, "{question}: nothing stands twice");
    }
    assert!(!all(&store, &followed, "我要退货").is_empty());
}

/// Every case that is found, page by page.
fn all(store: &Store, search: &Search, question: &str) -> Vec<u64> {
    let asked = Asked::read(question, store.vault());
    let (mut found, mut after): (Vec<u64>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let page = store
            .read(|view| search.find(view, &viewer(), &asked, after, 500))
            .expect("finds");
        found.extend(page.hits.iter().filter_map(|hit| match &hit.what {
            Thing::Case(row) => Some(row.id.0),
            _ => None,
        }));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

fn viewer() -> Viewer {
    let staff: Staff = serde_json::from_value(json!({
        "id": 1, "login": "owner", "display_name": "店主", "roles": ["owner"], "lang": "zh-CN",
        "active": true, "password_hash": "", "created_at": 0,
    }))
    .expect("someone");
    Viewer::new(staff, Fen::ZERO)
}

fn spawn(folder: &Path, seed: u64) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "store::search_kills::child", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts itself")
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
    let search = Search::of(&store);
    std::thread::scope(|threads| {
        threads.spawn(|| work(&store, seed));
        loop {
            search.step(&store, NOW).expect("follows");
            let mut out = std::io::stdout().lock();
            // The parent is there until it kills us.
            let _ = writeln!(out, "\nstep");
            let _ = out.flush();
        }
    });
}

fn work(store: &Store, seed: u64) {
    let mut chance = Chance(seed + 100);
    for n in 0.. {
        let key = format!("{seed:05}-{n:05}");
        let act = Act::any(&mut chance, n + 1);
        match sample::act(store, &key, act) {
            Ok(_) | Err(Failure::NotFound) => {}
            Err(error) => panic!("{error}"),
        }
    }
}
