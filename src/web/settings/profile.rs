//! One's own name, language, theme and password.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::password;
use super::super::session;
use super::super::visit::LANG_COOKIE;
use super::super::visit::THEME_COOKIE;
use super::super::visit::Theme;
use super::super::visit::Visit;
use super::confirm;
use crate::actions::people;
use crate::app::App;
use crate::domain::notice::mail::is_address;
use crate::domain::people::Lang;
use crate::failure::Failure;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/profile.html")]
struct ProfilePage {
    frame: Frame,
    login: String,
    /// What was typed as another login.
    new_login: String,
    keys: bool,
    display_name: String,
    /// Where the morning mail goes.
    email: String,
    langs: Vec<Choice>,
    themes: Vec<Choice>,
    errors: Errors,
}

impl ProfilePage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, Errors::default(), None).await
}

async fn shown(
    app: &App,
    visit: Visit,
    errors: Errors,
    typed: Option<String>,
) -> Result<HttpResponse, Failure> {
    let email = typed.clone();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = app
        .read(move |view| {
            let staff = visit.viewer()?.staff.clone();
            let words = visit.words;
            Ok(ProfilePage {
                frame: Frame::load(view, &visit)?,
                new_login: match errors.of("login") {
                    Some(_) => typed.clone().unwrap_or_default(),
                    None => staff.login.clone(),
                },
                display_name: match errors.of("display_name") {
                    Some(_) => typed.unwrap_or_default(),
                    None => staff.display_name,
                },
                email: match errors.of("email") {
                    Some(_) => email.unwrap_or_default(),
                    None => staff.email,
                },
                login: staff.login,
                keys: staff.keys,
                langs: choices::langs(words, staff.lang.code()),
                themes: Theme::ALL
                    .iter()
                    .map(|theme| Choice {
                        value: theme.code().to_owned(),
                        name: words.code("theme", theme.code()).to_owned(),
                        chosen: *theme == visit.theme,
                    })
                    .collect(),
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}

pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?;
    let id = viewer.staff.id;
    let Some(name) = fields.filled("display_name").map(str::to_owned) else {
        let mut errors = Errors::default();
        errors.add("display_name", "error-required");
        return shown(&app, visit, errors, Some(String::new())).await;
    };
    let email = fields.text("email").to_owned();
    if !email.is_empty() && !is_address(&email) {
        let mut errors = Errors::default();
        errors.add("email", "error-mail-address");
        return shown(&app, visit, errors, Some(email)).await;
    }
    let lang = Lang::from_code(fields.text("lang")).unwrap_or(viewer.staff.lang);
    let moment = visit.moment();
    let keys = fields.ticked("keys");
    app.write(fields.key(&visit), move |plan| {
        let set = |staff: &mut crate::domain::people::Staff| {
            staff.display_name = name.chars().take(64).collect();
            staff.lang = lang;
            staff.keys = keys;
            staff.email.clone_from(&email);
        };
        people::change(plan, id, set, &moment)
    })
    .await?;
    let mut response = page::done(&visit, "/settings/profile", &Flash::new("done-saved"));
    let _ = response.add_cookie(&session::look_cookie(&visit, LANG_COOKIE, lang.code()));
    if let Some(theme) = Theme::from_code(fields.text("theme")) {
        let _ = response.add_cookie(&session::look_cookie(&visit, THEME_COOKIE, theme.code()));
    }
    Ok(response)
}

/// Ends every session of the person and begins a new one here.
pub async fn change_password(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let staff = visit.viewer()?.staff.clone();
    let mut errors = Errors::default();
    let old = fields.raw("old_password").to_owned();
    if !app.check_password(old, staff.password_hash.clone()).await? {
        errors.add("old_password", "password-wrong");
    }
    if let Some(key) = password::fault(fields.raw("password"), &staff.login) {
        errors.add("password", key);
    }
    if !errors.is_empty() {
        return shown(&app, visit, errors, None).await;
    }
    let hash = app.hash_password(fields.raw("password").to_owned()).await?;
    let (id, moment) = (staff.id, visit.moment());
    app.write(fields.key(&visit), move |plan| {
        people::change(plan, id, |staff| staff.password_hash = hash, &moment)
    })
    .await?;
    let cookie = session::begin(&app, &visit, id, &request).await?;
    let mut response = page::done(&visit, "/settings/profile", &Flash::new("done-password"));
    let _ = response.add_cookie(&cookie);
    Ok(response)
}

/// Another login. The password is asked again first; every session ends and one begins here.
pub async fn change_login(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    if let Some(away) = confirm::first(&visit, "/settings/profile") {
        return Ok(away);
    }
    let (id, moment) = (visit.viewer()?.staff.id, visit.moment());
    let login = fields.text("login").to_owned();
    let typed = login.clone();
    let changed = app
        .write(fields.key(&visit), move |plan| {
            people::change(plan, id, |staff| staff.login = login, &moment)
        })
        .await;
    match changed {
        Err(Failure::Invalid(wrong)) => shown(&app, visit, wrong.into(), Some(typed)).await,
        Err(failure) => Err(failure),
        Ok(()) => {
            let cookie = session::begin(&app, &visit, id, &request).await?;
            let flash = Flash::new("done-login");
            let mut response = page::done(&visit, "/settings/profile", &flash);
            let _ = response.add_cookie(&cookie);
            Ok(response)
        }
    }
}
