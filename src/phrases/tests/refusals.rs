//! Every refusal is a sentence in every language, and a button says what it does.

use crate::domain::case::Field;
use crate::domain::case::Machine;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::refusal::Need;
use crate::domain::money::Fen;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::rules::checklist;
use crate::domain::time::Timestamp;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::phrases::refusal;

/// One of each.
fn all() -> Vec<Refusal> {
    let at = Timestamp(1_795_334_709_000);
    let mut all = vec![
        Refusal::WrongState {
            verb: Verb::Approve,
            from: vec![State::Submitted, State::Negotiating],
        },
        Refusal::WrongState {
            verb: Verb::Approve,
            from: Vec::new(),
        },
        Refusal::WrongRole {
            roles: vec![Role::Supervisor, Role::Owner],
        },
        Refusal::NotForStaff,
        Refusal::CaseEnded,
        Refusal::MoreThanRefundable { left: Fen(12_900) },
        Refusal::AboveLimit { limit: Fen(5_000) },
        Refusal::SamePerson,
        Refusal::TooEarly { until: at },
        Refusal::TooLate { since: at },
        Refusal::TooOften { limit: 3 },
        Refusal::MorePieces { left: 1 },
        Refusal::TxnUsed,
        Refusal::LineInOpenCase {
            case: "AS261122-0042K".to_owned(),
        },
        Refusal::PastDeadline {
            deadline: DeadlineKind::SellerRefund,
            due: at,
        },
        Refusal::Unchecked {
            items: checklist::defaults().into_iter().take(2).collect(),
        },
        Refusal::CannotSee {
            name: "小林".to_owned(),
        },
    ];
    all.extend(Field::ALL.iter().map(|field| Refusal::Missing(*field)));
    all.extend(Field::ALL.iter().map(|field| Refusal::Invalid(*field)));
    all.extend(Need::ALL.iter().map(|need| Refusal::Needs(*need)));
    all
}

#[test]
fn every_refusal_is_a_whole_sentence_with_nothing_left_open() {
    let zone = formats::zone("Asia/Shanghai");
    for lang in Lang::ALL {
        for reason in all() {
            let said = refusal(Words::of(*lang), &reason, &zone, "CNY");
            assert!(
                said.ends_with(['。', '.']),
                "{lang}: {reason:?} is said as {said:?}"
            );
            assert!(!said.contains(['{', '$', '⟨']), "{lang}: {said}");
        }
    }
}

#[test]
fn a_refusal_says_what_would_have_to_be_true() {
    let zone = formats::zone("Asia/Shanghai");
    let said = |reason: &Refusal| refusal(Words::of(Lang::ZhCn), reason, &zone, "CNY");
    let all = all();
    assert_eq!(said(&all[0]), "只有在“待审核、协商中”时才能“同意申请”。");
    assert_eq!(said(&all[2]), "这一步由售后主管、店主操作。");
    assert_eq!(said(&all[5]), "最多还能退 ¥129.00。");
    assert_eq!(said(&all[8]), "2026-11-22 16:05 之后才可以操作。");
}

#[test]
fn a_button_says_what_will_happen() {
    let words = Words::of(Lang::ZhCn);
    let approve =
        |machine| names::act_with_amount(words, machine, Verb::Approve, Fen(12_900), "CNY");
    assert_eq!(approve(Machine::RefundOnly), "同意退款 ¥129.00");
    assert_eq!(approve(Machine::Logistics), "同意申请 ¥129.00");
}

#[test]
fn a_code_is_said_in_words_and_words_are_left_alone() {
    let words = Words::of(Lang::ZhCn);
    let next = |text| names::next_action(words, Machine::ReturnRefund, text);
    assert_eq!(next("approve"), "同意退货");
    assert_eq!(next("给王姐回电话"), "给王姐回电话");
    assert_eq!(names::reason_name(words, "size"), "尺寸码数不符");
    assert_eq!(names::reason_name(words, "与描述不符"), "与描述不符");
    assert_eq!(names::result_text(words, "refunded"), "已退款");
    assert_eq!(names::result_text(words, "两清"), "两清");
}
