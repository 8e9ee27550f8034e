//! The form of one part of the rules: every number with its unit, bounds and law. Saving makes a
//! new version.

use super::super::super::choices::Choice;
use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::super::history;
use super::super::history::History;
use super::checklists;
use super::words;
use crate::actions::rules as acts;
use crate::actions::rules::NewVersion;
use crate::app::App;
use crate::domain::change::Said;
use crate::domain::money::Fen;
use crate::domain::rules::Length;
use crate::domain::rules::sheet;
use crate::domain::rules::sheet::Line;
use crate::domain::rules::sheet::RuleGroup;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/rules/edit.html")]
struct EditPage {
    frame: Frame,
    path: String,
    group: &'static str,
    hint: &'static str,
    rows: Vec<Row>,
    checks: Option<checklists::Form>,
    fields: Fields,
    errors: Errors,
    history: History,
}

impl EditPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// One number as its field.
struct Row {
    key: String,
    name: String,
    number: String,
    /// The units to choose from; empty when there is only one.
    units: Vec<Choice>,
    /// The one unit.
    unit: String,
    /// A box instead of a number.
    yes: Option<bool>,
    /// What happens when it passes, what it rests on, between what it must lie.
    note: String,
    wrong: Option<&'static str>,
}

/// The units of lengths. Phrase key `unit-<code>`.
const LENGTHS: &[&str] = &[
    "minutes",
    "hours",
    "days",
    "open_minutes",
    "open_hours",
    "work_days",
];
const SPANS: &[&str] = &["minutes", "hours", "days"];

pub async fn page(
    app: Data<App>,
    visit: Visit,
    group: Path<String>,
) -> Result<HttpResponse, Failure> {
    let group = RuleGroup::from_code(&group).ok_or(Failure::NotFound)?;
    shown(&app, visit, group, None, Errors::default(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    visit: Visit,
    group: RuleGroup,
    typed: Option<Fields>,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let pack = settings::rules(view)?;
            let words = visit.words;
            let rows = sheet::lines(&pack)
                .iter()
                .filter(|line| line.group == group)
                .map(|line| row(words, line, typed.as_ref(), &errors))
                .collect();
            let checks = (group == RuleGroup::Checklists)
                .then(|| checklists::form(words, &pack.checklists, typed.as_ref()));
            Ok(EditPage {
                path: format!("/settings/rules/{group}"),
                group: words::group_name(words, group),
                hint: words.code("rule-group-hint", group.code()),
                rows,
                checks,
                fields: typed.unwrap_or_default(),
                errors,
                history: History {
                    rev: history::of(view, &visit, acts::SUBJECT, words::line_name)?.rev,
                    entries: Vec::new(),
                },
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn row(words: Words, line: &Line, typed: Option<&Fields>, errors: &Errors) -> Row {
    let (number, unit) = written(&line.value);
    let unit_field = format!("{}.unit", line.key);
    let number = typed.map_or(number, |fields| fields.raw(&line.key).to_owned());
    let chosen = typed
        .and_then(|fields| fields.filled(&unit_field).map(str::to_owned))
        .unwrap_or_else(|| unit.to_owned());
    let units: &[&str] = match line.value {
        Said::Length(_) => LENGTHS,
        Said::Span(_) => SPANS,
        _ => &[],
    };
    Row {
        name: words::line_name(words, &line.key),
        yes: match line.value {
            Said::Yes(yes) => Some(typed.map_or(yes, |fields| fields.ticked(&line.key))),
            _ => None,
        },
        units: units
            .iter()
            .map(|code| Choice {
                value: (*code).to_owned(),
                name: words.code("unit", code).to_owned(),
                chosen: *code == chosen,
            })
            .collect(),
        unit: if units.is_empty() && !unit.is_empty() {
            words.code("unit", unit).to_owned()
        } else {
            String::new()
        },
        number,
        note: words::note(words, line),
        wrong: errors.of(&line.key).map(|key| words.t(key)),
        key: line.key.clone(),
    }
}

/// A value as number and unit.
fn written(value: &Said) -> (String, &'static str) {
    let span = |span: Span| {
        let (day, hour) = (Span::days(1).0, Span::hours(1).0);
        if span.0 % day == 0 && span.0 >= 3 * day {
            (span.0 / day, 2)
        } else if span.0 % hour == 0 && span.0 > 0 {
            (span.0 / hour, 1)
        } else {
            (span.0 / Span::minutes(1).0, 0)
        }
    };
    match value {
        Said::Length(Length::Wall(length)) | Said::Span(length) => {
            let (n, unit) = span(*length);
            (n.to_string(), SPANS[unit])
        }
        Said::Length(Length::Open(length)) => {
            let hour = Span::hours(1).0;
            match length.0 % hour {
                0 => ((length.0 / hour).to_string(), "open_hours"),
                _ => ((length.0 / Span::minutes(1).0).to_string(), "open_minutes"),
            }
        }
        Said::Length(Length::WorkDays(days)) => (days.to_string(), "work_days"),
        Said::Money(amount) => (amount.to_string(), "yuan"),
        Said::Count(n) => (n.to_string(), ""),
        Said::Percent(n) => (n.to_string(), "percent"),
        Said::Hour(hour) => (hour.to_string(), "oclock"),
        _ => (String::new(), ""),
    }
}

/// A field as a value of the same kind as `old`.
fn read(old: &Said, number: &str, unit: &str, ticked: bool) -> Result<Said, &'static str> {
    let whole = || -> Result<i64, &'static str> {
        let n: i64 = number.parse().map_err(|_| "error-number-form")?;
        if (0..=1_000_000).contains(&n) {
            Ok(n)
        } else {
            Err("error-out-of-bounds")
        }
    };
    let span = |unit: &str, n: i64| match unit {
        "minutes" => Ok(Span::minutes(n)),
        "hours" => Ok(Span::hours(n)),
        "days" => Ok(Span::days(n)),
        _ => Err("error-required"),
    };
    Ok(match old {
        Said::Length(_) => {
            let n = whole()?;
            Said::Length(match unit {
                "open_minutes" => Length::Open(Span::minutes(n)),
                "open_hours" => Length::Open(Span::hours(n)),
                "work_days" => Length::WorkDays(u32::try_from(n).unwrap_or(u32::MAX)),
                other => Length::Wall(span(other, n)?),
            })
        }
        Said::Span(_) => Said::Span(span(unit, whole()?)?),
        Said::Money(_) => Said::Money(Fen::parse(number).ok_or("error-money-form")?),
        Said::Count(_) => Said::Count(whole()?),
        Said::Percent(_) => Said::Percent(whole()?),
        Said::Hour(_) => Said::Hour(u8::try_from(whole()?).map_err(|_| "error-out-of-bounds")?),
        _ => Said::Yes(ticked),
    })
}

pub async fn save(
    app: Data<App>,
    visit: Visit,
    group: Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let group = RuleGroup::from_code(&group).ok_or(Failure::NotFound)?;
    let pack = app.read(|view| Ok(settings::rules(view)?)).await?;
    let mut errors = Errors::default();
    let mut lines = Vec::new();
    for line in sheet::lines(&pack)
        .iter()
        .filter(|line| line.group == group)
    {
        let unit = fields.text(&format!("{}.unit", line.key));
        let ticked = fields.ticked(&line.key);
        match read(&line.value, fields.text(&line.key), unit, ticked) {
            Ok(value) if value == line.value => {}
            Ok(value) => lines.push((line.key.clone(), value)),
            Err(key) => errors.add(&line.key, key),
        }
    }
    let from = match fields.filled("from") {
        None => Some(visit.now),
        Some(text) => formats::parse_input(text, &visit.zone),
    };
    if from.is_none() {
        errors.add("from", "error-moment-form");
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if !errors.is_empty() {
        return shown(&app, visit, group, Some(fields), errors, unprocessable).await;
    }
    let lang = visit.words.lang;
    let new = NewVersion {
        lines,
        checklists: (group == RuleGroup::Checklists)
            .then(|| checklists::read(&fields, &pack.checklists, lang)),
        reasons: None,
        from: from.unwrap_or(visit.now),
        why: fields.text("why").to_owned(),
    };
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let made = app
        .write(fields.key(&visit), move |plan| {
            acts::adopt(plan, by, &new, seen, &moment)
        })
        .await;
    match made {
        Err(Failure::Invalid(wrong)) => {
            shown(
                &app,
                visit,
                group,
                Some(fields),
                wrong.into(),
                unprocessable,
            )
            .await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(
                &app,
                visit,
                group,
                Some(fields),
                errors,
                StatusCode::CONFLICT,
            )
            .await
        }
        Err(failure) => Err(failure),
        Ok(number) => Ok(page::done(
            &visit,
            &format!("/settings/rules/versions/{number}"),
            &Flash::new("done-version").and("n", number),
        )),
    }
}
