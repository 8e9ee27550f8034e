//! Stories of 维修 (D6.4).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_repair_in_warranty,
    a_quote_is_accepted_and_paid,
    a_quote_is_declined_or_lapses,
    a_quote_nobody_answers,
    nothing_is_wrong_with_it,
    it_cannot_be_repaired,
    it_cannot_be_repaired_and_is_refunded,
    a_workshop_nearby,
];

#[test]
fn a_repair_in_warranty() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=shop
        1d 09:00 buyer tracking carrier=YTO tracking_no=Y1
        2d 09:00 warehouse return_delivered
        2d 10:00 technician start_diagnosis
        2d 11:00 technician in_warranty days=3
        3d 09:00 warehouse send_vendor carrier=SF tracking_no=V1
        5d 09:00 technician vendor_back carrier=SF tracking_no=V2
        5d 10:00 technician repair_done text=new_motor
        5d 11:00 warehouse ship carrier=SF tracking_no=S1
        6d 10:59 system no_movement
        6d 11:00 plugin delivered
        6d 12:00 buyer confirm
        14d 12:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 tracking: returning -> scan_receive by 2d 09:00
            2d 09:00 return_delivered: arrived -> start_diagnosis by 4d 09:00 | diagnose 2d | tells goods_arrived
            2d 10:00 start_diagnosis: diagnosing -> in_warranty by 4d 09:00 | diagnose 1d23h
            2d 11:00 in_warranty: repairing -> repair_done by 5d 11:00 | repair 3d
            3d 09:00 send_vendor: at_vendor -> vendor_back by 5d 11:00 | repair 2d2h | tells progress
            5d 09:00 vendor_back: repairing -> repair_done by 5d 11:00 | repair 2h
            5d 10:00 repair_done: to_ship -> ship by 7d 10:00 | ship_replacement 2d | tells repair_done
            5d 11:00 ship: shipped -> delivered by 6d 11:00 | tells shipped
            6d 10:59 no_movement: shipped -> delivered by 6d 11:00 | opens logistics
            6d 11:00 delivered: delivered -> confirm by 9d 11:00 | confirm_delivery 3d
            6d 12:00 confirm: notified -> call_back_done by 8d 13:00 | auto_close 7d, call_back 2d1h | tells closing
            14d 12:00 auto_close: closed
        "#]],
    );
}

#[test]
fn a_quote_is_accepted_and_paid() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 10:00 technician start_diagnosis
        1d 11:00 technician quote amount=80.00 days=5 reason=out_of_warranty
        1d 12:00 buyer accept
        2d 10:00 technician repair_done text=new_motor
        2d 11:00 warehouse ship carrier=SF tracking_no=S1
        3d 11:00 buyer delivered
        3d 12:00 buyer confirm
        3d 13:00 agent call_back_done
        3d 13:10 agent settle_money entry=1 txn_no=T1
        3d 13:20 agent call_back_done
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> start_diagnosis by 3d 09:00 | diagnose 2d | tells goods_arrived
            1d 10:00 start_diagnosis: diagnosing -> in_warranty by 3d 09:00 | diagnose 1d23h
            1d 11:00 quote: quoted -> accept by 8d 11:00 | quote 7d | tells quote
            1d 12:00 accept: repairing -> repair_done by 6d 13:00 | repair 5d1h | repair_charge 80.00 approved
            2d 10:00 repair_done: to_ship -> ship by 4d 10:00 | ship_replacement 2d | repair_charge 80.00 approved | tells repair_done
            2d 11:00 ship: shipped -> delivered by 3d 11:00 | repair_charge 80.00 approved | tells shipped
            3d 11:00 delivered: delivered -> confirm by 6d 11:00 | confirm_delivery 3d | repair_charge 80.00 approved
            3d 12:00 confirm: notified -> call_back_done by 5d 13:00 | auto_close 7d, call_back 2d1h | repair_charge 80.00 approved | tells closing
            3d 13:00 refused: needs money_settled
            3d 13:10 settle_money: notified -> call_back_done by 5d 13:00 | auto_close 6d22h, call_back 1d23h | repair_charge 80.00 paid
            3d 13:20 call_back_done: closed | repair_charge 80.00 paid
        "#]],
    );
}

#[test]
fn a_quote_is_declined_or_lapses() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 10:00 technician start_diagnosis
        1d 11:00 technician quote amount=80.00 days=5 reason=out_of_warranty
        1d 12:00 buyer decline
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> start_diagnosis by 3d 09:00 | diagnose 2d | tells goods_arrived
            1d 10:00 start_diagnosis: diagnosing -> in_warranty by 3d 09:00 | diagnose 1d23h
            1d 11:00 quote: quoted -> accept by 8d 11:00 | quote 7d | tells quote
            1d 12:00 decline: to_ship -> ship by 3d 12:00 | ship_replacement 2d
        "#]],
    );
}

#[test]
fn a_quote_nobody_answers() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 10:00 technician start_diagnosis
        1d 11:00 technician quote amount=80.00 days=5 reason=out_of_warranty
        8d 11:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> start_diagnosis by 3d 09:00 | diagnose 2d | tells goods_arrived
            1d 10:00 start_diagnosis: diagnosing -> in_warranty by 3d 09:00 | diagnose 1d23h
            1d 11:00 quote: quoted -> accept by 8d 11:00 | quote 7d | tells quote
            8d 11:00 expire: to_ship -> ship by 10d 11:00 | ship_replacement 2d
        "#]],
    );
}

#[test]
fn nothing_is_wrong_with_it() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=buyer
        1d 09:00 warehouse scan_receive
        1d 10:00 technician start_diagnosis
        1d 11:00 technician no_fault text=works_for_us
        1d 12:00 warehouse ship carrier=SF tracking_no=S1
        2d 12:00 agent delivered
        2d 13:00 buyer problem text=still_broken
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> start_diagnosis by 3d 09:00 | diagnose 2d | tells goods_arrived
            1d 10:00 start_diagnosis: diagnosing -> in_warranty by 3d 09:00 | diagnose 1d23h
            1d 11:00 no_fault: to_ship -> ship by 3d 11:00 | ship_replacement 2d
            1d 12:00 ship: shipped -> delivered by 2d 13:00 | tells shipped
            2d 12:00 delivered: delivered -> confirm by 5d 12:00 | confirm_delivery 3d
            2d 13:00 problem: submitted -> approve by 2d 15:00 | review_notice 2h
        "#]],
    );
}

#[test]
fn it_cannot_be_repaired() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 10:00 technician start_diagnosis
        1d 11:00 technician in_warranty days=3
        2d 11:00 technician unrepairable text=burnt
        2d 11:10 agent offer reason=a_new_one due=+24h
        3d 11:10 clock
        3d 11:20 agent accept buyer_agreed=yes
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> start_diagnosis by 3d 09:00 | diagnose 2d | tells goods_arrived
            1d 10:00 start_diagnosis: diagnosing -> in_warranty by 3d 09:00 | diagnose 1d23h
            1d 11:00 in_warranty: repairing -> repair_done by 4d 11:00 | repair 3d
            2d 11:00 unrepairable: alternative -> offer by 3d 11:00
            2d 11:10 offer: alternative -> accept by 3d 11:10 | offer 1d | tells offer
            3d 11:10 expire: alternative -> offer by 4d 11:10
            3d 11:20 accept: to_ship -> ship by 5d 11:20 | ship_replacement 2d
        "#]],
    );
}

#[test]
fn it_cannot_be_repaired_and_is_refunded() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent approve freight_payer=shop
        1d 09:00 warehouse scan_receive
        1d 10:00 technician start_diagnosis
        1d 11:00 technician in_warranty days=3
        2d 11:00 technician unrepairable text=burnt
        2d 11:20 buyer refund_instead
        2d 11:30 supervisor approve_money amount=99.99
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: await_return -> tracking by 7d 09:10 | buyer_ship 7d | tells approved
            1d 09:00 scan_receive: arrived -> start_diagnosis by 3d 09:00 | diagnose 2d | tells goods_arrived
            1d 10:00 start_diagnosis: diagnosing -> in_warranty by 3d 09:00 | diagnose 1d23h
            1d 11:00 in_warranty: repairing -> repair_done by 4d 11:00 | repair 3d
            2d 11:00 unrepairable: alternative -> offer by 3d 11:00
            2d 11:20 refund_instead: passed -> approve_money by 8d 09:00 | law_refund 5d21h
            2d 11:30 approve_money: approved -> finance_ok by 3d 11:30 | law_refund 5d21h, payout 1d | goods_refund 99.99 approved
            2d 11:30 finance_ok: payable -> pay_start by 3d 11:30 | law_refund 5d21h, payout 1d | goods_refund 99.99 approved
        "#]],
    );
}

#[test]
fn a_workshop_nearby() {
    check(
        "
        09:00 agent open repair reason=malfunction
        09:10 agent redirect_local contact=Workshop_Hangzhou
        3d 09:10 agent local_done
        11d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 redirect_local: local_service -> local_done by 1d 09:10
            3d 09:10 local_done: notified -> call_back_done by 5d 09:10 | auto_close 7d, call_back 2d | tells closing
            11d 09:00 auto_close: closed
        "#]],
    );
}
