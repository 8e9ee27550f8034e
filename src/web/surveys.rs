//! 回访问卷: the page behind the link of a closing notice, and the answers that whoever leads has to
//! look at.

use super::flash::Flash;
use super::form::Errors;
use super::form::Fields;
use super::frame::Frame;
use super::page;
use super::visit::Visit;
use crate::actions::access::see_case;
use crate::actions::surveys;
use crate::actions::surveys::Said;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::survey::Answer;
use crate::domain::survey::Solved;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::surveys as stored;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// Answers on the page.
const ROWS: usize = 100;

struct Pick {
    value: String,
    name: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "surveys/ask.html")]
struct AskPage {
    frame: Frame,
    path: String,
    shop: String,
    no: String,
    goods: String,
    solved: Vec<Pick>,
    scores: Vec<Pick>,
    text: String,
    errors: Errors,
    /// They answered before: this one is added.
    again: bool,
    done: bool,
    opened: bool,
}

impl AskPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// # Errors
/// `NotFound` for a link that is none: nothing tells whether there is such a case.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    // What a button of the mail chose; nothing is kept before the form is sent, for programs open
    // links of mails too.
    let query = Fields::read(request.query_string()).unwrap_or_default();
    shown(&app, visit, &at, query, Errors::default(), None).await
}

/// # Errors
/// As [`page`].
pub async fn answer(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let store = std::sync::Arc::clone(&app.store);
    let asked = at.clone();
    let case = app
        .read(move |view| Ok(behind(view, store.vault(), &asked)?.id))
        .await?;
    let Some(solved) = Solved::from_code(fields.text("solved")) else {
        let mut errors = Errors::default();
        errors.add("solved", "error-required");
        return shown(&app, visit, &at, fields, errors, None).await;
    };
    let said = Said {
        score: fields.text("score").parse().unwrap_or(0),
        solved,
        text: fields.text("text").replace("\r\n", "\n"),
        unsaid: visit.words.t("survey-unsaid").to_owned(),
    };
    let moment = visit.moment();
    let taken = app
        .write(fields.key(&visit), move |plan| {
            surveys::answer(plan, case, &said, &moment)
        })
        .await;
    match taken {
        Ok(opened) => shown(&app, visit, &at, fields, Errors::default(), Some(opened)).await,
        Err(Failure::Invalid(wrong)) => shown(&app, visit, &at, fields, wrong.into(), None).await,
        Err(failure) => Err(failure),
    }
}

/// The case behind a link.
fn behind(
    view: &impl View,
    vault: &Vault,
    (no, token): &(String, String),
) -> Result<Case, Failure> {
    let no = CaseNo::parse(no).ok_or(Failure::NotFound)?;
    let id = cases::id_by_no(view, &no)?.ok_or(Failure::NotFound)?;
    // Hashes are compared, so that time tells nothing.
    let own = blake3::hash(surveys::token(vault, id).as_bytes());
    if own != blake3::hash(token.as_bytes()) {
        return Err(Failure::NotFound);
    }
    cases::by_id(view, id)?.ok_or(Failure::NotFound)
}

async fn shown(
    app: &Data<App>,
    visit: Visit,
    at: &(String, String),
    typed: Fields,
    errors: Errors,
    done: Option<bool>,
) -> Result<HttpResponse, Failure> {
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let store = std::sync::Arc::clone(&app.store);
    let asked = at.clone();
    let page = app
        .read(move |view| {
            let words = visit.words;
            let case = behind(view, store.vault(), &asked)?;
            let shop = orders::shop(view, case.shop)?;
            let pick = |value: String, name: String, chosen: bool| Pick {
                value,
                name,
                chosen,
            };
            Ok(AskPage {
                path: format!("/survey/{}/{}", asked.0, asked.1),
                shop: shop.map_or_else(String::new, |shop| shop.name),
                no: case.no.to_string(),
                goods: case
                    .lines
                    .first()
                    .map_or_else(String::new, |line| line.title.clone()),
                solved: Solved::ALL
                    .iter()
                    .map(|solved| {
                        let name = names::solved_name(words, *solved).to_owned();
                        let chosen = typed.text("solved") == solved.code();
                        pick(solved.code().to_owned(), name, chosen)
                    })
                    .collect(),
                scores: (1..=5)
                    .map(|score: u8| {
                        let value = score.to_string();
                        let name = words.t(&format!("survey-score-{score}")).to_owned();
                        let chosen = typed.text("score") == value;
                        pick(value, name, chosen)
                    })
                    .collect(),
                text: typed.text("text").to_owned(),
                again: !stored::of_case(view, case.id)?.is_empty(),
                done: done.is_some(),
                opened: done == Some(true),
                errors,
                frame: Frame::bare(&visit),
            })
        })
        .await?;
    page::with_status(&page, status)
}

/// An answer, as staff read it.
pub struct Row {
    pub no: String,
    pub n: u64,
    pub at: String,
    pub score: u8,
    pub solved: &'static str,
    pub text: String,
    pub is_bad: bool,
}

/// An answer in the reader's words.
pub fn row(visit: &Visit, answer: &Answer) -> Row {
    Row {
        no: answer.no.to_string(),
        n: answer.n,
        at: formats::short(answer.at, &visit.zone, visit.now),
        score: answer.score,
        solved: names::solved_name(visit.words, answer.solved),
        text: answer.text.clone(),
        is_bad: answer.is_bad(),
    }
}

#[derive(Template)]
#[template(path = "surveys/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// Answers to look at.
///
/// # Errors
/// When the disk does.
pub async fn list(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let mut rows = Vec::new();
            for answer in stored::to_see(view, ROWS)? {
                match see_case(view, viewer, &answer.no) {
                    Ok(_) => rows.push(row(&visit, &answer)),
                    Err(Failure::NotFound) => {}
                    Err(failure) => return Err(failure),
                }
            }
            Ok(ListPage {
                frame: Frame::load(view, &visit)?,
                rows,
            })
        })
        .await?;
    page::show(&page)
}

/// How many wait to be looked at, for whoever leads; none for anybody else.
///
/// # Errors
/// When the disk does.
pub fn count(view: &impl View, visit: &Visit) -> Result<usize, Failure> {
    let viewer = visit.viewer()?;
    if viewer.must_be(surveys::LOOKERS).is_err() {
        return Ok(0);
    }
    let mut waiting = stored::to_see(view, ROWS)?;
    waiting.retain(|answer| see_case(view, viewer, &answer.no).is_ok());
    Ok(waiting.len())
}

/// Somebody looked at one.
///
/// # Errors
/// `NotFound` for a case one may not see.
pub async fn seen(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let no = CaseNo::parse(fields.text("no")).ok_or(Failure::NotFound)?;
    let n = fields.text("n").parse().map_err(|_| Failure::NotFound)?;
    app.write(fields.key(&visit), move |plan| {
        surveys::seen(plan, &viewer, &no, n, &moment)
    })
    .await?;
    Ok(page::done(&visit, "/surveys", &Flash::new("done-saved")))
}
