//! 话术: all that a person may say again, found by title, words and pinyin initials; the words a shop
//! does not want; and the file they travel in.

mod attached;
pub mod edit;
pub mod files;
mod variables;

pub use variables::named;

use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::replies;
use crate::app::App;
use crate::domain::reply::Reply;
use crate::domain::reply::Scope;
use crate::failure::Failure;
use crate::phrases::names;
use crate::search::sounds_like;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

const HOME: &str = "/settings/replies";

struct Row {
    path: String,
    title: String,
    scope: String,
    tone: &'static str,
    kinds: String,
    body: String,
}

#[derive(Template)]
#[template(path = "settings/replies/list.html")]
struct ListPage {
    frame: Frame,
    asked: String,
    rows: Vec<Row>,
    is_empty: bool,
    may_keep: bool,
    words: String,
    wrong: Option<String>,
}

/// # Errors
/// When the disk does.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    shown(&app, visit, query.text("q").to_owned(), None).await
}

/// The list, with what was wrong about a file or the words.
async fn shown(
    app: &App,
    visit: Visit,
    asked: String,
    wrong: Option<(String, Option<String>)>,
) -> Result<HttpResponse, Failure> {
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let mut all = replies::seen_by(view, viewer)?;
            let is_empty = all.is_empty();
            if !asked.trim().is_empty() {
                all.retain(|one| {
                    sounds_like(&one.title, &asked) || one.body.contains(asked.trim())
                });
            }
            all.sort_by(|a, b| a.title.cmp(&b.title));
            let mut rows = Vec::with_capacity(all.len());
            for reply in &all {
                rows.push(row(view, &visit, reply)?);
            }
            let (wrong, typed) = wrong.map_or((None, None), |(why, typed)| (Some(why), typed));
            Ok(ListPage {
                may_keep: viewer.must_be(replies::KEEPERS).is_ok(),
                words: match typed {
                    Some(typed) => typed,
                    None => settings::harsh_words(view)?.join("\n"),
                },
                wrong,
                asked,
                rows,
                is_empty,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn row(view: &impl View, visit: &Visit, reply: &Reply) -> Result<Row, Failure> {
    let words = visit.words;
    let kinds: Vec<&str> = reply
        .kinds
        .iter()
        .map(|kind| names::kind_name(words, *kind))
        .collect();
    Ok(Row {
        path: format!("{HOME}/{}", reply.id),
        title: reply.title.clone(),
        scope: match reply.scope {
            Scope::Everyone => words.t("reply-scope-everyone").to_owned(),
            Scope::Own(_) => words.t("reply-scope-own").to_owned(),
            Scope::Shop(shop) => orders::shop(view, shop)?.map_or_else(String::new, |s| s.name),
        },
        tone: names::tone_name(words, reply.tone),
        kinds: kinds.join(" · "),
        body: named(words, &reply.body),
    })
}
