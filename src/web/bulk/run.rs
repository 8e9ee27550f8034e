//! Doing it: one command per case, each in a transaction of its own, all sent at once so that they
//! share commits; and taking it back.

use super::preview;
use super::why;
use super::wish;
use crate::actions::bulk;
use crate::actions::bulk::Carried;
use crate::app::App;
use crate::domain::bulk::Task;
use crate::domain::bulk::Wish;
use crate::domain::case::CaseNo;
use crate::failure::Failure;
use crate::store::bulk::Outcome;
use crate::web::Visit;
use crate::web::flash::Flash;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use anyhow::Context;

/// Does what the preview showed. Sent twice, it is done once.
///
/// # Errors
/// `NotFound` without a case this person may see; the preview comes back when the wish is not whole.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let cases = preview::confirmed(&fields);
    let task = Task::from_code(fields.text("do")).ok_or(Failure::NotFound)?;
    let (wished, errors) = wish::read(&visit, task, &fields);
    let Some(wish) = wished.filter(|_| errors == Errors::default()) else {
        return preview::show(app, visit, fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let key = fields
        .key(&visit)
        .ok_or(Failure::invalid("command", "error-required"))?;
    // What one may not see is not there: such numbers never get into a run.
    let (viewer, seen) = (visit.viewer()?.clone(), cases.clone());
    let cases = app
        .read(move |view| {
            let mut found = Vec::with_capacity(seen.len());
            for (no, rev) in seen {
                match crate::actions::access::see_case(view, &viewer, &no) {
                    Ok(_) => found.push((no, rev)),
                    Err(Failure::NotFound) => {}
                    Err(failure) => return Err(failure),
                }
            }
            Ok(found)
        })
        .await?;
    if cases.is_empty() {
        return Err(Failure::NotFound);
    }
    // A browser that goes away does not leave a run half done.
    let work = run(app, visit.clone(), key, wish, cases);
    let id = actix_web::rt::spawn(work)
        .await
        .context("a bulk run panicked")??;
    let flash = Flash::new("done-bulk");
    Ok(page::done(&visit, &format!("/bulk/{id}"), &flash))
}

async fn run(
    app: Data<App>,
    visit: Visit,
    key: String,
    wish: Wish,
    cases: Vec<(CaseNo, Option<u64>)>,
) -> Result<u64, Failure> {
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let numbers: Vec<CaseNo> = cases.iter().map(|(no, _)| no.clone()).collect();
    let id = {
        let (viewer, wish, moment) = (viewer.clone(), wish.clone(), moment.clone());
        app.write(Some(format!("{key} begin")), move |plan| {
            bulk::begin(plan, &viewer, &wish, &numbers, &moment)
        })
        .await?
    };
    // What only tidies the desk does not depend on what else happened; a step does.
    let exact = matches!(wish, Wish::Act(_));
    let sent: Vec<_> = cases
        .into_iter()
        .map(|(no, rev)| {
            let key = format!("{key} {no}");
            let (app, viewer) = (app.clone(), viewer.clone());
            let (wish, moment) = (wish.clone(), moment.clone());
            actix_web::rt::spawn(async move {
                app.write(Some(key), move |plan| {
                    let shown = rev.filter(|_| exact);
                    bulk::carry_out(plan, &viewer, &no, shown, &wish, &moment)
                })
                .await
            })
        })
        .collect();
    let mut outcomes: Vec<Result<Carried, String>> = Vec::with_capacity(sent.len());
    for answer in sent {
        let answer = answer.await.context("a case of a run panicked")?;
        outcomes.push(told(&visit, answer)?);
    }
    app.write(Some(format!("{key} end")), move |plan| {
        bulk::finish(plan, id, &outcomes, &moment)
    })
    .await?;
    Ok(id)
}

/// A refusal is written down with the run; while nothing can be saved the run waits to be sent
/// again.
fn told<T>(visit: &Visit, answer: Result<T, Failure>) -> Result<Result<T, String>, Failure> {
    match answer {
        Ok(done) => Ok(Ok(done)),
        Err(failure @ (Failure::ReadOnly | Failure::Busy)) => Err(failure),
        Err(failure) => {
            if let Failure::Fault(error) = &failure {
                tracing::error!(error = format!("{error:#}"), "a case of a run broke");
            }
            Ok(Err(why(visit, &failure)))
        }
    }
}

/// Takes a run back, as far as nobody changed the cases since.
///
/// # Errors
/// `NotFound`; `Invalid` when it is too late.
pub async fn undo(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = *id;
    let viewer = visit.viewer()?.clone();
    let run = {
        let viewer = viewer.clone();
        app.read(move |view| bulk::see(view, &viewer, id)).await?
    };
    if run.undone_at.is_some() {
        // The same form once more.
        return Ok(page::to(&visit, &format!("/bulk/{id}")));
    }
    let until = bulk::undo_until(&run).filter(|until| visit.now <= *until);
    if until.is_none() {
        return Err(Failure::invalid("no", "error-bulk-undo"));
    }
    let numbers: Vec<CaseNo> = run
        .items
        .into_iter()
        .filter(|item| item.outcome == Outcome::Done)
        .map(|item| item.no)
        .collect();
    let key = fields
        .key(&visit)
        .ok_or(Failure::invalid("command", "error-required"))?;
    actix_web::rt::spawn(take_back(app, visit.clone(), key, id, numbers))
        .await
        .context("taking a run back panicked")??;
    Ok(page::done(
        &visit,
        &format!("/bulk/{id}"),
        &Flash::new("done-bulk-undone"),
    ))
}

async fn take_back(
    app: Data<App>,
    visit: Visit,
    key: String,
    id: u64,
    numbers: Vec<CaseNo>,
) -> Result<(), Failure> {
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let sent: Vec<_> = numbers
        .into_iter()
        .map(|no| {
            let key = format!("{key} {id} {no}");
            let (app, viewer, moment) = (app.clone(), viewer.clone(), moment.clone());
            actix_web::rt::spawn(async move {
                let kept = no.clone();
                let answer = app
                    .write(Some(key), move |plan| {
                        bulk::undo(plan, &viewer, id, &no, &moment)
                    })
                    .await;
                (kept, answer)
            })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(sent.len());
    for answer in sent {
        let (no, answer) = answer.await.context("a case of a run panicked")?;
        outcomes.push((no, told(&visit, answer)?));
    }
    app.write(Some(format!("{key} {id} end")), move |plan| {
        bulk::finish_undo(plan, id, &outcomes, &moment)
    })
    .await
}
