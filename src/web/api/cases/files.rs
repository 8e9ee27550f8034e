//! Handing in a file of a case 凭证: the same kinds, bounds and act as on the page.

use super::super::asked::Asked;
use super::super::bearer::Bearer;
use super::super::change::Change;
use super::super::problem::Kind;
use super::super::problem::Place;
use super::super::problem::Problem;
use super::super::problem::ProblemDetails;
use super::super::values::Text;
use super::acts::CaseDone;
use super::show::etag;
use super::shown::File;
use crate::actions;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Verb;
use crate::domain::case::record::CaseFile;
use crate::failure::Failure;
use crate::store::cases;
use crate::store::evidence::FILE_MOST;
use crate::store::evidence::sniff;
use crate::web::guards::route_in;
use crate::web::upload;
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
use utoipa::IntoParams;
use utoipa::ToSchema;

/// What to call the file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// The name of the file, for people.
    #[param(inline)]
    pub file_name: Text<120>,
}

/// A file that now belongs to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandedIn {
    pub case: CaseDone,
    /// Its `hash` names it in the `files` of an act.
    pub file: File,
}

/// What is remembered under the key of the request.
#[derive(Serialize, Deserialize)]
struct Kept {
    case: CaseDone,
    file: CaseFile,
}

/// Hand in a file
///
/// The bytes of a photograph, video, sound, PDF or plain text, up to 20 MB. What it is, its bytes
/// say. A file the case has already is not added again.
#[utoipa::path(
    post, path = "/api/v1/cases/{no}/files", tag = "cases", operation_id = "handInFile",
    params(
        ("no" = String, Path, description = "The number of the case", example = "AS261122-0042K"),
        FileQuery,
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream",
        description = "The file as it is"),
    responses(
        (status = 201, description = "It belongs to the case", body = HandedIn,
         headers(("etag" = String, description = "The new `rev` in quotes"),
                 ("location" = String, description = "The address of the case"))),
        (status = 409, description = "Refused by the rules", body = ProblemDetails,
         content_type = "application/problem+json"),
    )
)]
pub async fn hand_in(
    app: Data<App>,
    visit: Visit,
    bearer: Bearer,
    no: Path<String>,
    asked: Asked<FileQuery>,
    request: HttpRequest,
    mut payload: Payload,
) -> Result<HttpResponse, Problem> {
    let route = route_in(&request).ok_or_else(|| Problem::new(Kind::NotFound))?;
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    if request.content_type() != "application/octet-stream" {
        return Err(Problem::new(Kind::WrongContentType));
    }
    // Asked for before anything is kept.
    Change::of(&request, &bearer, route.path, &[])?;
    let (seeing, seen) = (visit.clone(), no.clone());
    app.read(move |view| see_case(view, seeing.viewer()?, &seen).map(|_| ()))
        .await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(Kind::Malformed))?;
        if bytes.len() + chunk.len() > FILE_MOST {
            return Err(Problem::new(Kind::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    let wrong = |key| Problem::at(Kind::Invalid, Place::Body(String::new()), key);
    if bytes.is_empty() {
        return Err(wrong("bring-no-file"));
    }
    let mime = sniff(&bytes).ok_or_else(|| wrong("error-file-kind"))?;
    let file = upload::keep(&app, &visit, bytes, &asked.0.file_name.0, mime).await?;
    let change = Change::of(&request, &bearer, route.path, file.hash.as_bytes())?;
    let handing = visit.clone();
    let carried = change
        .carry_out(&app, move |plan| {
            let viewer = handing.viewer()?;
            let (case, _) = see_case(plan, viewer, &no)?;
            let hash = file.hash.clone();
            let mut act = Act::of(Verb::Attach);
            act.input.files = vec![file];
            let moment = handing.moment();
            let done = actions::cases::act(plan, case, None, &act, &viewer.actor, &moment)?;
            let kept = cases::by_id(plan, done.id)?.ok_or(Failure::NotFound)?;
            let file = kept.files.into_iter().find(|known| known.hash == hash);
            Ok(Kept {
                case: CaseDone::of(plan, &done)?,
                file: file.ok_or(Failure::NotFound)?,
            })
        })
        .await?;
    let answer = &carried.answer;
    let at = visit.url(&format!("/api/v1/cases/{}", answer.case.no));
    let handed_in = HandedIn {
        case: answer.case.clone(),
        file: File::of(&answer.file),
    };
    Ok(carried
        .response(StatusCode::CREATED)
        .insert_header((header::ETAG, etag(answer.case.rev)))
        .insert_header((header::LOCATION, at))
        .json(handed_in))
}
