//! One's own second factor: the square, the first code, recovery codes, and the end of it.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::confirm;
use crate::actions::second_factor as acts;
use crate::app::App;
use crate::domain::second_factor;
use crate::domain::second_factor::RECOVERY_CODES;
use crate::domain::second_factor::SECRET;
use crate::failure::Failure;
use crate::phrases::formats;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use std::fmt::Write as _;

const HERE: &str = "/settings/second-factor";

#[derive(Template)]
#[template(path = "settings/second-factor.html")]
struct FactorPage {
    frame: Frame,
    /// One of the person's roles needs it.
    must: bool,
    enrolled: Option<Enrolled>,
    offer: Option<Offer>,
    error: Option<&'static str>,
}

struct Enrolled {
    since: String,
    left: usize,
    made: String,
}

/// A new secret, for an app to read.
struct Offer {
    hex: String,
    written: String,
    square: Square,
}

/// The square as an SVG path of unit squares.
struct Square {
    size: usize,
    path: String,
}

#[derive(Template)]
#[template(path = "settings/recovery-codes.html")]
struct CodesPage {
    frame: Frame,
    codes: Vec<String>,
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    if let Some(away) = confirm::first(&visit, HERE) {
        return Ok(away);
    }
    shown(&app, visit, None, None, StatusCode::OK).await
}

async fn shown(
    app: &App,
    visit: Visit,
    secret: Option<[u8; SECRET]>,
    error: Option<&'static str>,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let fresh = fresh_secret(app)?;
    let page = app
        .read(move |view| {
            let staff = &visit.viewer()?.staff;
            let desk = visit.desk.as_ref().ok_or(Failure::NotFound)?;
            let enrolled = staff.second_factor.as_ref().map(|factor| Enrolled {
                since: formats::full(factor.since, &visit.zone),
                left: factor.recovery.len(),
                made: factor
                    .recovery_made_at
                    .map(|at| formats::full(at, &visit.zone))
                    .unwrap_or_default(),
            });
            let offer = match &enrolled {
                Some(_) => None,
                None => Some(offer(secret.unwrap_or(fresh), &desk.name, &staff.login)?),
            };
            Ok(FactorPage {
                frame: Frame::load(view, &visit)?,
                must: acts::must_have(&desk.security, staff),
                enrolled,
                offer,
                error: error.map(|key| visit.words.t(key)),
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn fresh_secret(app: &App) -> Result<[u8; SECRET], Failure> {
    let hex: String = (app.token() + &app.token())
        .chars()
        .take(SECRET * 2)
        .collect();
    acts::from_hex(&hex).ok_or_else(|| anyhow::anyhow!("a token is hex").into())
}

fn offer(secret: [u8; SECRET], desk: &str, login: &str) -> Result<Offer, Failure> {
    let address = second_factor::address(secret, desk, login);
    Ok(Offer {
        hex: secret.iter().map(|byte| format!("{byte:02x}")).collect(),
        written: second_factor::written(secret),
        square: square(&address)?,
    })
}

fn square(text: &str) -> Result<Square, Failure> {
    let code = qrcode::QrCode::new(text).map_err(|error| anyhow::anyhow!("a square: {error}"))?;
    let size = code.width();
    let mut path = String::new();
    for (n, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", n % size, n / size);
        }
    }
    Ok(Square { size, path })
}

/// Enrols, makes new recovery codes, or ends it: as the button said.
pub async fn change(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    if let Some(away) = confirm::first(&visit, HERE) {
        return Ok(away);
    }
    match fields.text("act") {
        "enrol" => enrol(&app, visit, &fields).await,
        "recovery" => renew(&app, visit).await,
        "off" => end(&app, visit, &fields).await,
        _ => Err(Failure::NotFound),
    }
}

async fn enrol(app: &App, visit: Visit, fields: &Fields) -> Result<HttpResponse, Failure> {
    let staff = visit.viewer()?.staff.clone();
    if staff.second_factor.is_some() {
        // The form again, after a reload: its codes were shown once.
        return Ok(page::to(&visit, HERE));
    }
    let Some(secret) = acts::from_hex(fields.text("secret")) else {
        return Ok(page::to(&visit, HERE));
    };
    let Some(step) = second_factor::step_of(secret, fields.text("code"), 0, visit.now) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(app, visit, Some(secret), Some("code-wrong"), status).await;
    };
    let sealed = acts::seal(app.store.vault(), secret)?;
    let codes = codes(app);
    let hashes = hashes(&codes);
    let (id, moment) = (staff.id, visit.moment());
    app.write(None, move |plan| {
        acts::enrol(plan, id, sealed, step, hashes, &moment)
    })
    .await?;
    show_codes(app, visit, codes).await
}

async fn renew(app: &App, visit: Visit) -> Result<HttpResponse, Failure> {
    let codes = codes(app);
    let hashes = hashes(&codes);
    let (id, moment) = (visit.viewer()?.staff.id, visit.moment());
    app.write(None, move |plan| {
        acts::renew_recovery(plan, id, hashes, &moment)
    })
    .await?;
    show_codes(app, visit, codes).await
}

async fn end(app: &App, visit: Visit, fields: &Fields) -> Result<HttpResponse, Failure> {
    let (id, moment) = (visit.viewer()?.staff.id, visit.moment());
    app.write(fields.key(&visit), move |plan| {
        acts::take_away(plan, id, id, &moment)
    })
    .await?;
    Ok(page::done(&visit, HERE, &Flash::new("done-factor-off")))
}

/// Recovery codes from chance.
fn codes(app: &App) -> Vec<String> {
    let one = || {
        let mut chance = [0; 10];
        for (byte, drawn) in chance.iter_mut().zip(app.token().into_bytes().chunks(2)) {
            let text = std::str::from_utf8(drawn).unwrap_or("0");
            *byte = u8::from_str_radix(text, 16).unwrap_or(0);
        }
        second_factor::recovery_code(chance)
    };
    std::iter::repeat_with(one).take(RECOVERY_CODES).collect()
}

fn hashes(codes: &[String]) -> Vec<String> {
    codes
        .iter()
        .map(|code| second_factor::recovery_hash(code))
        .collect()
}

async fn show_codes(app: &App, visit: Visit, codes: Vec<String>) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            Ok(CodesPage {
                frame: Frame::load(view, &visit)?,
                codes,
            })
        })
        .await?;
    page::show(&page)
}
