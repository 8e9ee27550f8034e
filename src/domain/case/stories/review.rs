//! Stories of 差评处理 (D6.7).

use super::desk::check;
use expect_test::expect;

pub const ALL: &[fn()] = &[
    a_bad_review_is_put_right,
    an_explanation_is_enough,
    the_buyer_cannot_be_reached,
    a_malicious_review_is_reported,
];

#[test]
fn a_bad_review_is_put_right() {
    check(
        "
        09:00 agent open review
        09:10 agent take
        09:20 agent contact contact=phone
        20:59 agent contact contact=phone
        21:00 agent contact contact=phone
        1d 08:59 agent contact contact=phone
        1d 09:00 agent contact contact=phone
        1d 09:10 agent contact contact=phone
        1d 10:00 agent cause reason_code=size
        1d 10:10 agent open_child kind=exchange
        1d 10:11 agent child_closed
        4d 09:00 children closed
        4d 09:00 clock
        4d 10:00 agent outcome result=refunded
        4d 10:01 agent outcome result=improved
        ",
        expect![[r#"
            0d 09:00 submit: new -> take by 1d 09:00 | first_response 1d | tells received
            0d 09:10 take: contacting -> cause by 1d 09:10
            0d 09:20 contact: contacting -> cause by 1d 09:10
            0d 20:59 contact: contacting -> cause by 1d 09:10
            0d 21:00 refused: too early until 1d 09:00
            1d 08:59 refused: too early until 1d 09:00
            1d 09:00 contact: contacting -> cause by 1d 09:10
            1d 09:10 refused: too often, at most 3
            1d 10:00 cause: cause_known -> explain by 2d 10:00
            1d 10:10 open_child: remedy -> child_closed by 2d 10:10 | opens exchange
            1d 10:11 refused: needs children_closed
            4d 09:00 child_closed: replied -> outcome by 5d 09:00
            4d 10:00 refused: invalid result
            4d 10:01 outcome: closed
        "#]],
    );
}

#[test]
fn an_explanation_is_enough() {
    check(
        "
        09:00 agent open review
        09:10 agent take
        1d 10:00 agent cause reason_code=how_to_use
        1d 10:10 agent explain text=read_the_label
        4d 10:01 agent outcome result=unchanged
        ",
        expect![[r#"
            0d 09:00 submit: new -> take by 1d 09:00 | first_response 1d | tells received
            0d 09:10 take: contacting -> cause by 1d 09:10
            1d 10:00 cause: cause_known -> explain by 2d 10:00
            1d 10:10 explain: replied -> outcome by 2d 10:10
            4d 10:01 outcome: closed
        "#]],
    );
}

#[test]
fn the_buyer_cannot_be_reached() {
    check(
        "
        09:00 agent open review
        09:10 agent take
        1d 10:10 agent unreachable text=we_are_sorry
        4d 10:01 agent outcome result=unreachable
        ",
        expect![[r#"
            0d 09:00 submit: new -> take by 1d 09:00 | first_response 1d | tells received
            0d 09:10 take: contacting -> cause by 1d 09:10
            1d 10:10 unreachable: replied -> outcome by 2d 10:10
            4d 10:01 outcome: closed
        "#]],
    );
}

#[test]
fn a_malicious_review_is_reported() {
    check(
        "
        09:00 agent open review
        09:10 agent suspect text=blackmail files=chat
        09:11 supervisor suspect text=blackmail
        09:12 supervisor suspect text=blackmail files=chat
        4d 10:01 agent outcome result=removed
        ",
        expect![[r#"
            0d 09:00 submit: new -> take by 1d 09:00 | first_response 1d | tells received
            0d 09:10 refused: wrong role, may: supervisor owner
            0d 09:11 refused: missing files
            0d 09:12 suspect: reported -> outcome by 1d 09:12
            4d 10:01 outcome: closed
        "#]],
    );
}
