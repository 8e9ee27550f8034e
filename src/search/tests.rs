//! Stories of search over a real store.

use super::*;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::people::Actor;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::store::Table;
use crate::store::find::What;
use crate::store::key::Key;
use crate::store::people as staff;
use proptest::prelude::*;
use std::path::Path;
use tempfile::TempDir;

const NOON: Timestamp = Timestamp(1_772_424_000_000);

struct Desk {
    folder: TempDir,
    store: Store,
    search: Search,
}

fn moment() -> Moment {
    Moment {
        now: NOON,
        salt: "5a17".into(),
    }
}

fn owner() -> Actor {
    Actor::Staff {
        id: StaffId(1),
        roles: vec![Role::Owner],
        limit: Fen(10_000_000),
    }
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("a store");
    let wanted = SetUp {
        owner: NewStaff {
            login: "owner".into(),
            display_name: "店主".into(),
            password_hash: String::new(),
            roles: Vec::new(),
            shops: Vec::new(),
            limit: None,
            lang: Lang::ZhCn,
        },
        shop_name: "小店".into(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".into(),
    };
    store
        .write(None, NOON, move |plan| {
            people::set_up(plan, &wanted, &moment())
        })
        .expect("set up");
    let search = Search::of(&store);
    Desk {
        folder,
        store,
        search,
    }
}

impl Desk {
    fn open(&self, about: &str) -> CaseId {
        let mut new = OpenCase::new(ShopId(1), Kind::Inquiry, "slow", Intake::Chat);
        new.about = Some(about.to_owned());
        self.store
            .write(None, NOON, move |plan| {
                Ok(cases::open(plan, &new, &About::default(), &owner(), &moment())?.id)
            })
            .expect("opens")
    }

    fn note(&self, case: CaseId, words: &str) {
        let input = Input {
            text: Some(words.to_owned()),
            ..Input::default()
        };
        let act = Act {
            verb: Verb::Note,
            input,
        };
        self.store
            .write(None, NOON, move |plan| {
                let case = CaseRef::of_system(case);
                cases::act(plan, case, None, &act, &owner(), &moment())?;
                Ok(())
            })
            .expect("notes");
    }

    /// Erases everything that was said in a case.
    fn erase(&self, case: CaseId) {
        self.store
            .write(None, NOON, move |plan| {
                let from = Key::new().u64(case.0);
                let (start, end) = (from.clone().build(), from.end());
                for key in plan.keys(Table::Texts, &start, &end, 100)? {
                    plan.remove(Table::Texts, key);
                }
                Ok(())
            })
            .expect("erases");
    }

    fn catch_up(&self) {
        self.search.catch_up(&self.store, NOON).expect("catches up");
    }

    fn viewer(&self, shops: &[u64]) -> Viewer {
        let mut staff = self
            .store
            .read(|view| Ok(staff::by_id(view, StaffId(1))?.expect("is there")))
            .expect("reads");
        staff.shops = shops.iter().copied().map(ShopId).collect();
        Viewer::new(staff, Fen::ZERO)
    }

    fn found(&self, asked: &Asked, viewer: &Viewer) -> Found {
        self.store
            .read(|view| self.search.find(view, viewer, asked, None, 50))
            .expect("finds")
    }

    /// The ids of the cases that are found, the newest first.
    fn cases(&self, question: &str) -> Vec<u64> {
        let asked = Asked::read(question, self.store.vault());
        ids(&self.found(&asked, &self.viewer(&[])))
    }
}

fn ids(found: &Found) -> Vec<u64> {
    let cases = found.hits.iter().filter_map(|hit| match &hit.what {
        Thing::Case(row) => Some(row.id.0),
        _ => None,
    });
    cases.collect()
}

fn written(hit: &Hit) -> String {
    let passages = hit.passages.iter().map(|passage| {
        let pieces = passage.pieces.iter().map(|piece| match piece.marked {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        });
        format!("{}: {}", passage.place.code(), pieces.collect::<String>())
    });
    passages.collect::<Vec<_>>().join(" | ")
}

#[test]
fn search_follows_what_is_said_in_a_case() {
    let desk = desk();
    let (first, second) = (desk.open("保温杯 304不锈钢"), desk.open("雪纺衬衫"));
    desk.catch_up();
    assert_eq!(desk.cases("保温杯"), [first.0]);
    assert_eq!(desk.cases("衬"), [second.0]);
    assert_eq!(desk.cases("30"), [first.0]);
    assert_eq!(desk.cases("破损"), [] as [u64; 0]);
    desk.note(second, "买家说破损，单号 SF-1234567890 已拍照");
    desk.note(first, "杯盖也破损");
    assert!(desk.search.step(&desk.store, NOON).is_ok_and(|more| !more));
    assert_eq!(desk.cases("破损").len(), 2);
    assert_eq!(desk.cases("破损 sf1234567"), [second.0]);
    assert_eq!(
        desk.cases("ＳＦ１２３４"),
        [second.0],
        "full-width as half-width"
    );
    assert_eq!(desk.cases("破损 保温"), [first.0], "words may stand apart");
    assert_eq!(
        desk.cases("破损也"),
        [] as [u64; 0],
        "but not within a word"
    );
    let asked = Asked::read("破损 衬衫", desk.store.vault());
    let found = desk.found(&asked, &desk.viewer(&[]));
    assert_eq!(
        written(&found.hits[0]),
        "goods: 雪纺[衬衫] | said: 买家说[破损]，单号 SF-1234567890 已拍照"
    );
    assert_eq!(desk.search.standing(), Standing::Complete);
}

#[test]
fn what_was_erased_leaves_the_answers_and_the_files() {
    let desk = desk();
    let case = desk.open("衬衫");
    desk.note(case, "买家住在橘子洲头 quokka");
    desk.catch_up();
    assert_eq!(desk.cases("橘子洲"), [case.0]);
    let opened = desk.search.opened().expect("is open");
    assert_eq!(opened.traces_of("quokka"), 1);
    desk.erase(case);
    assert_eq!(
        desk.cases("橘子洲头"),
        [] as [u64; 0],
        "at once, before the index follows"
    );
    desk.catch_up();
    assert_eq!(desk.cases("橘子"), [] as [u64; 0]);
    assert_eq!(desk.cases("衬衫"), [case.0], "the rest of the case stays");
    for term in ["quokka", "橘子"] {
        assert_eq!(opened.traces_of(term), 0, "no trace of {term} is left");
    }
}

#[test]
fn a_telephone_number_in_a_note_is_found_and_not_written_down() {
    let desk = desk();
    let case = desk.open("衬衫");
    desk.note(case, "请打 138-0013-8000");
    desk.catch_up();
    assert_eq!(desk.cases("13800138000"), [case.0]);
    let opened = desk.search.opened().expect("is open");
    assert_eq!(opened.traces_of("13800138000"), 0);
    assert_eq!(opened.traces_of("8000"), 0);
}

#[test]
fn nobody_finds_what_belongs_to_a_shop_they_do_not_see() {
    let desk = desk();
    let case = desk.open("保温杯");
    desk.catch_up();
    let asked = Asked::read("保温杯", desk.store.vault());
    assert_eq!(ids(&desk.found(&asked, &desk.viewer(&[1, 2]))), [case.0]);
    let other = desk.found(&asked, &desk.viewer(&[2]));
    assert!(other.hits.is_empty());
    assert_eq!(other.total, 0, "nor how many there are");
    let narrowed = asked.only(Only {
        shop: Some(ShopId(1)),
        ..Only::default()
    });
    assert!(desk.found(&narrowed, &desk.viewer(&[2])).hits.is_empty());
}

#[test]
fn filters_narrow_and_pages_follow_each_other() {
    let desk = desk();
    let opened: Vec<u64> = (0..30)
        .map(|n| desk.open(&format!("保温杯 {n}")).0)
        .collect();
    desk.catch_up();
    let asked = Asked::read("保温杯", desk.store.vault());
    let viewer = desk.viewer(&[]);
    let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = desk
            .store
            .read(|view| desk.search.find(view, &viewer, &asked, after, 12))
            .expect("finds");
        assert_eq!(page.total, 30);
        seen.extend(ids(&page));
        pages += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
        assert_eq!(after, after.and_then(|c| Cursor::read(&c.written())));
    }
    let expected: Vec<u64> = opened.into_iter().rev().collect();
    assert_eq!((seen, pages), (expected, 3), "the newest first, each once");
    let count = |only: Only| desk.found(&asked.clone().only(only), &viewer).total;
    let all = Only::default();
    let open = |open| Only {
        open: Some(open),
        ..all.clone()
    };
    assert_eq!((count(open(true)), count(open(false))), (30, 0));
    let kind = |kind| Only {
        kind: Some(kind),
        ..all.clone()
    };
    assert_eq!(
        (count(kind(Kind::Inquiry)), count(kind(Kind::Repair))),
        (30, 0)
    );
    let what = |what| Only {
        what: Some(what),
        ..all.clone()
    };
    assert_eq!((count(what(What::Case)), count(what(What::Order))), (30, 0));
    let from = |from| Only {
        from: Some(from),
        ..all.clone()
    };
    assert_eq!(
        (count(from(NOON)), count(from(Timestamp(NOON.0 + 1)))),
        (30, 0)
    );
}

#[test]
fn an_index_thrown_away_is_built_again_while_the_desk_works() {
    let desk = desk();
    for n in 0..700 {
        desk.open(&format!("旧的 {n}"));
    }
    let mut working = 0;
    while desk.search.step(&desk.store, NOON).expect("steps") {
        working += 1;
        let newest = desk.open("新的");
        desk.note(CaseId(1 + working), "改过");
        desk.search.step(&desk.store, NOON).expect("steps");
        assert!(
            desk.cases("新的").contains(&newest.0),
            "found while building"
        );
        if let Standing::Building { done } = desk.search.standing() {
            assert!(done > 0);
        }
    }
    assert!(working >= 2, "it took several steps");
    same_as_fresh(&desk, &["旧", "旧的", "新的", "改过", "1", "69"]);
}

/// Compares all answers with those of an index built anew from the store.
fn same_as_fresh(desk: &Desk, questions: &[&str]) {
    desk.catch_up();
    let fresh = Search {
        folder: None,
        ..Search::of(&desk.store)
    };
    fresh.catch_up(&desk.store, NOON).expect("builds");
    let documents = |search: &Search| search.opened().expect("is open").documents();
    assert_eq!(documents(&desk.search), documents(&fresh));
    for question in questions {
        let asked = Asked::read(question, desk.store.vault());
        let all = |search: &Search| {
            let opened = search.opened().expect("is open");
            let page = opened.ask(&asked, None, None, 10_000).expect("answers");
            (page.total, page.found)
        };
        assert_eq!(all(&desk.search), all(&fresh), "{question}");
        assert!(all(&fresh).0 > 0, "{question} is found at all");
    }
}

#[test]
fn whoever_is_cut_off_goes_on_where_the_last_commit_was() {
    let mut desk = desk();
    for n in 0..600 {
        desk.open(&format!("旧的 {n}"));
    }
    // Cut off within the scan, twice, and then while following the log.
    for n in 0..8 {
        let more = desk.search.step(&desk.store, NOON).expect("steps");
        desk.note(CaseId(600 - n), "改过");
        if n % 2 == 0 || !more {
            desk.search = Search::of(&desk.store);
        }
    }
    same_as_fresh(&desk, &["旧的", "改过", "59"]);
}

#[test]
fn an_index_that_is_damaged_or_of_another_version_is_thrown_away() {
    let mut desk = desk();
    let case = desk.open("保温杯");
    let folder = desk.folder.path().join(SEARCH_FOLDER);
    let damages: [fn(&Path); 4] = [
        |folder| fs::write(folder.join("meta.json"), "{").expect("writes"),
        |folder| fs::write(folder.join("meta.json"), "{\"index\":9}").expect("writes"),
        |folder| {
            let meta = fs::read_to_string(folder.join("meta.json")).expect("reads");
            let other = meta.replace("\\\"format\\\":2", "\\\"format\\\":0");
            assert_ne!(meta, other);
            fs::write(folder.join("meta.json"), other).expect("writes");
        },
        |folder| {
            for entry in fs::read_dir(folder).expect("reads") {
                let path = entry.expect("an entry").path();
                if path.extension().is_some_and(|e| e == "term" || e == "idx") {
                    fs::write(path, "").expect("writes");
                }
            }
        },
    ];
    for damage in damages {
        desk.catch_up();
        desk.search.rest().expect("rests");
        desk.search = Search::of(&desk.store);
        damage(&folder);
        desk.catch_up();
        assert_eq!(desk.cases("保温杯"), [case.0]);
    }
}

#[test]
fn an_index_that_followed_another_store_is_thrown_away() {
    let desk = desk();
    for _ in 0..3 {
        desk.open("衬衫");
    }
    desk.catch_up();
    desk.search.rest().expect("rests");
    let other = super::tests::desk();
    other.open("保温杯");
    other.open("保温杯");
    let from = desk.folder.path().join(SEARCH_FOLDER);
    let to = other.folder.path().join(SEARCH_FOLDER);
    fs::rename(from, to).expect("moves");
    other.catch_up();
    assert_eq!(other.cases("保温杯").len(), 2);
    assert_eq!(other.cases("衬衫"), [] as [u64; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_part_of_a_chinese_text_is_found(
        text in "[退货款破损买家发错颜色，。 A1-]{1,24}",
        start in 0usize..24,
        length in 1usize..=8,
    ) {
        let chars: Vec<char> = text.chars().collect();
        let part: String = chars.iter().skip(start % chars.len()).take(length).collect();
        let asked = Asked::read(&part, &crate::store::Vault::for_tests());
        // A part that begins within a word of letters is not the beginning of one.
        let before = (start % chars.len()).checked_sub(1).map(|at| chars[at]);
        let within = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
        prop_assume!(!(within(before) && within(part.chars().next())));
        let opened = Opened::open(None).expect("opens");
        opened.holding(&text);
        let page = opened.ask(&asked, None, None, 9).expect("answers");
        prop_assert_eq!(page.total, usize::from(!asked.is_empty()), "{} in {}", part, text);
        if !asked.is_empty() {
            prop_assert!(passages::Looked::new(&text).passage(&asked).is_some());
        }
    }

    #[test]
    fn no_question_and_no_text_breaks_anything(text in any::<String>(), question in any::<String>()) {
        let asked = Asked::read(&question, &crate::store::Vault::for_tests());
        let looked = passages::Looked::new(&text);
        let pieces = looked.passage(&asked).unwrap_or_default();
        prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
        terms::runs(&text);
    }
}
