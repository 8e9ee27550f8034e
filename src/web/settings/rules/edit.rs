//! The form of one part of the rules: every number with its unit, bounds and law. Saving makes a
//! new version.

use super::super::super::choices::Choice;
use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::super::effect::Effect;
use super::super::history;
use super::super::history::History;
use super::checklists;
use super::numbers;
use super::words;
use crate::actions::recomputing::Foreseen;
use crate::actions::rules as acts;
use crate::actions::rules::NewVersion;
use crate::app::App;
use crate::domain::change::Said;
use crate::domain::rules::sheet;
use crate::domain::rules::sheet::Line;
use crate::domain::rules::sheet::RuleGroup;
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
    effect: Option<Effect>,
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

pub async fn page(
    app: Data<App>,
    visit: Visit,
    group: Path<String>,
) -> Result<HttpResponse, Failure> {
    let group = RuleGroup::from_code(&group).ok_or(Failure::NotFound)?;
    let page = Typed::default();
    shown(&app, visit, group, page, StatusCode::OK).await
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

async fn shown(
    app: &App,
    visit: Visit,
    group: RuleGroup,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let Typed {
        fields: typed,
        errors,
        effect,
    } = typed;
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
                effect,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn row(words: Words, line: &Line, typed: Option<&Fields>, errors: &Errors) -> Row {
    let (number, unit) = numbers::written(&line.value);
    let unit_field = format!("{}.unit", line.key);
    let number = typed.map_or(number, |fields| fields.raw(&line.key).to_owned());
    let chosen = typed
        .and_then(|fields| fields.filled(&unit_field).map(str::to_owned))
        .unwrap_or_else(|| unit.to_owned());
    let units: &[&str] = match line.value {
        Said::Length(_) => numbers::LENGTHS,
        Said::Span(_) => numbers::SPANS,
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
        match numbers::read(&line.value, fields.text(&line.key), unit, ticked) {
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
        let typed = Typed::wrong(fields, errors);
        return shown(&app, visit, group, typed, unprocessable).await;
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
    let planned = new.clone();
    let foreseen = {
        let moment = moment.clone();
        app.read(move |view| acts::foresee(view, by, &planned, &moment))
            .await
    };
    // What is wrong with it is said by the act itself.
    let foreseen = match foreseen {
        Ok(found) => found,
        Err(Failure::Invalid(_)) => Foreseen::default(),
        Err(failure) => return Err(failure),
    };
    let what = format!("{:?} {:?}", new.lines, fields.text("from"));
    let later_on = new.from > visit.now;
    if let Some(effect) = Effect::ask(&visit, &fields, &what, later_on, &foreseen) {
        let typed = Typed {
            effect: Some(effect),
            ..Typed::wrong(fields, Errors::default())
        };
        return shown(&app, visit, group, typed, StatusCode::OK).await;
    }
    let made = app
        .write(fields.key(&visit), move |plan| {
            acts::adopt(plan, by, &new, seen, &moment)
        })
        .await;
    match made {
        Err(Failure::Invalid(wrong)) => {
            let typed = Typed::wrong(fields, wrong.into());
            shown(&app, visit, group, typed, unprocessable).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            let typed = Typed::wrong(fields, errors);
            shown(&app, visit, group, typed, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure),
        Ok(number) => Ok(page::done(
            &visit,
            &format!("/settings/rules/versions/{number}"),
            &Flash::new("done-version").and("n", number),
        )),
    }
}
