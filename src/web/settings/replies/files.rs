//! Replies that come and go as one file, the twenty scenes the desk brings along, and the words a shop
//! does not want.

use super::super::super::flash::Flash;
use super::super::super::form::Fields;
use super::super::super::page;
use super::super::super::upload;
use super::super::super::visit::Visit;
use super::HOME;
use super::attached;
use super::shown;
use crate::actions::replies;
use crate::app::App;
use crate::domain::reply::exchange;
use crate::domain::reply::exchange::Fault;
use crate::failure::Failure;
use crate::phrases::Arg;
use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;

/// bytes of a file.
pub const MOST: usize = 64 * 1024 * 1024;

/// # Errors
/// When the disk does.
pub async fn export(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    let all = app
        .read(move |view| replies::seen_by(view, &viewer))
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/toml; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"replies.toml\"",
        ))
        .body(exchange::write(attached::carried(&app, all).await?)?))
}

/// # Errors
/// `NotAllowed` without the token; what is wrong with the file is shown.
pub async fn import(
    app: Data<App>,
    visit: Visit,
    form: Multipart,
) -> Result<HttpResponse, Failure> {
    let (fields, bytes) = upload::one_file(&visit, form, MOST).await?;
    let words = visit.words;
    let again = |why: String| shown(&app, visit.clone(), String::new(), Some((why, None)));
    if bytes.is_empty() {
        return again(words.t("error-reply-no-file").to_owned()).await;
    }
    let read = match String::from_utf8(bytes) {
        Ok(text) => exchange::read(text.trim_start_matches('\u{feff}')),
        Err(_) => return again(words.t("error-reply-utf8").to_owned()).await,
    };
    let all = match read {
        Ok(all) => all,
        Err(fault) => {
            let why = match fault {
                Fault::Form(why) => words.with("error-reply-form", &[("why", why.as_str().into())]),
                Fault::TooMany => words.t("error-reply-many").to_owned(),
                Fault::Reply(at, key) => {
                    let at = Arg::Number(i64::try_from(at).unwrap_or(0));
                    let why = words.t(key);
                    words.with("error-reply-at", &[("at", at), ("why", why.into())])
                }
            };
            return again(why).await;
        }
    };
    let mut with_files = Vec::new();
    for (at, one) in all.into_iter().enumerate() {
        let Some(files) = attached::taken(&app, &visit, &one.files).await? else {
            let at = Arg::Number(i64::try_from(at + 1).unwrap_or(0));
            let why = words.t("error-file-kind");
            return again(words.with("error-reply-at", &[("at", at), ("why", why.into())])).await;
        };
        with_files.push((one, files));
    }
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let scope = replies::widest(&viewer);
    let taken = app
        .write(fields.key(&visit), move |plan| {
            replies::take_in(plan, &viewer, scope, &with_files, &moment)
        })
        .await;
    match taken {
        Ok(new) => Ok(done(&visit, new)),
        Err(Failure::Invalid(wrong)) => {
            let key = wrong
                .first()
                .map_or("error-invalid", |(_, key)| key.as_str());
            again(words.t(key).to_owned()).await
        }
        Err(failure) => Err(failure),
    }
}

/// # Errors
/// `NotAllowed` for those who keep their own only.
pub async fn begin(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let (viewer, moment, lang) = (visit.viewer()?.clone(), visit.moment(), visit.words.lang);
    let new = app
        .write(fields.key(&visit), move |plan| {
            replies::begin_with(plan, &viewer, lang, &moment)
        })
        .await?;
    Ok(done(&visit, new))
}

/// # Errors
/// `NotAllowed` for those who do not lead.
pub async fn words(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let typed = fields.text("words").to_owned();
    let saved = {
        let typed = typed.clone();
        app.write(fields.key(&visit), move |plan| {
            replies::save_words(plan, &viewer, &typed, &moment)
        })
        .await
    };
    match saved {
        Ok(()) => Ok(page::done(&visit, HOME, &Flash::new("done-saved"))),
        Err(Failure::Invalid(_)) => {
            let why = visit.words.t("error-reply-words").to_owned();
            shown(&app, visit, String::new(), Some((why, Some(typed)))).await
        }
        Err(failure) => Err(failure),
    }
}

fn done(visit: &Visit, new: usize) -> HttpResponse {
    let flash = Flash::new("done-replies").and("count", new.to_string());
    page::done(visit, HOME, &flash)
}
