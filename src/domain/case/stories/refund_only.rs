//! Stories of 仅退款 (D6.1).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_refund_from_request_to_closing,
    an_unshipped_order_is_refunded_without_a_person,
    an_agent_asks_someone_with_a_higher_limit,
    finance_looks_at_large_amounts_first,
    more_than_was_paid_is_refused,
    freight_is_given_back_once,
    freight_is_deducted_only_where_the_matrix_allows_it,
    waiting_for_the_buyer_does_not_use_up_the_shops_time,
    who_does_not_answer_loses_the_request,
    an_offer_is_countered_and_then_accepted,
    an_offer_lapses_or_is_declined,
    a_rejected_buyer_tries_again,
    nobody_reads_it,
    closed_cases_open_again_within_fifteen_days,
    money_that_is_on_its_way_cannot_be_withdrawn,
    roles_may_what_they_may,
];

#[test]
fn a_refund_from_request_to_closing() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent approve amount=40.00 reason=flaw_confirmed
        09:20 agent pay_start pay_method=alipay
        09:30 agent pay_ok
        09:31 agent pay_ok txn_no=T1
        2d 10:00 agent call_back_done score=5 text=thanks
        2d 11:00 agent approve amount=1.00 reason=again
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 40.00 approved | tells approved
            0d 09:10 finance_ok: payable -> pay_start by 1d 09:10 | payout 1d | goods_refund 40.00 approved
            0d 09:20 pay_start: paying -> pay_ok by 1d 09:10 | payout 23h50m | goods_refund 40.00 paying
            0d 09:30 refused: needs proof_or_txn
            0d 09:31 pay_ok: refunded -> notify by 1d 09:31 | goods_refund 40.00 paid | tells refunded
            0d 09:31 notify: notified -> call_back_done by 2d 09:31 | auto_close 7d, call_back 2d | goods_refund 40.00 paid | tells closing
            2d 10:00 call_back_done: closed | goods_refund 40.00 paid
            2d 11:00 refused: case_ended
        "#]],
    );
}

#[test]
fn an_unshipped_order_is_refunded_without_a_person() {
    check(
        "
        09:00 buyer open refund_only/unshipped amount=20.00 reason=unwanted_unshipped
        09:05 finance pay_start
        09:06 plugin pay_fail reason=account_closed
        09:07 finance retry
        09:08 plugin pay_fail reason=account_closed
        09:09 finance manual_pay txn_no=T2
        8d 10:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:00 auto_approve: approved -> finance_ok by 1d 09:00 | payout 1d | goods_refund 20.00 approved | tells approved
            0d 09:00 finance_ok: payable -> pay_start by 1d 09:00 | payout 1d | goods_refund 20.00 approved
            0d 09:05 pay_start: paying -> pay_ok by 1d 09:00 | payout 23h55m | goods_refund 20.00 paying
            0d 09:06 pay_fail: pay_failed -> retry by 1d 09:00 | payout 23h54m | goods_refund 20.00 failed
            0d 09:07 retry: paying -> pay_ok by 1d 09:00 | payout 23h53m | goods_refund 20.00 paying
            0d 09:08 pay_fail: pay_failed -> retry by 1d 09:00 | payout 23h52m | goods_refund 20.00 failed
            0d 09:09 manual_pay: refunded -> notify by 1d 09:09 | goods_refund 20.00 paid | tells refunded
            0d 09:09 notify: notified -> call_back_done by 2d 09:09 | auto_close 7d, call_back 2d | goods_refund 20.00 paid | tells closing
            8d 10:00 auto_close: closed | goods_refund 20.00 paid
        "#]],
    );
}

#[test]
fn an_agent_asks_someone_with_a_higher_limit() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=199.99 lines=1x2
        09:10 agent approve amount=199.99 reason=broken
        09:11 agent request_approval amount=199.99 reason=broken
        09:12 agent deny_approval reason=no
        09:13 supervisor deny_approval reason=ask_for_photos
        09:14 agent request_approval amount=199.99 reason=broken
        09:20 supervisor approve amount=199.99 reason=agreed
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: above limit 50.00
            0d 09:11 request_approval: submitted -> approve by 0d 11:00 | first_response 23h49m, review_notice 1h49m, initial_handling 1d23h
            0d 09:12 refused: wrong role, may: supervisor owner
            0d 09:13 deny_approval: submitted -> approve by 0d 11:00 | first_response 23h47m, review_notice 1h47m, initial_handling 1d23h
            0d 09:14 request_approval: submitted -> approve by 0d 11:00 | first_response 23h46m, review_notice 1h46m, initial_handling 1d23h
            0d 09:20 approve: approved -> finance_ok by 1d 09:20 | payout 1d | goods_refund 199.99 approved | tells approved
            0d 09:20 finance_ok: payable -> pay_start by 1d 09:20 | payout 1d | goods_refund 199.99 approved
        "#]],
    );
}

#[test]
fn finance_looks_at_large_amounts_first() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=249.89 lines=1x2,2x1
        09:10 supervisor approve amount=249.89 reason=agreed
        09:11 agent finance_ok
        09:20 finance finance_ok
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 199.99 approved, goods_refund 49.90 approved | tells approved
            0d 09:11 refused: wrong role, may: finance owner
            0d 09:20 finance_ok: payable -> pay_start by 1d 09:10 | payout 23h50m | goods_refund 199.99 approved, goods_refund 49.90 approved
        "#]],
    );
}

#[test]
fn more_than_was_paid_is_refused() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=300.00 lines=2x1
        09:10 supervisor approve amount=50.00 reason=agreed
        09:11 supervisor approve amount=49.90 reason=agreed
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: more than refundable, left 49.90
            0d 09:11 approve: approved -> finance_ok by 1d 09:11 | payout 1d | goods_refund 49.90 approved | tells approved
            0d 09:11 finance_ok: payable -> pay_start by 1d 09:11 | payout 1d | goods_refund 49.90 approved
        "#]],
    );
}

#[test]
fn freight_is_given_back_once() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent approve amount=45.00 freight_refund=10.01 reason=x
        09:11 agent approve amount=45.00 freight_refund=10.00 reason=x
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: invalid freight_refund
            0d 09:11 approve: approved -> finance_ok by 1d 09:11 | payout 1d | goods_refund 35.00 approved, freight_refund 10.00 approved | tells approved
            0d 09:11 finance_ok: payable -> pay_start by 1d 09:11 | payout 1d | goods_refund 35.00 approved, freight_refund 10.00 approved
        "#]],
    );
}

#[test]
fn freight_is_deducted_only_where_the_matrix_allows_it() {
    check(
        "
        09:00 agent open refund_only/in_transit amount=40.00 reason=flaw
        09:10 agent approve amount=32.00 freight_deduction=8.00 reason=x
        09:11 agent set_reason reason_code=unwanted_shipped
        09:12 agent approve amount=32.00 freight_deduction=9.00 reason=x
        09:13 agent approve amount=32.00 freight_deduction=8.00 reason=x
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: invalid freight_deduction
            0d 09:11 set_reason: submitted -> approve by 0d 11:00 | first_response 23h49m, review_notice 1h49m, initial_handling 1d23h
            0d 09:12 refused: invalid freight_deduction
            0d 09:13 approve: approved -> finance_ok by 1d 09:13 | payout 1d | goods_refund 40.00 approved, freight_deduction 8.00 approved | tells approved
            0d 09:13 finance_ok: payable -> pay_start by 1d 09:13 | payout 1d | goods_refund 40.00 approved, freight_deduction 8.00 approved
        "#]],
    );
}

#[test]
fn waiting_for_the_buyer_does_not_use_up_the_shops_time() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:30 agent ask_info text=a_photograph_please
        1d 15:30 buyer info_added text=here files=p1
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:30 ask_info: need_info -> info_added by 7d 09:30 | review_notice paused 1h30m, initial_handling paused 1d23h, buyer_info 7d | tells info_needed
            1d 15:30 info_added: submitted -> approve by 1d 17:00 | review_notice 1h30m, initial_handling 1d23h
        "#]],
    );
}

#[test]
fn who_does_not_answer_loses_the_request() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:30 agent ask_info text=a_photograph_please
        4d 09:30 clock
        8d 09:30 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:30 ask_info: need_info -> info_added by 7d 09:30 | review_notice paused 1h30m, initial_handling paused 1d23h, buyer_info 7d | tells info_needed
            4d 09:30 warn: need_info -> info_added by 7d 09:30 | review_notice paused 1h30m, initial_handling paused 1d23h, buyer_info 3d | tells return_reminder
            8d 09:30 expire: closed
        "#]],
    );
}

#[test]
fn an_offer_is_countered_and_then_accepted() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=100.00
        09:10 agent offer amount=20.00
        09:11 agent offer amount=20.00 reason=a_small_flaw
        09:12 agent offer amount=25.00 reason=a_small_flaw
        09:20 buyer counter amount=40.00 text=more
        09:30 agent offer amount=30.00 reason=a_small_flaw
        09:40 agent accept
        09:41 agent accept buyer_agreed=yes
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: missing reason
            0d 09:11 offer: negotiating -> accept by 2d 09:11 | initial_handling paused 1d23h, offer 2d | tells offer
            0d 09:12 offer: negotiating -> accept by 2d 09:12 | initial_handling paused 1d23h, offer 2d | tells offer
            0d 09:20 counter: submitted -> approve by 0d 11:20 | initial_handling 1d23h, review_notice 2h
            0d 09:30 offer: negotiating -> accept by 2d 09:30 | initial_handling paused 1d23h, offer 2d | tells offer
            0d 09:40 refused: missing buyer_agreed
            0d 09:41 accept: approved -> finance_ok by 1d 09:41 | payout 1d | goods_refund 30.00 approved
            0d 09:41 finance_ok: payable -> pay_start by 1d 09:41 | payout 1d | goods_refund 30.00 approved
        "#]],
    );
}

#[test]
fn an_offer_lapses_or_is_declined() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=100.00
        09:10 agent offer amount=20.00 reason=a_small_flaw due=+24h
        1d 09:10 agent expire
        1d 09:11 agent offer amount=20.00 reason=a_small_flaw
        1d 10:00 buyer decline text=no
        1d 10:10 agent offer amount=20.00 reason=a_small_flaw due=+2h
        1d 12:10 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 offer: negotiating -> accept by 1d 09:10 | initial_handling paused 1d23h, offer 1d | tells offer
            1d 09:10 expire: submitted -> approve by 1d 11:10 | initial_handling 1d23h, review_notice 2h
            1d 09:11 offer: negotiating -> accept by 3d 09:11 | initial_handling paused 1d23h, offer 2d | tells offer
            1d 10:00 decline: submitted -> approve by 1d 12:00 | initial_handling 1d23h, review_notice 2h
            1d 10:10 offer: negotiating -> accept by 1d 12:10 | initial_handling paused 1d23h, offer 2h | tells offer
            1d 12:10 expire: submitted -> approve by 1d 15:00 | initial_handling 1d23h, review_notice 2h50m
        "#]],
    );
}

#[test]
fn a_rejected_buyer_tries_again() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent reject
        09:11 agent reject reason=no_flaw_to_be_seen
        10:00 buyer reapply text=look_again files=p2
        10:10 agent reject reason=still_none
        10:11 agent expire
        7d 10:10 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: missing reason
            0d 09:11 reject: rejected -> reapply by 7d 09:11 | appeal 7d | tells rejected
            0d 10:00 reapply: submitted -> approve by 0d 12:00 | review_notice 2h
            0d 10:10 reject: rejected -> reapply by 7d 10:10 | appeal 7d | tells rejected
            0d 10:11 refused: too early until 7d 10:10
            7d 10:10 expire: closed
        "#]],
    );
}

#[test]
fn nobody_reads_it() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        2d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            2d 09:00 breach: submitted -> approve by 3d 09:00 | review_notice -1d-22h, initial_handling 0m
            2d 09:00 breach: submitted -> approve by 3d 09:00 | initial_handling 0m
            2d 09:00 breach: submitted -> approve by 3d 09:00
        "#]],
    );
}

#[test]
fn closed_cases_open_again_within_fifteen_days() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent approve amount=40.00 reason=ok
        09:20 agent pay_start
        09:30 agent pay_ok txn_no=T1
        2d 09:00 agent call_back_done
        10d 09:00 buyer reopen text=not_solved
        10d 09:10 agent approve amount=70.00 reason=the_rest
        10d 09:11 supervisor approve amount=60.00 reason=the_rest
        10d 09:12 supervisor approve amount=59.99 reason=the_rest
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 40.00 approved | tells approved
            0d 09:10 finance_ok: payable -> pay_start by 1d 09:10 | payout 1d | goods_refund 40.00 approved
            0d 09:20 pay_start: paying -> pay_ok by 1d 09:10 | payout 23h50m | goods_refund 40.00 paying
            0d 09:30 pay_ok: refunded -> notify by 1d 09:30 | goods_refund 40.00 paid | tells refunded
            0d 09:30 notify: notified -> call_back_done by 2d 09:30 | auto_close 7d, call_back 2d | goods_refund 40.00 paid | tells closing
            2d 09:00 call_back_done: closed | goods_refund 40.00 paid
            10d 09:00 reopen: submitted -> approve by 10d 11:00 | review_notice 2h | goods_refund 40.00 paid
            10d 09:10 refused: above limit 50.00
            10d 09:11 refused: more than refundable, left 59.99
            10d 09:12 approve: approved -> finance_ok by 11d 09:12 | payout 1d | goods_refund 40.00 paid, goods_refund 59.99 approved | tells approved
            10d 09:12 finance_ok: payable -> pay_start by 11d 09:12 | payout 1d | goods_refund 40.00 paid, goods_refund 59.99 approved
        "#]],
    );
}

#[test]
fn money_that_is_on_its_way_cannot_be_withdrawn() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent approve amount=40.00 reason=ok
        09:20 agent pay_start
        09:21 buyer withdraw
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 40.00 approved | tells approved
            0d 09:10 finance_ok: payable -> pay_start by 1d 09:10 | payout 1d | goods_refund 40.00 approved
            0d 09:20 pay_start: paying -> pay_ok by 1d 09:10 | payout 23h50m | goods_refund 40.00 paying
            0d 09:21 refused: needs not_paid
        "#]],
    );
}

#[test]
fn roles_may_what_they_may() {
    check(
        "
        09:00 viewer open refund_only/keep_goods amount=40.00
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 viewer note text=hello
        09:10 warehouse approve amount=10.00 reason=ok
        09:10 finance approve amount=10.00 reason=ok
        09:10 presales approve amount=10.00 reason=ok
        09:10 system note text=hello
        09:10 owner approve amount=99.99 reason=ok
        ",
        expect![[r#"
            0d 09:00 refused: wrong role, may: agent presales supervisor owner
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: wrong role, may: agent presales warehouse finance technician supervisor owner
            0d 09:10 refused: wrong role, may: agent supervisor owner
            0d 09:10 refused: wrong role, may: agent supervisor owner
            0d 09:10 refused: wrong role, may: agent supervisor owner
            0d 09:10 note: submitted -> approve by 0d 11:00 | first_response 23h50m, review_notice 1h50m, initial_handling 1d23h
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 99.99 approved | tells approved
            0d 09:10 finance_ok: payable -> pay_start by 1d 09:10 | payout 1d | goods_refund 99.99 approved
        "#]],
    );
}
