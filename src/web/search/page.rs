//! The page of search. One exact number leads straight to what has it.

use super::super::choices::Choice;
use super::super::choices::channels;
use super::super::find;
use super::super::find::Exact;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::rows::Writing;
use super::super::visit::Visit;
use super::address::Wanted;
use super::address::what_code;
use super::hits;
use super::hits::Shown;
use super::hits::ShownWhat;
use crate::app::App;
use crate::domain::case::Kind;
use crate::failure::Failure;
use crate::phrases::names;
use crate::search::Asked;
use crate::search::Found;
use crate::search::Search;
use crate::search::Standing;
use crate::store::View;
use crate::store::find::What;
use crate::store::identity;
use crate::store::orders;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use std::sync::Arc;

/// Hits on a page.
const HITS: usize = 20;

#[derive(Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    frame: Frame,
    wanted: Wanted,
    tabs: Vec<Tab>,
    filters: Filters,
    exact: Exact,
    hits: Vec<Shown>,
    /// `找到 12 条`
    count: Option<String>,
    /// How far a rebuilding is.
    building: Option<usize>,
    next: Option<String>,
    /// The same without filters.
    cleared: String,
}

/// One kind of thing to look for.
struct Tab {
    path: String,
    name: &'static str,
    here: bool,
}

struct Filters {
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    shops: Vec<Choice>,
    owners: Vec<Choice>,
    channels: Vec<Choice>,
}

enum Answer {
    One(String),
    Page(Box<SearchPage>),
}

/// # Errors
/// When the disk does.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let wanted = Wanted::read(&query, &visit);
    let vault = app.store.vault();
    let hashes = identity::find_tokens(vault, &wanted.q);
    let asked = Asked::read(&wanted.q, vault).only(wanted.only.clone());
    let kept = visit.clone();
    let desk = Arc::clone(&app.into_inner());
    let search = Arc::clone(&desk);
    let answer = desk
        .read(move |view| look(view, &search.search, &visit, wanted, &asked, &hashes))
        .await?;
    match answer {
        Answer::One(path) => Ok(page::to(&kept, &path)),
        Answer::Page(page) => page::show(page.as_ref()),
    }
}

fn look(
    view: &impl View,
    search: &Search,
    visit: &Visit,
    wanted: Wanted,
    asked: &Asked,
    hashes: &[String],
) -> Result<Answer, Failure> {
    let complete = search.standing() == Standing::Complete;
    let exact = match wanted.is_narrowed() {
        true => Exact::default(),
        false => find::exactly(view, visit, &wanted.q, hashes, !complete)?,
    };
    if let [only] = exact.paths.as_slice() {
        return Ok(Answer::One(only.clone()));
    }
    let viewer = visit.viewer()?;
    let found = search.find(view, viewer, asked, wanted.after, HITS)?;
    let writing = Writing::load(view, visit)?;
    let count = count(&found, visit);
    let next = found.next;
    let next = next.map(|place| wanted.with("after", &place.written()));
    let hits = found
        .hits
        .into_iter()
        .map(|hit| hits::shown(hit, &writing, visit))
        .filter(|hit| !exact.paths.contains(&hit.path));
    Ok(Answer::Page(Box::new(SearchPage {
        frame: Frame::load(view, visit)?,
        tabs: tabs(&wanted, visit),
        filters: filters(view, &wanted, visit)?,
        hits: hits.collect(),
        building: search
            .percent(view)?
            .map(|percent| usize::try_from(percent).unwrap_or(0)),
        exact,
        count,
        next,
        cleared: wanted.cleared(),
        wanted,
    })))
}

/// How many were found, in words.
fn count(found: &Found, visit: &Visit) -> Option<String> {
    let n = i64::try_from(found.total).unwrap_or(i64::MAX);
    let key = if found.next.is_some() {
        "search-count-about"
    } else {
        "search-count"
    };
    (found.total > 0).then(|| visit.words.with(key, &[("n", n.into())]))
}

fn tabs(wanted: &Wanted, visit: &Visit) -> Vec<Tab> {
    let tab = |what: Option<What>, key: &str| Tab {
        path: wanted.with("what", what.map_or("", what_code)),
        name: visit.words.t(key),
        here: wanted.only.what.map(|what| what as u8) == what.map(|what| what as u8),
    };
    vec![
        tab(None, "search-everything"),
        tab(Some(What::Case), "find-cases"),
        tab(Some(What::Order), "find-orders"),
        tab(Some(What::Buyer), "find-buyers"),
    ]
}

fn filters(view: &impl View, wanted: &Wanted, visit: &Visit) -> Result<Filters, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let choice = |field: &str, value: String, name: String| Choice {
        chosen: wanted.field(field) == value,
        value,
        name,
    };
    Ok(Filters {
        kinds: Kind::ALL
            .iter()
            .map(|kind| {
                let name = names::kind_name(words, *kind).to_owned();
                choice("kind", kind.code().to_owned(), name)
            })
            .collect(),
        states: [("open", "search-open"), ("closed", "search-closed")]
            .into_iter()
            .map(|(code, key)| choice("state", code.to_owned(), words.t(key).to_owned()))
            .collect(),
        shops: orders::shops(view)?
            .into_iter()
            .filter(|shop| viewer.sees_shop(shop.id))
            .map(|shop| choice("shop", shop.id.to_string(), shop.name.clone()))
            .collect(),
        owners: people::all(view)?
            .into_iter()
            .map(|staff| choice("owner", staff.id.to_string(), staff.display_name.clone()))
            .collect(),
        channels: channels(words, wanted.field("channel")),
    })
}
