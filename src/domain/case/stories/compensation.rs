//! Stories of 赔付 (D6.8).

use super::coverage;
use super::desk::Desk;
use super::desk::actor;
use super::desk::check;
use super::desk::run_at;
use super::desk::wish;
use super::say::MONDAY;
use crate::domain::case::State;
use crate::domain::money::Fen;
use crate::domain::rules::compensation::Compensated;
use crate::domain::time::Span;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    within_the_table_nobody_is_asked,
    above_the_table_a_supervisor_decides,
    an_offer_is_declined,
    a_refusal_is_told,
    the_return_freight_is_paid_for_what_arrived,
    above_any_cap_a_supervisor_decides,
    a_compensation_beside_a_refund_keeps_to_the_caps_too,
];

#[test]
fn within_the_table_nobody_is_asked() {
    check(
        "
        09:00 agent open compensation/delay amount=10.00 reason=late
        09:10 agent offer reason=two_days_late
        09:20 buyer accept
        09:30 agent pay_start pay_method=wechat
        09:40 agent pay_fail reason=no_account
        09:41 agent retry
        09:42 agent pay_ok txn_no=T1
        8d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: approved -> offer by 1d 09:00 | tells received
            0d 09:10 offer: offered -> accept by 2d 09:10 | offer 2d | tells offer
            0d 09:20 accept: payable -> pay_start by 1d 09:20 | payout 1d | compensation 10.00 approved
            0d 09:30 pay_start: paying -> pay_ok by 1d 09:20 | payout 23h50m | compensation 10.00 paying
            0d 09:40 pay_fail: pay_failed -> retry by 1d 09:20 | payout 23h40m | compensation 10.00 failed
            0d 09:41 retry: paying -> pay_ok by 1d 09:20 | payout 23h39m | compensation 10.00 paying
            0d 09:42 pay_ok: paid -> notify by 1d 09:42 | compensation 10.00 paid | tells refunded
            0d 09:42 notify: notified -> call_back_done by 2d 09:42 | auto_close 7d, call_back 2d | compensation 10.00 paid | tells closing
            8d 09:00 auto_close: closed | compensation 10.00 paid
        "#]],
    );
}

#[test]
fn above_the_table_a_supervisor_decides() {
    check(
        "
        09:00 agent open compensation/goodwill amount=40.00 reason=slow
        09:10 agent approve amount=40.00
        09:11 supervisor refuse reason=too_much
        09:12 agent propose amount=30.00 reason=less
        09:13 supervisor approve amount=30.00
        09:14 agent offer reason=sorry
        09:15 buyer counter amount=50.00
        09:16 supervisor approve amount=35.00
        09:17 agent offer reason=sorry due=+24h
        1d 09:17 clock
        1d 09:20 agent notify
        ",
        expect![[r#"
            0d 09:00 submit: compensation_proposed -> approve by 1d 09:00 | first_response 1d | tells received
            0d 09:10 refused: wrong role, may: supervisor owner
            0d 09:11 refuse: refused -> notify by 1d 09:11
            0d 09:12 propose: compensation_proposed -> approve by 1d 09:12
            0d 09:13 approve: approved -> offer by 1d 09:13
            0d 09:14 offer: offered -> accept by 2d 09:14 | offer 2d | tells offer
            0d 09:15 counter: compensation_proposed -> approve by 1d 09:15
            0d 09:16 approve: approved -> offer by 1d 09:16
            0d 09:17 offer: offered -> accept by 1d 09:17 | offer 1d | tells offer
            1d 09:17 expire: declined -> notify by 2d 09:17
            1d 09:20 notify: notified -> call_back_done by 3d 09:20 | auto_close 7d, call_back 2d | tells closing
        "#]],
    );
}

#[test]
fn an_offer_is_declined() {
    check(
        "
        09:00 agent open compensation/delay amount=10.00 reason=late
        09:10 agent offer reason=two_days_late
        09:20 buyer decline
        09:30 agent propose amount=14.00 reason=a_little_more
        ",
        expect![[r#"
            0d 09:00 submit: approved -> offer by 1d 09:00 | tells received
            0d 09:10 offer: offered -> accept by 2d 09:10 | offer 2d | tells offer
            0d 09:20 decline: declined -> notify by 1d 09:20
            0d 09:30 propose: compensation_proposed -> approve by 1d 09:30 | first_response 1d
        "#]],
    );
}

#[test]
fn a_refusal_is_told() {
    check(
        "
        09:00 agent open compensation/goodwill amount=40.00 reason=slow
        09:11 supervisor refuse reason=too_much
        09:12 agent notify text=we_are_sorry
        ",
        expect![[r#"
            0d 09:00 submit: compensation_proposed -> approve by 1d 09:00 | first_response 1d | tells received
            0d 09:11 refuse: refused -> notify by 1d 09:11
            0d 09:12 notify: notified -> call_back_done by 2d 09:12 | auto_close 7d, call_back 2d | tells closing
        "#]],
    );
}

#[test]
fn the_return_freight_is_paid_for_what_arrived() {
    check(
        "
        09:00 agent open compensation/freight_back amount=10.00 reason=return_freight
        09:10 agent offer reason=our_fault
        09:20 buyer accept
        09:21 agent attach files=slip
        09:22 buyer accept
        09:30 agent pay_start
        09:40 agent pay_fail reason=no_account
        09:41 finance manual_pay files=shot
        11:00 agent call_back_done
        ",
        expect![[r#"
            0d 09:00 submit: approved -> offer by 1d 09:00 | tells received
            0d 09:10 offer: offered -> accept by 2d 09:10 | offer 2d | tells offer
            0d 09:20 refused: needs return_arrived
            0d 09:21 attach: offered -> accept by 2d 09:10 | offer 1d23h
            0d 09:22 accept: payable -> pay_start by 1d 09:22 | payout 1d | return_freight 10.00 approved
            0d 09:30 pay_start: paying -> pay_ok by 1d 09:22 | payout 23h52m | return_freight 10.00 paying
            0d 09:40 pay_fail: pay_failed -> retry by 1d 09:22 | payout 23h42m | return_freight 10.00 failed
            0d 09:41 manual_pay: paid -> notify by 1d 09:41 | return_freight 10.00 paid | tells refunded
            0d 09:41 notify: notified -> call_back_done by 2d 09:41 | auto_close 7d, call_back 2d | return_freight 10.00 paid | tells closing
            0d 11:00 call_back_done: closed | return_freight 10.00 paid
        "#]],
    );
}

const TEN: &str = "compensation/delay amount=10.00 reason=late";

/// What a compensation of 10.00 starts as at this desk, and the warnings told with it.
fn starts(desk: &mut Desk) -> (State, Vec<String>) {
    let new = wish(&TEN.split(' ').collect::<Vec<_>>());
    let opened = desk
        .open(&new, &actor("agent"), MONDAY + Span::hours(9))
        .expect("above a cap is never a refusal");
    let warnings = opened
        .facts
        .into_iter()
        .filter(|(name, _)| name == "warning");
    (opened.to, warnings.map(|(_, code)| code).collect())
}

#[test]
fn above_any_cap_a_supervisor_decides() {
    let mut desk = Desk::new();
    // 95.00 of the order's 100.00 are given.
    desk.compensated.order = Fen(9_500);
    let told = run_at(
        desk,
        "
        09:00 agent open compensation/delay amount=10.00 reason=late
        09:10 supervisor approve amount=10.00
        09:20 agent offer reason=two_days_late
        ",
    );
    if coverage::is_only_walk() {
        return;
    }
    expect![[r#"
        0d 09:00 submit: compensation_proposed -> approve by 1d 09:00 | first_response 1d | tells received
        0d 09:10 approve: approved -> offer by 1d 09:10
        0d 09:20 offer: offered -> accept by 2d 09:20 | offer 2d | tells offer
    "#]]
    .assert_eq(&told);
}

#[test]
fn each_cap_is_named_and_what_just_fits_asks_nobody() {
    let given = |order, buyer_90_days, staff_today| Compensated {
        order: Fen(order),
        buyer_90_days: Fen(buyer_90_days),
        staff_today: Fen(staff_today),
    };
    for (before, cap) in [
        (given(9_001, 9_001, 0), "over_order_cap"),
        (given(0, 19_001, 0), "over_buyer_cap"),
        (given(0, 0, 29_001), "over_staff_cap"),
    ] {
        let mut desk = Desk::new();
        desk.compensated = before;
        let (state, warnings) = starts(&mut desk);
        assert_eq!(state, State::CompensationProposed, "{cap}");
        assert_eq!(warnings, [cap]);
    }
    let mut desk = Desk::new();
    desk.compensated = given(9_000, 19_000, 29_000);
    assert_eq!(starts(&mut desk), (State::Approved, Vec::new()));
}

#[test]
fn with_a_cost_price_something_of_the_margin_stays() {
    // Two shirts paid with 199.99, sent for 8.00; 1.00 has to stay.
    for (cost, state, warnings) in [
        (9_049, State::Approved, vec![]),
        (9_050, State::CompensationProposed, vec!["over_margin"]),
    ] {
        let mut desk = Desk::new();
        desk.order.lines[0].cost_price = Some(Fen(cost));
        let (is, told) = starts(&mut desk);
        assert_eq!(
            (is, told),
            (state, warnings.into_iter().map(String::from).collect())
        );
    }
}

#[test]
fn a_compensation_beside_a_refund_keeps_to_the_caps_too() {
    let script = "
        09:00 agent open refund_only/keep_goods lines=1x1 amount=40.00
        09:10 agent add_money money_kind=compensation amount=10.00 reason=late
        09:20 supervisor add_money money_kind=compensation amount=10.00 reason=late
        ";
    let mut desk = Desk::new();
    desk.compensated.staff_today = Fen(29_500);
    let told = run_at(desk, script);
    if !coverage::is_only_walk() {
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: above limit 5.00
            0d 09:20 add_money: submitted -> approve by 0d 11:00 | first_response 23h40m, review_notice 1h40m, initial_handling 1d23h | compensation 10.00 approved
        "#]]
        .assert_eq(&told);
    }
}
