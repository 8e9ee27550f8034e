//! Stories of 物流异常 (D6.10).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_lost_parcel,
    a_damaged_parcel_is_refunded,
    a_late_parcel_is_made_good,
    a_parcel_is_found,
];

#[test]
fn a_lost_parcel() {
    check(
        "
        09:00 agent open logistics reason=late
        09:10 agent contact_courier contact=YTO_hotline text=where_is_it
        1d 09:10 clock
        2d 09:10 clock
        2d 10:00 agent courier_answer text=not_found
        2d 10:01 agent result result=won
        2d 10:02 agent result result=lost
        2d 10:10 agent reship
        2d 10:11 agent children_done
        5d 09:00 children closed
        5d 09:00 clock
        13d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: buyer_reported -> contact_courier by 1d 09:00 | first_response 1d | tells received
            0d 09:10 contact_courier: courier_contacted -> courier_answer by 1d 09:10 | courier_answer 1d | tells progress
            1d 09:10 no_answer: courier_contacted -> courier_answer by 2d 09:10 | courier_answer 1d | tells progress
            2d 09:10 no_answer: courier_contacted -> courier_answer by 3d 09:10 | tells progress
            2d 10:00 courier_answer: courier_answered -> result by 3d 10:00
            2d 10:01 refused: invalid result
            2d 10:02 result: lost -> reship by 3d 10:02
            2d 10:10 reship: acting -> children_done by 3d 10:10 | opens reship
            2d 10:11 refused: needs children_closed
            5d 09:00 children_done: notified -> call_back_done by 7d 09:00 | auto_close 7d, call_back 2d | tells closing
            13d 09:00 auto_close: closed
        "#]],
    );
}

#[test]
fn a_damaged_parcel_is_refunded() {
    check(
        "
        09:00 system open logistics reason=late
        09:10 agent contact_courier contact=YTO_hotline text=where_is_it
        10:00 plugin courier_answer text=crushed
        10:02 agent result result=damaged
        10:10 agent refund
        ",
        expect![[r#"
            0d 09:00 submit: detected -> contact_courier by 1d 09:00 | first_response 1d | tells received
            0d 09:10 contact_courier: courier_contacted -> courier_answer by 1d 09:10 | courier_answer 1d | tells progress
            0d 10:00 courier_answer: courier_answered -> result by 1d 10:00
            0d 10:02 result: damaged -> reship by 1d 10:02
            0d 10:10 refund: acting -> children_done by 1d 10:10 | opens refund_only
        "#]],
    );
}

#[test]
fn a_late_parcel_is_made_good() {
    check(
        "
        09:00 agent open logistics reason=late
        09:10 agent contact_courier contact=YTO_hotline text=where_is_it
        10:00 agent courier_answer text=tomorrow
        10:02 agent result result=delayed
        10:10 agent compensate amount=10.00
        ",
        expect![[r#"
            0d 09:00 submit: buyer_reported -> contact_courier by 1d 09:00 | first_response 1d | tells received
            0d 09:10 contact_courier: courier_contacted -> courier_answer by 1d 09:10 | courier_answer 1d | tells progress
            0d 10:00 courier_answer: courier_answered -> result by 1d 10:00
            0d 10:02 result: delayed -> nothing_owed by 1d 10:02
            0d 10:10 compensate: acting -> children_done by 1d 10:10 | opens compensation
        "#]],
    );
}

#[test]
fn a_parcel_is_found() {
    check(
        "
        09:00 agent open logistics reason=late
        09:10 agent contact_courier contact=YTO_hotline text=where_is_it
        10:00 agent courier_answer text=at_the_depot
        10:02 agent result result=found
        10:10 agent nothing_owed
        1d 10:00 agent call_back_done
        ",
        expect![[r#"
            0d 09:00 submit: buyer_reported -> contact_courier by 1d 09:00 | first_response 1d | tells received
            0d 09:10 contact_courier: courier_contacted -> courier_answer by 1d 09:10 | courier_answer 1d | tells progress
            0d 10:00 courier_answer: courier_answered -> result by 1d 10:00
            0d 10:02 result: found -> nothing_owed by 1d 10:02
            0d 10:10 nothing_owed: notified -> call_back_done by 2d 10:10 | auto_close 7d, call_back 2d | tells closing
            1d 10:00 call_back_done: closed
        "#]],
    );
}
