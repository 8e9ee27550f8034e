//! Indexes and counters are what the records say, whatever was done; and when they are not, it is
//! found, and `reindex` cures it.

use super::chance::Chance;
use super::sample;
use super::sample::Act;
use super::sample::NOW;
use super::sample::everything;
use super::sample::perform;
use aftercare::domain::ids::CaseId;
use aftercare::domain::time::Span;
use aftercare::failure::Failure;
use aftercare::store::Store;
use aftercare::store::Table;
use aftercare::store::cases;
use aftercare::store::chain;
use aftercare::store::chain::Break;
use aftercare::store::chain::ChainVerdict;
use aftercare::store::doctor;
use aftercare::store::doctor::Check;
use aftercare::store::files::Files;
use aftercare::store::key::Key;
use aftercare::store::reindex::reindex;
use aftercare::store::sweep;
use proptest::prelude::*;
use redb::backends::InMemoryBackend;

fn in_memory() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let store = Store::on_backend(InMemoryBackend::new(), files).expect("a store");
    (folder, store)
}

/// Many acts in one commit each, by chance.
fn busy(store: &Store, seed: u64, acts: u64) {
    let mut chance = Chance(seed);
    for n in 0..acts {
        let act = Act::any(&mut chance, n / 2);
        let done = sample::act(store, &format!("form-{seed}-{n}"), act);
        assert!(matches!(done, Ok(_) | Err(Failure::NotFound)), "{done:?}");
    }
}

fn found(store: &Store) -> Vec<(Check, String)> {
    let report = doctor::examine(store, NOW).expect("can be read");
    let findings = report.findings.into_iter();
    findings
        .map(|finding| (finding.check, finding.object))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_commands_keep_is_what_reindex_writes(seed: u64, acts in 1_u64..40) {
        let (_folder, store) = in_memory();
        busy(&store, seed, acts);
        prop_assert_eq!(found(&store), vec![]);
        let kept = everything(&store);
        reindex(&store, NOW).expect("writes them again");
        let again = everything(&store);
        for ((table, kept), (_, again)) in kept.into_iter().zip(again) {
            if table != Table::Meta {
                prop_assert_eq!(kept, again, "{}", table.name());
            }
        }
    }
}

#[test]
fn each_kind_of_wrong_index_row_is_found_and_cured() {
    let (_folder, store) = in_memory();
    busy(&store, 5, 60);
    let right = everything(&store);
    let open = sample::rows(&store, Table::OpenByDue);
    let (gone, changed) = (open[0].0.clone(), open[1].0.clone());
    let other = open[2].1.clone();
    store
        .write(None, NOW, move |plan| {
            plan.remove(Table::OpenByDue, gone);
            plan.put_bytes(Table::OpenByDue, changed, other);
            let ghost = Key::new().i64(1).u64(999_999).build();
            plan.put_bytes(Table::Timers, ghost, Vec::new());
            plan.add("open", 1)?;
            Ok(())
        })
        .expect("writes");
    let kinds: Vec<Check> = found(&store).into_iter().map(|(check, _)| check).collect();
    for kind in [
        Check::IndexMissing,
        Check::IndexDifferent,
        Check::IndexExtra,
        Check::CounterDifferent,
    ] {
        assert_eq!(kinds.iter().filter(|k| **k == kind).count(), 1, "{kinds:?}");
    }
    reindex(&store, NOW).expect("writes them again");
    assert_eq!(found(&store), vec![]);
    let cured = everything(&store);
    assert!(
        right[1..] == cured[1..],
        "all but the mark in meta is as before"
    );
}

#[test]
fn erasing_words_leaves_the_chain_whole_and_changing_them_breaks_it() {
    let (_folder, store) = in_memory();
    for act in [Act::Open, Act::Say(1), Act::Erase(1), Act::Say(1)] {
        store
            .write(None, NOW, move |plan| perform(plan, act))
            .expect("done");
    }
    let verdict = |store: &Store| {
        store
            .read(|view| Ok(chain::verify(view, CaseId(1))?))
            .expect("reads")
    };
    let whole = ChainVerdict::Whole {
        events: 4,
        erased: 2,
    };
    assert_eq!(verdict(&store), whole);

    let tamper = |seq: u64, how: fn(&mut serde_json::Value)| {
        store
            .write(None, NOW, move |plan| {
                use aftercare::store::View;
                let table = if seq == 9 {
                    Table::Texts
                } else {
                    Table::Events
                };
                let at = if seq == 9 { 3 } else { seq };
                let key = Key::new().u64(1).u64(at).build();
                let mut record: serde_json::Value = plan.get(table, &key)?.expect("is there");
                how(&mut record);
                plan.put(table, key, &record)?;
                Ok(())
            })
            .expect("writes");
        verdict(&store)
    };
    let changed = tamper(9, |text| text["body"] = "没有联系".into());
    let how = Break::WordsChanged;
    assert_eq!(changed, ChainVerdict::Broken { seq: 3, how });
    tamper(9, |text| text["body"] = "已经联系买家".into());
    assert_eq!(verdict(&store), whole, "put right again");
    let changed = tamper(2, |event| event["facts"][0][1] = "99900".into());
    let how = Break::Changed;
    assert_eq!(changed, ChainVerdict::Broken { seq: 2, how });
    let relinked = tamper(2, |event| event["prev_hash"] = "00".into());
    let how = Break::Unlinked;
    assert_eq!(relinked, ChainVerdict::Broken { seq: 2, how });
    let (check, object) = found(&store).remove(0);
    assert_eq!((check, object.as_str()), (Check::ChainBroken, "case 1"));
}

#[test]
fn a_missing_event_or_case_breaks_the_chain() {
    let (_folder, store) = in_memory();
    for act in [Act::Open, Act::Say(1), Act::Say(1), Act::Open] {
        store
            .write(None, NOW, move |plan| perform(plan, act))
            .expect("done");
    }
    store
        .write(None, NOW, |plan| {
            plan.remove(Table::Events, Key::new().u64(1).u64(2).build());
            plan.remove(Table::Cases, Key::new().u64(2).build());
            Ok(())
        })
        .expect("writes");
    let found = found(&store);
    let has = |check: Check, object: &str| found.iter().any(|f| f.0 == check && f.1 == object);
    assert!(has(Check::ChainBroken, "case 1"), "{found:?}");
    assert!(has(
        Check::RecordOrphaned,
        "events 00000000000000020000000000000000"
    ));
}

#[test]
fn a_number_of_a_merged_case_leads_to_the_case_it_went_into() {
    let (_folder, store) = in_memory();
    store
        .write(None, NOW, |plan| {
            perform(plan, Act::Open)?;
            perform(plan, Act::Open)?;
            let old = cases::by_id(plan, CaseId(1))?.expect("is there");
            let mut merged = old.clone();
            merged.merged_into = Some(CaseId(2));
            cases::save(plan, Some(&old), &merged)?;
            assert_eq!(cases::id_by_no(plan, &merged.no)?, Some(CaseId(2)));
            Ok(())
        })
        .expect("done");
}

#[test]
fn an_old_answer_is_forgotten_and_a_young_one_is_not() {
    let (_folder, store) = in_memory();
    busy(&store, 1, 30);
    let week = Span::days(7);
    assert_eq!(sweep::commands(&store, NOW + week).expect("sweeps"), 0);
    let kept = sample::rows(&store, Table::Commands).len() as u64;
    let swept = sweep::commands(&store, NOW + week + Span(1)).expect("sweeps");
    assert_eq!(swept, kept);
    assert_eq!(sample::rows(&store, Table::Commands), vec![]);
    assert_eq!(sample::rows(&store, Table::CommandTimes), vec![]);
}

#[test]
fn a_file_that_nothing_names_goes_after_a_day_and_a_named_one_stays() {
    let (folder, store) = in_memory();
    let named = store.files().put("照片".as_bytes()).expect("puts");
    let forgotten = store.files().put("误传".as_bytes()).expect("puts");
    let file = named.clone();
    store
        .write(None, NOW, move |plan| {
            perform(plan, Act::Open)?;
            let old = cases::by_id(plan, CaseId(1))?.expect("is there");
            let mut with_file = serde_json::to_value(&old).expect("json");
            with_file["files"] = serde_json::json!([{
                "hash": file, "kind": "photo", "name": "a.jpg", "mime": "image/jpeg",
                "size": 6, "by": "buyer", "at": NOW,
            }]);
            let with_file = serde_json::from_value(with_file).expect("a case");
            cases::save(plan, Some(&old), &with_file)?;
            Ok(())
        })
        .expect("done");
    let (check, object) = found(&store).remove(0);
    assert_eq!((check, object), (Check::FileUnnamed, forgotten.clone()));
    // Files are as old as the machine's clock says, and so is this moment.
    let written = std::fs::metadata(folder.path().join("files")).expect("is there");
    let written = written.modified().expect("a time");
    let ms = written
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970")
        .as_millis() as i64;
    let soon = aftercare::domain::time::Timestamp(ms) + Span::hours(1);
    assert_eq!(sweep::files(&store, soon).expect("sweeps"), 0);
    assert_eq!(
        sweep::files(&store, soon + Span::days(1)).expect("sweeps"),
        1
    );
    assert!(store.files().has(&named));
    assert!(!store.files().has(&forgotten));
}
