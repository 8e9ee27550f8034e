//! Stories that need a second case, an ownerless parcel or a small order.

use super::coverage;
use super::desk::Desk;
use super::desk::actor;
use super::desk::run;
use super::desk::wish;
use super::say;
use super::say::MONDAY;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Facts;
use crate::domain::case::Machine;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::decide;
use crate::domain::ids::CaseId;
use crate::domain::ids::OwnerlessId;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::ownerless;
use crate::domain::ownerless::Ownerless;
use crate::domain::people::ActorRef;
use crate::domain::time::Span;

pub const ALL: &[fn()] = &[
    two_cases_become_one,
    an_ownerless_parcel_finds_its_case,
    an_ownerless_parcel_is_kept_thirty_days,
    a_cheap_return_and_a_cheap_exchange_need_no_inspection_nor_a_person,
    offers_and_refusals_are_the_same_in_every_kind,
    the_way_back_is_the_same_in_every_kind,
    the_way_out_is_the_same_in_every_kind,
    a_failed_payment_is_the_same_in_every_kind,
];

/// Runs a script in which nothing may be refused.
fn all_well(script: &str) -> String {
    let told = run(script);
    assert!(!told.contains("refused"), "{script}\n{told}");
    told
}

#[test]
fn offers_and_refusals_are_the_same_in_every_kind() {
    for kind in ["return_refund/faulty", "exchange", "repair", "reship"] {
        let told = all_well(&format!(
            "
            09:00 agent open {kind} amount=40.00
            09:10 agent offer kind=refund_only amount=20.00 reason=x
            09:11 agent offer kind=refund_only amount=21.00 reason=x
            09:20 buyer counter amount=40.00
            09:30 agent offer kind=refund_only amount=30.00 reason=x
            09:40 buyer decline
            09:50 agent offer kind=refund_only amount=30.00 reason=x due=+2h
            11:50 clock
            12:00 agent reject reason=x
            12:10 buyer reapply text=x
            12:20 agent offer kind=refund_only amount=30.00 reason=x
            12:30 agent reject reason=x
            8d 12:30 clock
            "
        ));
        assert!(told.ends_with("expire: closed\n"), "{told}");
        let told = all_well(&format!(
            "
            09:00 agent open {kind} amount=40.00
            09:10 agent offer kind=refund_only amount=20.00 reason=x
            09:20 buyer accept
            "
        ));
        assert!(told.contains("goods_refund 20.00 approved"), "{told}");
    }
}

#[test]
fn the_way_back_is_the_same_in_every_kind() {
    for kind in ["exchange", "repair"] {
        let told = all_well(&format!(
            "
            09:00 agent open {kind}
            09:10 agent approve freight_payer=shop
            09:20 agent pickup_booked carrier=SF
            7d 09:10 clock
            8d 09:00 buyer reopen
            15d 09:00 clock
            22d 09:00 clock
            "
        ));
        assert!(told.ends_with("auto_close: closed\n"), "{told}");
    }
}

#[test]
fn the_way_out_is_the_same_in_every_kind() {
    all_well(
        "
        09:00 agent open exchange lines=2x1
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:10 warehouse inspect inspection=0c1 files=p1
        1d 09:20 agent waive reason=goodwill
        1d 10:10 warehouse stock_ok
        1d 11:00 warehouse ship carrier=SF tracking_no=S1
        3d 11:00 buyer delivered
        6d 11:00 clock
        13d 11:00 clock
        ",
    );
    all_well(
        "
        09:00 agent open repair
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:10 technician start_diagnosis
        1d 09:20 technician no_fault text=works
        1d 11:00 warehouse ship carrier=SF tracking_no=S1
        3d 11:00 buyer delivered
        6d 11:00 clock
        ",
    );
}

#[test]
fn a_failed_payment_is_the_same_in_every_kind() {
    all_well(
        "
        09:00 agent open return_refund/faulty lines=2x1
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:10 warehouse inspect inspection=1a0
        1d 09:20 agent approve_money amount=49.90
        1d 09:30 finance pay_start
        1d 09:31 finance pay_fail reason=x
        1d 09:32 finance retry
        1d 09:33 finance pay_fail reason=x
        1d 09:34 finance manual_pay txn_no=T1
        3d 09:00 agent call_back_done
        3d 10:00 buyer reopen text=x
        ",
    );
    all_well(
        "
        09:00 agent open return_refund/faulty lines=2x1
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:10 warehouse inspect inspection=1a0
        1d 09:20 agent approve_money amount=49.90
        1d 09:30 finance pay_start
        1d 09:31 finance pay_ok txn_no=T1
        9d 09:00 clock
        ",
    );
}

fn opened(words: &str, id: u64) -> Desk {
    let mut desk = Desk::new();
    let words: Vec<&str> = words.split(' ').collect();
    desk.open(&wish(&words), &actor("agent"), MONDAY)
        .expect("opens");
    let case = desk.case.as_mut().unwrap();
    case.id = CaseId(id);
    case.no = CaseNo::new(2026, 3, 2, id as u32);
    desk
}

fn step(desk: &mut Desk, who: &str, words: &str) {
    let words: Vec<&str> = words.split(' ').collect();
    let now = MONDAY + Span::hours(10);
    let act = say::act(words[0], &words[1..], now);
    if let Err(refusal) = desk.act(&act, &actor(who), now) {
        panic!("{words:?}: {}", say::refusal(&refusal));
    }
}

/// What a case is worth: pieces asked for, and money that is not void.
fn sums(cases: &[&Case]) -> (u32, Fen) {
    let pieces = cases
        .iter()
        .flat_map(|case| &case.lines)
        .map(|line| line.qty_applied)
        .sum();
    let money = cases
        .iter()
        .flat_map(|case| &case.money)
        .map(|entry| entry.amount)
        .sum();
    (pieces, money)
}

#[test]
fn two_cases_become_one() {
    let one = opened("refund_only/keep_goods lines=1x1 amount=40.00", 1);
    let mut two = opened("refund_only/keep_goods lines=2x1 amount=20.00", 2);
    step(&mut two, "agent", "approve amount=20.00 reason=ok");
    let other = two.case.clone().unwrap();
    let before = sums(&[one.case.as_ref().unwrap(), &other]);
    let facts = Facts {
        other: Some(&other),
        ..one.facts()
    };
    let now = MONDAY + Span::hours(11);
    let act = say::act("merge", &["case=2"], now);
    let change = decide(&facts, &act, &actor("agent"), &one.rules(), now).expect("merges");
    coverage::seen(change.machine, Verb::Merge, change.from);
    let gone = &change.also[0].case;
    assert_eq!(sums(&[&change.case, gone]), before);
    assert_eq!(gone.state, State::Merged);
    assert_eq!(gone.merged_into, Some(CaseId(1)));
    assert_eq!(change.case.also_known_as, vec![other.no.clone()]);
    assert_eq!(gone.events, other.events, "its own timeline stays");
    assert!(gone.deadlines.iter().all(|d| !d.is_active()));
    // Itself, an ended one, another shop's: refused.
    for (id, shop, state, refusal) in [
        (1, 1, State::Submitted, None),
        (2, 9, State::Submitted, Some("needs same_shop")),
        (2, 1, State::Closed, Some("needs other_case_open")),
    ] {
        let mut wrong = other.clone();
        wrong.id = CaseId(id);
        wrong.shop = ShopId(shop);
        wrong.state = state;
        let facts = Facts {
            other: Some(&wrong),
            ..one.facts()
        };
        let refused = decide(&facts, &act, &actor("agent"), &one.rules(), now).unwrap_err();
        let told = say::refusal(&refused);
        assert_eq!(told, refusal.unwrap_or("invalid case"));
    }
}

fn parcel() -> Ownerless {
    Ownerless {
        id: OwnerlessId(1),
        shop: ShopId(1),
        state: State::OwnerlessReceived,
        carrier: "YTO".into(),
        tracking_no: "Y99".into(),
        sender: None,
        phone_tail: Some("5678".into()),
        content: "a shirt".into(),
        files: Vec::new(),
        weight_g: None,
        received_at: MONDAY,
        received_by: ActorRef::System,
        matched_case: None,
        matched_by: None,
        disposal: None,
        ended_at: None,
        rev: 0,
    }
}

#[test]
fn an_ownerless_parcel_finds_its_case() {
    let mut desk = opened("return_refund/faulty amount=99.99", 1);
    let now = MONDAY + Span::hours(12);
    let warehouse = actor("warehouse");
    let from = Some(State::OwnerlessReceived);
    let mut found = parcel();
    let note = say::act("note", &["text=no_slip"], now);
    let noted = ownerless::decide(&found, &note, None, &warehouse, &desk.rules(), now);
    assert!(noted.is_ok());
    coverage::seen(Machine::Ownerless, Verb::Note, from);
    let act = say::act("match", &["case=1"], now);
    // The case does not wait for goods yet.
    let early = ownerless::decide(
        &found,
        &act,
        Some(&desk.facts()),
        &warehouse,
        &desk.rules(),
        now,
    );
    assert!(matches!(early, Err(Refusal::WrongState { .. })));
    step(&mut desk, "agent", "approve freight_payer=shop");
    let change = ownerless::decide(
        &found,
        &act,
        Some(&desk.facts()),
        &warehouse,
        &desk.rules(),
        now,
    )
    .expect("matches");
    coverage::seen(Machine::Ownerless, Verb::Match, from);
    let (case, then) = change.then.expect("the case takes the goods");
    assert_eq!(case, CaseId(1));
    let arrived = desk.act(&then, &warehouse, now).expect("arrives");
    assert_eq!(arrived.to, State::Arrived);
    assert_eq!(arrived.case.parcels[0].tracking_no, "Y99");
    found = change.parcel;
    let again = ownerless::decide(&found, &act, None, &warehouse, &desk.rules(), now);
    assert!(matches!(again, Err(Refusal::WrongState { .. })));
}

#[test]
fn an_ownerless_parcel_is_kept_thirty_days() {
    let desk = Desk::new();
    let found = parcel();
    let act = say::act("dispose", &["reason=nobody_asked"], MONDAY);
    let dispose = |who: &str, days| {
        let now = MONDAY + Span::days(days);
        ownerless::decide(&found, &act, None, &actor(who), &desk.rules(), now)
    };
    assert!(matches!(
        dispose("warehouse", 40),
        Err(Refusal::WrongRole { .. })
    ));
    assert!(matches!(
        dispose("supervisor", 29),
        Err(Refusal::TooEarly { .. })
    ));
    let change = dispose("supervisor", 30).expect("disposes");
    coverage::seen(
        Machine::Ownerless,
        Verb::Dispose,
        Some(State::OwnerlessReceived),
    );
    assert_eq!(change.to, State::OwnerlessDisposed);
}

#[test]
fn a_cheap_return_and_a_cheap_exchange_need_no_inspection_nor_a_person() {
    use crate::domain::case::Kind;
    use crate::domain::rules::AutoApprove;
    for (words, kind) in [
        (
            "return_refund/faulty lines=2x1 amount=9.00",
            Kind::ReturnRefund,
        ),
        ("exchange lines=2x1", Kind::Exchange),
        ("repair lines=2x1", Kind::Repair),
    ] {
        let mut desk = Desk::new();
        desk.order.lines[1].line_paid = Fen(900);
        desk.pack.auto_approve.push(AutoApprove {
            kind,
            subtype: None,
            max: Fen(1_000),
        });
        let words: Vec<&str> = words.split(' ').collect();
        let opened = desk
            .open(&wish(&words), &actor("buyer"), MONDAY)
            .expect("opens");
        let then = opened.then.expect("the rule grants it");
        assert_eq!(then, Act::of(Verb::AutoApprove));
        let granted = desk.act(&then, &actor("system"), MONDAY).expect("granted");
        assert_eq!(granted.to, State::AwaitReturn);
        step(&mut desk, "buyer", "tracking carrier=YTO tracking_no=Y1");
        step(&mut desk, "agent", "tracking carrier=YTO tracking_no=Y2");
        step(&mut desk, "system", "no_movement");
        step(&mut desk, "warehouse", "scan_receive");
        if kind != Kind::Repair {
            step(&mut desk, "agent", "skip_inspection");
            assert_eq!(desk.case.as_ref().unwrap().state, State::Passed);
        }
    }
}
