//! One case, with its timeline and with what can be done.

use super::super::problem::Problem;
use super::shown::CaseShown;
use super::timeline::Event;
use crate::actions;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::case::Machine;
use crate::domain::case::Possible;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::tables::Required;
use crate::failure::Failure;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;
use serde::Serialize;
use utoipa::ToSchema;

/// A case with what happened to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseWithTimeline {
    pub case: CaseShown,
    /// Oldest first.
    pub timeline: Vec<Event>,
}

/// Read a case
///
/// The case with its timeline. `ETag` is its `rev`: send it as `If-Match` with an act, and the act
/// is refused (412) when someone changed the case meanwhile.
#[utoipa::path(
    get, path = "/api/v1/cases/{no}", tag = "cases", operation_id = "getCase",
    params(("no" = String, Path, description = "The number of the case", example = "AS261122-0042K")),
    responses((
        status = 200, description = "The case", body = CaseWithTimeline,
        headers(("etag" = String, description = "The `rev` in quotes"))
    ))
)]
pub async fn show(app: Data<App>, visit: Visit, no: Path<String>) -> Result<HttpResponse, Problem> {
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let shown = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            let timeline = cases::timeline(view, case.id)?;
            Ok(CaseWithTimeline {
                case: CaseShown::of(view, &case)?,
                timeline: timeline
                    .into_iter()
                    .map(|(event, text)| Event::of(event, text))
                    .collect(),
            })
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag(shown.case.rev)))
        .json(shown))
}

/// The `ETag` of a case.
pub fn etag(rev: u64) -> String {
    format!("\"{rev}\"")
}

/// An act of a case, and whether it can be done now.
#[derive(Debug, Serialize, ToSchema)]
pub struct PossibleAct {
    pub machine: Machine,
    pub verb: Verb,
    /// Its name in the caller's language.
    pub name: String,
    /// The state it leads to, when that is certain.
    pub to: Option<State>,
    pub can_be_done: bool,
    /// Why not, in the caller's language.
    pub why_not: Option<String>,
    /// The stable code of why not.
    pub code: Option<String>,
    /// What is most likely done next.
    pub main: bool,
    pub fields: Vec<ActField>,
}

/// What an act can be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActField {
    /// Its name in the body of the act.
    #[schema(examples("amount_fen"))]
    pub field: String,
    pub required: bool,
}

/// What can be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct PossibleActs {
    pub acts: Vec<PossibleAct>,
    pub rev: u64,
}

/// What can be done with a case
///
/// Every act of the case's tables for this person, with what it can be told and, when it cannot be
/// done now, why not.
#[utoipa::path(
    get, path = "/api/v1/cases/{no}/acts", tag = "cases", operation_id = "possibleActs",
    params(("no" = String, Path, description = "The number of the case", example = "AS261122-0042K")),
    responses((status = 200, description = "The acts", body = PossibleActs))
)]
pub async fn possible(
    app: Data<App>,
    visit: Visit,
    no: Path<String>,
) -> Result<HttpResponse, Problem> {
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let acts = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let (_, case) = see_case(view, viewer, &no)?;
            let all = actions::cases::possible(view, &case, &viewer.actor, visit.now)?;
            let currency = currency_of(view, case.shop)?;
            Ok(PossibleActs {
                acts: all
                    .into_iter()
                    .map(|act| told(&visit, act, &currency))
                    .collect(),
                rev: case.rev,
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(acts))
}

fn told(visit: &Visit, act: Possible, currency: &str) -> PossibleAct {
    let words = visit.words;
    let refused = act.verdict.as_ref().err();
    PossibleAct {
        machine: act.machine,
        verb: act.verb,
        name: names::act_name(words, act.machine, act.verb).to_owned(),
        to: act.to,
        can_be_done: refused.is_none(),
        why_not: refused.map(|why| refusal(words, why, &visit.zone, currency)),
        code: refused.map(|why| why.code().to_owned()),
        main: act.main,
        fields: act
            .fields
            .iter()
            .map(|(field, required)| ActField {
                field: super::input::json_name(*field),
                required: *required == Required::Yes,
            })
            .collect(),
    }
}

/// The currency of a shop (ISO 4217).
///
/// # Errors
/// When the disk does.
pub fn currency_of(view: &impl View, shop: crate::domain::ids::ShopId) -> Result<String, Failure> {
    let shop = orders::shop(view, shop)?;
    Ok(shop.map_or_else(|| "CNY".to_owned(), |shop| shop.currency))
}
