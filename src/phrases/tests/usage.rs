//! Every key that is asked for exists, and every key that exists is asked for.

use super::nothing;
use super::phrases;
use super::variables;
use crate::domain::people::Lang;
use crate::phrases::names;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// Areas whose keys are made from codes at run time, besides those of `names.rs`, of
/// `.code("area", …)` and of `format!("area-{…}")`, which are found by reading.
const MADE_FROM_CODES: &[&str] = &["verb-hint", "field-help", "refusal"];

/// Every file below a folder whose name ends so. None when the folder is not there.
pub(super) fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(next) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// Everything that can ask for a phrase: templates and sources, without these tests.
fn asking() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = files(&root.join("templates"), "html");
    all.extend(files(&root.join("templates"), "txt"));
    all.extend(files(&root.join("src"), "rs"));
    all.retain(|(path, _)| !path.to_string_lossy().contains("phrases/tests"));
    all
}

/// A literal at the start of `text`: `"key", …` gives `key` and the rest behind it.
fn literal(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote)
}

fn looks_like_a_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// What follows `call` wherever it stands, up to its closing bracket.
fn calls<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(call).map(move |(at, _)| {
        let rest = &text[at + call.len()..];
        let mut depth = 1;
        let end = rest
            .char_indices()
            .find(|(_, c)| {
                match c {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                depth == 0
            })
            .map_or(rest.len(), |(end, _)| end);
        &rest[..end]
    })
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let known: BTreeMap<&str, BTreeSet<String>> = phrases(Lang::ZhCn)
        .into_iter()
        .map(|phrase| (phrase.key, variables(&phrase.text)))
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in asking() {
        let place = path.display();
        for inside in calls(&text, ".t(") {
            let Some((key, _)) = literal(inside).filter(|(key, _)| looks_like_a_key(key)) else {
                continue;
            };
            match known.get(key) {
                None => wrong.push(format!("{place}: {key}")),
                Some(names) if !names.is_empty() => {
                    wrong.push(format!(
                        "{place}: {key} has variables {names:?}, use with()"
                    ));
                }
                Some(_) => {}
            }
        }
        for inside in calls(&text, ".with(") {
            let Some((key, rest)) = literal(inside).filter(|(key, _)| looks_like_a_key(key)) else {
                continue;
            };
            // `.with(` is a method of others too; keys have a dash.
            if !key.contains('-') {
                continue;
            }
            let Some(names) = known.get(key) else {
                wrong.push(format!("{place}: {key}"));
                continue;
            };
            if rest.contains('[') {
                let given: BTreeSet<String> = rest
                    .split('(')
                    .filter_map(|part| literal(part).map(|(name, _)| name.to_owned()))
                    .collect();
                let lacking: Vec<&String> = names.difference(&given).collect();
                if !lacking.is_empty() {
                    wrong.push(format!("{place}: {key} is not given {lacking:?}"));
                }
            }
        }
        // Errors of fields are named where they are found and said elsewhere.
        wrong.extend(
            text.split('"')
                .filter(|key| key.starts_with("error-") && looks_like_a_key(key))
                .filter(|key| !key.ends_with('-') && !known.contains_key(key))
                .map(|key| format!("{place}: {key}")),
        );
    }
    nothing(wrong, "asked for and not there");
}

#[test]
fn every_key_that_exists_is_asked_for() {
    let sources = asking();
    let mut areas: BTreeSet<String> = names::lists()
        .iter()
        .map(|list| list.area.to_owned())
        .chain(MADE_FROM_CODES.iter().map(|area| (*area).to_owned()))
        .collect();
    let mut literals: BTreeSet<&str> = BTreeSet::new();
    for (_, text) in &sources {
        for call in [".code(", ".has_code(", "optional(words, "] {
            areas.extend(
                calls(text, call)
                    .filter_map(literal)
                    .map(|(area, _)| area.to_owned()),
            );
        }
        for piece in text.split(['"', '\'']) {
            if looks_like_a_key(piece) {
                literals.insert(piece);
            } else if let Some((area, _)) = piece.split_once("-{")
                && looks_like_a_key(area)
            {
                areas.insert(area.to_owned());
            }
        }
    }
    let all = phrases(Lang::ZhCn);
    let referred = |key: &str| {
        all.iter().any(|phrase| {
            phrase.text.contains(&format!("{{{key}}}"))
                || phrase.text.contains(&format!("{{ {key} }}"))
        })
    };
    let wrong = all
        .iter()
        .filter(|phrase| {
            !literals.contains(phrase.key)
                && !areas.iter().any(|area| {
                    phrase
                        .key
                        .strip_prefix(area.as_str())
                        .is_some_and(|rest| rest.starts_with('-'))
                })
                && !referred(phrase.key)
        })
        .map(|phrase| format!("{}.ftl: {}", phrase.area, phrase.key))
        .collect();
    nothing(wrong, "there and never asked for");
}

/// A hint for an act or a field that no longer exists would be exempt above for ever.
#[test]
fn hints_belong_to_acts_and_fields_that_exist() {
    let lists = names::lists();
    let tails = |area: &str| -> BTreeSet<String> {
        lists
            .iter()
            .filter(|list| list.area == area)
            .flat_map(key_tails)
            .collect()
    };
    let (verbs, fields, machines) = (tails("verb"), tails("field"), tails("machine"));
    let of_an_act = |tail: &str| {
        tail == "with-amount"
            || machines.iter().any(|machine| {
                tail.strip_prefix(machine.as_str())
                    .and_then(|rest| rest.strip_prefix('-'))
                    .is_some_and(|verb| verbs.contains(verb))
            })
    };
    let wrong = phrases(Lang::ZhCn)
        .into_iter()
        .filter(|phrase| {
            let tail = |prefix| phrase.key.strip_prefix(prefix);
            tail("verb-hint-").is_some_and(|verb| !verbs.contains(verb))
                || tail("field-help-").is_some_and(|field| !fields.contains(field))
                || tail("act-").is_some_and(|act| !of_an_act(act))
        })
        .map(|phrase| phrase.key.to_owned())
        .collect();
    nothing(wrong, "hints of nothing");
}

#[test]
fn areas_hold_no_word_of_a_member_that_is_gone() {
    let lists = names::lists();
    let mut wrong = Vec::new();
    for phrase in phrases(Lang::ZhCn) {
        if !matches!(phrase.area, "domain" | "verbs" | "refusals") {
            continue;
        }
        // The longest area that fits owns the key: `deadline-state-met` is not a `deadline`.
        let owner = lists
            .iter()
            .filter_map(|list| {
                let tail = phrase.key.strip_prefix(list.area)?.strip_prefix('-')?;
                Some((list, tail))
            })
            .max_by_key(|(list, _)| list.area.len());
        if let Some((list, tail)) = owner
            && !tail.starts_with("hint-")
            && !tail.starts_with("help-")
            && !key_tails(list).contains(tail)
        {
            wrong.push(format!("{} ({})", phrase.key, list.name()));
        }
    }
    nothing(wrong, "words of members that are gone");
}

/// The codes of a list as they end its keys.
fn key_tails(list: &names::NamedList) -> BTreeSet<String> {
    list.members
        .iter()
        .map(|(_, code)| code.replace(['_', ':'], "-"))
        .collect()
}
