//! The checklist of the stage on the case page, with who ticked what (F15).

use super::known::Known;
use super::known::Surroundings;
use crate::domain::rules::checklist;
use crate::phrases::formats;
use crate::phrases::names;

/// One item.
pub struct CheckRow {
    pub code: String,
    pub name: String,
    pub required: bool,
    /// Who ticked it, and when.
    pub ticked: Option<String>,
}

pub fn rows(known: &Known<'_>, around: &Surroundings) -> Vec<CheckRow> {
    let case = known.case;
    if case.state.is_terminal() {
        return Vec::new();
    }
    checklist::of_case(&known.pack.checklists, case)
        .map(|item| CheckRow {
            code: item.code.clone(),
            name: names::check_words(known.words, item),
            required: item.required,
            ticked: case.work.tick_of(case.phase, &item.code).map(|tick| {
                let at = formats::short(tick.at, known.zone, known.now);
                format!("{} {at}", around.who(known.words, &tick.by))
            }),
        })
        .collect()
}
