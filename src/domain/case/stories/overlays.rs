//! Stories of 平台介入 and 快递索赔 (D6.11, D6.13).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_dispute_is_lost_and_the_platform_pays,
    evidence_comes_too_late,
    a_dispute_is_withdrawn_and_a_second_one_settled,
    a_claim_is_paid,
    a_claim_is_rejected_appealed_and_written_off,
];

#[test]
fn a_dispute_is_lost_and_the_platform_pays() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00 platform_no=P1
        09:10 agent reject reason=no_flaw
        10:00 platform dispute_open reference_no=D1
        10:10 agent evidence_needed due=+48h
        10:20 agent submit_pack text=our_side files=p1,p2
        1d 09:00 agent rule result=dispute_lost points=2
        1d 09:01 agent rule result=dispute_lost amount=40.00 points=2
        8d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d, seller_refund 2d | tells received
            0d 09:10 reject: rejected -> reapply by 7d 09:10 | appeal 7d, platform_help 7d | tells rejected
            0d 10:00 dispute_open: dispute_notified -> reapply by 7d 09:10 | appeal 6d23h, platform_help 6d23h
            0d 10:10 evidence_needed: evidence_due -> reapply by 2d 10:10 | appeal 6d23h, platform_help 6d23h, evidence 2d
            0d 10:20 submit_pack: evidence_submitted -> reapply by 7d 09:10 | appeal 6d22h, platform_help 6d22h
            1d 09:00 refused: missing amount
            1d 09:01 rule: dispute_lost -> reapply by 7d 09:10 | appeal 6d0h, platform_help 6d0h | goods_refund 40.00 paid
            8d 09:00 expire: closed | goods_refund 40.00 paid
        "#]],
    );
}

#[test]
fn evidence_comes_too_late() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        10:00 agent dispute_open reference_no=D1
        10:10 system evidence_needed due=+48h
        2d 10:10 clock
        3d 10:00 agent rule result=won amount=1.00
        3d 10:00 agent rule result=won
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 10:00 dispute_open: dispute_notified -> approve by 0d 11:00 | first_response 23h, review_notice 1h, initial_handling 1d23h
            0d 10:10 evidence_needed: evidence_due -> approve by 0d 11:00 | first_response 22h50m, review_notice 50m, initial_handling 1d22h, evidence 2d
            2d 10:10 breach: submitted -> approve by 3d 10:10 | review_notice -1d-23h, initial_handling -1h-10m, evidence 0m
            2d 10:10 breach: submitted -> approve by 3d 10:10 | initial_handling -1h-10m, evidence 0m
            2d 10:10 breach: submitted -> approve by 3d 10:10 | evidence 0m
            2d 10:10 miss_evidence: ruling -> approve by 3d 10:10
            3d 10:00 refused: invalid amount
            3d 10:00 rule: dispute_won -> approve by 3d 10:10
        "#]],
    );
}

#[test]
fn a_dispute_is_withdrawn_and_a_second_one_settled() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        10:00 buyer dispute_open
        10:05 buyer withdraw
        10:10 agent dispute_cancel
        10:20 agent dispute_open
        10:30 agent rule result=settled amount=20.00
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 10:00 dispute_open: dispute_notified -> approve by 0d 11:00 | first_response 23h, review_notice 1h, initial_handling 1d23h
            0d 10:05 refused: needs dispute_ended
            0d 10:10 dispute_cancel: dispute_closed -> approve by 0d 11:00 | first_response 22h50m, review_notice 50m, initial_handling 1d22h
            0d 10:20 dispute_open: dispute_notified -> approve by 0d 11:00 | first_response 22h40m, review_notice 40m, initial_handling 1d22h
            0d 10:30 rule: dispute_settled -> approve by 0d 11:00 | first_response 22h30m, review_notice 30m, initial_handling 1d22h | goods_refund 20.00 paid
        "#]],
    );
}

#[test]
fn a_claim_is_paid() {
    check(
        "
        09:00 agent open reship/lost_parcel reason=lost
        09:10 agent lost_parcel
        10:00 agent claim_file amount=99.99 reference_no=C1
        2d 10:00 agent claim_answer text=we_pay
        2d 10:10 agent claim_accept amount=99.99
        9d 10:00 finance claim_money_in amount=99.99
        9d 10:01 finance claim_money_in amount=99.99 txn_no=T1
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> verify by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 lost_parcel: approved -> stock_ok by 1d 09:10
            0d 10:00 claim_file: claim_filed -> stock_ok by 1d 09:10
            2d 10:00 claim_answer: claim_answered -> stock_ok by 3d 10:00
            2d 10:10 claim_accept: claim_accepted -> stock_ok by 3d 10:00
            9d 10:00 refused: needs proof_or_txn
            9d 10:01 claim_money_in: claim_recovered -> stock_ok by 10d 10:01 | courier_recovery 99.99 paid
        "#]],
    );
}

#[test]
fn a_claim_is_rejected_appealed_and_written_off() {
    check(
        "
        09:00 agent open logistics reason=late
        09:05 agent claim_open reason=nonsense
        09:06 agent claim_open reason=delayed amount=10.00
        10:00 agent claim_file amount=10.00
        2d 10:00 agent claim_answer text=no
        2d 10:10 agent claim_reject text=weather
        2d 10:20 agent claim_appeal text=no_storm
        2d 10:21 supervisor claim_appeal text=no_storm
        3d 10:00 agent claim_answer text=half
        3d 10:10 agent claim_accept amount=5.00
        3d 10:20 supervisor claim_write_off reason=not_worth_it
        ",
        expect![[r#"
            0d 09:00 submit: buyer_reported -> contact_courier by 1d 09:00 | first_response 1d | tells received
            0d 09:05 refused: invalid reason
            0d 09:06 claim_open: claim_draft -> contact_courier by 1d 09:00 | first_response 23h54m
            0d 10:00 claim_file: claim_filed -> contact_courier by 1d 09:00 | first_response 23h
            2d 10:00 claim_answer: claim_answered -> contact_courier by 3d 10:00 | first_response -1d-1h
            2d 10:10 claim_reject: claim_rejected -> contact_courier by 3d 10:00 | first_response -1d-1h
            2d 10:20 refused: wrong role, may: supervisor owner
            2d 10:21 claim_appeal: claim_filed -> contact_courier by 3d 10:00 | first_response -1d-1h
            3d 10:00 claim_answer: claim_answered -> contact_courier by 4d 10:00 | first_response -2d-1h
            3d 10:10 claim_accept: claim_partly -> contact_courier by 4d 10:00 | first_response -2d-1h
            3d 10:20 claim_write_off: claim_written_off -> contact_courier by 4d 10:00 | first_response -2d-1h
        "#]],
    );
}
