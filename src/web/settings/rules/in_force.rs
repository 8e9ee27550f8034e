//! Everything that holds today on one page, for the wall and for new staff (R5).

use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::super::calendar_words;
use super::super::calendar_words::DayLine;
use super::machines;
use super::machines::Machine;
use super::words;
use crate::actions::rules as acts;
use crate::app::App;
use crate::domain::case::kind::Kind;
use crate::domain::change::Said;
use crate::domain::rules::RulePack;
use crate::domain::rules::sheet;
use crate::domain::rules::sheet::Line;
use crate::domain::rules::sheet::RuleGroup;
use crate::domain::rules::version;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/rules/in-force.html")]
struct InForcePage {
    frame: Frame,
    version: u32,
    since: String,
    today: String,
    sections: Vec<Section>,
    checklists: Vec<Checklist>,
    week: Vec<DayLine>,
    days: Vec<DayLine>,
    statutory: bool,
    /// Shops with a calendar of their own: name and week.
    own: Vec<(String, Vec<DayLine>)>,
    machines: Vec<Machine>,
}

/// A part of the rules as a table.
struct Section {
    code: &'static str,
    name: &'static str,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    value: String,
    /// What happens when it passes, or the law behind it.
    note: String,
}

struct Checklist {
    name: String,
    items: Vec<Item>,
}

struct Item {
    text: String,
    required: bool,
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let all = acts::versions(view)?;
            let holds = version::in_force(&all, visit.now).ok_or(Failure::NotFound)?;
            let pack = settings::rules(view)?;
            let calendar = settings::calendar(view)?;
            let spoken = visit.words;
            Ok(InForcePage {
                version: pack.version,
                since: formats::full(holds.from, &visit.zone),
                today: formats::full(visit.now, &visit.zone),
                sections: sections(spoken, &pack),
                checklists: checklists(spoken, &pack),
                week: calendar_words::week(spoken, &calendar),
                days: calendar_words::next(spoken, &calendar, visit.now, 14),
                statutory: calendar.statutory,
                own: own_calendars(view, spoken)?,
                machines: Kind::ALL
                    .iter()
                    .map(|kind| machines::of(spoken, *kind))
                    .collect(),
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

fn own_calendars(view: &impl View, spoken: Words) -> Result<Vec<(String, Vec<DayLine>)>, Failure> {
    let own = settings::own_calendars(view)?;
    let mut found = Vec::with_capacity(own.len());
    for (shop, calendar) in &*own {
        if let Some(shop) = orders::shop(view, *shop)? {
            found.push((shop.name, calendar_words::week(spoken, calendar)));
        }
    }
    Ok(found)
}

fn sections(spoken: Words, pack: &RulePack) -> Vec<Section> {
    let lines = sheet::lines(pack);
    RuleGroup::ALL
        .iter()
        .filter(|group| **group != RuleGroup::Checklists)
        .map(|group| Section {
            code: group.code(),
            name: words::group_name(spoken, *group),
            rows: match group {
                RuleGroup::Platforms => platforms(spoken, pack, &lines),
                _ => lines
                    .iter()
                    .filter(|line| line.group == *group)
                    .filter(|line| line.value != Said::Yes(false))
                    .map(|line| row(spoken, line))
                    .collect(),
            },
        })
        .collect()
}

fn row(spoken: Words, line: &Line) -> Row {
    let mut notes = Vec::new();
    if let Some((outcome, pauses)) = line.deadline {
        notes.push(names::outcome_name(spoken, outcome));
        if pauses {
            notes.push(spoken.t("rule-pauses"));
        }
    }
    let basis = words::basis(spoken, line);
    if !basis.is_empty() {
        notes.push(basis);
    }
    let mut value = words::value(spoken, &line.value);
    if line.group == RuleGroup::Windows {
        value = spoken.with("rule-days", &[("n", sheet::amount(&line.value).into())]);
    }
    Row {
        name: words::line_name(spoken, &line.key),
        value,
        note: notes.join(" · "),
    }
}

/// Marketplaces with the same times share a row.
fn platforms(spoken: Words, pack: &RulePack, lines: &[Line]) -> Vec<Row> {
    let mut rows: Vec<(String, Row, Vec<&str>)> = Vec::new();
    let mut split = pack.clone();
    sheet::one_platform_each(&mut split);
    for platform in &split.platforms {
        let Some(channel) = platform.channels.first() else {
            continue;
        };
        for rule in &platform.deadlines {
            let key = format!("platform.{channel}.{}", rule.kind);
            let Some(line) = lines.iter().find(|line| line.key == key) else {
                continue;
            };
            let mut row = row(spoken, line);
            row.name = names::deadline_name(spoken, rule.kind).to_owned();
            let same = format!("{} {} {}", row.name, row.value, row.note);
            let shop = names::channel_name(spoken, *channel);
            match rows.iter_mut().find(|(key, ..)| *key == same) {
                Some((_, _, shops)) => shops.push(shop),
                None => rows.push((same, row, vec![shop])),
            }
        }
    }
    rows.into_iter()
        .map(|(_, mut row, shops)| {
            row.name = format!("{}（{}）", row.name, shops.join(spoken.t("list-separator")));
            row
        })
        .collect()
}

fn checklists(spoken: Words, pack: &RulePack) -> Vec<Checklist> {
    let mut found: Vec<Checklist> = Vec::new();
    for item in &pack.checklists {
        let name = format!(
            "{} · {}",
            names::kind_name(spoken, item.kind),
            names::phase_name(spoken, item.stage)
        );
        let lang = crate::domain::people::Lang::ALL
            .iter()
            .position(|lang| *lang == spoken.lang)
            .unwrap_or(0);
        let text = item
            .own_words(lang)
            .map_or_else(|| words::check_name(spoken, &item.code), str::to_owned);
        let item = Item {
            text,
            required: item.required,
        };
        match found.iter_mut().find(|list| list.name == name) {
            Some(list) => list.items.push(item),
            None => found.push(Checklist {
                name,
                items: vec![item],
            }),
        }
    }
    found
}
