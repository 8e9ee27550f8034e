//! One act on many cases: what it would do is shown first, then done case by case, and for a while
//! it can be taken back.

mod preview;
mod run;
mod show;
mod wish;

pub use preview::page as preview;
pub use run::carry_out;
pub use run::undo;
pub use show::list;
pub use show::page;

use super::visit::Visit;
use crate::domain::case::CaseNo;
use crate::failure::Failure;
use crate::phrases::refusal;

/// A path of ours to go back to; anything else leads to the list.
pub fn back(path: &str) -> String {
    let ours = path.starts_with('/') && !path.starts_with("//") && path.len() <= 2_000;
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if ours && plain {
        path.to_owned()
    } else {
        "/cases".to_owned()
    }
}

/// Why something was not done, in words.
pub fn why(visit: &Visit, failure: &Failure) -> String {
    let words = visit.words;
    match failure {
        Failure::Refused(refused) => refusal(words, refused, &visit.zone, "CNY"),
        Failure::Invalid(fields) => fields
            .first()
            .filter(|(_, key)| words.has(key))
            .map_or_else(
                || words.t("error-invalid").to_owned(),
                |(_, key)| words.t(key).to_owned(),
            ),
        Failure::NotFound => words.t("error-not-found").to_owned(),
        Failure::NotAllowed => words.t("error-not-allowed").to_owned(),
        Failure::ChangedMeanwhile => words.t("error-bulk-changed").to_owned(),
        Failure::ReadOnly => words.t("error-read-only").to_owned(),
        Failure::Busy => words.t("error-busy").to_owned(),
        Failure::Fault(_) => words.t("error-fault").to_owned(),
    }
}

/// The case numbers a form sends, each once, in its order.
pub fn numbers<'a>(sent: impl Iterator<Item = &'a str>) -> Vec<CaseNo> {
    let mut found: Vec<CaseNo> = Vec::new();
    for no in sent.filter_map(CaseNo::parse) {
        if !found.contains(&no) {
            found.push(no);
        }
    }
    found
}
