//! The checklists of the rules as a form: items reworded, required or not, dropped, added.

use super::super::super::choices::Choice;
use super::super::super::form::Fields;
use super::words;
use crate::domain::case::kind::Kind;
use crate::domain::case::kind::Phase;
use crate::domain::people::Lang;
use crate::domain::rules::CheckItem;
use crate::domain::rules::checklist::MOST_ITEMS;
use crate::domain::rules::sheet::item_key;
use crate::phrases::Words;
use crate::phrases::names;

/// Empty rows for new items.
const NEW: usize = 3;
/// The longest item, in characters.
const LONGEST: usize = 80;

/// The form.
pub struct Form {
    pub items: Vec<Item>,
    pub fresh: Vec<Fresh>,
}

/// One item there is.
pub struct Item {
    pub key: String,
    pub kind: &'static str,
    pub stage: &'static str,
    pub text: String,
    /// The words of a built-in item, which stand when nothing is typed.
    pub built_in: String,
    pub required: bool,
    pub dropped: bool,
}

/// A row for a new item.
pub struct Fresh {
    pub key: String,
    pub kinds: Vec<Choice>,
    pub stages: Vec<Choice>,
    pub text: String,
    pub required: bool,
}

const fn index(lang: Lang) -> usize {
    match lang {
        Lang::ZhCn => 0,
        Lang::ZhTw => 1,
        Lang::En => 2,
    }
}

/// The items as fields; what was typed stays.
pub fn form(words: Words, items: &[CheckItem], typed: Option<&Fields>) -> Form {
    let items = items
        .iter()
        .map(|item| {
            let key = item_key(item);
            Item {
                kind: names::kind_name(words, item.kind),
                stage: names::phase_name(words, item.stage),
                text: match typed {
                    Some(fields) => fields.raw(&format!("{key}.text")).to_owned(),
                    None => item.own_words(index(words.lang)).unwrap_or("").to_owned(),
                },
                built_in: words::check_name(words, &item.code),
                required: typed.map_or(item.required, |fields| {
                    fields.ticked(&format!("{key}.required"))
                }),
                dropped: typed.is_some_and(|fields| fields.ticked(&format!("{key}.drop"))),
                key,
            }
        })
        .collect();
    let fresh = (0..NEW)
        .map(|n| {
            let key = format!("new{n}");
            let said = |tail: &str| {
                let field = format!("{key}.{tail}");
                typed.map_or(String::new(), |fields| fields.raw(&field).to_owned())
            };
            Fresh {
                kinds: Kind::ALL
                    .iter()
                    .map(|kind| Choice {
                        value: kind.code().to_owned(),
                        name: names::kind_name(words, *kind).to_owned(),
                        chosen: said("kind") == kind.code(),
                    })
                    .collect(),
                stages: Phase::ALL
                    .iter()
                    .map(|stage| Choice {
                        value: stage.code().to_owned(),
                        name: names::phase_name(words, *stage).to_owned(),
                        chosen: said("stage") == stage.code(),
                    })
                    .collect(),
                text: said("text"),
                required: !said("required").is_empty(),
                key,
            }
        })
        .collect();
    Form { items, fresh }
}

/// The items as the form leaves them.
pub fn read(fields: &Fields, old: &[CheckItem], lang: Lang) -> Vec<CheckItem> {
    let cut = |text: &str| -> String { text.trim().chars().take(LONGEST).collect() };
    let mut items: Vec<CheckItem> = old
        .iter()
        .filter(|item| !fields.ticked(&format!("{}.drop", item_key(item))))
        .map(|item| {
            let key = item_key(item);
            let mut item = item.clone();
            let typed = cut(fields.raw(&format!("{key}.text")));
            // What another language lends is shown here but belongs there.
            if item.own_words(index(lang)) != Some(typed.as_str()) {
                item.text[index(lang)] = typed;
            }
            item.required = fields.ticked(&format!("{key}.required"));
            item
        })
        .collect();
    for n in 0..NEW {
        let said = |tail: &str| fields.text(&format!("new{n}.{tail}")).to_owned();
        let text = cut(&said("text"));
        let place = Kind::from_code(&said("kind")).zip(Phase::from_code(&said("stage")));
        let Some((kind, stage)) = place.filter(|_| !text.is_empty()) else {
            continue;
        };
        let own = |item: &CheckItem| item.code.strip_prefix("own")?.parse::<u32>().ok();
        let number = items.iter().chain(old).filter_map(own).max().unwrap_or(0) + 1;
        let there = items.iter().filter(|i| i.kind == kind && i.stage == stage);
        if there.count() >= MOST_ITEMS {
            continue;
        }
        let mut words: [String; 3] = Default::default();
        words[index(lang)] = text;
        items.push(CheckItem {
            kind,
            stage,
            code: format!("own{number}"),
            text: words,
            required: !said("required").is_empty(),
        });
    }
    items
}
