//! Walking lists page by page while rows come, go and move.

use aftercare::domain::case::Case;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::Kind;
use aftercare::domain::case::State;
use aftercare::domain::case::record::Priority;
use aftercare::domain::ids::CaseId;
use aftercare::domain::ids::StaffId;
use aftercare::domain::money::Fen;
use aftercare::domain::people::Role;
use aftercare::domain::time::Timestamp;
use aftercare::store::Store;
use aftercare::store::cases;
use aftercare::store::index;
use aftercare::store::lists;
use aftercare::store::lists::Among;
use aftercare::store::lists::Filter;
use aftercare::store::lists::From;
use aftercare::store::lists::LOOKED_AT;
use aftercare::store::lists::Sort;
use proptest::prelude::*;
use std::collections::BTreeMap;

const NOW: Timestamp = Timestamp(1_795_309_200_000);

/// What a list can tell cases apart by.
#[derive(Debug, Clone)]
struct Wanted {
    owner: u64,
    role: usize,
    kind: usize,
    closed: bool,
    urgent: bool,
    /// Hours from now: several cases have the same.
    due: i64,
    yuan: i64,
}

fn wanted() -> impl Strategy<Value = Wanted> {
    (
        1..4u64,
        0..3usize,
        0..3usize,
        any::<bool>(),
        any::<bool>(),
        -4..5i64,
        0..4i64,
    )
        .prop_map(|(owner, role, kind, closed, urgent, due, yuan)| Wanted {
            owner,
            role,
            kind,
            closed,
            urgent,
            due,
            yuan,
        })
}

fn filter() -> impl Strategy<Value = Filter> {
    (
        0..3usize,
        any::<bool>(),
        proptest::option::of(1..4u64),
        proptest::option::of(0..3usize),
        proptest::option::of(0..3usize),
        any::<bool>(),
        proptest::option::of(-4..5i64),
        proptest::option::of(0..4i64),
    )
        .prop_map(
            |(among, newest, owner, role, kind, urgent, due, yuan)| Filter {
                among: [Among::Open, Among::All, Among::Closed][among],
                sort: if newest { Sort::Newest } else { Sort::Due },
                owner: owner.map(StaffId),
                role: role.map(|at| ROLES[at]),
                kind: kind.map(|at| Kind::ALL[at]),
                priority: urgent.then_some(Priority::Urgent),
                due_before: due.map(|hours| Timestamp(NOW.0 + hours * 3_600_000)),
                money_from: yuan.map(|yuan| Fen(yuan * 100)),
                ..Filter::default()
            },
        )
}

const ROLES: [Role; 3] = [Role::Agent, Role::Warehouse, Role::Finance];

fn case(id: u64, wanted: &Wanted) -> Case {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/records/v1/case.json"
    );
    let text = std::fs::read_to_string(path).expect("the sample case");
    let mut case: Case = serde_json::from_str(&text).expect("a case");
    case.id = CaseId(id);
    case.no = CaseNo::new(2026, 11, 22, id as u32);
    case.kind = Kind::ALL[wanted.kind];
    case.state = if wanted.closed {
        State::Closed
    } else {
        State::Submitted
    };
    case.priority = if wanted.urgent {
        Priority::Urgent
    } else {
        Priority::Low
    };
    case.owner = StaffId(wanted.owner);
    case.stage_owner = ROLES[wanted.role];
    case.deadlines.clear();
    case.promises.clear();
    case.next_action_at = Timestamp(NOW.0 + wanted.due * 3_600_000);
    case.approved_amount = Some(Fen(wanted.yuan * 100));
    case.opened_at = Timestamp(NOW.0 - wanted.due);
    case.buyer = None;
    case.order = None;
    case.platform_no = None;
    case.money.clear();
    case
}

fn put(store: &Store, kept: &mut BTreeMap<u64, Case>, new: Case) {
    let old = kept.insert(new.id.0, new.clone());
    store
        .write(None, NOW, move |plan| {
            Ok(cases::save(plan, old.as_ref(), &new)?)
        })
        .expect("writes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Between two pages some cases change; those that stay as they are stand on exactly one page,
    /// in order, whatever the filter, the size of a page and the bound of a look.
    #[test]
    fn each_case_stands_on_one_page_though_others_move(
        first in proptest::collection::vec(wanted(), 1..40),
        moves in proptest::collection::vec((0..40usize, wanted()), 0..12),
        filter in filter(),
        size in 1..7usize,
        most in 1..9usize,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("a store");
        let mut kept = BTreeMap::new();
        for (at, wanted) in first.iter().enumerate() {
            put(&store, &mut kept, case(at as u64 + 1, wanted));
        }
        let moved: Vec<u64> = moves.iter().map(|(at, _)| (at % first.len()) as u64 + 1).collect();
        let mut moves = moves.into_iter();
        let (mut seen, mut from) = (Vec::new(), From::Start);
        for _ in 0..1_000 {
            let page = store
                .read(|view| Ok(lists::page(view, &filter, from, size, most)?))
                .expect("reads");
            prop_assert!(page.rows.len() <= size);
            seen.extend(page.rows.iter().map(|row| row.id.0));
            let Some(next) = page.next else { break };
            from = From::After(next);
            if let Some((at, wanted)) = moves.next() {
                let id = (at % first.len()) as u64 + 1;
                put(&store, &mut kept, case(id, &wanted));
            }
        }
        let seen: Vec<u64> = seen.into_iter().filter(|id| !moved.contains(id)).collect();
        let mut expected: Vec<&Case> = kept
            .values()
            .filter(|case| !moved.contains(&case.id.0))
            .filter(|case| filter.takes(&index::case_row(case)))
            .collect();
        match filter.order() {
            Sort::Due => expected.sort_by_key(|case| (case.next_action_at, case.id)),
            Sort::Newest => {
                expected.sort_by_key(|case| std::cmp::Reverse((case.opened_at, case.id)));
            }
        }
        let expected: Vec<u64> = expected.iter().map(|case| case.id.0).collect();
        prop_assert_eq!(seen, expected);
    }

    /// The page before a page is the page one came from, and a count is what a walk finds.
    #[test]
    fn one_can_turn_back_and_count(
        first in proptest::collection::vec(wanted(), 1..40),
        filter in filter(),
        size in 1..7usize,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("a store");
        let mut kept = BTreeMap::new();
        for (at, wanted) in first.iter().enumerate() {
            put(&store, &mut kept, case(at as u64 + 1, wanted));
        }
        let page = |from| {
            store
                .read(|view| Ok(lists::page(view, &filter, from, size, LOOKED_AT)?))
                .expect("reads")
        };
        let mut pages = vec![page(From::Start)];
        while let Some(next) = pages.last().and_then(|last| last.next) {
            pages.push(page(From::After(next)));
        }
        for two in pages.windows(2) {
            let back = page(From::Before(two[1].previous.expect("a way back")));
            prop_assert_eq!(&back.rows, &two[0].rows);
        }
        let all: usize = pages.iter().map(|page| page.rows.len()).sum();
        let count = store
            .read(|view| Ok(lists::count(view, &filter, 99, LOOKED_AT)?))
            .expect("counts");
        prop_assert_eq!((count.n, count.more), (all, false));
        let cheap = store
            .read(|view| Ok(lists::cheap_count(view, &filter, 99)?))
            .expect("counts");
        prop_assert!(cheap.is_none_or(|cheap| cheap == count));
    }
}
