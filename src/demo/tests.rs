//! The example shop is what it promises to be.

use super::Prepared;
use super::World;
use crate::actions::Moment;
use crate::domain::case::Case;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::record::DeadlineSource;
use crate::domain::ids::CaseId;
use crate::domain::order::OrderStatus;
use crate::domain::time::Timestamp;
use crate::store::Store;
use crate::store::cases;
use crate::store::chain;
use crate::store::chain::ChainVerdict;
use crate::store::doctor;
use crate::store::files::Files;
use std::collections::BTreeSet;

/// A Monday morning and a Saturday night in Shanghai: the script must hold at any hour.
const MOMENTS: [Timestamp; 2] = [Timestamp(1_795_399_200_000), Timestamp(1_795_879_800_000)];

fn loaded(now: Timestamp) -> (tempfile::TempDir, Store, Vec<Case>) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let backend = redb::backends::InMemoryBackend::new();
    let store = Store::on_backend(backend, files).expect("a store");
    let prepared = Prepared::new(store.vault()).expect("the world is readable");
    let moment = Moment {
        now,
        salt: "5a17".into(),
    };
    let people = store
        .write(None, now, move |plan| prepared.set_up(plan, "", &moment))
        .expect("the script is accepted");
    assert!(people.len() >= 6);
    let cases = store
        .read(|view| {
            let mut all = Vec::new();
            while let Some(case) = cases::by_id(view, CaseId(all.len() as u64 + 1))? {
                all.push(case);
            }
            Ok(all)
        })
        .expect("reads");
    (folder, store, cases)
}

#[test]
fn every_kind_is_there_in_more_than_one_state_and_something_runs_out() {
    for now in MOMENTS {
        let (_folder, _store, cases) = loaded(now);
        let kinds: BTreeSet<&str> = cases.iter().map(|case| case.kind.code()).collect();
        assert_eq!(kinds.len(), Kind::ALL.len(), "{kinds:?}");
        let states: BTreeSet<&str> = cases.iter().map(|case| case.state.code()).collect();
        assert!(states.len() >= 15, "{states:?}");
        assert!(cases.iter().any(|case| case.state == State::Closed));
        let running = || {
            cases
                .iter()
                .filter(|case| !case.state.is_terminal())
                .flat_map(|case| &case.deadlines)
        };
        assert!(
            running().any(|deadline| deadline.due_at < now),
            "one is late"
        );
        let at_risk = running().find(|deadline| {
            deadline.source == DeadlineSource::Platform
                && deadline.due_at > now
                && deadline.money_at_risk.is_some()
        });
        assert!(at_risk.is_some(), "money moves by itself");
    }
}

#[test]
fn the_store_it_makes_is_sound() {
    let now = MOMENTS[0];
    let (_folder, store, cases) = loaded(now);
    store
        .read(|view| {
            for case in &cases {
                let verdict = chain::verify(view, case.id)?;
                assert!(matches!(verdict, ChainVerdict::Whole { .. }), "{}", case.no);
            }
            Ok(())
        })
        .expect("reads");
    let report = doctor::examine(&store, now).expect("examines");
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[test]
fn the_file_holds_what_pictures_and_tests_rely_on() {
    let world = World::read().expect("reads");
    let statuses: BTreeSet<&str> = world.orders.iter().map(|o| o.status.code()).collect();
    for status in OrderStatus::ALL {
        let told = statuses.contains(status.code()) || *status == OrderStatus::Unmapped;
        assert!(told, "no order is {status}");
    }
    assert!(world.orders.len() >= 25);
    assert!(world.buyers.iter().any(|buyer| buyer.name.contains("<b>")));
    let texts = || world.cases.iter().map(|case| case.text.as_str());
    assert!(texts().any(|text| text.lines().count() >= 30), "a long one");
    assert!(texts().any(|text| text.contains('釦')), "a traditional one");
}
