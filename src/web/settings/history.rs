//! Since when a part of the settings holds, who changed it, and what it said before.

use super::super::visit::Visit;
use crate::domain::change::Said;
use crate::domain::rules::Length;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::store::View;
use crate::store::people;
use crate::store::settings;
use jiff::tz::TimeZone;

/// Changes shown under a page.
const SHOWN: usize = 8;

/// What was changed of a part, newest first.
#[derive(Default)]
pub struct History {
    /// Travels in the form: a save of someone who saw less is told so.
    pub rev: u64,
    pub entries: Vec<Told>,
}

/// One change.
pub struct Told {
    pub at: String,
    pub iso: String,
    pub who: String,
    pub why: String,
    pub changes: Vec<ToldField>,
}

/// One field of it.
pub struct ToldField {
    pub name: String,
    pub old: String,
    pub new: String,
}

/// The word for a field of the parts that have forms of their own.
pub fn field_name(words: Words, field: &str) -> String {
    words.code("changed", field).to_owned()
}

/// The history of a part, in words. `name` says what its fields are called.
///
/// # Errors
/// When the disk does.
pub fn of(
    view: &impl View,
    visit: &Visit,
    subject: &str,
    name: impl Fn(Words, &str) -> String,
) -> Result<History, Failure> {
    let words = visit.words;
    let history = settings::history(view, subject)?;
    let mut entries = Vec::new();
    for entry in history.entries.into_iter().take(SHOWN) {
        let who = people::by_id(view, entry.staff)?.map(|staff| staff.display_name);
        entries.push(Told {
            at: formats::short(entry.at, &visit.zone, visit.now),
            iso: formats::iso(entry.at, &visit.zone),
            who: who.unwrap_or_default(),
            why: entry.why.unwrap_or_default(),
            changes: entry
                .changes
                .iter()
                .map(|change| ToldField {
                    name: name(words, &change.field),
                    old: said(words, &visit.zone, &change.old),
                    new: said(words, &visit.zone, &change.new),
                })
                .collect(),
        });
    }
    Ok(History {
        rev: history.rev,
        entries,
    })
}

/// A value in words.
pub fn said(words: Words, zone: &TimeZone, value: &Said) -> String {
    match value {
        Said::Nothing => words.t("said-nothing").to_owned(),
        Said::Hidden => words.t("said-hidden").to_owned(),
        Said::Text(text) => text.clone(),
        Said::Money(amount) => formats::money(*amount, "CNY"),
        Said::Span(span) => formats::span(words, *span),
        Said::Length(length) => length_words(words, *length),
        Said::Count(n) => n.to_string(),
        Said::Percent(n) => format!("{n} %"),
        Said::Hour(hour) => format!("{hour:02}:00"),
        Said::At(at) => formats::full(*at, zone),
        Said::Yes(true) => words.t("said-yes").to_owned(),
        Said::Yes(false) => words.t("said-no").to_owned(),
        Said::Codes(area, codes) => {
            let names: Vec<&str> = codes.iter().map(|code| words.code(area, code)).collect();
            match names.is_empty() {
                true => words.t("said-nothing").to_owned(),
                false => names.join(words.t("list-separator")),
            }
        }
    }
}

/// How long a deadline is, with how it is counted.
pub fn length_words(words: Words, length: Length) -> String {
    match length {
        Length::Wall(span) => formats::span(words, span),
        Length::Open(span) => words.with(
            "length-open",
            &[("span", formats::span(words, span).into())],
        ),
        Length::WorkDays(days) => words.with("length-work-days", &[("n", days.into())]),
    }
}
