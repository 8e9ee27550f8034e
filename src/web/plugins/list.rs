//! The plugins that lie here, and the form that brings another.

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::path_of;
use crate::app::App;
use crate::domain::plugin::Fault;
use crate::failure::Failure;
use crate::host::fetched::Unfetched;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::names;
use crate::phrases::plugins as said;
use crate::plugins::described;
use crate::plugins::described::Unfit;
use crate::plugins::official;
use crate::store::View;
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

/// A plugin that comes with the program.
struct Shipped {
    id: String,
    name: String,
    summary: String,
    version: String,
    path: String,
    is_here: bool,
    /// It is here in an older version.
    is_newer: bool,
}

#[derive(Template)]
#[template(path = "plugins/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    /// What comes with the program.
    catalogue: Vec<Shipped>,
    /// The address that was typed.
    url: String,
    /// What is wrong with the package that was brought.
    faults: Vec<String>,
}

/// What is wrong with what was brought.
pub enum Wrong {
    Faults(Vec<Fault>),
    /// A phrase key.
    Key(String),
    /// It cannot be a plugin of this desk.
    Unfit(Unfit),
    /// Nothing lies at the address that was typed.
    Unfetched(Unfetched, String),
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
    let url = match &wrong {
        Some(Wrong::Unfetched(_, url)) => url.clone(),
        _ => String::new(),
    };
    let faults = match wrong {
        None => Vec::new(),
        Some(Wrong::Unfetched(why, _)) => vec![unfetched(words, &why)],
        Some(Wrong::Unfit(unfit)) => {
            let (major, minor) = described::TRACK;
            let (key, name, value) = unfit.phrase();
            let here = format!("{major}.{minor}");
            vec![words.with(key, &[(name, value.into()), ("here", here.into())])]
        }
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
                catalogue: catalogue(view, words)?,
                frame: Frame::load(view, &visit)?,
                lines,
                url,
                faults,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn catalogue(view: &impl View, words: Words) -> Result<Vec<Shipped>, Failure> {
    let mut shipped = Vec::new();
    for one in official::all() {
        let manifest = &one.manifest;
        let here = plugins::by_id(view, &manifest.id)?;
        let newest = here.as_ref().and_then(|plugin| {
            let releases = plugin.releases.iter();
            releases
                .map(|release| &release.packed.manifest.version)
                .max()
        });
        shipped.push(Shipped {
            id: manifest.id.to_string(),
            name: manifest.name.of(words.lang).to_owned(),
            summary: manifest.summary.of(words.lang).to_owned(),
            version: manifest.version.to_string(),
            path: path_of(&manifest.id),
            is_here: here.is_some(),
            is_newer: newest.is_some_and(|newest| *newest < manifest.version),
        });
    }
    Ok(shipped)
}

fn unfetched(words: Words, why: &Unfetched) -> String {
    let key = match why {
        Unfetched::Address => "plugin-fetch-address",
        Unfetched::Nowhere => "plugin-fetch-nowhere",
        Unfetched::TooLarge => "plugin-fetch-large",
        Unfetched::Broken => "plugin-fetch-broken",
        Unfetched::Status(status) => {
            let status = Arg::Number(i64::from(*status));
            return words.with("plugin-fetch-status", &[("status", status)]);
        }
    };
    words.t(key).to_owned()
}
