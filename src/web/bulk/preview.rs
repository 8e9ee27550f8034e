//! What a wish would do to each chosen case, and which it leaves as they are and why.

use super::back;
use super::numbers;
use super::why;
use super::wish;
use crate::actions::access::see_case;
use crate::actions::bulk;
use crate::actions::cases;
use crate::actions::cases::InForce;
use crate::app::App;
use crate::domain::bulk::AT_ONCE;
use crate::domain::bulk::MOST;
use crate::domain::bulk::Task;
use crate::domain::bulk::Wish;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Change;
use crate::domain::case::Verb;
use crate::domain::case::record::Priority;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use crate::web::Visit;
use crate::web::choices::Choice;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::page;
use crate::web::rows::Writing;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "bulk/preview.html")]
struct PreviewPage {
    frame: Frame,
    title: String,
    tasks: Vec<Choice>,
    back: String,
    /// Every chosen case.
    chosen: Vec<String>,
    asks: Asks,
    /// The wish, once it is whole: what the confirming form says again.
    said: Option<Vec<(&'static str, String)>>,
    will: Vec<Will>,
    skipped: Vec<Skipped>,
    /// Numbers that lead nowhere this person may go.
    unknown: usize,
}

/// What the task must be told.
struct Asks {
    choices: Vec<Choice>,
    /// The name of the choices' field.
    field: &'static str,
    label: &'static str,
    text: Option<String>,
    text_wrong: Option<&'static str>,
    due: Option<String>,
    due_wrong: Option<&'static str>,
    tag: Option<String>,
    tag_wrong: Option<&'static str>,
    /// Why nothing can be chosen.
    nothing: Option<&'static str>,
}

/// A case that will change.
struct Will {
    no: String,
    /// What the confirming form sends: number, and what was seen of it.
    value: String,
    what: String,
    buyer: String,
    change: String,
}

struct Skipped {
    no: String,
    what: String,
    why: String,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    show(app, visit, fields, StatusCode::OK).await
}

/// The preview of a form, with this status.
///
/// # Errors
/// When the disk does.
pub async fn show(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let shown = app
        .read(move |view| preview_page(view, &visit, &fields))
        .await?;
    let wrong = shown.chosen.is_empty() || shown.chosen.len() > MOST;
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        status
    };
    page::with_status(&shown, status)
}

fn preview_page(view: &impl View, visit: &Visit, fields: &Fields) -> Result<PreviewPage, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let task = Task::from_code(fields.text("do")).unwrap_or(Task::Owner);
    let chosen = numbers(fields.all("no"));
    let (mut cases, mut unknown) = (Vec::new(), 0);
    for no in chosen.iter().take(MOST + 1) {
        match see_case(view, viewer, no) {
            // A merged number leads to the case it was merged into, which may be there already.
            Ok((_, case)) if cases.iter().any(|other: &Case| other.id == case.id) => {}
            Ok((_, case)) => cases.push(case),
            Err(Failure::NotFound) => unknown += 1,
            Err(failure) => return Err(failure),
        }
    }
    let in_force = InForce::read(view)?;
    let (wished, mut errors) = wish::read(visit, task, fields);
    // Only what was asked for once is wrong when it is missing.
    if fields.ticked("asked") && wished.is_none() && errors.is_empty() {
        errors.add(missing(task, fields), "error-required");
    }
    let writing = Writing::load(view, visit)?;
    let what = |case: &Case| {
        let kind = names::kind_name(words, case.kind);
        format!("{kind} · {}", names::state_name(words, case.state))
    };
    let (mut will, mut skipped) = (Vec::new(), Vec::new());
    if let Some(wish) = &wished {
        for case in &cases {
            match bulk::foresee(view, &in_force, viewer, case, wish, visit.now) {
                Ok(change) => will.push(Will {
                    no: case.no.to_string(),
                    value: format!("{}@{}", case.no, case.rev),
                    what: what(case),
                    buyer: case.buyer_shown.clone(),
                    change: changes(visit, &writing, case, wish, &change),
                }),
                Err(failure @ Failure::Fault(_)) => return Err(failure),
                Err(failure) => skipped.push(Skipped {
                    no: case.no.to_string(),
                    what: what(case),
                    why: why(visit, &failure),
                }),
            }
        }
    }
    let title = match &wished {
        Some(wish) => wish::title(view, visit, wish)?,
        None => names::task_name(words, task).to_owned(),
    };
    Ok(PreviewPage {
        frame: Frame::load(view, visit)?,
        title,
        tasks: Task::ALL
            .iter()
            .map(|other| Choice {
                value: other.code().to_owned(),
                name: names::task_name(words, *other).to_owned(),
                chosen: *other == task,
            })
            .collect(),
        back: back(fields.text("back")),
        chosen: cases.iter().map(|case| case.no.to_string()).collect(),
        asks: asks(view, visit, task, fields, &errors, &cases)?,
        said: wished.as_ref().map(|wish| wish::again(visit, task, wish)),
        will,
        skipped,
        unknown,
    })
}

/// The field that is still to be filled in.
fn missing(task: Task, fields: &Fields) -> &'static str {
    match task {
        Task::Next if fields.filled("text").is_some() => "due",
        Task::Next | Task::Note => "text",
        Task::Tag => "tag",
        _ => "choice",
    }
}

/// What changes, as a person reads it: `王 → 李`.
fn changes(
    visit: &Visit,
    writing: &Writing<'_>,
    case: &Case,
    wish: &Wish,
    change: &Change,
) -> String {
    let words = visit.words;
    let to = |before: &str, after: &str| {
        let args = [("before", before.into()), ("after", after.into())];
        words.with("bulk-change", &args)
    };
    let moment = |at| formats::short(at, &visit.zone, visit.now);
    match wish {
        Wish::Owner(staff) => to(
            writing.staff_name(case.owner.0),
            writing.staff_name(staff.0),
        ),
        Wish::Priority(priority) => to(
            names::priority_name(words, case.priority),
            names::priority_name(words, *priority),
        ),
        Wish::Next { text, at } => {
            let now = Verb::from_code(&case.next_action)
                .map_or(case.next_action.as_str(), |verb| {
                    names::act_name(words, case.kind.machine(), verb)
                });
            to(
                &format!("{now} · {}", moment(case.next_action_at)),
                &format!("{text} · {}", moment(*at)),
            )
        }
        Wish::Tag(tag) => format!("+ {tag}"),
        Wish::Untag(tag) => format!("− {tag}"),
        Wish::Note(_) => names::task_name(words, Task::Note).to_owned(),
        Wish::Act(_) => to(
            names::state_name(words, case.state),
            names::state_name(words, change.case.state),
        ),
    }
}

fn asks(
    view: &impl View,
    visit: &Visit,
    task: Task,
    fields: &Fields,
    errors: &Errors,
    cases: &[Case],
) -> Result<Asks, Failure> {
    let words = visit.words;
    let wrong = |name: &str| errors.of(name).map(|key| words.t(key));
    let mut asks = Asks {
        choices: Vec::new(),
        field: "",
        label: "",
        text: None,
        text_wrong: wrong("text"),
        due: None,
        due_wrong: wrong("due"),
        tag: None,
        tag_wrong: wrong("tag"),
        nothing: None,
    };
    let mut choose = |field: &'static str, label, choices: Vec<(String, String)>| {
        asks.field = field;
        asks.label = words.t(label);
        asks.choices = choices
            .into_iter()
            .map(|(value, name)| Choice {
                chosen: fields.text(field) == value,
                value,
                name,
            })
            .collect();
    };
    match task {
        Task::Mine => {}
        Task::Owner => {
            let staff = people::all(view)?;
            let active = staff.into_iter().filter(|staff| staff.active);
            choose(
                "staff",
                "bulk-owner",
                active
                    .map(|staff| (staff.id.to_string(), staff.display_name))
                    .collect(),
            );
        }
        Task::Priority => {
            let all = Priority::ALL.iter();
            choose(
                "priority",
                "list-priority",
                all.map(|priority| {
                    let name = names::priority_name(words, *priority);
                    (priority.code().to_owned(), name.to_owned())
                })
                .collect(),
            );
        }
        Task::Untag => {
            let mut tags: Vec<String> = cases.iter().flat_map(|case| case.tags.clone()).collect();
            tags.sort();
            tags.dedup();
            if tags.is_empty() {
                asks.nothing = Some(words.t("bulk-no-tags"));
            } else {
                choose(
                    "tag",
                    "list-tag",
                    tags.into_iter().map(|tag| (tag.clone(), tag)).collect(),
                );
            }
        }
        Task::Act => {
            let found = at_once(view, visit, cases)?;
            if found.is_empty() {
                asks.nothing = Some(words.t("bulk-no-acts"));
            } else {
                choose("verb", "bulk-step", found);
            }
        }
        Task::Next => {
            asks.text = Some(fields.raw("text").to_owned());
            let tomorrow = formats::input(visit.now + Span::days(1), &visit.zone);
            let due = fields.filled("due").map(ToOwned::to_owned);
            asks.due = Some(due.unwrap_or(tomorrow));
        }
        Task::Tag => asks.tag = Some(fields.raw("tag").to_owned()),
        Task::Note => asks.text = Some(fields.raw("text").to_owned()),
    }
    Ok(asks)
}

/// The acts that can be done to some of the cases now, each with how many.
fn at_once(
    view: &impl View,
    visit: &Visit,
    chosen: &[Case],
) -> Result<Vec<(String, String)>, Failure> {
    let viewer = visit.viewer()?;
    let mut counts: BTreeMap<Verb, usize> = BTreeMap::new();
    for case in chosen {
        for possible in cases::possible(view, case, &viewer.actor, visit.now)? {
            if possible.verdict.is_ok() && AT_ONCE.contains(&possible.verb) {
                *counts.entry(possible.verb).or_default() += 1;
            }
        }
    }
    Ok(counts
        .into_iter()
        .map(|(verb, n)| {
            let name = wish::verb_name(visit.words, verb);
            let args = [("act", name.into()), ("n", n.into())];
            (
                verb.code().to_owned(),
                visit.words.with("bulk-act-count", &args),
            )
        })
        .collect())
}

/// The cases a confirming form names, each with what was seen of it.
pub fn confirmed(fields: &Fields) -> Vec<(CaseNo, Option<u64>)> {
    let mut found: Vec<(CaseNo, Option<u64>)> = Vec::new();
    for value in fields.all("case") {
        let (no, rev) = value.split_once('@').unwrap_or((value, ""));
        if let Some(no) = CaseNo::parse(no)
            && !found.iter().any(|(known, _)| *known == no)
        {
            found.push((no, rev.parse().ok()));
        }
    }
    found
}
