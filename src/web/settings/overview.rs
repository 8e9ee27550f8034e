//! Every page of the settings this person may open, with what it is for.

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/overview.html")]
struct OverviewPage {
    frame: Frame,
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            Ok(OverviewPage {
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}
