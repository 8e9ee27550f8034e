//! What came of a run, and the runs of late.

use super::wish;
use crate::actions::access::see_case;
use crate::actions::bulk;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::bulk as runs;
use crate::store::bulk::BulkRun;
use crate::store::bulk::Outcome;
use crate::web::Visit;
use crate::web::frame::Frame;
use crate::web::page;
use crate::web::rows::Writing;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// How many runs the list shows.
const SHOWN: usize = 50;
/// How many it looks through for those of one person.
const LOOKED_AT: usize = 400;

#[derive(Template)]
#[template(path = "bulk/show.html")]
struct RunPage {
    frame: Frame,
    id: u64,
    title: String,
    by: String,
    at: String,
    /// Not done with yet, or broken off.
    unfinished: bool,
    done: usize,
    failed: usize,
    parts: Vec<Part>,
    /// How long it can still be taken back.
    undo: Option<String>,
}

/// Cases with the same outcome.
struct Part {
    title: String,
    late: bool,
    lines: Vec<Line>,
}

struct Line {
    no: String,
    what: String,
    buyer: String,
    why: String,
}

#[derive(Template)]
#[template(path = "bulk/list.html")]
struct RunsPage {
    frame: Frame,
    runs: Vec<RunLine>,
}

struct RunLine {
    id: u64,
    title: String,
    by: String,
    at: String,
    done: usize,
    failed: usize,
}

/// # Errors
/// `NotFound` for a run of someone else.
pub async fn page(app: Data<App>, visit: Visit, id: Path<u64>) -> Result<HttpResponse, Failure> {
    let shown = app.read(move |view| run_page(view, &visit, *id)).await?;
    page::show(&shown)
}

fn run_page(view: &impl View, visit: &Visit, id: u64) -> Result<RunPage, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let run = bulk::see(view, viewer, id)?;
    let writing = Writing::load(view, visit)?;
    let mut parts = Vec::new();
    // What went wrong stands first.
    for (outcome, key) in [
        (Outcome::Failed, "bulk-failed"),
        (Outcome::Stays, "bulk-stays"),
        (Outcome::Waiting, "bulk-waiting"),
        (Outcome::Undone, "bulk-undone"),
        (Outcome::Done, "bulk-done"),
    ] {
        let mut lines = Vec::new();
        for item in run.items.iter().filter(|item| item.outcome == outcome) {
            let case = match see_case(view, viewer, &item.no) {
                Ok((_, case)) => case,
                Err(Failure::NotFound) => continue,
                Err(failure) => return Err(failure),
            };
            lines.push(Line {
                no: item.no.to_string(),
                what: what(visit, &case),
                buyer: case.buyer_shown,
                why: item.why.clone().unwrap_or_default(),
            });
        }
        if !lines.is_empty() {
            parts.push(Part {
                title: words.with(key, &[("n", lines.len().into())]),
                late: matches!(outcome, Outcome::Failed | Outcome::Stays),
                lines,
            });
        }
    }
    let until = bulk::undo_until(&run).filter(|until| *until >= visit.now);
    Ok(RunPage {
        frame: Frame::load(view, visit)?,
        id,
        title: wish::title(view, visit, &run.wish)?,
        by: writing.staff_name(run.by.0).to_owned(),
        at: formats::short(run.at, &visit.zone, visit.now),
        unfinished: run.finished_at.is_none(),
        done: counted(&run, Outcome::Done),
        failed: counted(&run, Outcome::Failed),
        parts,
        undo: until.map(|until| formats::left(words, until, visit.now)),
    })
}

fn what(visit: &Visit, case: &Case) -> String {
    let kind = names::kind_name(visit.words, case.kind);
    format!("{kind} · {}", names::state_name(visit.words, case.state))
}

fn counted(run: &BulkRun, outcome: Outcome) -> usize {
    run.items
        .iter()
        .filter(|item| item.outcome == outcome)
        .count()
}

/// The runs of late: one's own, and for a supervisor everyone's.
///
/// # Errors
/// When the disk does.
pub async fn list(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let shown = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let leads = viewer.must_be(&[Role::Supervisor]).is_ok();
            let writing = Writing::load(view, &visit)?;
            let mut lines = Vec::new();
            for run in runs::newest(view, LOOKED_AT)? {
                if lines.len() < SHOWN && (leads || run.by == viewer.staff.id) {
                    lines.push(RunLine {
                        id: run.id,
                        title: wish::title(view, &visit, &run.wish)?,
                        by: writing.staff_name(run.by.0).to_owned(),
                        at: formats::short(run.at, &visit.zone, visit.now),
                        done: counted(&run, Outcome::Done) + counted(&run, Outcome::Stays),
                        failed: counted(&run, Outcome::Failed),
                    });
                }
            }
            Ok(RunsPage {
                frame: Frame::load(view, &visit)?,
                runs: lines,
            })
        })
        .await?;
    page::show(&shown)
}
