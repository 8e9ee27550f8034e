//! 话术 for one case: what fits it, filled with its values; offered behind `/` in the reply box, and on
//! a page for those without script.

use crate::actions::access::see_case;
use crate::actions::replies;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::notice::variable::Variable;
use crate::domain::reply;
use crate::failure::Failure;
use crate::notices::content;
use crate::phrases::names;
use crate::search::initials;
use crate::search::sounds_like;
use crate::store::View;
use crate::web::Visit;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::page;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;
use serde::Serialize;

/// The most that are offered at once.
const MOST: usize = 200;

/// One that fits.
#[derive(Serialize)]
struct Offer {
    id: u64,
    title: String,
    /// How its title is typed by its initials.
    keys: String,
    text: String,
    /// What goes along with it: hash and name.
    files: Vec<(String, String)>,
    #[serde(skip)]
    wrong: String,
    #[serde(skip)]
    probing: Vec<String>,
    #[serde(skip)]
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "cases/replies.html")]
struct RepliesPage {
    frame: Frame,
    no: String,
    asked: String,
    offers: Vec<Offer>,
}

/// # Errors
/// `NotFound` for a case one may not see.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let no = CaseNo::parse(&at).ok_or(Failure::NotFound)?;
    let page = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            let asked = query.text("q").to_owned();
            let mut offers = offers(view, &visit, &case)?;
            if !asked.is_empty() {
                offers.retain(|one| sounds_like(&one.title, &asked) || one.text.contains(&asked));
            }
            Ok(RepliesPage {
                frame: Frame::load(view, &visit)?,
                no: no.to_string(),
                asked,
                offers,
            })
        })
        .await?;
    page::show(&page)
}

/// # Errors
/// `NotFound` for a case one may not see.
pub async fn list(app: Data<App>, visit: Visit, at: Path<String>) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(&at).ok_or(Failure::NotFound)?;
    let found = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            offers(view, &visit, &case)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

fn offers(view: &impl View, visit: &Visit, case: &Case) -> Result<Vec<Offer>, Failure> {
    let mut all = replies::fitting(view, visit.viewer()?, case)?;
    all.truncate(MOST);
    let fill = filler(view, visit, case)?;
    let offer = |one: reply::Reply| Offer {
        id: one.id,
        keys: initials(&one.title),
        text: fill(&one.body),
        files: named(&one.files),
        wrong: one.wrong,
        probing: one.probing,
        tone: names::tone_name(visit.words, one.tone),
        title: one.title,
    };
    Ok(all.into_iter().map(offer).collect())
}

/// A reply that was chosen for a case.
pub struct Chosen {
    pub id: u64,
    /// In words for this case.
    pub text: String,
    /// What goes along with it: hash and name.
    pub files: Vec<(String, String)>,
}

/// A reply of this person; none when it is not theirs to say.
///
/// # Errors
/// When the disk does.
pub fn one(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    id: u64,
) -> Result<Option<Chosen>, Failure> {
    let all = replies::seen_by(view, visit.viewer()?)?;
    match all.iter().find(|one| one.id == id) {
        Some(one) => Ok(Some(Chosen {
            id,
            text: filled_for(view, visit, case, &one.body)?,
            files: named(&one.files),
        })),
        None => Ok(None),
    }
}

fn named(files: &[reply::Attached]) -> Vec<(String, String)> {
    let pair = |file: &reply::Attached| (file.hash.clone(), file.name.clone());
    files.iter().map(pair).collect()
}

/// A text with the values of a case, said by this person.
///
/// # Errors
/// When the disk does.
pub fn filled_for(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    body: &str,
) -> Result<String, Failure> {
    Ok(filler(view, visit, case)?(body))
}

fn filler(
    view: &impl View,
    visit: &Visit,
    case: &Case,
) -> Result<impl Fn(&str) -> String, Failure> {
    let words = visit.words;
    let values = content::values(view, case, words.lang)?.unwrap_or_default();
    let staff = visit.viewer()?.staff.display_name.clone();
    let value = move |variable: Variable| match variable {
        Variable::Staff => staff.clone(),
        other => values.get(&other).cloned().unwrap_or_default(),
    };
    let name = move |variable: Variable| names::variable_name(words, variable).to_owned();
    Ok(move |body: &str| reply::filled(body, &value, name))
}
