//! Set-up: the owner, the shop, demo data or not, and from there on to the mailbox. Open once, to whoever holds the token that the
//! server printed; never found afterwards.

use super::choices;
use super::choices::Choice;
use super::form::Errors;
use super::form::Fields;
use super::frame::Frame;
use super::page;
use super::password;
use super::session;
use super::visit::Visit;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::app::App;
use crate::demo::Prepared;
use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::failure::Failure;
use crate::first_start;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "setup.html")]
struct SetUpPage {
    frame: Frame,
    fields: Fields,
    errors: Errors,
    langs: Vec<Choice>,
    channels: Vec<Choice>,
    zones: &'static [&'static str],
    zone: String,
}

impl SetUpPage {
    fn new(visit: &Visit, fields: Fields, errors: Errors) -> SetUpPage {
        let words = visit.words;
        SetUpPage {
            frame: Frame::bare(visit),
            langs: choices::langs(words, fields.filled("lang").unwrap_or(words.tag())),
            channels: choices::channels(words, fields.filled("channel").unwrap_or("taobao")),
            zones: choices::ZONES,
            zone: fields.filled("zone").unwrap_or("Asia/Shanghai").to_owned(),
            fields,
            errors,
        }
    }

    /// What is wrong with a field, in words.
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

pub async fn page(visit: Visit) -> Result<HttpResponse, Failure> {
    page::show(&SetUpPage::new(
        &visit,
        Fields::default(),
        Errors::default(),
    ))
}

pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let again = |errors: Errors| {
        let page = SetUpPage::new(&visit, fields.clone(), errors);
        page::with_status(&page, StatusCode::UNPROCESSABLE_ENTITY)
    };
    let wanted = match read(&fields) {
        Ok(wanted) => wanted,
        Err(errors) => return again(errors),
    };
    let folder = app.config.data.clone();
    let (said, now) = (fields.text("token").to_owned(), visit.now);
    let kept_folder = folder.clone();
    let fits = actix_web::web::block(move || first_start::fits(&folder, &said, now))
        .await
        .map_err(|error| Failure::Fault(error.into()))?;
    if !fits {
        let mut errors = Errors::default();
        errors.add("token", "setup-token-wrong");
        return again(errors);
    }
    let mut wanted = wanted;
    wanted.owner.password_hash = app.hash_password(fields.raw("password").to_owned()).await?;
    let example = match fields.text("demo") {
        "yes" => Some(Prepared::new(app.store.vault())?),
        _ => None,
    };
    let (moment, is_example) = (visit.moment(), example.is_some());
    let set_up = app
        .write(None, move |plan| {
            let (staff, shop) = people::set_up(plan, &wanted, &moment)?;
            if let Some(example) = example {
                // The example's people have no password: nobody signs in as them.
                example.bring(plan, shop, staff, "", &moment)?;
            }
            Ok(staff)
        })
        .await;
    let staff = match set_up {
        Ok(made) => made,
        Err(Failure::Invalid(fields)) => return again(fields.into()),
        Err(failure) => return Err(failure),
    };
    let forgotten = actix_web::web::block(move || first_start::forget(&kept_folder)).await;
    if !matches!(forgotten, Ok(Ok(()))) {
        tracing::warn!("the set-up token could not be removed; it opens nothing any more");
    }
    let cookie = session::begin(&app, &visit, staff, &request).await?;
    // An example tells nobody anything; a shop sets up its mailbox next.
    let next = match is_example {
        true => "/",
        false => "/settings/mail/new",
    };
    let mut response = page::to(&visit, next);
    let _ = response.add_cookie(&cookie);
    Ok(response)
}

/// Everything but the password's hash.
fn read(fields: &Fields) -> Result<SetUp, Errors> {
    let mut errors = Errors::default();
    for name in ["display_name", "login", "shop_name"] {
        if fields.filled(name).is_none() {
            errors.add(name, "error-required");
        }
    }
    if let Some(key) = password::fault(fields.raw("password"), fields.text("login")) {
        errors.add("password", key);
    }
    let lang = Lang::from_code(fields.text("lang"));
    let channel = Channel::from_code(fields.text("channel"));
    match (lang, channel) {
        (Some(lang), Some(channel)) if errors.is_empty() => Ok(SetUp {
            owner: NewStaff {
                login: fields.text("login").to_owned(),
                display_name: fields.text("display_name").to_owned(),
                password_hash: String::new(),
                roles: Vec::new(),
                shops: Vec::new(),
                limit: None,
                lang,
            },
            shop_name: fields.text("shop_name").to_owned(),
            channel,
            lang,
            zone: fields.text("zone").to_owned(),
        }),
        (lang, channel) => {
            if lang.is_none() {
                errors.add("lang", "error-required");
            }
            if channel.is_none() {
                errors.add("channel", "error-required");
            }
            Err(errors)
        }
    }
}
