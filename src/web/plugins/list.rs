//! The plugins that lie here, and the form that brings another.

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::path_of;
use crate::app::App;
use crate::domain::plugin::Fault;
use crate::failure::Failure;
use crate::phrases::names;
use crate::phrases::plugins as said;
use crate::store::plugins;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

struct Line {
    path: String,
    name: String,
    about: String,
    state: &'static str,
    why: String,
}

#[derive(Template)]
#[template(path = "plugins/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    /// What is wrong with the package that was brought.
    faults: Vec<String>,
}

/// What is wrong with what was brought.
pub enum Wrong {
    Faults(Vec<Fault>),
    /// A phrase key.
    Key(String),
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None).await
}

/// The page, again when a package was refused.
///
/// # Errors
/// When the disk does.
pub async fn shown(app: &App, visit: Visit, wrong: Option<Wrong>) -> Result<HttpResponse, Failure> {
    let words = visit.words;
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let faults = match wrong {
        None => Vec::new(),
        Some(Wrong::Key(key)) => vec![words.t(&key).to_owned()],
        Some(Wrong::Faults(faults)) => faults.iter().map(|one| said::fault(words, one)).collect(),
    };
    let page = app
        .read(move |view| {
            let mut lines = Vec::new();
            for plugin in plugins::all(view)? {
                let Some(release) = plugin.active().or(plugin.newest()) else {
                    continue;
                };
                let manifest = &release.packed.manifest;
                lines.push(Line {
                    path: path_of(&plugin.id),
                    name: manifest.name.of(words.lang).to_owned(),
                    about: format!("{} · {}", manifest.version, plugin.id),
                    state: names::plugin_state_name(words, plugin.state),
                    why: plugin.why.clone(),
                });
            }
            Ok(ListPage {
                frame: Frame::load(view, &visit)?,
                lines,
                faults,
            })
        })
        .await?;
    page::with_status(&page, status)
}
