//! What a change of the rules or a calendar does to open cases: said before it is saved, and what
//! came of it afterwards.

use super::super::form::Fields;
use super::super::visit::Visit;
use crate::actions::recomputing;
use crate::actions::recomputing::Foreseen;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::store::View;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;

/// What is asked before a change is saved that moves deadlines of open cases.
pub struct Effect {
    /// Travels in the form: the same change sent again is meant.
    pub sure: String,
    pub says: Vec<String>,
}

impl Effect {
    /// What to ask; `None` when nothing moves, or when it was said of this very change before.
    /// `what` is the change as it would be saved.
    pub fn ask(
        visit: &Visit,
        fields: &Fields,
        what: &str,
        later_on: bool,
        found: &Foreseen,
    ) -> Option<Effect> {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        let sure = format!("{:x}", hasher.finish());
        if found.cases == 0 || fields.text("sure") == sure {
            return None;
        }
        let words = visit.words;
        let mut says = moves(words, found);
        if later_on {
            says.push(words.t("effect-later-on").to_owned());
        }
        Some(Effect { sure, says })
    }
}

/// How many open cases get other deadlines, in words.
pub fn moves(words: Words, found: &Foreseen) -> Vec<String> {
    let key = match found.more {
        true => "effect-cases-newest",
        false => "effect-cases",
    };
    let mut says = vec![words.with(
        key,
        &[
            ("n", found.cases.into()),
            ("later", found.later.into()),
            ("sooner", found.sooner.into()),
        ],
    )];
    if found.over > 0 {
        says.push(words.with("effect-over", &[("n", found.over.into())]));
    }
    says
}

/// How far the newest round over the open cases came, in words; empty when there was none.
///
/// # Errors
/// When the disk does.
pub fn round(view: &impl View, visit: &Visit) -> Result<String, Failure> {
    let Some(round) = recomputing::round(view)? else {
        return Ok(String::new());
    };
    let mut args = vec![
        ("looked", round.looked_at.into()),
        ("moved", round.moved.into()),
    ];
    let words = visit.words;
    Ok(match round.done_at {
        None => words.with("round-running", &args),
        Some(at) => {
            args.push(("at", formats::full(at, &visit.zone).into()));
            words.with("round-done", &args)
        }
    })
}
