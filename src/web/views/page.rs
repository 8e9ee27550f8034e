//! Keeping a list under a name, and putting the kept ones in order.

use super::beginning;
use super::written;
use crate::actions::views;
use crate::actions::views::Step;
use crate::actions::views::Whose;
use crate::app::App;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::View;
use crate::store::lists;
use crate::web::Visit;
use crate::web::flash::Flash;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::lists::query::Query;
use crate::web::lists::query::with;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

/// How far a count looks.
const COUNTED: usize = 999;

#[derive(Template)]
#[template(path = "views/page.html")]
struct ViewsPage {
    frame: Frame,
    parts: Vec<Part>,
    /// A list that could not be kept as it was named.
    again: Option<Again>,
}

/// The views of one person, or of everyone.
struct Part {
    whose: &'static str,
    title: &'static str,
    empty: &'static str,
    may_change: bool,
    views: Vec<Line>,
}

struct Line {
    no: u32,
    name: String,
    path: String,
    count: String,
    first: bool,
    last: bool,
    /// What is wrong with the name that was typed.
    wrong: Option<&'static str>,
}

struct Again {
    name: String,
    query: String,
    shared: bool,
    may_share: bool,
    wrong: &'static str,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let shown = app
        .read(move |view| views_page(view, &visit, &Fields::default(), &Errors::default()))
        .await?;
    page::show(&shown)
}

/// Keeps the list that is being looked at.
///
/// # Errors
/// `NotAllowed`; what was typed comes back when the name does not fit.
pub async fn keep(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let query = Query::of(fields.text("query"));
    let whose = if fields.ticked("shared") {
        Whose::Shared
    } else {
        Whose::Mine
    };
    let name = fields.text("name").to_owned();
    let (viewer, first) = (visit.viewer()?.clone(), beginning::first(&visit));
    let text = query.text();
    let kept = app
        .write(fields.key(&visit), move |plan| {
            views::keep(plan, &viewer, whose, &name, &text, &first)
        })
        .await;
    match kept {
        Ok(_) => {
            let flash = Flash::new("done-view-kept").and("name", fields.text("name"));
            Ok(page::done(&visit, &query.path(), &flash))
        }
        Err(Failure::Invalid(wrong)) => again(app, visit, fields, wrong.into()).await,
        Err(failure) => Err(failure),
    }
}

/// Renames a view, moves it or takes it away.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn change(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let whose = Whose::from_code(fields.text("whose")).ok_or(Failure::NotFound)?;
    let no: u32 = fields.text("no").parse().map_err(|_| Failure::NotFound)?;
    let (viewer, first) = (visit.viewer()?.clone(), beginning::first(&visit));
    let (what, name) = (fields.text("do").to_owned(), fields.text("name").to_owned());
    let done = app
        .write(fields.key(&visit), move |plan| {
            let which = (whose, no);
            match (what.as_str(), Step::from_code(&what)) {
                ("remove", _) => views::remove(plan, &viewer, which, &first),
                (_, Some(step)) => views::shift(plan, &viewer, which, step, &first),
                _ => views::rename(plan, &viewer, which, &name, &first),
            }
        })
        .await;
    match done {
        Ok(()) => Ok(page::done(&visit, "/views", &Flash::new("done-saved"))),
        Err(Failure::Invalid(wrong)) => again(app, visit, fields, wrong.into()).await,
        Err(failure) => Err(failure),
    }
}

async fn again(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let shown = app
        .read(move |view| views_page(view, &visit, &fields, &errors))
        .await?;
    page::with_status(&shown, StatusCode::UNPROCESSABLE_ENTITY)
}

fn views_page(
    view: &impl View,
    visit: &Visit,
    typed: &Fields,
    errors: &Errors,
) -> Result<ViewsPage, Failure> {
    let viewer = visit.viewer()?;
    let words = visit.words;
    let first = beginning::first(visit);
    let leads = viewer.must_be(&[Role::Supervisor]).is_ok();
    let wrong = errors.of("name").map(|key| words.t(key));
    let mut parts = Vec::new();
    for whose in Whose::ALL {
        let list = views::of(view, viewer, *whose, &first)?;
        let last = list.views.len().saturating_sub(1);
        let mut lines = Vec::new();
        for (at, kept) in list.views.into_iter().enumerate() {
            let filter = Query::of(&kept.query).filter(visit);
            let count = lists::count(view, &filter, COUNTED, lists::LOOKED_AT)?;
            let meant = typed.text("whose") == whose.code()
                && typed.text("no") == kept.no.to_string()
                && wrong.is_some();
            lines.push(Line {
                no: kept.no,
                path: with("/cases", &kept.query),
                count: written(count),
                first: at == 0,
                last: at == last,
                wrong: wrong.filter(|_| meant),
                name: if meant {
                    typed.raw("name").to_owned()
                } else {
                    kept.name
                },
            });
        }
        let (title, empty) = match whose {
            Whose::Mine => ("views-mine", "views-mine-empty"),
            Whose::Shared => ("views-shared", "views-shared-empty"),
        };
        parts.push(Part {
            whose: whose.code(),
            title: words.t(title),
            empty: words.t(empty),
            may_change: *whose == Whose::Mine || leads,
            views: lines,
        });
    }
    let keeping = typed.filled("whose").is_none();
    Ok(ViewsPage {
        frame: Frame::load(view, visit)?,
        parts,
        again: wrong.filter(|_| keeping).map(|wrong| Again {
            name: typed.raw("name").to_owned(),
            query: Query::of(typed.text("query")).text(),
            shared: typed.ticked("shared"),
            may_share: leads,
            wrong,
        }),
    })
}
