//! A refusal as a sentence that says what would have to be true.

use super::Words;
use super::formats;
use super::names;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::people::Role;
use jiff::tz::TimeZone;

/// The sentence for a refusal. Times are written in `zone`, amounts in `currency` (ISO 4217).
/// A new refusal does not compile without its words.
pub fn refusal(words: Words, refusal: &Refusal, zone: &TimeZone, currency: &str) -> String {
    match refusal {
        Refusal::WrongState { verb, from } if from.is_empty() => words.with(
            "refusal-never",
            &[("verb", names::verb_name(words, *verb).into())],
        ),
        Refusal::WrongState { verb, from } => words.with(
            "refusal-wrong-state",
            &[
                ("verb", names::verb_name(words, *verb).into()),
                ("states", states(words, from).into()),
            ],
        ),
        Refusal::WrongRole { roles: allowed } => words.with(
            "refusal-wrong-role",
            &[("roles", roles(words, allowed).into())],
        ),
        Refusal::NotForStaff => words.t("refusal-not-for-staff").to_owned(),
        Refusal::CaseEnded => words.t("refusal-case-ended").to_owned(),
        Refusal::Missing(field) => words.with(
            "refusal-missing",
            &[("field", names::field_name(words, *field).into())],
        ),
        Refusal::Invalid(field) => words.with(
            "refusal-invalid",
            &[("field", names::field_name(words, *field).into())],
        ),
        Refusal::MoreThanRefundable { left } => words.with(
            "refusal-more-than-refundable",
            &[("amount", formats::money(*left, currency).into())],
        ),
        Refusal::AboveLimit { limit } => words.with(
            "refusal-above-limit",
            &[("limit", formats::money(*limit, currency).into())],
        ),
        Refusal::SamePerson => words.t("refusal-same-person").to_owned(),
        Refusal::Needs(need) => names::need_sentence(words, *need).to_owned(),
        Refusal::TooEarly { until } => words.with(
            "refusal-too-early",
            &[("time", formats::full(*until, zone).into())],
        ),
        Refusal::TooLate { since } => words.with(
            "refusal-too-late",
            &[("time", formats::full(*since, zone).into())],
        ),
        Refusal::TooOften { limit } => {
            words.with("refusal-too-often", &[("count", (*limit).into())])
        }
        Refusal::MorePieces { left } => {
            words.with("refusal-more-pieces", &[("count", (*left).into())])
        }
        Refusal::TxnUsed => words.t("refusal-txn-used").to_owned(),
        Refusal::LineInOpenCase { case } => {
            words.with("refusal-line-in-open-case", &[("case", case.into())])
        }
        Refusal::PastDeadline { deadline, due } => words.with(
            "refusal-past-deadline",
            &[
                ("deadline", names::deadline_name(words, *deadline).into()),
                ("time", formats::full(*due, zone).into()),
            ],
        ),
        Refusal::Unchecked { items } => {
            let items: Vec<String> = items
                .iter()
                .map(|item| names::check_words(words, item))
                .collect();
            let items = items.join(words.t("list-separator"));
            words.with("refusal-unchecked", &[("items", items.into())])
        }
        Refusal::CannotSee { name } => words.with("refusal-cannot-see", &[("name", name.into())]),
    }
}

/// States as a list: `待审核、协商中`. A state named alike in two kinds is named once.
pub fn states(words: Words, states: &[State]) -> String {
    joined(words, states.iter().map(|s| names::state_name(words, *s)))
}

/// Roles as a list: `售后主管、店主`.
pub fn roles(words: Words, roles: &[Role]) -> String {
    joined(words, roles.iter().map(|r| names::role_name(words, *r)))
}

fn joined(words: Words, names: impl Iterator<Item = &'static str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once.join(words.t("list-separator"))
}
