//! One import: its preview while it waits, its progress while it runs, then its report.

use super::super::cases::files::disposition;
use super::super::choices::Choice;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::see;
use crate::app::App;
use crate::domain::ids::JobId;
use crate::domain::import::ImportJob;
use crate::domain::import::ImportState;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::import_job;
use crate::transfer::plan::Look;
use crate::transfer::plan::SheetLook;
use crate::transfer::profile;
use crate::transfer::refused::Refused;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;
use std::sync::Arc;

/// Bad rows shown on the page; the file has all.
const BAD_SHOWN: usize = 100;
/// Rows of the preview.
const ROWS_SHOWN: usize = 8;

/// A column of a preview: its heading, and what it means.
struct Column {
    at: usize,
    heading: String,
    meaning: Option<&'static str>,
    choices: Vec<Choice>,
}

struct Sheet {
    name: String,
    /// The profile in force; none when the columns must be mapped by hand.
    profile: Option<&'static str>,
    kind: &'static str,
    kinds: Vec<Choice>,
    fingerprint: String,
    columns: Vec<Column>,
    rows: Vec<(u64, Vec<String>)>,
}

struct BadRow {
    row: u64,
    column: String,
    reason: &'static str,
    excerpt: String,
}

#[derive(Template)]
#[template(path = "import/job.html")]
struct JobPage {
    frame: Frame,
    id: u64,
    file_name: String,
    state: &'static str,
    waiting: bool,
    running: bool,
    over: bool,
    may_retry: bool,
    stopping: bool,
    percent: u64,
    progress: String,
    encodings: Vec<Choice>,
    encoding: String,
    refused: Option<String>,
    ready: bool,
    sheets: Vec<Sheet>,
    /// Name and number.
    counts: Vec<(&'static str, String)>,
    profile: String,
    bad: Vec<BadRow>,
    has_bad: bool,
}

/// # Errors
/// `NotFound` for a missing and for a foreign import alike.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let id = JobId(at.into_inner());
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let store = Arc::clone(&app.store);
    let shown = app
        .read(move |view| {
            let job = see(view, &visit, id)?;
            let asked = query.filled("encoding").and_then(TextEncoding::from_code);
            let looked = match job.state {
                ImportState::Waiting => Some(import_job::look(&store, &job, asked)?),
                _ => None,
            };
            let bad = import_job::first_bad_rows(&store, &job, BAD_SHOWN)?;
            let bad = bad
                .into_iter()
                .map(|error| BadRow {
                    row: error.row,
                    column: error.column,
                    reason: visit.words.t(&error.reason.key()),
                    excerpt: error.excerpt,
                })
                .collect();
            let frame = Frame::load(view, &visit)?;
            Ok(build(frame, &visit, &job, looked, asked, bad))
        })
        .await?;
    let running = shown.running;
    let mut response = page::show(&shown)?;
    if running {
        // Without script too, the page tells how far it is.
        let again = header::HeaderValue::from_static("2");
        response.headers_mut().insert(header::REFRESH, again);
    }
    Ok(response)
}

fn build(
    frame: Frame,
    visit: &Visit,
    job: &ImportJob,
    looked: Option<Result<Look, Refused>>,
    asked: Option<TextEncoding>,
    bad: Vec<BadRow>,
) -> JobPage {
    let words = visit.words;
    let count = |n: u64| formats::count(n);
    let mut ready = false;
    let mut refused = job
        .refused
        .as_ref()
        .map(|(key, args)| refused_words(words, key, args));
    let mut sheets = Vec::new();
    let mut found = None;
    match looked {
        None => {}
        Some(Err(why)) => refused = Some(refused_by(words, &why)),
        Some(Ok(look)) => {
            found = look.encoding;
            match look.plan() {
                Ok(_) => ready = true,
                Err(why) => refused = Some(refused_by(words, &why)),
            }
            sheets = look.sheets.iter().map(|s| sheet(words, s)).collect();
        }
    }
    let encoding = asked.or(found);
    JobPage {
        id: job.id.0,
        file_name: job.file_name.clone(),
        state: words.t(&job.state.key()),
        waiting: job.state == ImportState::Waiting,
        running: job.state == ImportState::Running,
        over: job.state.is_over(),
        may_retry: job.state == ImportState::Failed && job.file.is_some(),
        stopping: job.cancel_asked,
        percent: (job.done * 100).checked_div(job.rows).unwrap_or(0).min(100),
        progress: words.with(
            "bring-progress",
            &[
                ("done", count(job.done).into()),
                ("rows", count(job.rows).into()),
            ],
        ),
        encodings: match encoding {
            // A workbook has none to choose.
            None => Vec::new(),
            Some(now) => TextEncoding::ALL
                .iter()
                .map(|encoding| Choice {
                    value: encoding.code().to_owned(),
                    name: words.code("import-encoding", encoding.code()).to_owned(),
                    chosen: *encoding == now,
                })
                .collect(),
        },
        encoding: asked.map_or_else(String::new, |asked| asked.code().to_owned()),
        refused,
        ready,
        sheets,
        counts: vec![
            (words.t("bring-rows"), count(job.rows)),
            (words.t("bring-created"), count(job.created)),
            (words.t("bring-updated"), count(job.updated)),
            (words.t("bring-skipped"), count(job.skipped)),
            (words.t("bring-bad"), count(job.bad)),
        ],
        profile: profiles(words, &job.profile),
        has_bad: job.bad_rows.is_some(),
        bad,
        frame,
    }
}

/// `taobao-classic+taobao-lines` in words.
fn profiles(words: Words, codes: &str) -> String {
    codes
        .split('+')
        .filter(|code| !code.is_empty())
        .map(|code| words.code("import-profile", code))
        .collect::<Vec<_>>()
        .join(words.t("list-separator"))
}

fn refused_by(words: Words, why: &Refused) -> String {
    let args: Vec<(String, String)> = why
        .args()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    refused_words(words, &why.key(), &args)
}

/// Why a file is not read; the columns it lacks by their names.
pub fn refused_words(words: Words, key: &str, args: &[(String, String)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args
        .iter()
        .map(|(name, value)| {
            let value = match name.as_str() {
                "columns" => value
                    .split(", ")
                    .map(|code| words.code("import-field", code))
                    .collect::<Vec<_>>()
                    .join(words.t("list-separator")),
                _ => value.clone(),
            };
            (name.as_str(), Arg::Owned(value))
        })
        .collect();
    words.with(key, &args)
}

fn sheet(words: Words, look: &SheetLook) -> Sheet {
    let headings: Vec<String> = look.headings.iter().map(|h| profile::heading(h)).collect();
    let fields = look.mapping.fields(&headings);
    let columns = look
        .headings
        .iter()
        .zip(fields)
        .enumerate()
        .map(|(at, (heading, field))| Column {
            at,
            heading: heading.clone(),
            meaning: field.map(|field| words.code("import-field", field.code())),
            choices: Field::ALL
                .iter()
                .map(|choice| Choice {
                    value: choice.code().to_owned(),
                    name: words.code("import-field", choice.code()).to_owned(),
                    chosen: field.unwrap_or(Field::Unused) == *choice,
                })
                .collect(),
        })
        .collect();
    Sheet {
        name: look.name.clone(),
        profile: look
            .profile
            .as_deref()
            .map(|code| words.code("import-profile", code)),
        kind: words.code("import-sheet", look.mapping.kind.code()),
        kinds: SheetKind::ALL
            .iter()
            .map(|kind| Choice {
                value: kind.code().to_owned(),
                name: words.code("import-sheet", kind.code()).to_owned(),
                chosen: *kind == look.mapping.kind,
            })
            .collect(),
        fingerprint: look.fingerprint.clone(),
        columns,
        rows: look.rows.iter().take(ROWS_SHOWN).cloned().collect(),
    }
}

/// The bad rows as a file.
///
/// # Errors
/// `NotFound` for a foreign import, and for one without bad rows.
pub async fn bad_rows(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
) -> Result<HttpResponse, Failure> {
    let id = JobId(at.into_inner());
    let store = Arc::clone(&app.store);
    let (name, bytes) = app
        .read(move |view| {
            let job = see(view, &visit, id)?;
            let bytes = import_job::bad_rows_file(&store, &job, visit.words)?;
            let name = format!("{}-{}.csv", visit.words.t("bring-bad-file"), job.id);
            Ok((name, bytes.ok_or(Failure::NotFound)?))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition(&name)))
        .body(bytes))
}
