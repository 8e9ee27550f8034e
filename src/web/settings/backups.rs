//! Backups: how old the newest is, and the button that makes one now. And the doctor's opinion.

use super::super::Site;
use super::super::flash::Flash;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::people;
use crate::app::App;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::backup;
use crate::store::backup::BackupOptions;
use crate::store::doctor;
use actix_web::HttpResponse;
use actix_web::web::Data;
use anyhow::Context;
use askama::Template;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How long the button waits for a small shop's backup before it says that it goes on.
const PATIENCE: Duration = Duration::from_secs(3);
/// A night was missed.
const OVERDUE: Span = Span::hours(36);
/// How many findings are listed.
const FINDINGS: usize = 50;

#[derive(Template)]
#[template(path = "settings/backups.html")]
struct BackupsPage {
    frame: Frame,
    folder: String,
    running: bool,
    backups: Vec<Line>,
    /// How old the newest whole one is, and whether that is too old.
    newest: Option<String>,
    overdue: bool,
    examined: Option<Examined>,
}

struct Line {
    name: String,
    at: String,
    iso: String,
    age: String,
    size: String,
    cases: String,
    orders: String,
    wrong: bool,
}

struct Examined {
    sound: bool,
    cases: String,
    events: String,
    files: String,
    disk_free: String,
    findings: Vec<String>,
}

pub async fn page(app: Data<App>, site: Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, &site, visit, None).await
}

async fn shown(
    app: &App,
    site: &Site,
    visit: Visit,
    examined: Option<Examined>,
) -> Result<HttpResponse, Failure> {
    let folder = app.config.backup_folder.clone();
    let running = site.backing_up.load(Ordering::SeqCst);
    let page = app
        .read(move |view| {
            let words = visit.words;
            let listed = backup::list(&folder, visit.now)?;
            let newest = listed
                .iter()
                .filter(|backup| backup.wrong.is_none())
                .filter_map(|backup| backup.at)
                .max();
            Ok(BackupsPage {
                folder: folder.display().to_string(),
                running,
                newest: newest.map(|at| formats::ago(words, at, visit.now)),
                overdue: newest.is_none_or(|at| visit.now > at + OVERDUE),
                backups: listed
                    .into_iter()
                    .map(|backup| Line {
                        at: backup
                            .at
                            .map(|at| formats::full(at, &visit.zone))
                            .unwrap_or_default(),
                        iso: backup
                            .at
                            .map(|at| formats::iso(at, &visit.zone))
                            .unwrap_or_default(),
                        age: backup
                            .at
                            .map(|at| formats::ago(words, at, visit.now))
                            .unwrap_or_default(),
                        size: formats::size(backup.bytes),
                        cases: formats::count(backup.cases),
                        orders: formats::count(backup.orders),
                        wrong: backup.wrong.is_some(),
                        name: backup.name,
                    })
                    .collect(),
                examined,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

/// Makes a backup. One at a time; a large one goes on after the answer.
pub async fn make(app: Data<App>, site: Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let here = "/settings/backups";
    if site.backing_up.swap(true, Ordering::SeqCst) {
        return Ok(page::done(&visit, here, &Flash::new("done-backup-begun")));
    }
    let options = BackupOptions {
        into: Some(app.config.backup_folder.clone()),
        keep: Some(app.config.backup_keep),
        ..BackupOptions::default()
    };
    let (store, now, over) = (Arc::clone(&app.store), visit.now, site.clone());
    let work = tokio::task::spawn_blocking(move || {
        let made = backup::take(&store, now, &options);
        over.backing_up.store(false, Ordering::SeqCst);
        if let Err(error) = &made {
            tracing::error!(error = format!("{error:#}"), "a backup failed");
        }
        made.map(|_| ())
    });
    let (staff, moment) = (visit.viewer()?.staff.id, visit.moment());
    let noted = app
        .write(None, move |plan| {
            people::note(plan, moment.now, Some(staff), "backup", String::new())
        })
        .await;
    if noted.is_err() {
        tracing::warn!("a backup was asked for and could not be noted");
    }
    match tokio::time::timeout(PATIENCE, work).await {
        Err(_) => Ok(page::done(&visit, here, &Flash::new("done-backup-begun"))),
        Ok(made) => {
            made.context("making a backup")??;
            Ok(page::done(&visit, here, &Flash::new("done-backup")))
        }
    }
}

/// Examines everything: a look, but a long one, so it has a button.
pub async fn examine(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
) -> Result<HttpResponse, Failure> {
    let (store, now) = (Arc::clone(&app.store), visit.now);
    let report = tokio::task::spawn_blocking(move || doctor::examine(&store, now))
        .await
        .context("examining")??;
    let examined = Examined {
        sound: report.is_sound(),
        cases: formats::count(report.cases),
        events: formats::count(report.events),
        files: formats::count(report.files),
        disk_free: formats::size(report.disk_free),
        findings: report
            .findings
            .iter()
            .take(FINDINGS)
            .map(|finding| finding.object.clone())
            .collect(),
    };
    shown(&app, &site, visit, Some(examined)).await
}
