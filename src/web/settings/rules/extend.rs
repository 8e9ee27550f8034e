//! A marketplace gives more time for a while: the form that makes the two versions of it.

use super::super::super::choices::Choice;
use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::super::history;
use super::words;
use crate::actions::rules as acts;
use crate::actions::rules::Extension;
use crate::app::App;
use crate::domain::order::Channel;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/rules/extend.html")]
struct ExtendPage {
    frame: Frame,
    fields: Fields,
    errors: Errors,
    channels: Vec<Choice>,
    rev: u64,
}

impl ExtendPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(
        &app,
        visit,
        Fields::default(),
        Errors::default(),
        StatusCode::OK,
    )
    .await
}

async fn shown(
    app: &App,
    visit: Visit,
    fields: Fields,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let pack = settings::rules(view)?;
            let chosen: Vec<&str> = fields.all("channels").collect();
            let known = |channel: &Channel| {
                pack.platforms
                    .iter()
                    .any(|pack| pack.channels.contains(channel))
            };
            Ok(ExtendPage {
                channels: Channel::ALL
                    .iter()
                    .filter(|channel| known(channel))
                    .map(|channel| Choice {
                        value: channel.code().to_owned(),
                        name: names::channel_name(visit.words, *channel).to_owned(),
                        chosen: chosen.contains(&channel.code()),
                    })
                    .collect(),
                rev: history::of(view, &visit, acts::SUBJECT, words::line_name)?.rev,
                errors,
                fields,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let mut errors = Errors::default();
    let mut time = |name: &str| -> Timestamp {
        let read = formats::parse_input(fields.text(name), &visit.zone);
        read.unwrap_or_else(|| {
            errors.add(name, "error-moment-form");
            visit.now
        })
    };
    let (from, until) = (time("from"), time("until"));
    let hours = fields.text("longer").parse().unwrap_or_else(|_| {
        errors.add("longer", "error-number-form");
        1i64
    });
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.is_empty() {
        return shown(&app, visit, fields, errors, unprocessable).await;
    }
    let extension = Extension {
        channels: fields
            .all("channels")
            .filter_map(Channel::from_code)
            .collect(),
        longer: Span(hours.clamp(-1, 100_000) * Span::hours(1).0),
        from,
        until,
        why: fields.text("why").to_owned(),
    };
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let made = app
        .write(fields.key(&visit), move |plan| {
            acts::extend(plan, by, &extension, seen, &moment)
        })
        .await;
    match made {
        Err(Failure::Invalid(wrong)) => {
            shown(&app, visit, fields, wrong.into(), unprocessable).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, fields, errors, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure),
        Ok(number) => Ok(page::done(
            &visit,
            "/settings/rules",
            &Flash::new("done-version").and("n", number),
        )),
    }
}
