//! One member of staff: roles, shops, limit, password, and whether they still work here.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::password;
use super::super::visit::Visit;
use super::confirm;
use super::history;
use super::history::History;
use super::sessions;
use super::staff::read_roles;
use super::staff::read_shops;
use super::staff::shop_choices;
use crate::actions::changes;
use crate::actions::people as acts;
use crate::actions::second_factor;
use crate::actions::sessions as session_acts;
use crate::actions::sessions::Ending;
use crate::app::App;
use crate::domain::ids::StaffId;
use crate::domain::people::Staff;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::people;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/staff-member.html")]
struct MemberPage {
    frame: Frame,
    path: String,
    login: String,
    display_name: String,
    limit: String,
    active: bool,
    roles: Vec<Choice>,
    shops: Vec<Choice>,
    errors: Errors,
    sessions: Vec<sessions::Line>,
    /// Since when there is a second factor.
    factor: Option<String>,
    must: bool,
    history: History,
}

impl MemberPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

pub async fn page(app: Data<App>, visit: Visit, id: Path<u64>) -> Result<HttpResponse, Failure> {
    shown(&app, visit, StaffId(*id), None, Errors::default()).await
}

async fn shown(
    app: &App,
    visit: Visit,
    id: StaffId,
    typed: Option<Fields>,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = app
        .read(move |view| {
            let staff = people::by_id(view, id)?.ok_or(Failure::NotFound)?;
            let fields = typed.unwrap_or_else(|| as_fields(&staff));
            let roles: Vec<&str> = fields.all("roles").collect();
            let shops: Vec<&str> = fields.all("shops").collect();
            Ok(MemberPage {
                frame: Frame::load(view, &visit)?,
                path: format!("/settings/staff/{id}"),
                sessions: sessions::lines(view, &visit, id)?,
                must: visit
                    .desk
                    .as_ref()
                    .is_some_and(|desk| second_factor::must_have(&desk.security, &staff)),
                factor: staff
                    .second_factor
                    .as_ref()
                    .map(|factor| formats::full(factor.since, &visit.zone)),
                history: history::of(view, &visit, &format!("staff {id}"), history::field_name)?,
                login: staff.login,
                display_name: fields.raw("display_name").to_owned(),
                limit: fields.raw("limit").to_owned(),
                active: fields.ticked("active"),
                roles: choices::roles(visit.words, &roles),
                shops: shop_choices(view, &shops)?,
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}

/// A member of staff as the form would send them.
fn as_fields(staff: &Staff) -> Fields {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut pairs = vec![pair("display_name", staff.display_name.clone())];
    if let Some(limit) = staff.limit {
        pairs.push(pair("limit", limit.to_string()));
    }
    if staff.active {
        pairs.push(pair("active", "yes".into()));
    }
    pairs.extend(staff.roles.iter().map(|r| pair("roles", r.to_string())));
    pairs.extend(staff.shops.iter().map(|s| pair("shops", s.to_string())));
    Fields::new(pairs)
}

pub async fn save(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = StaffId(*id);
    let mut errors = Errors::default();
    if fields.filled("display_name").is_none() {
        errors.add("display_name", "error-required");
    }
    let roles = read_roles(&fields);
    if roles.is_empty() {
        errors.add("roles", "error-role-missing");
    }
    let limit = fields.money("limit").unwrap_or_else(|key| {
        errors.add("limit", key);
        None
    });
    if !errors.is_empty() {
        return shown(&app, visit, id, Some(fields), errors).await;
    }
    let name: String = fields.text("display_name").chars().take(64).collect();
    let shops = read_shops(&fields);
    let active = fields.ticked("active");
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let changed = app
        .write(fields.key(&visit), move |plan| {
            changes::must_be_at(plan, &format!("staff {id}"), seen)?;
            let set = |staff: &mut Staff| {
                staff.display_name = name;
                staff.roles = roles;
                staff.shops = shops;
                staff.limit = limit;
                staff.active = active;
            };
            acts::change_by(plan, by, id, set, &moment)
        })
        .await;
    match changed {
        Err(Failure::Invalid(wrong)) => shown(&app, visit, id, Some(fields), wrong.into()).await,
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, id, Some(fields), errors).await
        }
        Err(failure) => Err(failure),
        Ok(()) => Ok(page::done(
            &visit,
            "/settings/staff",
            &Flash::new("done-saved"),
        )),
    }
}

/// Sets a new password; the person's sessions end.
pub async fn reset_password(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = StaffId(*id);
    let login = app
        .read(move |view| Ok(people::by_id(view, id)?.ok_or(Failure::NotFound)?.login))
        .await?;
    if let Some(key) = password::fault(fields.raw("password"), &login) {
        let mut errors = Errors::default();
        errors.add("password", key);
        return shown(&app, visit, id, None, errors).await;
    }
    let hash = app.hash_password(fields.raw("password").to_owned()).await?;
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    app.write(fields.key(&visit), move |plan| {
        acts::change_by(plan, by, id, |staff| staff.password_hash = hash, &moment)
    })
    .await?;
    let path = format!("/settings/staff/{id}");
    Ok(page::done(
        &visit,
        &path,
        &Flash::new("done-staff-password"),
    ))
}

/// Ends one of the person's sessions, or all of them.
pub async fn end_sessions(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = StaffId(*id);
    let which = match fields.filled("session") {
        Some(name) => Ending::One(name.to_owned()),
        None => Ending::All,
    };
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let ended = app
        .write(fields.key(&visit), move |plan| {
            people::by_id(plan, id)?.ok_or(Failure::NotFound)?;
            session_acts::end(plan, by, id, &which, &moment)
        })
        .await?;
    let path = format!("/settings/staff/{id}");
    Ok(page::done(
        &visit,
        &path,
        &Flash::new("done-sessions").and("n", ended),
    ))
}

/// Takes the second factor of someone away who lost theirs. They enrol again, if their role needs
/// it, before anything else.
pub async fn take_factor(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = StaffId(*id);
    let path = format!("/settings/staff/{id}");
    if let Some(away) = confirm::first(&visit, &path) {
        return Ok(away);
    }
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    app.write(fields.key(&visit), move |plan| {
        second_factor::take_away(plan, by, id, &moment)
    })
    .await?;
    Ok(page::done(&visit, &path, &Flash::new("done-factor-off")))
}
