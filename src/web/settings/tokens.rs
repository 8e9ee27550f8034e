//! API tokens: one's own, made and shown once, and revoked; the owner sees everyone's.

use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::confirm;
use crate::actions::sessions;
use crate::actions::tokens as acts;
use crate::actions::tokens::NewToken;
use crate::app::App;
use crate::domain::ids::TokenId;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::domain::token::ApiToken;
use crate::domain::token::Scope;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// How long a token may live: days and phrase key. None is for ever.
const LIVES: &[(&str, &str)] = &[
    ("30", "token-days-30"),
    ("90", "token-days-90"),
    ("365", "token-days-365"),
    ("", "token-endless"),
];
/// What the form offers first.
const USUAL: &str = "90";

struct Row {
    id: u64,
    name: String,
    whose: String,
    begins: String,
    scopes: String,
    used: String,
    expires: String,
    expired: bool,
}

#[derive(Template)]
#[template(path = "settings/tokens.html")]
struct TokensPage {
    frame: Frame,
    /// The owner sees whose each is.
    of_all: bool,
    rows: Vec<Row>,
    scopes: Vec<Choice>,
    lives: Vec<Choice>,
    fields: Fields,
    errors: Errors,
    /// The token that was just made.
    made: Option<String>,
    /// The same form was sent again: the token was shown before.
    was_made: bool,
    /// The password was typed a moment ago: only then is a token made.
    confirmed: bool,
}

impl TokensPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// What came of the form.
#[derive(Default)]
struct Told {
    fields: Fields,
    errors: Errors,
    made: Option<String>,
    was_made: bool,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, Told::default()).await
}

async fn shown(app: &App, visit: Visit, told: Told) -> Result<HttpResponse, Failure> {
    let status = match told.errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = app.read(move |view| build(view, &visit, told)).await?;
    page::with_status(&page, status)
}

fn build(view: &impl View, visit: &Visit, told: Told) -> Result<TokensPage, Failure> {
    let viewer = visit.viewer()?;
    let words = visit.words;
    let mut rows = Vec::new();
    for token in acts::seen_by(view, viewer)? {
        let whose = people::by_id(view, token.staff)?.map(|staff| staff.display_name);
        rows.push(row(visit, token, whose.unwrap_or_default()));
    }
    let fresh = told.errors.is_empty();
    let chosen: Vec<&str> = told.fields.all("scopes").filter(|_| !fresh).collect();
    let life = match fresh {
        true => USUAL,
        false => told.fields.text("expires"),
    };
    Ok(TokensPage {
        frame: Frame::load(view, visit)?,
        of_all: viewer.has(Role::Owner),
        rows,
        scopes: Scope::ALL
            .iter()
            .map(|scope| Choice {
                value: scope.code().to_owned(),
                name: names::scope_name(words, *scope).to_owned(),
                chosen: chosen.contains(&scope.code()),
            })
            .collect(),
        lives: LIVES
            .iter()
            .map(|(days, key)| Choice {
                value: (*days).to_owned(),
                name: words.t(key).to_owned(),
                chosen: *days == life,
            })
            .collect(),
        fields: match fresh {
            true => Fields::default(),
            false => told.fields,
        },
        errors: told.errors,
        made: told.made,
        was_made: told.was_made,
        confirmed: sessions::is_confirmed(visit.confirmed_at, visit.now),
    })
}

fn row(visit: &Visit, token: ApiToken, whose: String) -> Row {
    let words = visit.words;
    let day = |at| formats::date(at, &visit.zone);
    let expired = token.is_expired(visit.now);
    Row {
        id: token.id.0,
        whose,
        begins: format!("{}…", token.begins),
        scopes: scopes(words, &token.scopes),
        used: match token.used_at {
            None => words.t("token-never-used").to_owned(),
            Some(at) => formats::short(at, &visit.zone, visit.now),
        },
        expires: match token.expires_at {
            None => words.t("token-endless").to_owned(),
            Some(_) if expired => words.t("token-expired").to_owned(),
            Some(at) => day(at),
        },
        expired,
        name: token.name,
    }
}

fn scopes(words: Words, scopes: &[Scope]) -> String {
    let named: Vec<&str> = scopes
        .iter()
        .map(|scope| names::scope_name(words, *scope))
        .collect();
    named.join(words.t("list-separator"))
}

/// Makes a token for oneself. The answer is the page that shows it: a redirect would have to carry
/// the secret.
///
/// # Errors
/// What was typed comes back with what is wrong.
pub async fn create(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    if let Some(away) = confirm::first(&visit, "/settings/tokens") {
        return Ok(away);
    }
    let staff = visit.viewer()?.staff.id;
    let days: Option<i64> = fields
        .filled("expires")
        .and_then(|days| days.parse().ok())
        .filter(|days| (1..=3650).contains(days));
    let new = NewToken {
        staff,
        name: fields.text("name").to_owned(),
        scopes: fields.all("scopes").filter_map(Scope::from_code).collect(),
        expires_at: days.map(|days| visit.now + Span::days(days)),
    };
    let token = acts::token_of(&[app.token(), app.token()]);
    let (kept, moment) = (token.clone(), visit.moment());
    let made: Result<String, Failure> = app
        .write(fields.key(&visit), move |plan| {
            acts::create(plan, &new, &kept, Some(staff), &moment)?;
            Ok(blake3::hash(kept.as_bytes()).to_hex().to_string())
        })
        .await;
    let told = match made {
        Ok(hash) if hash == blake3::hash(token.as_bytes()).to_hex().as_str() => Told {
            made: Some(token),
            ..Told::default()
        },
        Ok(_) => Told {
            was_made: true,
            ..Told::default()
        },
        Err(Failure::Invalid(wrong)) => Told {
            errors: wrong.into(),
            fields,
            ..Told::default()
        },
        Err(failure) => return Err(failure),
    };
    shown(&app, visit, told).await
}

/// # Errors
/// `NotFound` for a missing and for a foreign token alike.
pub async fn revoke(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = TokenId(at.into_inner());
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    app.write(fields.key(&visit), move |plan| {
        acts::revoke(plan, &viewer, id, &moment)
    })
    .await?;
    let flash = Flash::new("done-token-revoked");
    Ok(page::done(&visit, "/settings/tokens", &flash))
}
