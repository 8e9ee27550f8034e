//! Drafts: kept while someone types, gone in the transaction that sends them. Nothing typed is
//! written over by another tab.

use super::Moment;
use crate::domain::case::record::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::commands;
use crate::store::drafts;
use crate::store::drafts::Draft;
use crate::store::drafts::DraftOrigin;
use crate::store::drafts::Place;
use serde::Deserialize;
use serde::Serialize;

/// The longest draft, in characters: more than any box takes.
pub const LONGEST: usize = 6_000;
/// A draft untouched for so long is forgotten.
pub const KEPT: Span = Span::days(30);
/// The most drafts of one person.
pub const MOST: usize = 300;
/// How many old drafts go in one command.
const SLICE: usize = 500;

/// What a tab asks to be kept.
#[derive(Debug, Clone)]
pub struct Typed {
    pub place: Place,
    pub tab: String,
    /// Counts up with each save of the tab.
    pub turn: u64,
    /// The draft this tab was shown when it was opened: tab and turn.
    pub from: Option<(String, u64)>,
    /// None when everything was deleted.
    pub text: Option<Sealed>,
    /// The idempotency key of the form the words stand in.
    pub command: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Kept {
    /// With the number of drafts other tabs have at the same place.
    Saved { others: usize },
    /// The form was sent meanwhile: there is nothing to keep.
    Sent,
}

/// Keeps what a tab holds. A draft the tab was shown is taken over, unless another tab went on
/// writing it: then both stay.
///
/// # Errors
/// `Invalid` when the person has too many drafts.
pub fn keep(plan: &mut Plan<'_, '_>, typed: &Typed, moment: &Moment) -> Result<Kept, Failure> {
    if let Some(key) = &typed.command
        && commands::was_carried_out(plan, key)?
    {
        return Ok(Kept::Sent);
    }
    let place = &typed.place;
    let own = drafts::of_tab(plan, place, &typed.tab)?;
    let mut files = own.as_ref().map_or_else(Vec::new, |own| own.files.clone());
    let late = own.as_ref().is_some_and(|own| own.turn >= typed.turn);
    if !late {
        if let Some((tab, turn)) = typed.from.as_ref().filter(|(tab, _)| *tab != typed.tab) {
            let shown = drafts::of_tab(plan, place, tab)?;
            if let Some(shown) = shown.filter(|shown| shown.turn == *turn) {
                files = shown.files;
                drafts::remove(plan, place, tab)?;
            }
        }
        match &typed.text {
            None => drafts::remove(plan, place, &typed.tab)?,
            Some(text) => {
                if own.is_none() && drafts::count(plan, place.staff)? >= MOST {
                    return Err(Failure::invalid("text", "error-drafts-full"));
                }
                let draft = Draft {
                    tab: typed.tab.clone(),
                    turn: typed.turn,
                    saved_at: moment.now,
                    origin: DraftOrigin::Typed,
                    text: text.clone(),
                    files,
                };
                drafts::save(plan, place, &draft)?;
            }
        }
    }
    let others = drafts::at(plan, place)?
        .iter()
        .filter(|draft| draft.tab != typed.tab)
        .count();
    Ok(Kept::Saved { others })
}

/// Words that were sent with a form: the tab's own draft goes, and the one it was shown unless
/// another tab went on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    pub place: Place,
    pub tab: String,
    pub from: Option<(String, u64)>,
}

/// Takes away the drafts of a form that was carried out, in the same transaction.
///
/// # Errors
/// When the disk does.
pub fn sent(plan: &mut Plan<'_, '_>, used: &[Used]) -> Result<(), Failure> {
    for used in used {
        drafts::remove(plan, &used.place, &used.tab)?;
        if let Some((tab, turn)) = &used.from {
            let shown = drafts::of_tab(plan, &used.place, tab)?;
            if shown.is_some_and(|shown| shown.turn == *turn) {
                drafts::remove(plan, &used.place, tab)?;
            }
        }
    }
    Ok(())
}

/// Throws a draft away because its writer says so.
///
/// # Errors
/// When the disk does.
pub fn discard(plan: &mut Plan<'_, '_>, place: &Place, tab: &str) -> Result<(), Failure> {
    Ok(drafts::remove(plan, place, tab)?)
}

/// Puts words back where they were typed, as a draft of their own beside whatever is there.
///
/// # Errors
/// When the disk does.
pub(super) fn put_back(
    plan: &mut Plan<'_, '_>,
    place: &Place,
    tab: String,
    origin: DraftOrigin,
    (text, files): (Sealed, Vec<CaseFile>),
    now: Timestamp,
) -> Result<(), Failure> {
    let draft = Draft {
        tab,
        turn: 1,
        saved_at: now,
        origin,
        text,
        files,
    };
    Ok(drafts::save(plan, place, &draft)?)
}

/// Everyone's drafts on a case go with the buyer's data (D10.18).
///
/// # Errors
/// When the disk does.
pub fn erase_of_case(plan: &mut Plan<'_, '_>, case: CaseId) -> Result<(), Failure> {
    let keys = drafts::on_case(plan, case)?;
    drafts::forget(plan, keys);
    Ok(())
}

/// Forgets some of the drafts nobody touched for [`KEPT`]; returns how many.
///
/// # Errors
/// When the disk does.
pub fn forget_old(plan: &mut Plan<'_, '_>, moment: &Moment) -> Result<usize, Failure> {
    let keys = drafts::older(plan, moment.now - KEPT, SLICE)?;
    let count = keys.len();
    drafts::forget(plan, keys);
    Ok(count)
}
