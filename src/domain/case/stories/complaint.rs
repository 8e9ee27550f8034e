//! Stories of 投诉 (D6.6).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_complaint_that_is_settled,
    a_complaint_that_is_not_settled,
    nobody_acts_for_a_day,
];

#[test]
fn a_complaint_that_is_settled() {
    check(
        "
        09:00 presales open complaint about=rude_on_the_phone
        10:00 agent acknowledge due=+24h text=we_look_into_it
        11:00 agent keep_promise promise_no=1
        11:10 agent investigate text=heard_the_call
        12:00 agent propose reason=we_apologise amount=10.00
        13:00 buyer agree
        13:10 agent open_child kind=compensation amount=10.00
        13:11 agent children_done
        1d 09:00 children closed
        1d 09:00 clock
        1d 09:10 agent notify
        10d 09:00 clock
        10d 10:00 agent call_back_done text=train_the_team
        10d 10:01 agent call_back_done root_cause=training text=train_the_team
        ",
        expect![[r#"
            0d 09:00 submit: open -> acknowledge by 1d 09:00 | complaint_action 1d | tells received
            0d 10:00 acknowledge: accepted -> investigate by 1d 10:00 | promise 1d | tells received
            0d 11:00 keep_promise: accepted -> investigate by 1d 10:00
            0d 11:10 investigate: investigating -> propose by 1d 11:10
            0d 12:00 propose: proposed -> agree by 2d 12:00 | offer 2d | tells offer
            0d 13:00 agree: executing -> children_done by 1d 13:00
            0d 13:10 open_child: executing -> children_done by 1d 13:00 | opens compensation
            0d 13:11 refused: needs children_closed
            1d 09:00 children_done: resolved -> notify by 2d 09:00
            1d 09:10 notify: notified -> call_back_done by 3d 09:10 | call_back 2d | tells closing
            10d 09:00 breach: notified -> call_back_done by 11d 09:00
            10d 10:00 refused: missing root_cause
            10d 10:01 call_back_done: closed
        "#]],
    );
}

#[test]
fn a_complaint_that_is_not_settled() {
    check(
        "
        09:00 agent open complaint about=rude_on_the_phone
        10:00 agent acknowledge due=+24h
        10:10 agent investigate
        12:00 agent propose reason=we_apologise
        13:00 buyer disagree
        13:10 agent propose reason=ten_yuan amount=10.00
        13:11 supervisor propose reason=ten_yuan amount=10.00
        13:20 buyer disagree
        13:30 supervisor final_position reason=no_more
        13:40 agent notify
        ",
        expect![[r#"
            0d 09:00 submit: open -> acknowledge by 1d 09:00 | complaint_action 1d | tells received
            0d 10:00 acknowledge: accepted -> investigate by 1d 10:00 | promise 1d | tells received
            0d 10:10 investigate: investigating -> propose by 1d 10:00 | promise 23h50m
            0d 12:00 propose: proposed -> agree by 1d 10:00 | promise 22h, offer 2d | tells offer
            0d 13:00 disagree: escalated -> propose by 1d 10:00 | promise 21h
            0d 13:10 refused: wrong role, may: supervisor owner
            0d 13:11 propose: proposed -> agree by 1d 10:00 | promise 20h49m, offer 2d | tells offer
            0d 13:20 disagree: escalated -> propose by 1d 10:00 | promise 20h40m
            0d 13:30 final_position: unresolved -> notify by 1d 10:00 | promise 20h30m
            0d 13:40 notify: notified -> call_back_done by 1d 10:00 | promise 20h20m, call_back 2d | tells closing
        "#]],
    );
}

#[test]
fn nobody_acts_for_a_day() {
    check(
        "
        09:00 agent open complaint about=rude_on_the_phone
        1d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: open -> acknowledge by 1d 09:00 | complaint_action 1d | tells received
            1d 09:00 breach: open -> acknowledge by 2d 09:00
        "#]],
    );
}
