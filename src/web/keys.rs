//! The sheet of short cuts, and every place one can go to: read by people, and by the palette.

use super::WORKERS;
use super::frame::Frame;
use super::page;
use super::settings::side;
use super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use crate::search::initials;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

/// Key or keys, and the phrase that says what they do.
type Sheet = &'static [(&'static [&'static str], &'static str)];

const EVERYWHERE: Sheet = &[
    (&["Ctrl K"], "keys-palette"),
    (&["/"], "keys-find"),
    (&["g", "t"], "nav-today"),
    (&["g", "c"], "nav-all"),
    (&["g", "o"], "nav-orders"),
    (&["g", "w"], "nav-warehouse"),
    (&["g", "f"], "nav-finance"),
    (&["g", "s"], "nav-settings"),
    (&["n"], "keys-next"),
    (&["?"], "keys-sheet"),
];
const LISTS: Sheet = &[
    (&["j"], "keys-down"),
    (&["k"], "keys-up"),
    (&["Enter"], "keys-open"),
    (&["x"], "keys-choose"),
];
const CASE: Sheet = &[
    (&["1"], "keys-first-act"),
    (&["2 … 9"], "keys-other-acts"),
    (&["r"], "keys-write"),
    (&["Ctrl Enter"], "keys-send"),
    (&["Ctrl Shift Enter"], "keys-note"),
    (&["Esc"], "keys-leave"),
];

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage {
    frame: Frame,
    sheets: Vec<(&'static str, Sheet)>,
    /// Address, name, and how the name is typed by its initials.
    places: Vec<(String, &'static str, String)>,
}

/// # Errors
/// When the disk does.
pub async fn sheet(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let frame = Frame::load(view, &visit)?;
            let mut places: Vec<(String, &'static str)> = frame
                .rail
                .iter()
                .map(|item| (visit.url(item.path), item.name))
                .collect();
            if visit.may(WORKERS) {
                places.push((visit.url("/cases/new"), visit.words.t("case-new")));
                places.push((visit.url("/orders/new"), visit.words.t("order-by-hand")));
            }
            for group in side::groups(&visit) {
                for item in group.items {
                    places.push((visit.url(item.path), item.name));
                }
            }
            Ok(KeysPage {
                sheets: vec![
                    (visit.words.t("keys-everywhere"), EVERYWHERE),
                    (visit.words.t("keys-in-lists"), LISTS),
                    (visit.words.t("keys-on-a-case"), CASE),
                ],
                places: places
                    .into_iter()
                    .map(|(path, name)| (path, name, initials(name)))
                    .collect(),
                frame,
            })
        })
        .await?;
    page::show(&page)
}
