//! Order files: uploaded, started, stopped, and what became of them.

use super::asked::Asked;
use super::bearer::Bearer;
use super::change::Change;
use super::problem::Kind;
use super::problem::Place;
use super::problem::Problem;
use super::problem::ProblemDetails;
use super::told::Told;
use super::values::Id;
use super::values::Text;
use super::values::Time;
use crate::actions::access::Viewer;
use crate::actions::imports as acts;
use crate::app::App;
use crate::domain::ids::JobId;
use crate::domain::ids::ShopId;
use crate::domain::import::ImportJob;
use crate::domain::import::ImportState;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::store::View;
use crate::store::evidence::shown_name;
use crate::store::imports;
use crate::store::orders;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::import_job;
use crate::web::guards::route_in;
use crate::web::import::job::refused_words;
use crate::web::visit::Visit;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;
use actix_web::web::Payload;
use futures_util::StreamExt;
use serde::Deserialize;
use serde::Serialize;
use std::sync::Arc;
use utoipa::IntoParams;
use utoipa::ToSchema;

/// The largest file, in bytes.
pub const FILE_MOST: u64 = 200 * 1024 * 1024;
/// The newest imports that are listed.
const ROWS: usize = 50;
/// Bad rows in an answer; the page has them as a file.
const BAD_MOST: usize = 500;

/// An import and what became of it. Counts are rows and orders as in the report.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportShown {
    pub id: u64,
    pub shop: u64,
    pub file_name: String,
    pub state: ImportState,
    /// The encoding that was found or chosen; empty before it ran.
    pub encoding: String,
    /// What kinds of file it holds; empty before it ran.
    pub profile: String,
    pub rows: u64,
    /// Rows that are through.
    pub done: u64,
    pub created: u64,
    pub updated: u64,
    pub skipped: u64,
    /// Rows that stayed out.
    pub bad: u64,
    /// Why the file is not read, in the caller's language.
    pub refused: Option<String>,
    pub at: Time,
    pub ended_at: Option<Time>,
}

impl ImportShown {
    fn of(job: ImportJob, words: Words) -> ImportShown {
        ImportShown {
            id: job.id.0,
            shop: job.shop.0,
            file_name: job.file_name,
            state: job.state,
            encoding: job.encoding,
            profile: job.profile,
            rows: job.rows,
            done: job.done,
            created: job.created,
            updated: job.updated,
            skipped: job.skipped,
            bad: job.bad,
            refused: job
                .refused
                .map(|(key, args)| refused_words(words, &key, &args)),
            at: Time(job.at),
            ended_at: Time::of(job.ended_at),
        }
    }
}

/// What to do with an upload.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// The number of the shop the orders belong to.
    pub shop: Id,
    /// The name of the file, for people.
    #[param(inline)]
    pub file_name: Text<120>,
}

/// Upload an order file
///
/// The bytes of a CSV, XLSX or XLS file as a platform exports it, up to 200 MB. Nothing is written
/// before it is started.
#[utoipa::path(
    post, path = "/api/v1/imports", tag = "import", operation_id = "uploadImport",
    params(UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream",
        description = "The file as it is"),
    responses(
        (status = 201, description = "Kept, waiting to be started", body = ImportShown,
         headers(("location" = String, description = "The address of the import"))),
        (status = 404, description = "The shop is not there, or not for this person",
         body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub async fn upload(
    app: Data<App>,
    visit: Visit,
    bearer: Bearer,
    asked: Asked<UploadQuery>,
    request: HttpRequest,
    mut payload: Payload,
) -> Result<HttpResponse, Problem> {
    let route = route_in(&request).ok_or_else(|| Problem::new(Kind::NotFound))?;
    if request.content_type() != "application/octet-stream" {
        return Err(Problem::new(Kind::WrongContentType));
    }
    // Asked for before anything is kept.
    Change::of(&request, &bearer, route.path, &[])?;
    let shop = ShopId(asked.0.shop.0);
    let seeing = visit.clone();
    app.read(move |view| see_shop(view, seeing.viewer()?, shop))
        .await?;
    let mut incoming = app.store.files().begin(FILE_MOST).map_err(Failure::from)?;
    let mut size = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(Kind::Malformed))?;
        size += chunk.len();
        if !incoming.write(&chunk).map_err(Failure::from)? {
            return Err(Problem::new(Kind::TooLarge));
        }
    }
    if size == 0 {
        let place = Place::Body(String::new());
        return Err(Problem::at(Kind::Invalid, place, "bring-no-file"));
    }
    let stored = incoming.finish().map_err(Failure::from)?;
    let stored = stored.ok_or_else(|| Problem::new(Kind::TooLarge))?;
    let change = Change::of(&request, &bearer, route.path, stored.hash.as_bytes())?;
    let name = shown_name(&asked.0.file_name.0);
    let beginning = visit.clone();
    let carried = change
        .carry_out(&app, move |plan| {
            let viewer = beginning.viewer()?;
            see_shop(plan, viewer, shop)?;
            let moment = beginning.moment();
            acts::begin(plan, shop, viewer.staff.id, &name, &stored.hash, &moment)
        })
        .await?;
    let id: JobId = carried.answer;
    let job = shown(&app, &visit, id).await?;
    let at = visit.url(&format!("/api/v1/imports/{id}"));
    Ok(carried
        .response(StatusCode::CREATED)
        .insert_header((header::LOCATION, at))
        .json(job))
}

fn see_shop(view: &impl View, viewer: &Viewer, shop: ShopId) -> Result<(), Failure> {
    let shop = orders::shop(view, shop)?.filter(|shop| viewer.sees_shop(shop.id));
    shop.map(|_| ()).ok_or(Failure::NotFound)
}

fn see(view: &impl View, viewer: &Viewer, id: JobId) -> Result<ImportJob, Failure> {
    let job = imports::by_id(view, id)?.filter(|job| viewer.sees_shop(job.shop));
    job.ok_or(Failure::NotFound)
}

async fn shown(app: &App, visit: &Visit, id: JobId) -> Result<ImportShown, Problem> {
    let visit = visit.clone();
    let job = app
        .read(move |view| {
            let job = see(view, visit.viewer()?, id)?;
            Ok(ImportShown::of(job, visit.words))
        })
        .await?;
    Ok(job)
}

/// The newest imports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imports {
    pub imports: Vec<ImportShown>,
}

/// List imports
///
/// The newest 50, of the shops this person works for.
#[utoipa::path(
    get, path = "/api/v1/imports", tag = "import", operation_id = "listImports",
    responses((status = 200, description = "The imports", body = Imports))
)]
pub async fn list(app: Data<App>, visit: Visit) -> Result<HttpResponse, Problem> {
    let imports = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let jobs = imports::newest(view, ROWS)?;
            let seen = jobs.into_iter().filter(|job| viewer.sees_shop(job.shop));
            Ok(seen.map(|job| ImportShown::of(job, visit.words)).collect())
        })
        .await?;
    Ok(HttpResponse::Ok().json(Imports { imports }))
}

/// Read an import
///
/// How far it is, and its report once it is over.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}", tag = "import", operation_id = "getImport",
    params(("id" = u64, Path, description = "The number of the import", minimum = 1)),
    responses((status = 200, description = "The import", body = ImportShown))
)]
pub async fn show(app: Data<App>, visit: Visit, id: Path<u64>) -> Result<HttpResponse, Problem> {
    let job = shown(&app, &visit, JobId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(job))
}

/// Rows that stayed out.
#[derive(Debug, Serialize, ToSchema)]
pub struct BadRows {
    pub rows: Vec<BadRow>,
}

/// A row that stayed out, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct BadRow {
    /// As the file numbers it.
    pub row: u64,
    pub column: String,
    /// A stable code.
    pub reason: String,
    /// In the caller's language.
    pub detail: String,
    /// The beginning of what stands there.
    pub excerpt: String,
}

/// The bad rows of an import
///
/// The first 500 rows that stayed out, each with the reason.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/bad-rows", tag = "import", operation_id = "badRows",
    params(("id" = u64, Path, description = "The number of the import", minimum = 1)),
    responses((status = 200, description = "The rows", body = BadRows))
)]
pub async fn bad_rows(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
) -> Result<HttpResponse, Problem> {
    let id = JobId(id.into_inner());
    let store = Arc::clone(&app.store);
    let rows = app
        .read(move |view| {
            let job = see(view, visit.viewer()?, id)?;
            let bad = import_job::first_bad_rows(&store, &job, BAD_MOST)?;
            Ok(bad
                .into_iter()
                .map(|error| BadRow {
                    row: error.row,
                    column: error.column,
                    reason: error.reason.code().to_owned(),
                    detail: visit.words.t(&error.reason.key()).to_owned(),
                    excerpt: error.excerpt,
                })
                .collect())
        })
        .await?;
    Ok(HttpResponse::Ok().json(BadRows { rows }))
}

/// How to read the file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartTold {
    /// The one that is found, when not said.
    pub encoding: Option<TextEncoding>,
}

/// Start an import
///
/// It runs in the background; `GET` says how far it is. 409 when it runs already or its file is gone.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/start", tag = "import", operation_id = "startImport",
    params(("id" = u64, Path, description = "The number of the import", minimum = 1)),
    request_body(content = StartTold, example = json!({})),
    responses(
        (status = 202, description = "It runs", body = ImportShown),
        (status = 409, description = "It runs already, or its file is gone",
         body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub async fn start(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    told: Told<StartTold>,
) -> Result<HttpResponse, Problem> {
    let id = JobId(id.into_inner());
    let encoding = told.value.encoding.map_or("", TextEncoding::code);
    let starting = visit.clone();
    let carried = told
        .change
        .carry_out(&app, move |plan| {
            see(plan, starting.viewer()?, id)?;
            acts::start(plan, id, encoding).map(|_| ())
        })
        .await?;
    if !carried.replayed {
        let running = app.clone().into_inner();
        actix_web::rt::spawn(async move {
            if let Err(failure) = import_job::carry_out(running, id).await {
                tracing::error!(job = %id, error = %failure, "an import could not be carried out");
            }
        });
    }
    let job = shown(&app, &visit, id).await?;
    Ok(carried.response(StatusCode::ACCEPTED).json(job))
}

/// Stop an import
///
/// Asks a running import to stop, or drops one that waits. What was done stays.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/cancel", tag = "import", operation_id = "cancelImport",
    params(("id" = u64, Path, description = "The number of the import", minimum = 1)),
    request_body(content = super::buyers::Nothing, example = json!({})),
    responses((status = 200, description = "Asked to stop, or over already", body = ImportShown))
)]
pub async fn cancel(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    told: Told<super::buyers::Nothing>,
) -> Result<HttpResponse, Problem> {
    let id = JobId(id.into_inner());
    let stopping = visit.clone();
    let carried = told
        .change
        .carry_out(&app, move |plan| {
            see(plan, stopping.viewer()?, id)?;
            acts::cancel(plan, id, &stopping.moment())
        })
        .await?;
    let job = shown(&app, &visit, id).await?;
    Ok(carried.response(StatusCode::OK).json(job))
}
