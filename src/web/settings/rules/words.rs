//! The lines of the rules in words: names, values, bounds, where they come from.

use super::super::history;
use crate::domain::case::kind::Kind;
use crate::domain::case::record::DeadlineKind;
use crate::domain::change::Said;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::rules::Length;
use crate::domain::rules::checklist::BuiltIn;
use crate::domain::rules::sheet::Line;
use crate::domain::rules::sheet::RuleGroup;
use crate::domain::time::Span;
use crate::phrases::Words;
use crate::phrases::names;
use jiff::tz::TimeZone;

/// The name of a line: `淘宝 · 商家处理退款`.
pub fn line_name(words: Words, key: &str) -> String {
    let parts: Vec<&str> = key.split('.').collect();
    let named = |parts: &[String]| parts.join(" · ");
    let deadline = |code: &str| {
        DeadlineKind::from_code(code).map_or(code.to_owned(), |kind| {
            names::deadline_name(words, kind).to_owned()
        })
    };
    let kind = |code: &str| {
        Kind::from_code(code).map_or(code.to_owned(), |k| names::kind_name(words, k).to_owned())
    };
    let subtype = |code: &str| words.code("subtype", code).to_owned();
    match parts.as_slice() {
        ["deadline", code] => deadline(code),
        ["platform", channel, code] => {
            let shop = Channel::from_code(channel).map_or((*channel).to_owned(), |c| {
                names::channel_name(words, c).to_owned()
            });
            named(&[shop, deadline(code)])
        }
        ["window", of] => kind(of),
        ["window", of, sub] => named(&[kind(of), subtype(sub)]),
        ["freight", what, fault] => named(&[
            words.code("fault", fault).to_owned(),
            words.code("rule-freight", what).to_owned(),
        ]),
        ["freight", what, fault, reason] => named(&[
            words.code("fault", fault).to_owned(),
            names::reason_name(words, reason).to_owned(),
            words.code("rule-freight", what).to_owned(),
        ]),
        ["auto", of] => named(&[words.t("rule-auto").to_owned(), kind(of)]),
        ["auto", of, sub] => named(&[words.t("rule-auto").to_owned(), kind(of), subtype(sub)]),
        ["compensation", what] => words.code("rule-compensation", what).to_owned(),
        ["limit", what] => words.code("rule-limit", what).to_owned(),
        ["other", what] => words.code("rule-other", what).to_owned(),
        ["check", of, stage, code] => named(&[
            kind(of),
            words.code("phase", stage).to_owned(),
            check_name(words, code),
        ]),
        ["reason", code] => named(&[
            words.t("rule-reason").to_owned(),
            names::reason_name(words, code).to_owned(),
        ]),
        ["version"] => words.t("rule-version").to_owned(),
        _ => key.to_owned(),
    }
}

/// The words of a built-in item; the code of one of the shop's own.
pub fn check_name(words: Words, code: &str) -> String {
    match BuiltIn::from_code(code) {
        Some(_) => words.code("check", code).to_owned(),
        None => words.t("check-own").to_owned(),
    }
}

pub fn group_name(words: Words, group: RuleGroup) -> &'static str {
    names::rule_group_name(words, group)
}

/// A value in words.
pub fn value(words: Words, value: &Said) -> String {
    history::said(words, &TimeZone::UTC, value)
}

/// Between what a value must lie, and the law behind it.
pub fn bounds(words: Words, line: &Line) -> String {
    let as_value = |n: i64| match &line.value {
        Said::Length(_) => Said::Length(Length::Wall(Span(n))),
        Said::Span(_) => Said::Span(Span(n)),
        Said::Money(_) => Said::Money(Fen(n)),
        Said::Percent(_) => Said::Percent(n),
        Said::Hour(_) => Said::Hour(u8::try_from(n).unwrap_or(24)),
        _ => Said::Count(n),
    };
    if matches!(line.value, Said::Yes(_)) {
        return String::new();
    }
    let (least, most) = line.bounds;
    words.with(
        "rule-bounds",
        &[
            ("least", value(words, &as_value(least)).into()),
            ("most", value(words, &as_value(most)).into()),
        ],
    )
}

/// What a line rests on, in plain words: a law, a marketplace; empty for what is the shop's own.
pub fn basis(words: Words, line: &Line) -> &'static str {
    match line.law {
        Some(law) => names::law_name(words, law),
        None if line.group == RuleGroup::Platforms => words.t("rule-basis-platform"),
        None => "",
    }
}

/// What stands beside the field of a line.
pub fn note(words: Words, line: &Line) -> String {
    let outcome = line
        .deadline
        .map_or("", |(outcome, _)| names::outcome_name(words, outcome));
    let bounds = bounds(words, line);
    let parts = [outcome, basis(words, line), bounds.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
