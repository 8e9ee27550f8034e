//! Mails that came in: what a person has to look at, and where every other one went and why.

use super::flash::Flash;
use super::form::Errors;
use super::form::Fields;
use super::frame::Frame;
use super::page;
use super::visit::Visit;
use crate::actions::access::see_case;
use crate::actions::notices;
use crate::app::App;
use crate::domain::notice::inbound::Taken;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::Vault;
use crate::store::View;
use crate::store::inbox;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use std::sync::Arc;

/// Rows of each list.
const ROWS: usize = 100;
const HOME: &str = "/notices/mail";

struct Row {
    id: u64,
    at: String,
    from: String,
    subject: String,
    /// What became of it.
    what: &'static str,
    why: String,
    no: String,
    text: String,
    files: usize,
    /// What was typed as its case, and what is wrong with it.
    typed: String,
    wrong: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct WentPage {
    frame: Frame,
    /// Some mailbox is read.
    is_read: bool,
    to_see: Vec<Row>,
    last: Vec<Row>,
}

/// What was typed, for which mail, and what is wrong with it.
type Typed = (u64, String, Errors);

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None).await
}

async fn shown(app: &App, visit: Visit, typed: Option<Typed>) -> Result<HttpResponse, Failure> {
    let status = match &typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let store = Arc::clone(&app.store);
    let page = app
        .read(move |view| {
            let vault = store.vault();
            let profiles = settings::mail_profiles(view)?;
            let mut to_see = rows(view, &visit, vault, inbox::to_see(view, ROWS)?)?;
            if let Some((id, no, errors)) = typed
                && let Some(row) = to_see.iter_mut().find(|row| row.id == id)
            {
                row.wrong = errors.of("no").map(|key| visit.words.t(key));
                row.typed = no;
            }
            Ok(WentPage {
                is_read: profiles.iter().any(|one| one.incoming.is_some()),
                to_see,
                last: rows(view, &visit, vault, inbox::newest(view, ROWS)?)?,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn rows(
    view: &impl View,
    visit: &Visit,
    vault: &Vault,
    all: Vec<Taken>,
) -> Result<Vec<Row>, Failure> {
    let mut shown = Vec::new();
    for one in all {
        if is_seen(view, visit, &one)? {
            shown.push(Row {
                id: one.id,
                at: formats::short(one.at, &visit.zone, visit.now),
                from: one.from.masked.clone(),
                subject: vault.open_sealed(&one.subject)?,
                what: names::went_name(visit.words, one.went),
                why: one.why.clone(),
                no: one.no.map_or_else(String::new, |no| no.to_string()),
                text: match &one.text {
                    Some(text) => vault.open_sealed(text)?,
                    None => String::new(),
                },
                files: one.files.len(),
                typed: String::new(),
                wrong: None,
            });
        }
    }
    Ok(shown)
}

/// A mail of a case is for those who see the case; one of no case for everybody who works.
fn is_seen(view: &impl View, visit: &Visit, one: &Taken) -> Result<bool, Failure> {
    let Some(no) = &one.no else {
        return Ok(true);
    };
    match see_case(view, visit.viewer()?, no) {
        Ok(_) => Ok(true),
        Err(Failure::NotFound) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// How many wait to be looked at.
///
/// # Errors
/// When the disk does.
pub fn count(view: &impl View, visit: &Visit, most: usize) -> Result<usize, Failure> {
    let mut count = 0;
    for one in inbox::to_see(view, most)? {
        count += usize::from(is_seen(view, visit, &one)?);
    }
    Ok(count)
}

/// Somebody looked at one, or knows which case it belongs to.
///
/// # Errors
/// `NotFound`.
pub async fn decide(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let id: u64 = fields.text("id").parse().map_err(|_| Failure::NotFound)?;
    if fields.text("act") == "seen" {
        app.write(fields.key(&visit), move |plan| {
            notices::mark_mail_seen(plan, &viewer, id, &moment)
        })
        .await?;
        return Ok(page::done(&visit, HOME, &Flash::new("done-saved")));
    }
    let (store, no) = (Arc::clone(&app.store), fields.text("no").to_owned());
    let typed = no.clone();
    let put = app
        .write(fields.key(&visit), move |plan| {
            notices::put_mail_down(plan, store.vault(), &viewer, id, &no, &moment)
        })
        .await;
    match put {
        Ok(no) => {
            let at = format!("/cases/{no}");
            Ok(page::done(&visit, &at, &Flash::new("done-mail-put-down")))
        }
        Err(Failure::Invalid(wrong)) => shown(&app, visit, Some((id, typed, wrong.into()))).await,
        Err(failure) => Err(failure),
    }
}
