//! What waits for the warehouse and for finance: the list of a role, by what runs out first.

use super::cases::list::cursor;
use super::cases::list::hex;
use super::form::Fields;
use super::frame::Frame;
use super::page;
use super::rows::Row;
use super::rows::Writing;
use super::visit::Visit;
use crate::app::App;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::cases;
use crate::store::cases::OpenList;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    frame: Frame,
    title: &'static str,
    empty: &'static str,
    /// The scan box of the warehouse.
    scan: bool,
    rows: Vec<Row>,
    next: Option<String>,
}

pub async fn warehouse(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    queue(app, visit, request, Role::Warehouse).await
}

pub async fn finance(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    queue(app, visit, request, Role::Finance).await
}

async fn queue(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
    role: Role,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let page = app
        .read(move |view| {
            let after = query.filled("after").and_then(cursor);
            let list = OpenList::Role(role);
            let found = cases::open_page(view, list, after.as_deref(), ROWS)?;
            let writing = Writing::load(view, &visit)?;
            let (title, empty) = match role {
                Role::Warehouse => ("warehouse-title", "warehouse-empty"),
                _ => ("finance-title", "finance-empty"),
            };
            Ok(QueuePage {
                frame: Frame::load(view, &visit)?,
                title: visit.words.t(title),
                empty: visit.words.t(empty),
                scan: role == Role::Warehouse,
                rows: writing.rows(&found.rows),
                next: found
                    .next
                    .map(|key| format!("{}?after={}", visit.path, hex(&key))),
            })
        })
        .await?;
    page::show(&page)
}
