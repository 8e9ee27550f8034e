//! Opening hours, holidays and make-up days, with the next two weeks as they come out: the desk's
//! calendar, and the own one of a shop that has other hours.

use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::calendar_form;
use super::calendar_words;
use super::calendar_words::DayLine;
use super::effect;
use super::effect::Effect;
use super::history;
use super::history::History;
use crate::actions::calendar as acts;
use crate::actions::recomputing::Foreseen;
use crate::app::App;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::holidays;
use crate::domain::ids::ShopId;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// Days shown in advance.
const AHEAD: usize = 14;

#[derive(Template)]
#[template(path = "settings/calendar.html")]
struct CalendarPage {
    frame: Frame,
    fields: Fields,
    errors: Errors,
    week: Vec<Weekday>,
    next: Vec<DayLine>,
    years: Vec<Year>,
    /// A year the notices of which are not built in yet, and is near.
    lacking: Option<String>,
    zone: String,
    history: History,
    path: String,
    /// The name of the shop whose calendar it is; empty for the desk's.
    shop: String,
    /// The shop has one of its own.
    own: bool,
    /// The shops, beside the desk's calendar.
    shops: Vec<OfShop>,
    effect: Option<Effect>,
    /// What going back to the desk's calendar does to open cases; of a shop with one of its own.
    back: Vec<String>,
    round: String,
}

/// A shop beside the desk's calendar.
struct OfShop {
    path: String,
    name: String,
    own: bool,
}

struct Weekday {
    field: String,
    name: String,
    hours: String,
    wrong: Option<&'static str>,
}

/// What the notices say of a year.
struct Year {
    year: i16,
    off: Vec<String>,
    worked: Vec<String>,
}

impl CalendarPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// A form that came back: what was typed, what is wrong with it, what is asked about it.
#[derive(Default)]
struct Typed {
    fields: Option<Fields>,
    errors: Errors,
    effect: Option<Effect>,
}

impl Typed {
    fn wrong(fields: Fields, errors: Errors) -> Typed {
        Typed {
            fields: Some(fields),
            errors,
            effect: None,
        }
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None, Typed::default(), StatusCode::OK).await
}

pub async fn of_shop(
    app: Data<App>,
    visit: Visit,
    shop: Path<u64>,
) -> Result<HttpResponse, Failure> {
    let shop = Some(ShopId(*shop));
    shown(&app, visit, shop, Typed::default(), StatusCode::OK).await
}

fn path(shop: Option<ShopId>) -> String {
    shop.map_or_else(
        || "/settings/calendar".to_owned(),
        |shop| format!("/settings/shops/{shop}/calendar"),
    )
}

async fn shown(
    app: &App,
    visit: Visit,
    shop: Option<ShopId>,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let Typed {
        fields,
        errors,
        effect,
    } = typed;
    let page = app
        .read(move |view| {
            let calendar = acts::of(view, shop)?;
            let own = settings::own_calendars(view)?;
            let name = match shop {
                None => String::new(),
                Some(id) => orders::shop(view, id)?.ok_or(Failure::NotFound)?.name,
            };
            let words = visit.words;
            let fields = fields.unwrap_or_else(|| calendar_form::as_fields(&calendar));
            let (today, _) = calendar.local(visit.now);
            let years = [today.year(), today.year() + 1];
            Ok(CalendarPage {
                week: weekdays(words, &calendar, &fields, &errors),
                next: calendar_words::next(words, &calendar, visit.now, AHEAD),
                years: notices(&years),
                lacking: years
                    .iter()
                    .find(|year| **year > holidays::LAST_YEAR)
                    .filter(|_| calendar.statutory && today.month() >= 11)
                    .map(ToString::to_string),
                zone: calendar.zone.clone(),
                history: history::of(view, &visit, &acts::subject(shop), history::field_name)?,
                path: path(shop),
                shops: match shop {
                    Some(_) => Vec::new(),
                    None => orders::shops(view)?
                        .into_iter()
                        .map(|shop| OfShop {
                            path: path(Some(shop.id)),
                            own: own.contains_key(&shop.id),
                            name: shop.name,
                        })
                        .collect(),
                },
                back: match shop.filter(|shop| own.contains_key(shop)) {
                    Some(shop) => back(view, words, shop, visit.now)?,
                    None => Vec::new(),
                },
                own: shop.is_some_and(|shop| own.contains_key(&shop)),
                shop: name,
                effect,
                round: effect::round(view, &visit)?,
                errors,
                fields,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

/// What the open cases get when the shop goes by the desk's calendar again.
fn back(
    view: &impl View,
    words: Words,
    shop: ShopId,
    now: Timestamp,
) -> Result<Vec<String>, Failure> {
    let general = acts::of(view, None)?;
    let found = acts::foresee(view, Some(shop), &general, now)?;
    Ok(match found.cases {
        0 => vec![words.t("calendar-back-none").to_owned()],
        _ => effect::moves(words, &found),
    })
}

fn weekdays(words: Words, calendar: &Calendar, fields: &Fields, errors: &Errors) -> Vec<Weekday> {
    let days = calendar_words::week(words, calendar)
        .into_iter()
        .enumerate();
    days.map(|(n, day)| {
        let field = format!("day{}", n + 1);
        Weekday {
            name: day.name,
            hours: fields.raw(&field).to_owned(),
            wrong: errors.of(&field).map(|key| words.t(key)),
            field,
        }
    })
    .collect()
}

/// What the notices say of these years, as far as they are built in.
fn notices(years: &[i16]) -> Vec<Year> {
    let known = years.iter().filter(|year| **year <= holidays::LAST_YEAR);
    known
        .map(|year| {
            let (off, worked) = calendar_words::notices(*year);
            Year {
                year: *year,
                off,
                worked,
            }
        })
        .collect()
}

pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    keep(app, visit, None, fields).await
}

pub async fn save_of_shop(
    app: Data<App>,
    visit: Visit,
    shop: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    keep(app, visit, Some(ShopId(*shop)), fields).await
}

async fn keep(
    app: Data<App>,
    visit: Visit,
    shop: Option<ShopId>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let (mut new, errors) = calendar_form::read(&fields);
    if !errors.is_empty() {
        let typed = Typed::wrong(fields, errors);
        return shown(&app, visit, shop, typed, unprocessable).await;
    }
    new.zone = app
        .read(|view| Ok(settings::calendar(view)?.zone.clone()))
        .await?;
    let (imagined, now) = (new.clone(), visit.now);
    let foreseen = app
        .read(move |view| acts::foresee(view, shop, &imagined, now))
        .await;
    // What is wrong with it is said by the act itself.
    let foreseen = match foreseen {
        Ok(found) => found,
        Err(Failure::Invalid(_)) => Foreseen::default(),
        Err(failure) => return Err(failure),
    };
    let what = format!("{new:?}");
    if let Some(effect) = Effect::ask(&visit, &fields, &what, false, &foreseen) {
        let typed = Typed {
            effect: Some(effect),
            ..Typed::wrong(fields, Errors::default())
        };
        return shown(&app, visit, shop, typed, StatusCode::OK).await;
    }
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let saved = app
        .write(fields.key(&visit), move |plan| {
            acts::change(plan, by, shop, &new, seen, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            let typed = Typed::wrong(fields, wrong.into());
            shown(&app, visit, shop, typed, unprocessable).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            let typed = Typed::wrong(fields, errors);
            shown(&app, visit, shop, typed, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure),
        Ok(()) => Ok(page::done(&visit, &path(shop), &Flash::new("done-saved"))),
    }
}

/// The shop goes by the desk's calendar again; what its own said stays in the history.
pub async fn go_by_the_desks(
    app: Data<App>,
    visit: Visit,
    shop: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let shop = ShopId(*shop);
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    app.write(fields.key(&visit), move |plan| {
        acts::go_by_the_desks(plan, by, shop, &moment)
    })
    .await?;
    let done = Flash::new("done-calendar-general");
    Ok(page::done(&visit, &path(Some(shop)), &done))
}
