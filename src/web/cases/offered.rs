//! What can be chosen in the form of an act: closed lists, colleagues, deadlines, money, lines.

use super::known::Known;
use super::widget::Group;
use super::widget::InspectionLine;
use super::widget::PieceLine;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Grade;
use crate::domain::case::record::MoneyState;
use crate::domain::people::Role;
use crate::domain::reasons::ReasonClass;
use crate::domain::rules::checklist;
use crate::domain::rules::reason_book::ReasonBook;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::web::choices::Choice;
use crate::web::form::Fields;

/// A whole closed list, or a part of it, as codes and names.
pub fn named<T: Copy>(
    all: &[T],
    name: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<(String, String)> {
    all.iter()
        .map(|member| {
            let (code, label) = name(*member);
            (code.to_owned(), label.to_owned())
        })
        .collect()
}

/// The chosen one marked.
pub fn choices(chosen: &str, all: Vec<(String, String)>) -> Vec<Choice> {
    all.into_iter()
        .map(|(value, label)| Choice {
            chosen: value == chosen,
            value,
            name: label,
        })
        .collect()
}

/// Choices without headings.
pub fn one_group(chosen: &str, all: Vec<(String, String)>) -> Vec<Group> {
    vec![Group {
        label: "",
        choices: choices(chosen, all),
    }]
}

/// Choices of a few, all in sight.
pub fn radio<'a>(chosen: &str, all: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Choice> {
    let all = all
        .into_iter()
        .map(|(value, label)| (value.to_owned(), label.to_owned()))
        .collect();
    choices(chosen, all)
}

/// The reason tree, class by class.
pub fn reason_groups(words: Words, book: &ReasonBook, chosen: &str) -> Vec<Group> {
    ReasonClass::ALL
        .iter()
        .map(|class| Group {
            label: names::reason_class_name(words, *class),
            choices: book
                .of_class(*class)
                .filter(|code| *code == chosen || book.offers(code))
                .map(|code| Choice {
                    value: code.to_owned(),
                    name: names::reason_name_in(words, book, code).to_owned(),
                    chosen: code == chosen,
                })
                .collect(),
        })
        .collect()
}

/// Sub-kinds under the kinds they belong to: without script the kind is chosen beside.
pub fn subtype_groups(words: Words, chosen: &str) -> Vec<Group> {
    Kind::ALL
        .iter()
        .filter(|kind| !kind.subtypes().is_empty())
        .map(|kind| Group {
            label: names::kind_name(words, *kind),
            choices: choices(
                chosen,
                named(kind.subtypes(), |s: Subtype| {
                    (s.code(), names::subtype_name(words, s))
                }),
            ),
        })
        .collect()
}

/// Names of carriers to pick from; any other may be typed.
pub fn carriers(words: Words) -> Vec<&'static str> {
    words.t("case-carriers").split('|').map(str::trim).collect()
}

pub fn colleagues(known: &Known<'_>) -> Vec<(String, String)> {
    known
        .staff
        .iter()
        .filter(|staff| staff.active && staff.roles.as_slice() != [Role::Viewer])
        .filter(|staff| staff.shops.is_empty() || staff.shops.contains(&known.case.shop))
        .map(|staff| {
            let roles: Vec<&str> = staff
                .roles
                .iter()
                .map(|role| names::role_name(known.words, *role))
                .collect();
            let roles = roles.join(known.words.t("list-separator"));
            (
                staff.id.to_string(),
                format!("{} · {roles}", staff.display_name),
            )
        })
        .collect()
}

pub fn deadlines(known: &Known<'_>) -> Vec<(String, String)> {
    known
        .case
        .deadlines
        .iter()
        .filter(|d| matches!(d.state, DeadlineState::Running | DeadlineState::Paused))
        .map(|d| {
            let due = formats::short(d.due_at, known.zone, known.now);
            let name = names::deadline_name(known.words, d.kind);
            (d.kind.code().to_owned(), format!("{name} · {due}"))
        })
        .collect()
}

pub fn entries(known: &Known<'_>, verb: Verb) -> Vec<(String, String)> {
    known
        .case
        .money
        .iter()
        .filter(|entry| match verb {
            Verb::SettleMoney => !matches!(entry.state, MoneyState::Paid | MoneyState::Void),
            _ => entry.state != MoneyState::Void,
        })
        .map(|entry| {
            let name = names::money_kind_name(known.words, entry.kind);
            let state = names::money_state_name(known.words, entry.state);
            let amount = formats::money(entry.amount, known.currency);
            (entry.no.to_string(), format!("{name} {amount} · {state}"))
        })
        .collect()
}

pub fn promises(known: &Known<'_>) -> Vec<(String, String)> {
    known
        .case
        .promises
        .iter()
        .filter(|promise| promise.kept_at.is_none())
        .map(|promise| {
            let due = formats::short(promise.due_at, known.zone, known.now);
            (promise.no.to_string(), format!("{} · {due}", promise.no))
        })
        .collect()
}

/// Reminders that wait, by number and time.
pub fn reminders(known: &Known<'_>) -> Vec<(String, String)> {
    let waiting = known.case.work.reminders.iter();
    waiting
        .filter(|reminder| reminder.done_at.is_none())
        .map(|reminder| {
            let at = formats::short(reminder.at, known.zone, known.now);
            (reminder.no.to_string(), format!("{} · {at}", reminder.no))
        })
        .collect()
}

/// The checklist of the stage.
pub fn items(known: &Known<'_>) -> Vec<(String, String)> {
    checklist::of_case(&known.pack.checklists, known.case)
        .map(|item| (item.code.clone(), names::check_words(known.words, item)))
        .collect()
}

pub fn pieces(known: &Known<'_>, typed: Option<&Fields>) -> Vec<PieceLine> {
    known
        .case
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| PieceLine {
            at,
            title: line.title.clone(),
            sku: line.sku.clone(),
            most: line.qty_applied,
            value: typed.map_or_else(String::new, |t| t.raw(&format!("qty-{at}")).to_owned()),
        })
        .collect()
}

pub fn inspection(known: &Known<'_>, typed: Option<&Fields>) -> Vec<InspectionLine> {
    let was = |name: String, first: String| match typed {
        Some(typed) => typed.raw(&name).to_owned(),
        None => first,
    };
    known
        .case
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let expected = if line.qty_approved > 0 {
                line.qty_approved
            } else {
                line.qty_applied
            };
            let grade = was(format!("grade-{at}"), Grade::A.code().to_owned());
            InspectionLine {
                at,
                title: line.title.clone(),
                sku: line.sku.clone(),
                expected,
                passed: was(format!("passed-{at}"), expected.to_string()),
                failed: was(format!("failed-{at}"), "0".to_owned()),
                grades: radio(
                    &grade,
                    Grade::ALL
                        .iter()
                        .map(|g| (g.code(), names::grade_name(known.words, *g))),
                ),
            }
        })
        .collect()
}
