//! Stories of 换货 (D6.3).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    an_exchange_from_request_to_closing,
    the_new_one_has_a_problem_too,
    out_of_stock_and_another_article,
    out_of_stock_and_the_money_back,
    shipped_before_the_old_one_is_back,
    the_wrong_article_came_back,
    a_small_exchange_skips_inspection,
];

#[test]
fn an_exchange_from_request_to_closing() {
    check(
        "
        09:00 agent open exchange
        09:10 agent approve freight_payer=shop
        1d 09:00 buyer tracking carrier=YTO tracking_no=Y1
        2d 09:00 plugin return_delivered
        2d 10:00 warehouse inspect inspection=1b0
        2d 10:10 agent add_money money_kind=price_diff_charge amount=5.00 reason=larger_size
        2d 10:11 warehouse stock_ok
        2d 10:12 agent settle_money entry=1 txn_no=T1
        2d 10:13 warehouse stock_ok sku=SKU-XL
        2d 11:00 warehouse ship carrier=SF tracking_no=S1 freight_cost=9.00
        4d 10:59 system no_movement
        4d 11:00 plugin delivered
        7d 11:00 clock
        8d 11:00 agent call_back_done
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 tracking: returning -> scan_receive by 2d 09:00
            2d 09:00 return_delivered: arrived -> inspect by 3d 09:00 | inspect 1d, complete_after_receipt 2d | tells goods_arrived
            2d 10:00 inspect: passed -> stock_ok by 4d 09:00 | complete_after_receipt 1d23h
            2d 10:10 add_money: passed -> stock_ok by 4d 09:00 | complete_after_receipt 1d22h | price_diff_charge 5.00 approved
            2d 10:11 refused: needs price_difference_settled
            2d 10:12 settle_money: passed -> stock_ok by 4d 09:00 | complete_after_receipt 1d22h | price_diff_charge 5.00 paid
            2d 10:13 stock_ok: to_ship -> ship by 4d 09:00 | complete_after_receipt 1d22h, ship_replacement 2d | price_diff_charge 5.00 paid
            2d 11:00 ship: shipped -> delivered by 3d 11:00 | price_diff_charge 5.00 paid | tells shipped
            4d 10:59 no_movement: shipped -> delivered by 5d 10:59 | price_diff_charge 5.00 paid | opens logistics
            4d 11:00 delivered: delivered -> confirm by 7d 11:00 | confirm_delivery 3d | price_diff_charge 5.00 paid
            7d 11:00 auto_confirm: notified -> call_back_done by 9d 11:00 | auto_close 7d, call_back 2d | price_diff_charge 5.00 paid | tells closing
            8d 11:00 call_back_done: closed | price_diff_charge 5.00 paid
        "#]],
    );
}

#[test]
fn the_new_one_has_a_problem_too() {
    check(
        "
        09:00 agent open exchange
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 10:00 agent skip_inspection
        1d 10:00 warehouse inspect inspection=1a0
        1d 10:10 warehouse stock_ok
        1d 11:00 warehouse ship carrier=SF tracking_no=S1
        3d 11:00 buyer delivered
        3d 12:00 buyer problem text=torn
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d | tells goods_arrived
            1d 10:00 refused: needs under_threshold
            1d 10:00 inspect: passed -> stock_ok by 3d 09:00 | complete_after_receipt 1d23h
            1d 10:10 stock_ok: to_ship -> ship by 3d 09:00 | complete_after_receipt 1d22h, ship_replacement 2d
            1d 11:00 ship: shipped -> delivered by 2d 11:00 | tells shipped
            3d 11:00 delivered: delivered -> confirm by 6d 11:00 | confirm_delivery 3d
            3d 12:00 problem: submitted -> approve by 3d 15:00 | review_notice 3h
        "#]],
    );
}

#[test]
fn out_of_stock_and_another_article() {
    check(
        "
        09:00 agent open exchange
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 10:00 warehouse inspect inspection=1a0
        1d 10:10 warehouse out_of_stock text=sold_out
        1d 10:20 agent offer reason=the_blue_one sku=BLUE due=+24h
        2d 10:20 clock
        2d 10:30 agent offer reason=the_red_one sku=RED
        2d 11:00 buyer accept sku=RED
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d | tells goods_arrived
            1d 10:00 inspect: passed -> stock_ok by 3d 09:00 | complete_after_receipt 1d23h
            1d 10:10 out_of_stock: alternative -> offer by 2d 10:10 | complete_after_receipt paused 1d22h | tells progress
            1d 10:20 offer: alternative -> accept by 2d 10:20 | complete_after_receipt paused 1d22h, offer 1d | tells offer
            2d 10:20 expire: alternative -> offer by 3d 10:20 | complete_after_receipt paused 1d22h
            2d 10:30 offer: alternative -> accept by 4d 10:30 | complete_after_receipt paused 1d22h, offer 2d | tells offer
            2d 11:00 accept: to_ship -> ship by 4d 09:50 | complete_after_receipt 1d22h, ship_replacement 2d
        "#]],
    );
}

#[test]
fn out_of_stock_and_the_money_back() {
    check(
        "
        09:00 agent open exchange
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 10:00 warehouse inspect inspection=1a0
        1d 10:10 warehouse out_of_stock
        1d 11:00 agent refund_instead buyer_agreed=yes
        1d 11:10 supervisor approve_money amount=99.99
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d | tells goods_arrived
            1d 10:00 inspect: passed -> stock_ok by 3d 09:00 | complete_after_receipt 1d23h
            1d 10:10 out_of_stock: alternative -> offer by 2d 10:10 | complete_after_receipt paused 1d22h | tells progress
            1d 11:00 refund_instead: passed -> approve_money by 3d 09:50 | complete_after_receipt 1d22h, law_refund 6d22h
            1d 11:10 approve_money: approved -> finance_ok by 2d 11:10 | complete_after_receipt 1d22h, law_refund 6d21h, payout 1d | goods_refund 99.99 approved
            1d 11:10 finance_ok: payable -> pay_start by 2d 11:10 | complete_after_receipt 1d22h, law_refund 6d21h, payout 1d | goods_refund 99.99 approved
        "#]],
    );
}

#[test]
fn shipped_before_the_old_one_is_back() {
    check(
        "
        09:00 agent open exchange
        09:10 agent advance_ship reason=a_wedding
        09:11 supervisor advance_ship reason=a_wedding
        09:20 warehouse ship carrier=SF tracking_no=S1
        1d 09:20 plugin delivered
        1d 10:00 buyer confirm
        1d 11:00 agent call_back_done
        2d 09:00 warehouse scan_receive tracking_no=Y7
        2d 11:00 agent call_back_done
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: wrong role, may: supervisor owner
            0d 09:11 advance_ship: to_ship -> ship by 2d 09:11 | manual 7d, ship_replacement 2d | tells approved
            0d 09:20 ship: shipped -> delivered by 7d 09:11 | manual 6d23h | tells shipped
            1d 09:20 delivered: delivered -> confirm by 4d 09:20 | manual 5d23h, confirm_delivery 3d
            1d 10:00 confirm: notified -> call_back_done by 3d 10:00 | manual 5d23h, auto_close 7d, call_back 2d | tells closing
            1d 11:00 refused: needs goods_back
            2d 09:00 scan_receive: notified -> call_back_done by 3d 10:00 | auto_close 6d1h, call_back 1d1h | tells goods_arrived
            2d 11:00 call_back_done: closed
        "#]],
    );
}

#[test]
fn the_wrong_article_came_back() {
    check(
        "
        09:00 agent open exchange
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:11 warehouse inspect inspection=0x1 files=other
        1d 09:20 warehouse send_back carrier=YTO tracking_no=B1 freight_payer=buyer
        1d 09:30 agent notify
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d | tells goods_arrived
            1d 09:11 inspect: inspection_disputed -> offer by 2d 09:11 | complete_after_receipt paused 1d23h | tells inspection_disputed
            1d 09:20 send_back: sent_back -> notify by 2d 09:20 | tells shipped
            1d 09:30 notify: notified -> call_back_done by 3d 09:30 | auto_close 7d, call_back 2d | tells closing
        "#]],
    );
}

#[test]
fn a_small_exchange_skips_inspection() {
    check(
        "
        09:00 agent open exchange
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 09:11 warehouse inspect inspection=0c1 files=stain
        1d 09:12 agent offer amount=10.00 reason=a_stain
        1d 09:13 buyer decline
        1d 09:14 agent offer amount=10.00 reason=a_stain
        1d 09:15 buyer counter amount=5.00
        1d 09:16 agent offer amount=10.00 reason=a_stain due=+1h
        1d 10:16 clock
        1d 10:17 agent offer amount=10.00 reason=a_stain
        1d 10:18 buyer accept
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> inspect by 2d 09:00 | inspect 1d, complete_after_receipt 2d | tells goods_arrived
            1d 09:11 inspect: inspection_disputed -> offer by 2d 09:11 | complete_after_receipt paused 1d23h | tells inspection_disputed
            1d 09:12 offer: inspection_disputed -> accept by 3d 09:12 | complete_after_receipt paused 1d23h, offer 2d | tells offer
            1d 09:13 decline: inspection_disputed -> offer by 3d 09:12 | complete_after_receipt paused 1d23h
            1d 09:14 offer: inspection_disputed -> accept by 3d 09:14 | complete_after_receipt paused 1d23h, offer 2d | tells offer
            1d 09:15 counter: inspection_disputed -> offer by 3d 09:14 | complete_after_receipt paused 1d23h
            1d 09:16 offer: inspection_disputed -> accept by 1d 10:16 | complete_after_receipt paused 1d23h, offer 1h | tells offer
            1d 10:16 expire: inspection_disputed -> offer by 2d 10:16 | complete_after_receipt paused 1d23h
            1d 10:17 offer: inspection_disputed -> accept by 3d 10:17 | complete_after_receipt paused 1d23h, offer 2d | tells offer
            1d 10:18 accept: passed -> stock_ok by 3d 10:07 | complete_after_receipt 1d23h
        "#]],
    );
}
