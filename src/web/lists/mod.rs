//! The list of cases: any filter is an address, a page is a bounded walk, a name keeps it.

mod filters;
mod lines;
mod pager;
pub mod query;

pub use lines::Lines;
pub use lines::back;
pub use pager::Pager;
pub use pager::cursor;
pub use pager::from;
pub use pager::hex;
pub use query::ROWS;

use super::form::Fields;
use super::frame::Frame;
use super::page;
use super::rows::Writing;
use super::views;
use super::visit::Visit;
use crate::app::App;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::View;
use crate::store::lists;
use crate::store::lists::Among;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use filters::Bar;
use filters::Chip;
use query::Facet;
use query::Query;

#[derive(Template)]
#[template(path = "lists/page.html", blocks = ["rows"])]
struct ListPage {
    frame: Frame,
    title: String,
    tabs: Vec<Tab>,
    bar: Bar,
    chips: Vec<Chip>,
    /// Where nothing is narrowed down any more.
    clear: String,
    lines: Lines,
    pager: Pager,
    empty: &'static str,
    /// Where this list is.
    back: String,
    /// The list as it can be kept under a name.
    keep: Keep,
}

/// A list one click away.
struct Tab {
    path: String,
    name: &'static str,
    here: bool,
}

/// What the form that keeps this list holds.
struct Keep {
    query: String,
    /// A name made of what narrows the list down.
    name: String,
    /// Whether this person may keep it for everyone.
    may_share: bool,
}

/// The list an address asks for.
///
/// # Errors
/// When the disk does.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let fields = Fields::read(request.query_string()).unwrap_or_default();
    let query = Query::read(&fields);
    // A form names every filter it has: the address is to say only what narrows the list down.
    let says_nothing = |(_, value): (&str, &str)| value.trim().is_empty();
    let wrong = filters::wrong(&fields);
    if wrong.is_empty() && fields.pairs().any(says_nothing) {
        return Ok(page::to(&visit, &query.path()));
    }
    let shown = app
        .read(move |view| list_page(view, &visit, &query, &fields))
        .await?;
    page::show(&shown)
}

fn list_page(
    view: &impl View,
    visit: &Visit,
    query: &Query,
    fields: &Fields,
) -> Result<ListPage, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let filter = query.filter(visit);
    let rows = query.rows();
    let mut found = lists::page(view, &filter, pager::from(fields), rows, lists::LOOKED_AT)?;
    if found.rows.is_empty() && fields.filled("before").is_some() && !found.cut {
        // Nothing is left before it: the list begins here.
        found = lists::page(view, &filter, lists::From::Start, rows, lists::LOOKED_AT)?;
    }
    let writing = Writing::load(view, visit)?;
    let mut frame = Frame::load(view, visit)?;
    let text = query.text();
    let kept = views::mark_here(&mut frame, &text);
    let known = filters::Known::load(view, visit)?;
    let chips = filters::chips(&known, query);
    let names: Vec<&str> = chips.iter().map(|chip| chip.name.as_str()).collect();
    let tab_here = match (query.among(), query.get(Facet::Owner)) {
        (Among::Open, Some(query::ME)) => "owner=me".to_owned(),
        (Among::Open, _) => String::new(),
        (among, _) => format!("list={among}"),
    };
    let tabs = [
        ("", "list-open"),
        ("owner=me", "list-mine"),
        ("list=by-itself", "list-by-itself"),
        ("list=disputed", "list-disputed"),
        ("list=promised", "list-promised"),
        ("list=closed", "list-closed"),
        ("list=all", "list-all"),
    ];
    let clear = Query::of(&tab_here).path();
    Ok(ListPage {
        title: kept.unwrap_or_else(|| words.t("list-title").to_owned()),
        tabs: tabs
            .into_iter()
            .map(|(query, key)| Tab {
                path: query::with("/cases", query),
                name: words.t(key),
                here: query == tab_here,
            })
            .collect(),
        bar: filters::bar(&known, query, fields),
        empty: words.t(if chips.is_empty() {
            "list-empty"
        } else {
            "list-empty-narrow"
        }),
        keep: Keep {
            name: names.join("·").chars().take(20).collect(),
            may_share: viewer.must_be(&[Role::Supervisor]).is_ok(),
            query: text,
        },
        lines: Lines::workable(visit, writing.rows(&found.rows)),
        back: lines::back(visit, fields),
        pager: Pager::of(query, &found),
        chips,
        clear,
        frame,
    })
}
