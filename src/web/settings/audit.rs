//! Who did what besides cases: sign-ins, personal data shown, settings, plugins. Newest first.

use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::history;
use crate::app::App;
use crate::domain::audit::Deed;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::audit;
use crate::store::audit::AuditEvent;
use crate::store::audit::Place;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

const PAGE: usize = 100;

struct Line {
    at: String,
    iso: String,
    /// Empty when the desk did it by itself.
    who: String,
    deed: String,
    object: String,
    /// Where what it was done to is shown; empty when nowhere.
    path: String,
    changes: Vec<String>,
}

#[derive(Template)]
#[template(path = "settings/audit.html")]
struct AuditPage {
    frame: Frame,
    lines: Vec<Line>,
    /// The query of the next page.
    older: Option<String>,
    is_first: bool,
}

/// # Errors
/// `NotAllowed` for everyone but the owner.
pub async fn show(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let page = app
        .read(move |view| {
            visit.viewer()?.must_be(&[])?;
            build(view, &visit, place(query.text("before")))
        })
        .await?;
    page::show(&page)
}

/// `1795309200000.12`; anything else is the beginning.
fn place(text: &str) -> Option<Place> {
    let (at, n) = text.split_once('.')?;
    Some(Place(at.parse().ok()?, n.parse().ok()?))
}

fn build(view: &impl View, visit: &Visit, from: Option<Place>) -> Result<AuditPage, Failure> {
    let mut events = audit::before(view, from, PAGE + 1)?;
    let more = events.len() > PAGE;
    events.truncate(PAGE);
    let last = events
        .last()
        .map(|(Place(at, n), _)| format!("?before={at}.{n}"));
    let mut lines = Vec::new();
    for (_, event) in events {
        lines.push(line(view, visit, event)?);
    }
    Ok(AuditPage {
        frame: Frame::load(view, visit)?,
        lines,
        older: last.filter(|_| more),
        is_first: from.is_none(),
    })
}

fn line(view: &impl View, visit: &Visit, event: AuditEvent) -> Result<Line, Failure> {
    let words = visit.words;
    let who = match event.staff {
        Some(id) => people::by_id(view, id)?.map_or_else(String::new, |staff| staff.display_name),
        None => String::new(),
    };
    let (object, path) = object(words, &event.object);
    let changes = event.changes.iter().map(|change| {
        let old = history::said(words, &visit.zone, &change.old);
        let new = history::said(words, &visit.zone, &change.new);
        format!("{old} → {new}")
    });
    Ok(Line {
        at: formats::full(event.at, &visit.zone),
        iso: formats::iso(event.at, &visit.zone),
        who,
        deed: Deed::from_code(&event.what)
            .map_or(event.what, |deed| names::deed_name(words, deed).to_owned()),
        object,
        path,
        changes: changes.collect(),
    })
}

/// What it was done to, in the reader's words, and where that is shown. The log keeps `buyer 12`.
fn object(words: Words, kept: &str) -> (String, String) {
    let (noun, rest) = kept.split_once(' ').unwrap_or((kept, ""));
    let key = format!("audit-of-{noun}");
    let name = match words.has(&key) {
        true => words.t(&key),
        false => noun,
    };
    let first = rest.split(' ').next().unwrap_or_default();
    let folder = match noun {
        "buyer" => "/buyers/",
        "order" => "/orders/",
        "product" => "/products/",
        "plugin" => "/settings/plugins/",
        "ownerless" => "/warehouse/ownerless/",
        "import" => "/import/",
        _ => "",
    };
    let path = match folder.is_empty() || first.is_empty() {
        true => String::new(),
        false => format!("{folder}{first}"),
    };
    (format!("{name} {rest}").trim_end().to_owned(), path)
}
