//! Which version of the rules holds, which come, which were.

use super::super::super::flash::Flash;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::super::effect;
use super::words;
use crate::actions::rules as acts;
use crate::app::App;
use crate::domain::rules::sheet::RuleGroup;
use crate::domain::rules::version;
use crate::domain::rules::version::Version;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::people;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/rules/overview.html")]
struct RulesPage {
    frame: Frame,
    holds: Line,
    groups: Vec<Group>,
    planned: Vec<Line>,
    past: Vec<Line>,
    round: String,
}

struct Group {
    path: String,
    name: &'static str,
    hint: &'static str,
}

/// One version in a list.
pub struct Line {
    pub number: u32,
    pub path: String,
    pub from: String,
    pub iso: String,
    pub who: String,
    pub why: String,
    pub changes: usize,
    /// What withdrawing it does; of a planned one.
    pub sure: String,
}

/// A version as lists show it.
///
/// # Errors
/// When the disk does.
pub fn line(
    view: &impl View,
    visit: &Visit,
    all: &[Version],
    version: &Version,
) -> Result<Line, Failure> {
    let who = match version.by {
        Some(id) => people::by_id(view, id)?.map(|staff| staff.display_name),
        None => None,
    };
    let from = formats::full(version.from, &visit.zone);
    let args = [
        ("n", i64::from(version.number()).into()),
        ("from", from.as_str().into()),
    ];
    let sure = match version.from > visit.now {
        true => visit.words.with("rules-withdraw-sure", &args),
        false => String::new(),
    };
    Ok(Line {
        sure,
        number: version.number(),
        path: format!("/settings/rules/versions/{}", version.number()),
        from,
        iso: formats::iso(version.from, &visit.zone),
        who: who.unwrap_or_default(),
        why: version.why.clone(),
        changes: acts::changed_by(all, version).len(),
    })
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let mut all = acts::versions(view)?;
            all.sort_by_key(|version| (version.from, version.number()));
            let holds = version::in_force(&all, visit.now).ok_or(Failure::NotFound)?;
            let mut planned = Vec::new();
            let mut past = Vec::new();
            for other in all.iter().rev().filter(|v| v.number() != holds.number()) {
                let line = line(view, &visit, &all, other)?;
                if other.from > visit.now {
                    planned.insert(0, line);
                } else {
                    past.push(line);
                }
            }
            Ok(RulesPage {
                round: effect::round(view, &visit)?,
                holds: line(view, &visit, &all, holds)?,
                groups: RuleGroup::ALL
                    .iter()
                    .map(|group| Group {
                        path: format!("/settings/rules/{group}"),
                        name: words::group_name(visit.words, *group),
                        hint: visit.words.code("rule-group-hint", group.code()),
                    })
                    .collect(),
                planned,
                past,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

/// Takes a version back that has not begun.
pub async fn withdraw(
    app: Data<App>,
    visit: Visit,
    number: Path<u32>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (by, moment, number) = (visit.viewer()?.staff.id, visit.moment(), *number);
    app.write(fields.key(&visit), move |plan| {
        acts::withdraw(plan, by, number, &moment)
    })
    .await?;
    let flash = Flash::new("done-version-withdrawn");
    Ok(page::done(&visit, "/settings/rules", &flash))
}
