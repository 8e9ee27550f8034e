//! One webhook: its form, its secret, a trial, and what was sent lately.

use super::super::super::choices;
use super::super::super::choices::Choice;
use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::HOME;
use crate::actions::webhooks as acts;
use crate::actions::webhooks::Wanted;
use crate::app::App;
use crate::domain::ids::ShopId;
use crate::domain::webhook::Endpoint;
use crate::domain::webhook::Posting;
use crate::domain::webhook::Standing;
use crate::domain::webhook::Topic;
use crate::failure::Failure;
use crate::host::Host;
use crate::notices;
use crate::notices::webhook::KEY_BYTES;
use crate::notices::webhook::PREFIX;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::webhooks;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::sync::Arc;

/// Rows of the log.
const ROWS: usize = 100;

struct Row {
    path: String,
    at: String,
    event: String,
    standing: &'static str,
    is_bad: bool,
    tries: u32,
}

#[derive(Template)]
#[template(path = "settings/webhooks/endpoint.html")]
struct EndpointPage {
    frame: Frame,
    path: String,
    is_new: bool,
    name: String,
    is_active: bool,
    fields: Fields,
    errors: Errors,
    topics: Vec<Choice>,
    shops: Vec<Choice>,
    rev: u64,
    /// Until when the secret before the last one signs too.
    both_until: Option<String>,
    /// The secret that was just made.
    made: Option<String>,
    /// The same form was sent again: the secret was shown before.
    was_made: bool,
    log: Vec<Row>,
}

impl EndpointPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// What came of the form.
#[derive(Default)]
struct Told {
    typed: Option<(Fields, Errors)>,
    made: Option<String>,
    was_made: bool,
}

/// # Errors
/// When the disk does.
pub async fn new(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None, Told::default()).await
}

/// # Errors
/// `NotFound`.
pub async fn page(app: Data<App>, visit: Visit, id: Path<u32>) -> Result<HttpResponse, Failure> {
    shown(&app, visit, Some(*id), Told::default()).await
}

/// Makes one. The answer is the page that shows its secret: a redirect would have to carry it.
///
/// # Errors
/// What was typed comes back with what is wrong.
pub async fn add(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    save(app, visit, None, fields).await
}

/// Saves, changes the secret, tries it out or removes it.
///
/// # Errors
/// `NotFound`.
pub async fn change(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    id: Path<u32>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (viewer, moment, id) = (visit.viewer()?.clone(), visit.moment(), *id);
    match fields.text("act") {
        "secret" => {
            let secret = secret(&app);
            let (store, kept) = (Arc::clone(&app.store), secret.clone());
            let print: String = app
                .write(fields.key(&visit), move |plan| {
                    acts::change_secret(plan, store.vault(), &viewer, id, &kept, &moment)?;
                    Ok(fingerprint(&kept))
                })
                .await?;
            shown(&app, visit, Some(id), told(secret, &print)).await
        }
        "try" => {
            let tried: Posting = app
                .write(fields.key(&visit), move |plan| {
                    acts::try_out(plan, &viewer, id, &moment)
                })
                .await?;
            hand_over(&app, &host, &visit, tried).await
        }
        "remove" => {
            app.write(fields.key(&visit), move |plan| {
                acts::remove(plan, &viewer, id, &moment)
            })
            .await?;
            Ok(page::done(&visit, HOME, &Flash::new("done-mail-removed")))
        }
        _ => save(app, visit, Some(id), fields).await,
    }
}

/// Hands one over now, and leads to what came of it.
pub(super) async fn hand_over(
    app: &App,
    host: &Host,
    visit: &Visit,
    one: Posting,
) -> Result<HttpResponse, Failure> {
    let id = one.endpoint;
    let endpoint = app.read(move |view| acts::by_id(view, id)).await?;
    notices::post_webhook(host, &endpoint, &one).await?;
    let path = format!("{HOME}/{id}/{}", one.id);
    Ok(page::to(visit, &path))
}

async fn save(
    app: Data<App>,
    visit: Visit,
    id: Option<u32>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let wanted = Wanted {
        id,
        name: fields.text("name").to_owned(),
        url: fields.text("url").to_owned(),
        shop: fields.text("shop").parse().ok().map(ShopId),
        topics: fields.all("topics").filter_map(Topic::from_code).collect(),
        private: fields.ticked("private"),
        active: id.is_none() || fields.ticked("active"),
        seen: fields.text("rev").parse().ok(),
    };
    let secret = secret(&app);
    let (store, kept) = (Arc::clone(&app.store), secret.clone());
    let saved: Result<(u32, String), Failure> = app
        .write(fields.key(&visit), move |plan| {
            let id = acts::save(plan, store.vault(), &viewer, &wanted, &kept, &moment)?;
            Ok((id, fingerprint(&kept)))
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            let typed = Some((fields, wrong.into()));
            let told = Told {
                typed,
                ..Told::default()
            };
            shown(&app, visit, id, told).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            let typed = Some((fields, errors));
            let told = Told {
                typed,
                ..Told::default()
            };
            shown(&app, visit, id, told).await
        }
        Err(failure) => Err(failure),
        Ok((new, print)) if id.is_none() => {
            shown(&app, visit, Some(new), told(secret, &print)).await
        }
        Ok((id, _)) => Ok(page::done(
            &visit,
            &format!("{HOME}/{id}"),
            &Flash::new("done-saved"),
        )),
    }
}

/// Key bytes in base64.
fn secret(app: &App) -> String {
    let mut key = [0; KEY_BYTES];
    app.fill_by_chance(&mut key);
    BASE64_STANDARD.encode(key)
}

/// Tells two secrets apart in the answer of a command, which is kept.
fn fingerprint(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

/// A form that was sent twice made the secret of the first time.
fn told(secret: String, print: &str) -> Told {
    match fingerprint(&secret) == print {
        true => Told {
            made: Some(format!("{PREFIX}{secret}")),
            ..Told::default()
        },
        false => Told {
            was_made: true,
            ..Told::default()
        },
    }
}

async fn shown(
    app: &App,
    visit: Visit,
    id: Option<u32>,
    told: Told,
) -> Result<HttpResponse, Failure> {
    let status = match &told.typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = app.read(move |view| build(view, &visit, id, told)).await?;
    page::with_status(&page, status)
}

fn build(
    view: &impl View,
    visit: &Visit,
    id: Option<u32>,
    told: Told,
) -> Result<EndpointPage, Failure> {
    let words = visit.words;
    let old = id.map(|id| acts::by_id(view, id)).transpose()?;
    let (fields, errors) = told.typed.unwrap_or_else(|| {
        let kept = old.as_ref().map_or_else(Vec::new, as_fields);
        (Fields::new(kept), Errors::default())
    });
    let chosen: Vec<&str> = fields.all("topics").collect();
    let topics = Topic::ALL.iter().map(|topic| Choice {
        value: topic.code().to_owned(),
        name: names::webhook_topic_name(words, *topic).to_owned(),
        chosen: chosen.contains(&topic.code()),
    });
    let topics = topics.collect();
    let shops = choices::shops(view, words.t("webhook-shop-all"), fields.text("shop"))?;
    let mut log = Vec::new();
    if let Some(id) = id {
        for one in webhooks::newest(view, id, ROWS)? {
            log.push(row(visit, &one));
        }
    }
    let both = old.as_ref().and_then(|old| old.before.as_ref());
    let both = both.filter(|(_, until)| visit.now < *until);
    Ok(EndpointPage {
        frame: Frame::load(view, visit)?,
        path: id.map_or_else(|| format!("{HOME}/new"), |id| format!("{HOME}/{id}")),
        is_new: id.is_none(),
        name: old
            .as_ref()
            .map_or_else(String::new, |old| old.name.clone()),
        is_active: old.as_ref().is_none_or(|old| old.active),
        topics,
        shops,
        rev: old.as_ref().map_or(0, |old| old.rev),
        both_until: both.map(|(_, until)| formats::full(*until, &visit.zone)),
        made: told.made,
        was_made: told.was_made,
        log,
        fields,
        errors,
    })
}

fn row(visit: &Visit, one: &Posting) -> Row {
    Row {
        path: format!("{HOME}/{}/{}", one.endpoint, one.id),
        at: formats::short(one.at, &visit.zone, visit.now),
        event: one.event.clone(),
        standing: names::webhook_name(visit.words, one.standing),
        is_bad: one.standing == Standing::GivenUp || one.is_open() && one.tries > 0,
        tries: one.tries,
    }
}

fn as_fields(one: &Endpoint) -> Vec<(String, String)> {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let ticked = |name: &str, on: bool| on.then(|| pair(name, "on".to_owned()));
    let mut fields = vec![
        pair("name", one.name.clone()),
        pair("url", one.url.clone()),
        pair(
            "shop",
            one.shop.map_or_else(String::new, |shop| shop.to_string()),
        ),
    ];
    let topics = one.topics.iter();
    fields.extend(topics.map(|topic| pair("topics", topic.code().to_owned())));
    fields.extend(ticked("private", one.private));
    fields.extend(ticked("active", one.active));
    fields
}
