//! Stories of 咨询 (D6.9).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_question_is_answered,
    the_buyer_says_thanks,
    a_question_becomes_a_return,
    a_question_nobody_answers,
];

#[test]
fn a_question_is_answered() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        09:10 presales answer text=cold
        09:20 buyer buyer_writes text=and_dry
        09:30 agent answer text=in_the_shade
        3d 09:30 clock
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:10 answer: answered -> confirm by 3d 09:10 | silence 3d
            0d 09:20 buyer_writes: awaiting_answer -> answer by 1d 09:20 | first_response 1d
            0d 09:30 answer: answered -> confirm by 3d 09:30 | silence 3d
            3d 09:30 silence: resolved -> auto_close by 4d 09:30
            3d 09:30 auto_close: closed
        "#]],
    );
}

#[test]
fn the_buyer_says_thanks() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        09:10 presales answer text=cold
        09:20 buyer confirm
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:10 answer: answered -> confirm by 3d 09:10 | silence 3d
            0d 09:20 confirm: resolved -> auto_close by 1d 09:20
            0d 09:20 auto_close: closed
        "#]],
    );
}

#[test]
fn a_question_becomes_a_return() {
    check(
        "
        09:00 presales open inquiry
        09:10 presales convert kind=return_refund subtype=faulty reason=it_is_torn buyer_agreed=yes
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 09:10 convert: submitted -> approve by 0d 11:10 | first_response 23h50m, review_notice 2h, initial_handling 2d
        "#]],
    );
}

#[test]
fn a_question_nobody_answers() {
    check(
        "
        09:00 presales open inquiry about=how_to_wash
        21:00 clock
        1d 09:00 clock
        ",
        expect![[r#"
            0d 09:00 submit: awaiting_answer -> answer by 1d 09:00 | first_response 1d | tells received
            0d 21:00 warn: awaiting_answer -> answer by 1d 09:00 | first_response 12h
            1d 09:00 breach: awaiting_answer -> answer by 2d 09:00
        "#]],
    );
}
