//! Acting on a case: through the same door as the pages.

use super::super::change::Carried;
use super::super::problem::Instead;
use super::super::problem::Kind as ProblemKind;
use super::super::problem::Place;
use super::super::problem::Problem;
use super::super::told::Told;
use super::input;
use super::input::ActInput;
use super::show::currency_of;
use super::show::etag;
use crate::actions;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::Plan;
use crate::store::cases;
use crate::web::visit::Visit;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;
use serde::Deserialize;
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a case.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CaseDone {
    #[schema(examples("AS261122-0042K"))]
    pub no: String,
    pub state: State,
    pub rev: u64,
}

impl CaseDone {
    /// # Errors
    /// When the disk does.
    pub fn of(plan: &Plan<'_, '_>, done: &actions::cases::Done) -> Result<CaseDone, Failure> {
        let case = cases::by_id(plan, done.id)?.ok_or(Failure::NotFound)?;
        Ok(CaseDone {
            no: case.no.to_string(),
            state: case.state,
            rev: case.rev,
        })
    }
}

/// The answer to a change of a case.
pub fn answer(visit: &Visit, carried: &Carried<CaseDone>, status: StatusCode) -> HttpResponse {
    let done = &carried.answer;
    carried
        .response(status)
        .insert_header((header::ETAG, etag(done.rev)))
        .insert_header((
            header::LOCATION,
            visit.url(&format!("/api/v1/cases/{}", done.no)),
        ))
        .json(done)
}

/// Act on a case
///
/// Does one act of the case's tables. What it can be told, and whether it can be done, says
/// `GET …/acts`. With `If-Match` it is only done to the `rev` that was read. A refusal of the rules
/// is 409 and says in `instead` what can be done.
#[utoipa::path(
    post, path = "/api/v1/cases/{no}/acts/{verb}", tag = "cases", operation_id = "act",
    params(
        ("no" = String, Path, description = "The number of the case", example = "AS261122-0042K"),
        ("verb" = Verb, Path, description = "The act"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the case as it was read",
         pattern = r#"^(\*|"[0-9]{1,19}")$"#),
    ),
    request_body(content = ActInput, description = "What the act is told",
        example = json!({"text": "买家来电，说明天寄回"})),
    responses(
        (status = 200, description = "Done", body = CaseDone,
         headers(("etag" = String, description = "The new `rev` in quotes"))),
        (status = 409, description = "Refused by the rules", body = super::super::problem::ProblemDetails,
         content_type = "application/problem+json"),
        (status = 412, description = "Changed since it was read", body = super::super::problem::ProblemDetails,
         content_type = "application/problem+json"),
    )
)]
pub async fn act(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
    request: HttpRequest,
    told: Told<ActInput>,
) -> Result<HttpResponse, Problem> {
    let no = CaseNo::parse(&at.0).ok_or(Failure::NotFound)?;
    let verb = Verb::from_code(&at.1).ok_or(Failure::NotFound)?;
    let wanted = if_match(&request)?;
    let acting = visit.clone();
    let case_no = no.clone();
    let Told { value, change } = told;
    let done = change
        .carry_out(&app, move |plan| {
            let viewer = acting.viewer()?;
            let (case, record) = see_case(plan, viewer, &case_no)?;
            if wanted.is_some_and(|rev| rev != record.rev) {
                return Err(Failure::ChangedMeanwhile);
            }
            let all = actions::cases::possible(plan, &record, &viewer.actor, acting.now)?;
            let asked = all
                .iter()
                .filter(|possible| possible.verb == verb)
                .min_by_key(|possible| possible.verdict.is_err());
            let fields = asked.map_or(&[][..], |possible| possible.fields);
            let act = match input::act(plan, viewer, &record, verb, fields, value) {
                // What cannot be done anyway is told before what is wrong with it.
                Err(Failure::Invalid(_)) if asked.is_none_or(|p| p.verdict.is_err()) => {
                    match asked.map(|possible| possible.verdict.clone()) {
                        Some(Err(why)) => return Err(why.into()),
                        // The door says in which states there is such an act.
                        _ => Act::of(verb),
                    }
                }
                read => read?,
            };
            let moment = acting.moment();
            let done = actions::cases::act(plan, case, wanted, &act, &viewer.actor, &moment)?;
            CaseDone::of(plan, &done)
        })
        .await;
    match done {
        Ok(carried) => Ok(answer(&visit, &carried, StatusCode::OK)),
        Err(problem) if problem.is(ProblemKind::ChangedMeanwhile) && wanted.is_some() => {
            Err(Problem::new(ProblemKind::PreconditionFailed))
        }
        Err(problem) => match problem.into_refusal() {
            Ok(Refusal::WrongRole { .. } | Refusal::NotForStaff) => {
                Err(Problem::new(ProblemKind::NotAllowed))
            }
            Ok(why) => Err(refused(&app, visit, no, verb, why).await),
            Err(problem) => Err(problem),
        },
    }
}

/// The `rev` of `If-Match`, if it names one.
fn if_match(request: &HttpRequest) -> Result<Option<u64>, Problem> {
    let wrong = || {
        Problem::at(
            ProblemKind::Malformed,
            Place::Header("If-Match"),
            "error-if-match",
        )
    };
    let Some(value) = request.headers().get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().map_err(|_| wrong())?.trim();
    if text == "*" {
        return Ok(None);
    }
    let rev = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .and_then(|rev| rev.parse().ok());
    rev.map(Some).ok_or_else(wrong)
}

/// The refusal with what can be done instead.
async fn refused(app: &App, visit: Visit, no: CaseNo, verb: Verb, why: Refusal) -> Problem {
    let found = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let (_, case) = see_case(view, viewer, &no)?;
            let all = actions::cases::possible(view, &case, &viewer.actor, visit.now)?;
            let instead = all
                .into_iter()
                .filter(|p| p.verdict.is_ok() && p.verb != verb && p.machine == case.kind.machine())
                .map(|p| Instead {
                    verb: p.verb.code().to_owned(),
                    name: names::act_name(visit.words, p.machine, p.verb).to_owned(),
                })
                .collect();
            Ok((currency_of(view, case.shop)?, instead))
        })
        .await;
    match found {
        Ok((currency, instead)) => Problem::refused(why, currency, instead),
        Err(failure) => failure.into(),
    }
}
