//! What can be set, and how the desk is.

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::Health;
use crate::store::View;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/overview.html")]
struct OverviewPage {
    frame: Frame,
    owner: bool,
    roles: String,
    version: &'static str,
    cases: String,
    orders: String,
    zone: String,
    writable: bool,
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let writable = app.store.health() == Health::Writable;
    let page = app
        .read(move |view| {
            let count = |name: &str| -> Result<String, Failure> {
                Ok(formats::count(view.counter(name)?.unsigned_abs()))
            };
            let roles: Vec<&str> = visit
                .viewer()?
                .staff
                .roles
                .iter()
                .map(|role| names::role_name(visit.words, *role))
                .collect();
            Ok(OverviewPage {
                owner: visit.may(&[Role::Owner]),
                roles: roles.join(visit.words.t("list-separator")),
                version: env!("CARGO_PKG_VERSION"),
                cases: count("cases")?,
                orders: count("orders")?,
                zone: visit
                    .desk
                    .as_ref()
                    .map(|desk| desk.zone.clone())
                    .unwrap_or_default(),
                writable,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}
