//! Stories of what every kind can do (D4).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    the_desk_around_a_case,
    a_promise_is_broken,
    a_case_is_split,
    a_single_piece_cannot_be_split,
    approved_money_can_be_voided_but_not_changed,
    the_platform_leads,
    the_platform_closes,
    new_rules_move_running_deadlines,
    merging_needs_another_case,
];

#[test]
fn the_desk_around_a_case() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        09:01 presales note text=called_before
        09:01 agent override_deadline deadline=offer due=+48h reason=x
        09:01 agent override_deadline deadline=first_response due=+48h reason=the_maker_is_closed
        09:02 agent message text=one_moment
        09:03 agent attach files=p1
        09:04 agent assign staff=3
        09:05 presales hand_over staff=3 reason=knows_fabrics text=knows_the_fabric due=+4h
        09:06 agent set_priority priority=urgent
        09:07 agent set_reason reason_code=nonsense
        09:08 agent set_reason reason_code=care
        09:09 agent set_next text=ask_the_maker due=+5h
        09:10 agent promise text=an_answer_today due=+6h
        09:11 agent keep_promise promise_no=2
        09:12 agent keep_promise promise_no=1
        09:13 agent override_deadline deadline=first_response due=+48h reason=the_maker_is_closed
        09:13 warehouse untag tag=vip
        09:13 warehouse tag tag=vip
        09:13 agent tag tag=vip
        09:13 agent tag tag=a_tag_that_is_too_long_to_be_one
        09:13 agent untag tag=other
        09:14 agent withdraw text=solved
        09:15 agent untag tag=vip
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:01 note: awaiting_answer -> answer by 1d 09:00 | first_response 23h59m
            0d 09:01 refused: invalid deadline
            0d 09:01 override_deadline: awaiting_answer -> answer by 2d 09:01 | first_response 2d
            0d 09:02 message: awaiting_answer -> answer by 2d 09:01 | tells message
            0d 09:03 attach: awaiting_answer -> answer by 2d 09:01
            0d 09:04 assign: awaiting_answer -> answer by 2d 09:01
            0d 09:05 hand_over: awaiting_answer -> answer by 0d 13:05
            0d 09:06 set_priority: awaiting_answer -> answer by 0d 13:05
            0d 09:07 refused: invalid reason_code
            0d 09:08 set_reason: awaiting_answer -> answer by 0d 13:05
            0d 09:09 set_next: awaiting_answer -> ask_the_maker by 0d 14:09
            0d 09:10 promise: awaiting_answer -> ask_the_maker by 0d 14:09 | promise 6h
            0d 09:11 refused: invalid promise_no
            0d 09:12 keep_promise: awaiting_answer -> ask_the_maker by 0d 14:09
            0d 09:13 refused: needs movable_deadline
            0d 09:13 refused: needs tagged
            0d 09:13 tag: awaiting_answer -> ask_the_maker by 0d 14:09
            0d 09:13 refused: invalid tag
            0d 09:13 refused: invalid tag
            0d 09:13 refused: invalid tag
            0d 09:14 withdraw: withdrawn
            0d 09:15 untag: withdrawn
        "#]],
    );
}

#[test]
fn a_promise_is_broken() {
    check(
        "
        09:00 agent open inquiry about=how_to_wash
        09:10 agent promise text=an_answer_today due=+6h
        15:10 clock
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:10 promise: awaiting_answer -> answer by 0d 15:10 | promise 6h
            0d 15:10 breach: awaiting_answer -> answer by 1d 15:10 | tells progress
        "#]],
    );
}

#[test]
fn a_case_is_split() {
    check(
        "
        09:00 agent open return_refund/faulty lines=1x2,2x1 amount=200.00
        09:10 agent split quantities=2,1
        09:11 agent split quantities=1,0
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: invalid quantities
            0d 09:11 split: submitted -> approve by 0d 11:00 | first_response 23h49m, review_notice 1h49m, initial_handling 1d23h | opens return_refund
        "#]],
    );
}

#[test]
fn a_single_piece_cannot_be_split() {
    check(
        "
        09:00 agent open return_refund/faulty lines=2x1 amount=40.00
        09:11 agent split quantities=1
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:11 refused: needs more_than_one_line
        "#]],
    );
}

#[test]
fn approved_money_can_be_voided_but_not_changed() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent approve amount=40.00 reason=ok
        09:11 agent void_money entry=1 reason=wrong_line
        09:12 finance void_money entry=9 reason=wrong_line
        09:13 finance void_money entry=1 reason=wrong_line
        09:14 agent pay_start
        09:15 agent convert kind=return_refund reason=goods_must_come_back buyer_agreed=yes
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 40.00 approved | tells approved
            0d 09:10 finance_ok: payable -> pay_start by 1d 09:10 | payout 1d | goods_refund 40.00 approved
            0d 09:11 refused: wrong role, may: finance supervisor owner
            0d 09:12 refused: invalid entry
            0d 09:13 void_money: payable -> pay_start by 1d 09:10 | payout 23h57m | goods_refund 40.00 void
            0d 09:14 refused: needs approved_money
            0d 09:15 convert: submitted -> approve by 0d 11:15 | review_notice 2h | goods_refund 40.00 void
        "#]],
    );
}

#[test]
fn the_platform_leads() {
    check(
        "
        09:00 platform open refund_only/keep_goods amount=40.00 platform_no=P1 intake=import
        09:10 platform mirror state=rejected platform_status=refused due=+72h
        09:20 platform mirror state=arrived platform_status=odd
        10:00 platform mirror state=refunded platform_status=success amount=40.00
        11:00 platform mirror state=closed platform_status=success amount=40.00
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d, seller_refund 2d | tells received
            0d 09:10 mirror: rejected -> reapply by 3d 09:10 | platform_help 3d, appeal 7d
            0d 09:20 refused: invalid state
            0d 10:00 mirror: refunded -> notify by 1d 10:00 | goods_refund 40.00 paid
            0d 10:00 notify: notified -> call_back_done by 2d 10:00 | auto_close 7d, call_back 2d | goods_refund 40.00 paid | tells closing
            0d 11:00 mirror: closed | goods_refund 40.00 paid
        "#]],
    );
}

#[test]
fn the_platform_closes() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent approve amount=40.00 reason=ok
        09:20 platform platform_closed result=refunded amount=35.00 reference_no=P1
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 approve: approved -> finance_ok by 1d 09:10 | payout 1d | goods_refund 40.00 approved | tells approved
            0d 09:10 finance_ok: payable -> pay_start by 1d 09:10 | payout 1d | goods_refund 40.00 approved
            0d 09:20 platform_closed: closed | goods_refund 40.00 void, goods_refund 35.00 paid
        "#]],
    );
}

#[test]
fn new_rules_move_running_deadlines() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 system recompute
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 recompute: submitted -> approve by 0d 11:00 | first_response 23h50m, review_notice 1h50m, initial_handling 1d23h
        "#]],
    );
}

#[test]
fn merging_needs_another_case() {
    check(
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:10 agent merge case=2
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:10 refused: invalid case
        "#]],
    );
}
