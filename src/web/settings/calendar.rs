//! Opening hours, holidays and make-up days, with the next two weeks as they come out.

use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::calendar_words;
use super::calendar_words::DayLine;
use super::history;
use super::history::History;
use crate::actions::calendar as acts;
use crate::app::App;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::holidays;
use crate::failure::Failure;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use jiff::civil::Date;
use std::collections::BTreeSet;

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
    off: String,
    worked: String,
}

impl CalendarPage {
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
            let calendar = settings::calendar(view)?;
            let words = visit.words;
            let fields = typed.unwrap_or_else(|| as_fields(&calendar));
            let (today, _) = calendar.local(visit.now);
            let years = [today.year(), today.year() + 1];
            let known = |year: &&i16| **year <= holidays::LAST_YEAR;
            Ok(CalendarPage {
                week: calendar_words::week(words, &calendar)
                    .into_iter()
                    .enumerate()
                    .map(|(n, day)| {
                        let field = format!("day{}", n + 1);
                        Weekday {
                            name: day.name,
                            hours: fields.raw(&field).to_owned(),
                            wrong: errors.of(&field).map(|key| words.t(key)),
                            field,
                        }
                    })
                    .collect(),
                next: calendar_words::next(words, &calendar, visit.now, AHEAD),
                years: years
                    .iter()
                    .filter(known)
                    .map(|year| {
                        let (off, worked) = calendar_words::notices(*year);
                        Year {
                            year: *year,
                            off: off.join("  "),
                            worked: worked.join("  "),
                        }
                    })
                    .collect(),
                lacking: years
                    .iter()
                    .find(|year| **year > holidays::LAST_YEAR)
                    .filter(|_| calendar.statutory && today.month() >= 11)
                    .map(ToString::to_string),
                zone: calendar.zone.clone(),
                history: history::of(view, &visit, acts::SUBJECT, history::field_name)?,
                errors,
                fields,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn as_fields(calendar: &Calendar) -> Fields {
    let list = |days: &BTreeSet<Date>| {
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        days.join("\n")
    };
    let mut pairs = vec![
        ("off".to_owned(), list(&calendar.off)),
        ("extra".to_owned(), list(&calendar.extra)),
    ];
    for (n, day) in calendar.week.iter().enumerate() {
        pairs.push((format!("day{}", n + 1), acts::written(day)));
    }
    if calendar.statutory {
        pairs.push(("statutory".to_owned(), "yes".to_owned()));
    }
    Fields::new(pairs)
}

/// Days, one after another in any way people part them; `2027-02-05~02-12` is every day of it.
fn read_days(text: &str) -> Option<BTreeSet<Date>> {
    let mut days = BTreeSet::new();
    let text = text.replace(['～', '至'], "~").replace('/', "-");
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';')) {
        if part.is_empty() {
            continue;
        }
        let (first, last) = part.split_once('~').unwrap_or((part, part));
        let first = read_day(first, None)?;
        let last = read_day(last, Some(first.year()))?;
        let range = first.series(jiff::Span::new().days(1));
        days.extend(range.take_while(|day| *day <= last).take(60));
    }
    Some(days)
}

/// `2027-03-08`, `2027-3-8`; without a year in the one given.
fn read_day(text: &str, year: Option<i16>) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (year.parse().ok()?, month, day),
        [month, day] => (year?, month, day),
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let mut errors = Errors::default();
    let mut days = |name: &str| {
        read_days(fields.text(name)).unwrap_or_else(|| {
            errors.add(name, "error-days-form");
            BTreeSet::new()
        })
    };
    let (off, extra) = (days("off"), days("extra"));
    let mut week: [Vec<_>; 7] = Default::default();
    for (n, day) in week.iter_mut().enumerate() {
        let field = format!("day{}", n + 1);
        match acts::read(fields.text(&field)) {
            Some(windows) => *day = windows,
            None => errors.add(&field, "error-windows"),
        }
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.is_empty() {
        return shown(&app, visit, Some(fields), errors, unprocessable).await;
    }
    let statutory = fields.ticked("statutory");
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let saved = app
        .write(fields.key(&visit), move |plan| {
            let new = Calendar {
                zone: settings::calendar(plan)?.zone.clone(),
                week,
                statutory,
                off,
                extra,
            };
            acts::change(plan, by, &new, seen, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            shown(&app, visit, Some(fields), wrong.into(), unprocessable).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, Some(fields), errors, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure),
        Ok(()) => Ok(page::done(
            &visit,
            "/settings/calendar",
            &Flash::new("done-saved"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_one_by_one_and_as_ranges() {
        let days = read_days("2027-02-05~02-12， 2027/3/8\n2027-12-30~2028-01-02");
        assert_eq!(days.expect("reads").len(), 8 + 1 + 4);
        assert_eq!(read_days(""), Some(BTreeSet::new()));
        assert_eq!(read_days("2027-02-30"), None);
    }
}
