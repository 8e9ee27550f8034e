//! Where an import begins, and the newest ones.

use super::super::choices::Choice;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::imports;
use crate::store::orders;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

/// The newest imports that are listed.
const ROWS: usize = 30;

struct Row {
    id: u64,
    file_name: String,
    state: &'static str,
    counts: String,
    at: String,
}

#[derive(Template)]
#[template(path = "import/overview.html")]
pub struct OverviewPage {
    frame: Frame,
    shops: Vec<Choice>,
    rows: Vec<Row>,
    /// What was wrong with the file that was sent.
    wrong: Option<&'static str>,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let shown = app.read(move |view| build(view, &visit, None)).await?;
    page::show(&shown)
}

/// The same page with what is wrong with an upload.
///
/// # Errors
/// When the disk does.
pub async fn again(
    app: &Data<App>,
    visit: &Visit,
    wrong: &'static str,
) -> Result<HttpResponse, Failure> {
    let visit = visit.clone();
    let shown = app
        .read(move |view| build(view, &visit, Some(wrong)))
        .await?;
    page::with_status(&shown, StatusCode::UNPROCESSABLE_ENTITY)
}

fn build(
    view: &impl View,
    visit: &Visit,
    wrong: Option<&'static str>,
) -> Result<OverviewPage, Failure> {
    let viewer = visit.viewer()?;
    let words = visit.words;
    let shops = orders::shops(view)?
        .into_iter()
        .filter(|shop| viewer.sees_shop(shop.id))
        .map(|shop| Choice {
            value: shop.id.to_string(),
            name: shop.name,
            chosen: false,
        })
        .collect();
    let rows = imports::newest(view, ROWS)?
        .into_iter()
        .filter(|job| viewer.sees_shop(job.shop))
        .map(|job| Row {
            id: job.id.0,
            state: words.t(&job.state.key()),
            counts: words.with(
                "bring-counts",
                &[
                    ("created", job.created.into()),
                    ("updated", job.updated.into()),
                    ("skipped", job.skipped.into()),
                    ("bad", job.bad.into()),
                ],
            ),
            at: formats::short(job.at, &visit.zone, visit.now),
            file_name: job.file_name,
        })
        .collect();
    Ok(OverviewPage {
        frame: Frame::load(view, visit)?,
        shops,
        rows,
        wrong: wrong.map(|key| words.t(key)),
    })
}
