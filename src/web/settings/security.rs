//! How long people stay signed in, and which roles need a second factor.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::history;
use super::history::History;
use crate::actions::security as acts;
use crate::app::App;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::people;
use crate::store::settings::Security;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/security.html")]
struct SecurityPage {
    frame: Frame,
    fields: Fields,
    errors: Errors,
    roles: Vec<Choice>,
    /// Who needs a second factor now and has none yet.
    missing: Vec<String>,
    history: History,
}

impl SecurityPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None, Errors::default(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    visit: Visit,
    typed: Option<Fields>,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let desk = visit.desk.as_ref().ok_or(Failure::NotFound)?;
            let fields = typed.unwrap_or_else(|| as_fields(&desk.security));
            let chosen: Vec<&str> = fields.all("roles").collect();
            let missing = people::all(view)?
                .into_iter()
                .filter(|staff| staff.active)
                .filter(|staff| crate::actions::second_factor::is_missing(&desk.security, staff))
                .map(|staff| staff.display_name)
                .collect();
            Ok(SecurityPage {
                frame: Frame::load(view, &visit)?,
                roles: choices::roles(visit.words, &chosen),
                missing,
                history: history::of(view, &visit, acts::SUBJECT, history::field_name)?,
                errors,
                fields,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn as_fields(security: &Security) -> Fields {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut pairs = vec![
        pair("idle", (security.idle.0 / Span::hours(1).0).to_string()),
        pair(
            "absolute",
            (security.absolute.0 / Span::days(1).0).to_string(),
        ),
    ];
    let roles = security.second_factor.iter();
    pairs.extend(roles.map(|role| pair("roles", role.to_string())));
    Fields::new(pairs)
}

pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let mut errors = Errors::default();
    let mut number = |name: &str| -> i64 {
        fields.text(name).parse().unwrap_or_else(|_| {
            errors.add(name, "error-number-form");
            0
        })
    };
    let (idle, absolute) = (number("idle"), number("absolute"));
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&app, visit, Some(fields), errors, status).await;
    }
    let new = Security {
        idle: Span(idle.saturating_mul(Span::hours(1).0)),
        absolute: Span(absolute.saturating_mul(Span::days(1).0)),
        second_factor: fields.all("roles").filter_map(Role::from_code).collect(),
    };
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let saved = app
        .write(fields.key(&visit), move |plan| {
            acts::change(plan, by, &new, seen, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(&app, visit, Some(fields), wrong.into(), status).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, Some(fields), errors, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure),
        Ok(()) => Ok(page::done(
            &visit,
            "/settings/security",
            &Flash::new("done-saved"),
        )),
    }
}
