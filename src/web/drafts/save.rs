//! Saving a draft, and throwing one away.

use super::place::Spot;
use crate::actions::drafts as acts;
use crate::actions::drafts::Kept;
use crate::actions::drafts::Typed;
use crate::app::App;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::formats;
use crate::web::Visit;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;

/// The longest name of a tab.
const TAB_MOST: usize = 64;

/// What the script is told.
#[derive(Serialize)]
struct Answer {
    /// The line under the box.
    said: String,
    /// Another tab has a draft of this box too.
    others: Option<&'static str>,
    /// The form was sent: there is nothing to keep.
    sent: bool,
}

/// Keeps what a tab holds.
///
/// # Errors
/// `NotFound` at a place one may not see; `Invalid` for what is too long or no draft.
pub async fn keep(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let spot = Spot::read(fields.text("place")).ok_or(Failure::NotFound)?;
    let tab = tab(fields.text("tab"))?;
    let turn: u64 = number(&fields, "turn")?;
    let from = match fields.filled("from") {
        None => None,
        Some(from) => Some((self::tab(from)?, number(&fields, "from_turn")?)),
    };
    let text = fields.raw("text").replace("\r\n", "\n");
    if text.chars().count() > acts::LONGEST {
        return Err(Failure::invalid("text", "error-form-too-large"));
    }
    let text = match text.trim().is_empty() {
        true => None,
        false => Some(app.store.vault().seal(&text, String::new())?),
    };
    let command = fields
        .filled("form")
        .map(|form| Fields::key_on(form, &visit, spot.route()));
    let place = {
        let (spot, visit) = (spot.clone(), visit.clone());
        app.read(move |view| spot.place(view, &visit)).await?
    };
    let typed = Typed {
        place,
        tab,
        turn,
        from,
        text,
        command,
    };
    let moment = visit.moment();
    let kept = app
        .write(None, move |plan| acts::keep(plan, &typed, &moment))
        .await?;
    let at = formats::short(visit.now, &visit.zone, visit.now);
    Ok(HttpResponse::Ok().json(Answer {
        said: visit.words.with("draft-kept", &[("at", Arg::Text(&at))]),
        others: matches!(kept, Kept::Saved { others } if others > 0)
            .then(|| visit.words.t("draft-both-kept")),
        sent: kept == Kept::Sent,
    }))
}

/// Throws a draft away: `discard` names it, as the page wrote it.
///
/// # Errors
/// `NotFound` at a place one may not see.
pub async fn discard(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (path, tab) = fields
        .text("discard")
        .split_once('|')
        .ok_or(Failure::NotFound)?;
    let spot = Spot::read(path).ok_or(Failure::NotFound)?;
    let tab = self::tab(tab)?;
    let place = {
        let (spot, visit) = (spot.clone(), visit.clone());
        app.read(move |view| spot.place(view, &visit)).await?
    };
    app.write(None, move |plan| acts::discard(plan, &place, &tab))
        .await?;
    if fields.ticked("quiet") {
        return Ok(HttpResponse::NoContent().finish());
    }
    Ok(page::to(&visit, &spot.page()))
}

fn tab(text: &str) -> Result<String, Failure> {
    let fits = !text.is_empty()
        && text.len() <= TAB_MOST
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match fits {
        true => Ok(text.to_owned()),
        false => Err(Failure::NotFound),
    }
}

fn number(fields: &Fields, name: &str) -> Result<u64, Failure> {
    fields.text(name).parse().map_err(|_| Failure::NotFound)
}
