//! Stories of 补发 (D6.5).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    missing_pieces_are_sent,
    the_packing_record_says_otherwise,
    a_lost_parcel_is_sent_again_at_once,
    what_was_sent_again_arrives,
    it_arrives_broken,
];

#[test]
fn missing_pieces_are_sent() {
    check(
        "
        09:00 agent open reship/missing_items lines=1x2
        09:10 agent verify
        10:00 warehouse confirmed quantities=3
        10:01 warehouse confirmed quantities=1
        10:10 warehouse stock_ok
        10:20 warehouse ship carrier=SF tracking_no=S1
        1d 10:19 system no_movement
        1d 10:20 plugin delivered
        4d 10:20 clock
        12d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> verify by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 verify: verifying -> confirmed by 2d 09:00 | initial_handling 1d23h
            0d 10:00 refused: more pieces, left 2
            0d 10:01 confirmed: approved -> stock_ok by 1d 10:01
            0d 10:10 stock_ok: to_ship -> ship by 2d 10:10 | ship_replacement 2d
            0d 10:20 ship: shipped -> delivered by 1d 10:20 | tells shipped
            1d 10:19 no_movement: shipped -> delivered by 1d 10:20 | opens logistics
            1d 10:20 delivered: delivered -> confirm by 4d 10:20 | confirm_delivery 3d
            4d 10:20 auto_confirm: notified -> call_back_done by 6d 10:20 | auto_close 7d, call_back 2d | tells closing
            12d 09:00 auto_close: closed
        "#]],
    );
}

#[test]
fn the_packing_record_says_otherwise() {
    check(
        "
        09:00 agent open reship/missing_items
        09:10 agent verify
        10:00 warehouse not_confirmed text=weight_is_right
        10:10 agent offer kind=refund_only amount=10.00 reason=goodwill
        10:20 buyer accept
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> verify by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 verify: verifying -> confirmed by 2d 09:00 | initial_handling 1d23h
            0d 10:00 not_confirmed: negotiating -> accept by 1d 10:00 | initial_handling paused 1d23h
            0d 10:10 offer: negotiating -> accept by 2d 10:10 | initial_handling paused 1d23h, offer 2d | tells offer
            0d 10:20 accept: approved -> finance_ok by 1d 10:20 | payout 1d | goods_refund 10.00 approved
            0d 10:20 finance_ok: payable -> pay_start by 1d 10:20 | payout 1d | goods_refund 10.00 approved
        "#]],
    );
}

#[test]
fn a_lost_parcel_is_sent_again_at_once() {
    check(
        "
        09:00 agent open reship/lost_parcel reason=lost
        09:10 agent lost_parcel
        09:20 warehouse out_of_stock text=sold_out
        09:30 supervisor approve amount=99.99 reason=lost
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> verify by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 lost_parcel: approved -> stock_ok by 1d 09:10
            0d 09:20 out_of_stock: submitted -> approve by 0d 11:20 | review_notice 2h | tells progress
            0d 09:30 approve: approved -> finance_ok by 1d 09:30 | payout 1d | goods_refund 99.99 approved | tells approved
            0d 09:30 finance_ok: payable -> pay_start by 1d 09:30 | payout 1d | goods_refund 99.99 approved
        "#]],
    );
}

#[test]
fn what_was_sent_again_arrives() {
    check(
        "
        09:00 agent open reship/lost_parcel reason=lost
        09:10 agent lost_parcel
        09:20 warehouse stock_ok
        09:30 warehouse ship carrier=SF tracking_no=S1
        1d 10:20 buyer delivered
        1d 10:30 buyer confirm
        1d 11:00 agent call_back_done
        2d 11:00 agent claim_file amount=99.99 reference_no=C1
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> verify by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 lost_parcel: approved -> stock_ok by 1d 09:10
            0d 09:20 stock_ok: to_ship -> ship by 2d 09:20 | ship_replacement 2d
            0d 09:30 ship: shipped -> delivered by 1d 09:30 | tells shipped
            1d 10:20 delivered: delivered -> confirm by 4d 10:20 | confirm_delivery 3d
            1d 10:30 confirm: notified -> call_back_done by 3d 10:30 | auto_close 7d, call_back 2d | tells closing
            1d 11:00 call_back_done: closed
            2d 11:00 claim_file: claim_filed
        "#]],
    );
}

#[test]
fn it_arrives_broken() {
    check(
        "
        09:00 agent open reship/lost_parcel reason=lost
        09:10 agent lost_parcel
        09:20 warehouse stock_ok
        09:30 warehouse ship carrier=SF tracking_no=S1
        1d 10:20 buyer delivered
        1d 10:30 buyer problem text=broken files=p1
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> verify by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 lost_parcel: approved -> stock_ok by 1d 09:10
            0d 09:20 stock_ok: to_ship -> ship by 2d 09:20 | ship_replacement 2d
            0d 09:30 ship: shipped -> delivered by 1d 09:30 | tells shipped
            1d 10:20 delivered: delivered -> confirm by 4d 10:20 | confirm_delivery 3d
            1d 10:30 problem: submitted -> verify by 1d 13:30 | review_notice 3h
        "#]],
    );
}
