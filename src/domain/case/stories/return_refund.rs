//! Stories of 退货退款 (D6.2).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    goods_come_back_pass_and_are_paid,
    a_small_return_is_paid_without_inspection,
    the_buyer_takes_less_for_worn_goods,
    an_offer_about_worn_goods_lapses_and_the_shop_bears_it,
    the_wrong_goods_go_back_to_the_buyer,
    goods_that_are_not_sent_in_time,
    a_parcel_that_does_not_move_gets_its_own_case,
    the_buyer_keeps_the_goods_for_less,
    the_buyer_takes_an_exchange_instead,
    a_refused_parcel_is_on_its_way_back_already,
    small_requests_are_granted_by_rule,
    after_seven_days_only_with_a_reason,
    a_return_becomes_an_exchange_at_the_warehouse,
    the_platform_s_clock_runs_on,
];

#[test]
fn goods_come_back_pass_and_are_paid() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99
        09:10 agent approve reason=ok
        09:11 agent approve freight_payer=shop
        09:30 agent pickup_booked carrier=SF
        1d 10:00 buyer tracking carrier=YTO tracking_no=Y1
        1d 10:05 agent tracking carrier=YTO tracking_no=Y2
        3d 09:00 warehouse return_delivered
        3d 10:00 warehouse inspect inspection=1a0
        3d 11:00 agent approve_money amount=49.99 deduction=50.00
        3d 11:05 supervisor approve_money amount=99.99
        3d 12:00 finance pay_start
        3d 12:01 finance pay_ok files=slip
        3d 12:30 agent add_money money_kind=return_freight amount=12.00 reason=paid_by_the_buyer
        3d 12:40 agent call_back_done
        3d 12:45 finance settle_money entry=2 txn_no=T9
        3d 13:00 agent call_back_done root_cause=sewing
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: missing freight_payer
            0d 09:11 approve: await_return -> tracking by 7d 09:11 | buyer_ship 7d | tells approved
            0d 09:30 pickup_booked: await_return -> tracking by 7d 09:11 | buyer_ship 6d23h
            1d 10:00 tracking: returning -> scan_receive by 2d 10:00
            1d 10:05 tracking: returning -> scan_receive by 2d 10:00
            3d 09:00 return_delivered: arrived -> inspect by 4d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
            3d 10:00 inspect: passed -> approve_money by 5d 09:00 | complete_after_receipt 1d23h, law_refund 6d23h
            3d 11:00 approve_money: approved -> finance_ok by 4d 11:00 | complete_after_receipt 1d22h, law_refund 6d22h, payout 1d | goods_refund 99.99 approved, damage_deduction 50.00 approved
            3d 11:00 finance_ok: payable -> pay_start by 4d 11:00 | complete_after_receipt 1d22h, law_refund 6d22h, payout 1d | goods_refund 99.99 approved, damage_deduction 50.00 approved
            3d 11:05 refused: wrong state, possible in: passed
            3d 12:00 pay_start: paying -> pay_ok by 4d 11:00 | complete_after_receipt 1d21h, law_refund 6d21h, payout 23h | goods_refund 99.99 paying, damage_deduction 50.00 paying
            3d 12:01 pay_ok: refunded -> notify by 4d 13:00 | goods_refund 99.99 paid, damage_deduction 50.00 paid | tells refunded
            3d 12:01 notify: notified -> call_back_done by 5d 13:00 | auto_close 7d, call_back 2d0h | goods_refund 99.99 paid, damage_deduction 50.00 paid | tells closing
            3d 12:30 add_money: notified -> call_back_done by 5d 13:00 | auto_close 6d23h, call_back 2d0h | goods_refund 99.99 paid, damage_deduction 50.00 paid, return_freight 12.00 approved
            3d 12:40 refused: needs money_settled
            3d 12:45 refused: invalid entry
            3d 13:00 refused: needs money_settled
        "#]],
    );
}

#[test]
fn a_small_return_is_paid_without_inspection() {
    check(
        "
        09:00 agent open return_refund/faulty amount=49.90 lines=2x1
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive tracking_no=Y1
        1d 09:05 agent skip_inspection
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
            1d 09:05 refused: needs under_threshold
        "#]],
    );
}

#[test]
fn the_buyer_takes_less_for_worn_goods() {
    check(
        "
        09:00 agent open return_refund/no_reason amount=49.90 lines=2x1 reason=seven_days
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 09:10 warehouse inspect inspection=0c1
        1d 09:11 warehouse inspect inspection=0c1 files=crack
        1d 09:20 agent accept buyer_agreed=yes
        1d 09:21 agent offer amount=40.00 reason=a_crack
        1d 09:22 buyer counter amount=45.00
        1d 09:23 agent offer amount=42.00 reason=a_crack
        1d 09:24 buyer decline
        1d 09:25 agent offer amount=44.00 reason=a_crack
        1d 09:30 buyer accept
        1d 09:40 agent approve_money amount=44.00
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
            1d 09:10 refused: needs photos_attached
            1d 09:11 inspect: inspection_disputed -> offer by 8d 09:00 | complete_after_receipt paused 1d23h, law_refund 6d23h | tells inspection_disputed
            1d 09:20 refused: needs open_offer
            1d 09:21 offer: inspection_disputed -> accept by 3d 09:21 | complete_after_receipt paused 1d23h, law_refund 6d23h, offer 2d | tells offer
            1d 09:22 counter: inspection_disputed -> offer by 8d 09:00 | complete_after_receipt paused 1d23h, law_refund 6d23h
            1d 09:23 offer: inspection_disputed -> accept by 3d 09:23 | complete_after_receipt paused 1d23h, law_refund 6d23h, offer 2d | tells offer
            1d 09:24 decline: inspection_disputed -> offer by 8d 09:00 | complete_after_receipt paused 1d23h, law_refund 6d23h
            1d 09:25 offer: inspection_disputed -> accept by 3d 09:25 | complete_after_receipt paused 1d23h, law_refund 6d23h, offer 2d | tells offer
            1d 09:30 accept: passed -> approve_money by 3d 09:19 | complete_after_receipt 1d23h, law_refund 6d23h | damage_deduction 5.90 planned
            1d 09:40 approve_money: approved -> finance_ok by 2d 09:40 | complete_after_receipt 1d23h, law_refund 6d23h, payout 1d | damage_deduction 5.90 void, goods_refund 49.90 approved, damage_deduction 5.90 approved
            1d 09:40 finance_ok: payable -> pay_start by 2d 09:40 | complete_after_receipt 1d23h, law_refund 6d23h, payout 1d | damage_deduction 5.90 void, goods_refund 49.90 approved, damage_deduction 5.90 approved
        "#]],
    );
}

#[test]
fn an_offer_about_worn_goods_lapses_and_the_shop_bears_it() {
    check(
        "
        09:00 agent open return_refund/no_reason amount=49.90 lines=2x1 reason=seven_days
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 09:11 warehouse inspect inspection=0d1 files=crack
        1d 09:12 agent offer amount=40.00 reason=a_crack due=+2h
        1d 11:12 clock
        1d 11:20 agent waive reason=goodwill
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
            1d 09:11 inspect: inspection_disputed -> offer by 8d 09:00 | complete_after_receipt paused 1d23h, law_refund 6d23h | tells inspection_disputed
            1d 09:12 offer: inspection_disputed -> accept by 1d 11:12 | complete_after_receipt paused 1d23h, law_refund 6d23h, offer 2h | tells offer
            1d 11:12 expire: inspection_disputed -> offer by 8d 09:00 | complete_after_receipt paused 1d23h, law_refund 6d21h
            1d 11:20 waive: passed -> approve_money by 3d 11:09 | complete_after_receipt 1d23h, law_refund 6d21h
        "#]],
    );
}

#[test]
fn the_wrong_goods_go_back_to_the_buyer() {
    check(
        "
        09:00 agent open return_refund/no_reason amount=99.99 reason=seven_days
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 09:11 warehouse inspect inspection=0x1 files=other
        1d 09:12 agent waive reason=goodwill
        1d 09:20 warehouse send_back carrier=YTO tracking_no=B1 freight_payer=buyer
        1d 09:21 agent notify
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
            1d 09:11 inspect: inspection_disputed -> offer by 8d 09:00 | complete_after_receipt paused 1d23h, law_refund 6d23h | tells inspection_disputed
            1d 09:12 refused: above limit 50.00
            1d 09:20 send_back: sent_back -> notify by 2d 09:20 | tells shipped
            1d 09:21 notify: notified -> call_back_done by 3d 09:21 | auto_close 7d, call_back 2d | tells closing
        "#]],
    );
}

#[test]
fn goods_that_are_not_sent_in_time() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99
        09:10 agent approve freight_payer=shop
        7d 09:10 clock
        8d 09:00 buyer reopen text=sent_tomorrow
        15d 09:00 clock
        23d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            7d 09:10 expire: return_expired -> reopen by 14d 09:10 | auto_close 7d
            8d 09:00 reopen: await_return -> tracking by 15d 09:00 | buyer_ship 7d
            15d 09:00 expire: return_expired -> reopen by 22d 09:00 | auto_close 7d
            23d 09:00 auto_close: closed
        "#]],
    );
}

#[test]
fn a_parcel_that_does_not_move_gets_its_own_case() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99
        09:10 agent approve freight_payer=shop
        10:00 buyer tracking carrier=YTO tracking_no=Y1
        10:30 plugin parcel_moved tracking_no=Y1 result=picked_up
        10:31 plugin parcel_moved tracking_no=Y2 result=picked_up
        3d 10:00 system no_movement
        3d 10:01 system no_movement
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            0d 10:00 tracking: returning -> scan_receive by 1d 10:00
            0d 10:30 parcel_moved: returning -> scan_receive by 1d 10:00
            0d 10:31 refused: invalid tracking_no
            3d 10:00 no_movement: returning -> scan_receive by 4d 10:00 | opens logistics
            3d 10:01 refused: needs no_logistics_child
        "#]],
    );
}

#[test]
fn the_buyer_keeps_the_goods_for_less() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99
        09:10 agent offer reason=keep_it
        09:11 agent offer amount=30.00 reason=keep_it
        09:20 buyer accept
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: missing amount
            0d 09:11 offer: negotiating -> accept by 2d 09:11 | initial_handling paused 1d23h, offer 2d | tells offer
            0d 09:20 accept: approved -> finance_ok by 1d 09:20 | payout 1d | goods_refund 30.00 approved
            0d 09:20 finance_ok: payable -> pay_start by 1d 09:20 | payout 1d | goods_refund 30.00 approved
        "#]],
    );
}

#[test]
fn the_buyer_takes_an_exchange_instead() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99
        09:10 agent offer kind=exchange reason=a_new_one
        09:20 buyer accept
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 offer: negotiating -> accept by 2d 09:10 | initial_handling paused 1d23h, offer 2d | tells offer
            0d 09:20 accept: await_return -> tracking by 7d 09:20 | buyer_ship 7d
        "#]],
    );
}

#[test]
fn a_refused_parcel_is_on_its_way_back_already() {
    check(
        "
        09:00 agent open return_refund/rejected_delivery amount=99.99 reason=unwanted_shipped
        2d 09:00 warehouse scan_receive
        ",
        expect![[r#"
            0d 09:00 submit: returning -> scan_receive by 1d 09:00 | tells received
            2d 09:00 scan_receive: arrived -> inspect by 3d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
        "#]],
    );
}

#[test]
fn small_requests_are_granted_by_rule() {
    check(
        "
        09:00 buyer open return_refund/faulty amount=9.00
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
        "#]],
    );
}

#[test]
fn after_seven_days_only_with_a_reason() {
    check(
        "
        9d 09:00 agent open return_refund/no_reason amount=99.99 reason=seven_days
        9d 09:01 agent open return_refund/no_reason amount=99.99 reason=seven_days override=a_good_customer
        ",
        expect![[r#"
            9d 09:00 refused: too late since 7d 00:00
            9d 09:01 submit: submitted -> approve by 9d 11:01 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
        "#]],
    );
}

#[test]
fn a_return_becomes_an_exchange_at_the_warehouse() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:10 agent convert kind=exchange reason=wants_a_new_one buyer_agreed=yes
        1d 09:20 warehouse inspect inspection=1a0
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d, law_refund 7d | tells goods_arrived
            1d 09:10 convert: arrived -> inspect by 2d 09:00 | inspect 23h50m, complete_after_receipt 1d23h
            1d 09:20 inspect: passed -> stock_ok by 3d 09:00 | complete_after_receipt 1d23h
        "#]],
    );
}

#[test]
fn the_platform_s_clock_runs_on() {
    check(
        "
        09:00 agent open return_refund/faulty amount=99.99 platform_no=P1
        09:30 agent ask_info text=photographs
        1d 09:30 buyer info_added text=here
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d, seller_return 2d | tells received
            0d 09:30 ask_info: need_info -> info_added by 2d 09:00 | review_notice paused 1h30m, initial_handling paused 1d23h, seller_return 1d23h, buyer_info 7d | tells info_needed
            1d 09:30 info_added: submitted -> approve by 1d 11:00 | review_notice 1h30m, initial_handling 1d23h, seller_return 23h30m
        "#]],
    );
}
