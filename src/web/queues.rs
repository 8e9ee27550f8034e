//! What waits for the warehouse and for finance: the list of a role, by what runs out first.

use super::form::Fields;
use super::frame::Frame;
use super::lists::Lines;
use super::lists::Pager;
use super::lists::ROWS;
use super::lists::back;
use super::lists::from;
use super::page;
use super::rows::Writing;
use super::visit::Visit;
use crate::app::App;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::lists;
use crate::store::lists::Filter;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    frame: Frame,
    title: &'static str,
    empty: &'static str,
    /// The scan box of the warehouse.
    scan: bool,
    lines: Lines,
    pager: Pager,
    /// Where this list is.
    back: String,
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
            let filter = Filter {
                role: Some(role),
                seen: visit.viewer()?.staff.shops.clone(),
                ..Filter::default()
            };
            let found = lists::page(view, &filter, from(&query), ROWS, lists::LOOKED_AT)?;
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
                lines: Lines::workable(&visit, writing.rows(&found.rows)),
                pager: Pager::at(&visit.path, &found),
                back: back(&visit, &query),
            })
        })
        .await?;
    page::show(&page)
}
