//! No language lacks a word that another has, and no member of a closed list is nameless.

use super::nothing;
use super::phrases;
use super::variables;
use crate::domain::people::Lang;
use crate::domain::reasons::REASONS;
use crate::phrases::Words;
use crate::phrases::lexicon;
use crate::phrases::lexicon::AREAS;
use crate::phrases::lexicon::Lexicon;
use crate::phrases::names;
use std::collections::BTreeMap;

#[test]
fn every_file_parses_and_no_key_is_defined_twice() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let mut seen = BTreeMap::new();
        for area in AREAS {
            let text = area.text(*lang);
            if let Err((_, errors)) = fluent_bundle::FluentResource::try_new(text.to_owned()) {
                wrong.push(format!(
                    "{lang}/{}.ftl does not parse: {errors:?}",
                    area.name
                ));
            }
            for key in lexicon::keys(text) {
                if let Some(other) = seen.insert(key, area.name) {
                    wrong.push(format!(
                        "{lang}: {key} in {other}.ftl and {}.ftl",
                        area.name
                    ));
                }
            }
        }
    }
    nothing(wrong, "files that Fluent cannot take");
}

#[test]
fn every_key_is_in_the_same_area_of_every_language_with_the_same_variables() {
    let mut wrong = Vec::new();
    let by_key = |lang| -> BTreeMap<&str, (&str, _)> {
        phrases(lang)
            .into_iter()
            .map(|phrase| (phrase.key, (phrase.area, variables(&phrase.text))))
            .collect()
    };
    let chinese = by_key(Lang::ZhCn);
    for lang in [Lang::ZhTw, Lang::En] {
        let other = by_key(lang);
        for (key, (area, names)) in &chinese {
            match other.get(key) {
                None => wrong.push(format!("{lang}/{area}.ftl lacks {key}")),
                Some((there, _)) if there != area => {
                    wrong.push(format!("{key} is in {area}.ftl, but in {lang}/{there}.ftl"));
                }
                Some((_, theirs)) if theirs != names => wrong.push(format!(
                    "{lang}/{area}.ftl: {key} has {theirs:?}, zh-CN has {names:?}"
                )),
                Some(_) => {}
            }
        }
        for (key, (area, _)) in &other {
            if !chinese.contains_key(key) {
                wrong.push(format!("zh-CN/{area}.ftl lacks {key}, which {lang} has"));
            }
        }
    }
    nothing(wrong, "the languages differ");
}

#[test]
fn every_member_of_every_closed_list_has_its_word_in_every_language() {
    let mut wrong = Vec::new();
    for list in names::lists() {
        for (variant, code) in &list.members {
            let key = format!("{}-{}", list.area, code.replace(['_', ':'], "-"));
            for lang in Lang::ALL {
                if Lexicon::of(*lang).plain(&key).is_none() {
                    wrong.push(format!("{lang}: {key} ({}::{variant})", list.name()));
                }
            }
        }
    }
    nothing(wrong, "words missing");
}

#[test]
fn every_reason_of_the_tree_has_its_word_in_every_language() {
    let mut wrong = Vec::new();
    for reason in REASONS {
        let key = format!("reason-{}", reason.code.replace('_', "-"));
        for lang in Lang::ALL {
            if Lexicon::of(*lang).plain(&key).is_none() {
                wrong.push(format!("{lang}: {key}"));
            }
        }
    }
    let known: Vec<String> = REASONS
        .iter()
        .map(|reason| format!("reason-{}", reason.code.replace('_', "-")))
        .collect();
    wrong.extend(
        phrases(Lang::ZhCn)
            .into_iter()
            .filter(|phrase| phrase.area == "reasons" && phrase.key.starts_with("reason-"))
            .filter(|phrase| !phrase.key.starts_with("reason-class-"))
            .filter(|phrase| !known.iter().any(|key| key == phrase.key))
            .map(|phrase| format!("{} is of no reason", phrase.key)),
    );
    nothing(wrong, "words of reasons");
}

/// Closed lists that nobody reads: say here why.
const NAMELESS: &[&str] = &[
    // What a marketplace is asked for by its id; the log of deeds shows the line as it is.
    "Thing",
    // What is never sent: one refusal says it for both.
    "Unlawful",
    // A rule of the pack; a page says the day itself.
    "WindowStart",
    // What plugins are and ask for: `phrases::plugins` says it, with its variables, and its tests
    // hold it to be whole; methods, languages and kinds of settings are written as they are.
    "Why",
    "World",
    "Offer",
    "Call",
    "Sort",
    "DataField",
    "Raised",
    "Method",
    "Language",
    "Kind",
];

#[test]
fn every_closed_list_of_the_domain_is_named() {
    let named: Vec<&str> = names::lists().iter().map(|list| list.name()).collect();
    let domain = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
    let mut wrong = Vec::new();
    for (path, text) in super::usage::files(&domain, "rs") {
        for block in text.split("codes! {").skip(1) {
            let Some(name) = block
                .split_once("pub enum ")
                .and_then(|(_, rest)| rest.split([' ', '{']).next())
            else {
                continue;
            };
            // The macro's own definition has `$name`.
            if !name.starts_with('$') && !named.contains(&name) && !NAMELESS.contains(&name) {
                wrong.push(format!("{name} in {}", path.display()));
            }
        }
    }
    nothing(wrong, "lists without an area in names.rs");
}

/// A list outside the domain says in its description which area names it, and this reads that.
#[test]
fn every_closed_list_that_says_its_phrase_key_has_its_words() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (path, text) in super::usage::files(&sources, "rs") {
        for block in text.split("codes! {").skip(1) {
            let block = block.split("\n}").next().unwrap_or(block);
            let Some(area) = block
                .split_once("phrase key is `")
                .and_then(|(_, rest)| rest.split_once("-<code>`"))
                .map(|(area, _)| area)
            else {
                continue;
            };
            for code in block.lines().filter_map(|line| {
                let (_, code) = line.split_once(" = \"")?;
                code.split_once('"').map(|(code, _)| code)
            }) {
                let key = format!("{area}-{}", code.replace(['_', ':'], "-"));
                if Lexicon::of(Lang::ZhCn).plain(&key).is_none() {
                    wrong.push(format!("{key} ({})", path.display()));
                }
            }
        }
    }
    nothing(wrong, "words missing");
}

#[test]
fn a_number_in_a_phrase_has_no_grouping_and_no_invisible_marks() {
    let said = Words::of(Lang::ZhCn).with("refusal-more-pieces", &[("count", 12_345u32.into())]);
    assert_eq!(said, "最多还有 12345 件。");
}

#[test]
fn a_count_of_one_is_said_as_one() {
    let words = Words::of(Lang::En);
    let said = |count: u32| words.with("refusal-more-pieces", &[("count", count.into())]);
    assert_eq!(said(1), "Only 1 piece is left.");
    assert_eq!(said(2), "Only 2 pieces are left.");
}

#[test]
fn a_key_nobody_wrote_is_shown_and_breaks_nothing() {
    let words = Words::of(Lang::En);
    let unknown = format!("nobody-wrote-{}", "this");
    assert_eq!(words.t(&unknown), "⟨nobody-wrote-this⟩");
    assert_eq!(words.with(&unknown, &[]), "⟨nobody-wrote-this⟩");
    assert!(!words.has(&unknown));
    let long = "x".repeat(200);
    assert_eq!(words.code("area", &long), format!("⟨area-{long}⟩"));
}
