//! Everyone who works here, and the form that adds one more.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::password;
use super::super::visit::Visit;
use crate::actions::people as acts;
use crate::actions::people::NewStaff;
use crate::app::App;
use crate::domain::ids::ShopId;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::store::people;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/staff.html")]
struct StaffPage {
    frame: Frame,
    staff: Vec<Person>,
    fields: Fields,
    errors: Errors,
    roles: Vec<Choice>,
    shops: Vec<Choice>,
}

struct Person {
    path: String,
    name: String,
    login: String,
    roles: String,
    active: bool,
}

impl StaffPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, Fields::default(), Errors::default()).await
}

async fn shown(
    app: &App,
    visit: Visit,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = app
        .read(move |view| {
            let words = visit.words;
            let staff = people::all(view)?
                .into_iter()
                .map(|staff| Person {
                    path: format!("/settings/staff/{}", staff.id),
                    name: staff.display_name,
                    login: staff.login,
                    roles: staff
                        .roles
                        .iter()
                        .map(|role| names::role_name(words, *role))
                        .collect::<Vec<_>>()
                        .join(words.t("list-separator")),
                    active: staff.active,
                })
                .collect();
            let chosen: Vec<&str> = fields.all("roles").collect();
            Ok(StaffPage {
                frame: Frame::load(view, &visit)?,
                staff,
                roles: choices::roles(words, &chosen),
                shops: shop_choices(view, &fields.all("shops").collect::<Vec<_>>())?,
                errors,
                fields,
            })
        })
        .await?;
    page::with_status(&page, status)
}

/// The shops as boxes; none ticked means all of them.
///
/// # Errors
/// When the disk does.
pub fn shop_choices(view: &impl View, chosen: &[&str]) -> Result<Vec<Choice>, Failure> {
    Ok(orders::shops(view)?
        .into_iter()
        .map(|shop| {
            let value = shop.id.to_string();
            Choice {
                chosen: chosen.contains(&value.as_str()),
                name: shop.name,
                value,
            }
        })
        .collect())
}

/// The ticked shops.
pub fn read_shops(fields: &Fields) -> Vec<ShopId> {
    fields
        .all("shops")
        .filter_map(|id| id.parse().ok())
        .map(ShopId)
        .collect()
}

/// The ticked roles.
pub fn read_roles(fields: &Fields) -> Vec<Role> {
    fields.all("roles").filter_map(Role::from_code).collect()
}

pub async fn add(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let mut errors = Errors::default();
    if let Some(key) = password::fault(fields.raw("password"), fields.text("login")) {
        errors.add("password", key);
    }
    let limit = fields.money("limit").unwrap_or_else(|key| {
        errors.add("limit", key);
        None
    });
    if !errors.is_empty() {
        return shown(&app, visit, fields, errors).await;
    }
    let lang = visit.desk.as_ref().map_or(Lang::ZhCn, |desk| desk.lang);
    let new = NewStaff {
        login: fields.text("login").to_owned(),
        display_name: fields.text("display_name").to_owned(),
        password_hash: app.hash_password(fields.raw("password").to_owned()).await?,
        roles: read_roles(&fields),
        shops: read_shops(&fields),
        limit,
        lang,
    };
    let moment = visit.moment();
    let made = app
        .write(fields.key(&visit), move |plan| {
            acts::create(plan, &new, &moment)
        })
        .await;
    match made {
        Err(Failure::Invalid(wrong)) => shown(&app, visit, fields, wrong.into()).await,
        Err(failure) => Err(failure),
        Ok(_) => Ok(page::done(
            &visit,
            "/settings/staff",
            &Flash::new("done-staff-added"),
        )),
    }
}
