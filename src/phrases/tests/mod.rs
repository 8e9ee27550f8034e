//! What must be true of the words: complete, the same in three languages, well written, used.

mod choice;
mod complete;
mod facts;
mod formats;
mod glossary;
mod refusals;
mod usage;
mod wording;

use super::lexicon;
use super::lexicon::AREAS;
use crate::domain::people::Lang;
use std::collections::BTreeSet;

/// A phrase as it stands in a file.
struct Phrase {
    area: &'static str,
    key: &'static str,
    /// Everything after `=`, continued lines too.
    text: String,
}

/// Every phrase of a language, in the order of the files.
fn phrases(lang: Lang) -> Vec<Phrase> {
    let mut found = Vec::new();
    for area in AREAS {
        let mut lines = area.text(lang).lines().peekable();
        while let Some(line) = lines.next() {
            let Some(key) = lexicon::key(line) else {
                continue;
            };
            let mut text = line.split_once('=').map_or("", |(_, rest)| rest).to_owned();
            while let Some(more) = lines.next_if(|next| next.starts_with([' ', '}'])) {
                text.push('\n');
                text.push_str(more);
            }
            found.push(Phrase {
                area: area.name,
                key,
                text: text.trim().to_owned(),
            });
        }
    }
    found
}

/// The variables a phrase names.
fn variables(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                .collect::<String>()
                .trim_end_matches('-')
                .to_owned()
        })
        .collect()
}

/// Fails with everything that is wrong at once: words are mended by the dozen.
fn nothing(wrong: Vec<String>, what: &str) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}
