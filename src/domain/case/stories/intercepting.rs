//! Stories of stopping a parcel on its way (D6.1).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_parcel_is_stopped_on_its_way,
    an_intercepted_parcel_is_refunded_when_it_is_back,
    the_buyer_refuses_a_parcel_that_was_not_stopped,
    a_parcel_that_was_signed_for_becomes_a_return,
];

#[test]
fn a_parcel_is_stopped_on_its_way() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:01 agent intercept amount=40.00
        09:02 agent withdraw
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:01 refused: needs subtype_in_transit
            0d 09:02 withdraw: withdrawn
        "#]],
    );
}

#[test]
fn an_intercepted_parcel_is_refunded_when_it_is_back() {
    check(
        "
        09:00 agent open refund_only/in_transit amount=40.00 reason=unwanted_shipped
        09:10 agent intercept amount=40.00
        1d 09:00 warehouse intercepted
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 intercept: intercepting -> intercepted by 1d 09:10 | initial_handling 1d23h, courier_answer 1d | goods_refund 40.00 planned
            1d 09:00 intercepted: approved -> finance_ok by 2d 09:00 | payout 1d | goods_refund 40.00 approved
            1d 09:00 finance_ok: payable -> pay_start by 2d 09:00 | payout 1d | goods_refund 40.00 approved
        "#]],
    );
}

#[test]
fn the_buyer_refuses_a_parcel_that_was_not_stopped() {
    check(
        "
        09:00 agent open refund_only/in_transit amount=40.00 reason=unwanted_shipped
        09:10 agent intercept amount=40.00
        1d 09:00 agent intercept_failed
        2d 09:00 warehouse parcel_back
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 intercept: intercepting -> intercepted by 1d 09:10 | initial_handling 1d23h, courier_answer 1d | goods_refund 40.00 planned
            1d 09:00 intercept_failed: await_rejection -> parcel_back by 2d 09:00 | initial_handling 1d | goods_refund 40.00 planned | tells progress
            2d 09:00 parcel_back: approved -> finance_ok by 3d 09:00 | payout 1d | goods_refund 40.00 approved
            2d 09:00 finance_ok: payable -> pay_start by 3d 09:00 | payout 1d | goods_refund 40.00 approved
        "#]],
    );
}

#[test]
fn a_parcel_that_was_signed_for_becomes_a_return() {
    check(
        "
        09:00 agent open refund_only/in_transit amount=40.00 reason=unwanted_shipped
        09:10 agent intercept amount=40.00
        1d 09:00 agent intercept_failed
        2d 09:00 system signed
        2d 09:10 agent approve freight_payer=buyer
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 intercept: intercepting -> intercepted by 1d 09:10 | initial_handling 1d23h, courier_answer 1d | goods_refund 40.00 planned
            1d 09:00 intercept_failed: await_rejection -> parcel_back by 2d 09:00 | initial_handling 1d | goods_refund 40.00 planned | tells progress
            2d 09:00 signed: submitted -> approve by 3d 09:00 | initial_handling 0m, review_notice 2h | goods_refund 40.00 void
            2d 09:10 approve: await_return -> tracking by 9d 09:10 | buyer_ship 7d | goods_refund 40.00 void | tells approved
        "#]],
    );
}
