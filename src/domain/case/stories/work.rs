//! Stories of the desk's daily work: contacts, hand-over, snooze, reminders, checklists, facts.

use super::coverage;
use super::desk::Desk;
use super::desk::check;
use super::desk::run_at;
use crate::domain::case::Kind;
use crate::domain::case::Phase;
use expect_test::Expect;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    contacts_are_logged,
    a_reviewer_is_called_three_times_in_the_daytime,
    a_case_changes_hands,
    a_hand_over_is_given_back,
    a_case_rests_but_never_past_the_platforms_clock,
    someone_is_reminded,
    the_checklist_holds_the_case_back,
    facts_are_pinned,
    who_writes_waits_for_an_answer,
];

#[test]
fn who_writes_waits_for_an_answer() {
    check(
        "
        09:00 buyer open refund_only about=not_shipped amount=99.99
        09:05 agent approve amount=99.99 reason=agreed
        09:10 buyer message text=when_will_it_come
        09:20 warehouse note text=asked_the_bank
        09:30 agent message text=it_comes_tomorrow_at_10:00
        09:40 buyer log_contact contact_channel=email contact_outcome=sent text=thanks
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:05 refused: above limit 50.00
            0d 09:10 message: submitted -> message by 0d 09:10 | first_response 23h50m, review_notice 1h50m, initial_handling 1d23h
            0d 09:20 note: submitted -> message by 0d 09:10 | first_response 23h40m, review_notice 1h40m, initial_handling 1d23h
            0d 09:30 message: submitted -> approve by 0d 11:00 | review_notice 1h30m, initial_handling 1d23h | tells message
            0d 09:40 log_contact: submitted -> approve by 0d 11:00 | review_notice 1h20m, initial_handling 1d23h
        "#]],
    );
}

#[test]
fn contacts_are_logged() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        09:01 agent log_contact contact_channel=phone_out
        09:02 agent log_contact contact_channel=phone_out contact_outcome=sent
        09:03 agent log_contact contact_channel=phone_out contact_outcome=no_answer
        09:04 warehouse log_contact contact_channel=chat contact_outcome=buyer_came text=asks_again
        09:05 agent log_contact contact_channel=sms contact_outcome=sent
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:01 refused: missing contact_outcome
            0d 09:02 refused: invalid contact_outcome
            0d 09:03 log_contact: awaiting_answer -> answer by 1d 09:00 | first_response 23h57m
            0d 09:04 log_contact: awaiting_answer -> answer by 1d 09:00 | first_response 23h56m
            0d 09:05 log_contact: awaiting_answer -> answer by 1d 09:00
        "#]],
    );
}

#[test]
fn a_reviewer_is_called_three_times_in_the_daytime() {
    check(
        "
        09:00 agent open review about=one_star
        09:10 agent take
        09:20 agent log_contact contact_channel=phone_out contact_outcome=no_answer
        10:20 agent contact contact=phone,_Li
        22:00 agent log_contact contact_channel=phone_out contact_outcome=no_answer
        22:01 agent log_contact contact_channel=phone_in contact_outcome=reached
        1d 10:00 agent log_contact contact_channel=wechat contact_outcome=sent
        1d 11:00 agent log_contact contact_channel=wechat contact_outcome=sent
        ",
        expect![[r#"
            0d 09:00 submit: new -> take by 1d 09:00 | first_response 1d | tells received
            0d 09:10 take: contacting -> cause by 1d 09:10
            0d 09:20 log_contact: contacting -> cause by 1d 09:10
            0d 10:20 contact: contacting -> cause by 1d 09:10
            0d 22:00 refused: too early until 1d 09:00
            0d 22:01 log_contact: contacting -> cause by 1d 09:10
            1d 10:00 log_contact: contacting -> cause by 2d 10:00
            1d 11:00 refused: too often, at most 3
        "#]],
    );
}

#[test]
fn a_case_changes_hands() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        09:01 presales hand_over staff=4 reason=off text=self
        09:02 presales hand_over staff=3 text=wants_a_reply
        09:03 presales hand_over staff=3 reason=off_duty text=wants_a_reply due=+4h
        09:04 presales answer text=cold_water
        09:05 presales take_over
        09:06 agent take_over buyer_agreed=yes
        09:07 agent take_over
        09:08 agent give_back reason=too_late
        09:09 agent answer text=cold_water
        09:10 agent restate text=you_ask_how_to_wash
        09:20 agent take_over buyer_agreed=yes text=you_ask_how_to_wash
        09:21 agent answer text=cold_water
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:01 refused: invalid staff
            0d 09:02 refused: missing reason
            0d 09:03 hand_over: awaiting_answer -> answer by 0d 13:03 | first_response 23h57m
            0d 09:04 refused: needs buyer_heard
            0d 09:05 refused: needs handed_to_you
            0d 09:06 refused: missing text
            0d 09:07 take_over: awaiting_answer -> answer by 1d 09:00 | first_response 23h53m
            0d 09:08 refused: needs not_taken_yet
            0d 09:09 refused: needs buyer_heard
            0d 09:10 restate: awaiting_answer -> answer by 1d 09:00 | tells message
            0d 09:20 take_over: awaiting_answer -> answer by 1d 09:00
            0d 09:21 answer: answered -> confirm by 3d 09:21 | silence 3d
        "#]],
    );
}

#[test]
fn a_hand_over_is_given_back() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        09:01 presales hand_over staff=3 reason=off text=x
        09:02 owner assign staff=4
        09:03 agent give_back reason=not_mine
        09:04 presales give_back reason=not_mine
        09:05 presales answer text=cold_water
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:01 hand_over: awaiting_answer -> answer by 1d 09:00 | first_response 23h59m
            0d 09:02 assign: awaiting_answer -> answer by 1d 09:00 | first_response 23h58m
            0d 09:03 refused: needs not_taken_yet
            0d 09:04 give_back: awaiting_answer -> answer by 1d 09:00 | first_response 23h56m
            0d 09:05 answer: answered -> confirm by 3d 09:05 | silence 3d
        "#]],
    );
}

#[test]
fn a_case_rests_but_never_past_the_platforms_clock() {
    check(
        "
        09:00 platform open refund_only/keep_goods amount=40.00 platform_no=P1 intake=import
        09:10 agent snooze due=+72h reason=asks_the_maker
        09:11 agent wake
        09:12 agent snooze due=+24h reason=asks_the_maker
        09:13 agent wake
        09:14 agent wake
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d, seller_refund 2d | tells received
            0d 09:10 refused: past seller_refund at 2d 09:00
            0d 09:11 refused: needs snoozed
            0d 09:12 snooze: submitted -> approve by 0d 11:00 | first_response 23h48m, review_notice 1h48m, initial_handling 1d23h, seller_refund 1d23h
            0d 09:13 wake: submitted -> approve by 0d 11:00 | first_response 23h47m, review_notice 1h47m, initial_handling 1d23h, seller_refund 1d23h
            0d 09:14 refused: needs snoozed
        "#]],
    );
}

#[test]
fn someone_is_reminded() {
    check(
        "
        09:00 agent open inquiry about=how_to_wash
        09:01 agent remind due=+4h reason=call_the_maker
        09:02 presales remind_done reminder=1
        09:03 agent remind_done reminder=2
        09:04 agent remind_done reminder=1
        09:05 agent remind_done reminder=1
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:01 remind: awaiting_answer -> answer by 1d 09:00 | first_response 23h59m
            0d 09:02 refused: needs own_reminder
            0d 09:03 refused: invalid reminder
            0d 09:04 remind_done: awaiting_answer -> answer by 1d 09:00 | first_response 23h56m
            0d 09:05 refused: needs own_reminder
        "#]],
    );
}

fn check_at(desk: Desk, script: &str, expected: Expect) {
    let told = run_at(desk, script);
    if !coverage::is_only_walk() {
        expected.assert_eq(&told);
    }
}

#[test]
fn the_checklist_holds_the_case_back() {
    let mut desk = Desk::new();
    for item in desk.pack.checklists.iter_mut() {
        item.required = item.kind == Kind::RefundOnly && item.stage == Phase::Review;
    }
    check_at(
        desk,
        "
        09:00 agent open refund_only/keep_goods amount=40.00
        09:01 agent approve amount=40.00 reason=ok
        09:02 agent check item=nothing
        09:03 agent check item=order_no
        09:04 agent check item=product
        09:05 agent check item=problem
        09:06 agent uncheck item=product
        09:07 agent approve amount=40.00 reason=ok
        09:08 agent check item=product
        09:09 agent approve amount=40.00 reason=ok
        ",
        expect![[r#"
            0d 09:00 submit: submitted -> approve by 0d 11:00 | first_response 1d, review_notice 2h, initial_handling 2d | tells received
            0d 09:01 refused: unchecked: order_no product problem
            0d 09:02 refused: invalid item
            0d 09:03 check: submitted -> approve by 0d 11:00 | first_response 23h57m, review_notice 1h57m, initial_handling 1d23h
            0d 09:04 check: submitted -> approve by 0d 11:00 | first_response 23h56m, review_notice 1h56m, initial_handling 1d23h
            0d 09:05 check: submitted -> approve by 0d 11:00 | first_response 23h55m, review_notice 1h55m, initial_handling 1d23h
            0d 09:06 uncheck: submitted -> approve by 0d 11:00 | first_response 23h54m, review_notice 1h54m, initial_handling 1d23h
            0d 09:07 refused: unchecked: product
            0d 09:08 check: submitted -> approve by 0d 11:00 | first_response 23h52m, review_notice 1h52m, initial_handling 1d23h
            0d 09:09 approve: approved -> finance_ok by 1d 09:09 | payout 1d | goods_refund 40.00 approved | tells approved
            0d 09:09 finance_ok: payable -> pay_start by 1d 09:09 | payout 1d | goods_refund 40.00 approved
        "#]],
    );
}

#[test]
fn facts_are_pinned() {
    check(
        "
        09:00 agent open inquiry about=how_to_wash
        09:01 agent note text=bought_in_May pinned=yes mentions=2
        09:02 agent pin event=9
        09:03 agent pin event=0
        09:04 agent unpin event=0
        09:05 agent unpin event=0
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:01 note: awaiting_answer -> answer by 1d 09:00 | first_response 23h59m
            0d 09:02 refused: invalid event
            0d 09:03 pin: awaiting_answer -> answer by 1d 09:00 | first_response 23h57m
            0d 09:04 unpin: awaiting_answer -> answer by 1d 09:00 | first_response 23h56m
            0d 09:05 refused: invalid event
        "#]],
    );
}
