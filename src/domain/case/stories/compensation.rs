//! Stories of 赔付 (D6.8).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    within_the_table_nobody_is_asked,
    above_the_table_a_supervisor_decides,
    an_offer_is_declined,
    a_refusal_is_told,
    the_return_freight_is_paid_for_what_arrived,
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
