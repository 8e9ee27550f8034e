//! Webhooks: the list of addresses that hear of cases; one with its form and its log; one delivery.

pub mod delivery;
pub mod endpoint;

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use crate::notices::broken::why;
use crate::store::orders;
use crate::store::settings;
use crate::store::webhooks;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

const HOME: &str = "/settings/webhooks";
/// Waiting events that are counted.
const COUNTED: usize = 1_000;

struct Row {
    path: String,
    name: String,
    url: String,
    shop: String,
    is_active: bool,
    /// How many events wait.
    waiting: usize,
    broken: String,
}

#[derive(Template)]
#[template(path = "settings/webhooks/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let gateways = settings::gateways(view)?;
            let mut rows = Vec::new();
            for one in settings::webhooks(view)?.iter() {
                let shop = one.shop.map(|id| orders::shop(view, id)).transpose()?;
                let broken = gateways.get(&one.gateway());
                rows.push(Row {
                    path: format!("{HOME}/{}", one.id),
                    name: one.name.clone(),
                    url: one.url.clone(),
                    shop: shop
                        .flatten()
                        .map_or_else(|| visit.words.t("webhook-shop-all").to_owned(), |s| s.name),
                    is_active: one.active,
                    waiting: webhooks::waiting(view, one.id, COUNTED)?,
                    broken: broken.map_or_else(String::new, |one| why(visit.words, &one.why)),
                });
            }
            Ok(ListPage {
                frame: Frame::load(view, &visit)?,
                rows,
            })
        })
        .await?;
    page::show(&page)
}
