//! What stands in and under a box that keeps drafts.

use super::place::Spot;
use crate::actions::drafts::Used;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::formats;
use crate::store::Vault;
use crate::store::View;
use crate::store::drafts;
use crate::store::drafts::Draft;
use crate::store::drafts::DraftOrigin;
use crate::store::drafts::Place;
use crate::web::Visit;
use crate::web::form::Fields;

/// The name of the hidden field that says which draft stands in a box.
pub const FIELD: &str = "draft";

/// A box, and the draft in it.
pub struct DraftPart {
    pub path: String,
    name: String,
    pub tab: String,
    /// The draft that stands in the box: its tab and turn.
    pub from: Option<(String, u64)>,
    /// What stands in the box.
    pub value: String,
    /// When and why it was kept; none when the box began empty.
    pub said: Option<String>,
    pub others: Vec<OtherDraft>,
    /// What was to go along with it: hash and name.
    pub files: Vec<(String, String)>,
}

/// A draft of the same box in another tab.
pub struct OtherDraft {
    pub said: String,
    pub text: String,
    /// What throws it away.
    pub discard: String,
}

impl DraftPart {
    /// Puts more behind what stands in the box.
    pub fn append(&mut self, text: &str) {
        if !self.value.is_empty() && !self.value.ends_with('\n') {
            self.value.push('\n');
        }
        self.value.push_str(text);
    }

    /// `sent` is the form when it came back, and `typed` what stood in this box then.
    ///
    /// # Errors
    /// `NotFound` at a place one may not see.
    pub fn load(
        view: &impl View,
        vault: &Vault,
        visit: &Visit,
        spot: &Spot,
        sent: Option<(&Fields, &str)>,
    ) -> Result<DraftPart, Failure> {
        let place = spot.place(view, visit)?;
        let path = spot.path();
        let name = match spot {
            Spot::Case { name, .. } | Spot::New { name, .. } => name.clone(),
        };
        let mut kept: Vec<(Draft, String)> = drafts::at(view, &place)?
            .into_iter()
            .filter_map(|draft| {
                let text = vault.open_sealed(&draft.text).ok()?;
                Some((draft, text))
            })
            .collect();
        let mine = match sent {
            None => (!kept.is_empty()).then_some(0),
            Some((fields, _)) => {
                let tabs = tabs_of(fields, &name);
                kept.iter().position(|(draft, _)| tabs.contains(&draft.tab))
            }
        };
        let mine = mine.map(|at| kept.remove(at));
        let said = mine.as_ref().map(|(draft, _)| said(visit, draft));
        let value = match sent {
            Some((_, typed)) => typed.to_owned(),
            None => mine.as_ref().map_or_else(String::new, |(_, t)| t.clone()),
        };
        Ok(DraftPart {
            others: kept
                .into_iter()
                .map(|(draft, text)| OtherDraft {
                    said: self::said(visit, &draft),
                    discard: format!("{path}|{}", draft.tab),
                    text,
                })
                .collect(),
            files: mine.as_ref().map_or_else(Vec::new, |(draft, _)| {
                let named = draft.files.iter();
                named
                    .map(|file| (file.hash.clone(), file.name.clone()))
                    .collect()
            }),
            from: mine.map(|(draft, _)| (draft.tab, draft.turn)),
            tab: visit.seed.clone(),
            path,
            name,
            value,
            said,
        })
    }

    /// What the form says about this box when it is sent.
    pub fn used(&self) -> String {
        match &self.from {
            None => format!("{}|{}", self.name, self.tab),
            Some((tab, turn)) => format!("{}|{}|{tab}|{turn}", self.name, self.tab),
        }
    }

    pub fn tab_before(&self) -> &str {
        self.from.as_ref().map_or("", |(tab, _)| tab)
    }

    pub fn turn_before(&self) -> u64 {
        self.from.as_ref().map_or(0, |(_, turn)| *turn)
    }

    /// What throws the draft in the box away.
    pub fn discard(&self) -> String {
        let tab = self.from.as_ref().map_or(&self.tab, |(tab, _)| tab);
        format!("{}|{tab}", self.path)
    }
}

fn said(visit: &Visit, draft: &Draft) -> String {
    let key = match draft.origin {
        DraftOrigin::Typed => "draft-kept",
        DraftOrigin::TakenBack => "draft-taken-back",
        DraftOrigin::NotSent => "draft-not-sent",
    };
    let at = formats::short(draft.saved_at, &visit.zone, visit.now);
    visit.words.with(key, &[("at", Arg::Text(&at))])
}

/// The tabs a form named for a box: its own and the one it was shown.
fn tabs_of(fields: &Fields, name: &str) -> Vec<String> {
    let mut tabs = Vec::new();
    for value in fields.all(FIELD) {
        let mut parts = value.split('|');
        if parts.next() == Some(name) {
            tabs.extend(parts.next().map(str::to_owned));
            tabs.extend(parts.next().map(str::to_owned));
        }
    }
    tabs
}

/// The drafts a form used up, to be taken away when it is carried out. `place` says where a box of
/// this name is kept.
pub fn used(fields: &Fields, place: impl Fn(&str) -> Place) -> Vec<Used> {
    fields
        .all(FIELD)
        .filter_map(|value| {
            let mut parts = value.split('|');
            let (name, tab) = (parts.next()?, parts.next()?);
            let from = match (parts.next(), parts.next()) {
                (Some(tab), Some(turn)) => Some((tab.to_owned(), turn.parse().ok()?)),
                _ => None,
            };
            Some(Used {
                place: place(name),
                tab: tab.to_owned(),
                from,
            })
        })
        .collect()
}
