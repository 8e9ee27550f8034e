//! Opening a case: the intake checks are those of the form.

use super::super::problem::Problem;
use super::super::problem::ProblemDetails;
use super::super::problem::Warned;
use super::super::told::Told;
use super::super::values::Amount;
use super::super::values::Area;
use super::super::values::Id;
use super::super::values::Line;
use super::super::values::objects;
use super::super::values::said;
use super::acts::CaseDone;
use super::acts::answer;
use crate::actions;
use crate::actions::access::Viewer;
use crate::actions::access::see_order;
use crate::actions::cases::About;
use crate::app::App;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::change::OpenCase;
use crate::domain::case::open::Warning;
use crate::domain::case::record::Intake;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::reasons;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::web::cases::intake;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use serde::Deserialize;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use utoipa::ToSchema;

/// A case to be opened: about an order, or about something whose order is not known.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    pub kind: Kind,
    /// Required for kinds that have sub-kinds.
    pub subtype: Option<Subtype>,
    /// A code of the reason tree.
    pub reason: Line,
    /// The number of the order in this desk; else `shop` and `about` are required.
    pub order: Option<Id>,
    /// The number of the shop, for a case without an order.
    pub shop: Option<Id>,
    /// What it is about, for a case without an order.
    pub about: Option<Area>,
    /// Lines of the order; required when the kind moves money.
    #[serde(default, deserialize_with = "objects")]
    #[schema(max_items = 200, required = false)]
    pub lines: Vec<NewCaseLine>,
    /// Left out, it is what the lines are worth, where the kind refunds.
    pub amount_fen: Option<Amount>,
    /// How the request reached the shop; `plugin` when not said.
    pub intake: Option<Intake>,
    pub buyer_text: Option<Area>,
    /// 平台售后单号
    pub platform_no: Option<Line>,
    pub tracking_no: Option<Line>,
    /// The reason for opening it against a window or exclusion.
    pub policy_override: Option<Area>,
    /// Warnings that were seen: without them a case with warnings is not opened (409).
    #[serde(default)]
    #[schema(max_items = 20, required = false)]
    pub accept_warnings: Vec<Warning>,
}

/// A line of the order and how many pieces.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCaseLine {
    #[schema(minimum = 1)]
    pub line_no: u32,
    #[schema(minimum = 1, maximum = 100_000)]
    pub qty: u32,
}

/// Open a case
///
/// With the intake checks of the form: what is refused is 409, and so is what is worth a look first
/// (`warnings`) until it is named in `accept_warnings`.
#[utoipa::path(
    post, path = "/api/v1/cases", tag = "cases", operation_id = "openCase",
    request_body(content = NewCase, example = json!({
        "kind": "return_refund", "subtype": "faulty", "reason": "broken", "order": 1,
        "lines": [{"line_no": 1, "qty": 1}], "buyer_text": "收到就坏了"
    })),
    responses(
        (status = 201, description = "Opened", body = CaseDone,
         headers(("location" = String, description = "The address of the case"),
                 ("etag" = String, description = "Its `rev` in quotes"))),
        (status = 404, description = "The order or shop is not there, or not for this person",
         body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, description = "Refused by the rules, or warnings to accept",
         body = ProblemDetails, content_type = "application/problem+json"),
    )
)]
pub async fn open(
    app: Data<App>,
    visit: Visit,
    told: Told<NewCase>,
) -> Result<HttpResponse, Problem> {
    let Told { value, change } = told;
    let opening = visit.clone();
    let unseen: Arc<Mutex<Vec<Warning>>> = Arc::default();
    let warned = Arc::clone(&unseen);
    let done = change
        .carry_out(&app, move |plan| {
            let viewer = opening.viewer()?;
            let moment = opening.moment();
            let (new, about) = read(plan, viewer, &value)?;
            let checked = actions::cases::check(plan, &new, &about, &viewer.actor, &moment)?;
            checked.verdict?;
            let seen = |warning: &Warning| value.accept_warnings.contains(warning);
            let unseen: Vec<Warning> = checked.warnings.into_iter().filter(|w| !seen(w)).collect();
            if !unseen.is_empty() {
                *warned.lock().unwrap_or_else(PoisonError::into_inner) = unseen;
                return Err(Failure::ChangedMeanwhile);
            }
            let done = actions::cases::open(plan, &new, &about, &viewer.actor, &moment)?;
            CaseDone::of(plan, &done)
        })
        .await;
    let problem = match done {
        Ok(carried) => return Ok(answer(&visit, &carried, StatusCode::CREATED)),
        Err(problem) => problem,
    };
    let unseen = std::mem::take(&mut *unseen.lock().unwrap_or_else(PoisonError::into_inner));
    if unseen.is_empty() {
        return Err(problem);
    }
    Err(Problem::warned(
        unseen
            .into_iter()
            .map(|warning| Warned {
                warning: warning.code().to_owned(),
                detail: names::warning_sentence(visit.words, warning).to_owned(),
            })
            .collect(),
    ))
}

/// What is to be opened, and about whose order.
fn read(view: &impl View, viewer: &Viewer, told: &NewCase) -> Result<(OpenCase, About), Failure> {
    let mut wrong: Vec<(String, String)> = Vec::new();
    let mut add = |field: &str, key: &str| wrong.push((field.to_owned(), key.to_owned()));
    if reasons::find(&told.reason.0).is_none() {
        add("reason", "error-choice");
    }
    let subtypes = told.kind.subtypes();
    match told.subtype {
        None if !subtypes.is_empty() => add("subtype", "error-required"),
        Some(subtype) if !subtypes.contains(&subtype) => add("subtype", "error-choice"),
        _ => {}
    }
    let order = match told.order {
        Some(id) => Some(see_order(view, viewer, OrderId(id.0))?),
        None => None,
    };
    let shop = match (&order, told.shop) {
        (Some(order), told) => {
            if told.is_some_and(|shop| shop.0 != order.shop.0) {
                add("shop", "error-other-shop");
            }
            Some(order.shop)
        }
        (None, Some(shop)) => {
            let shop = orders::shop(view, ShopId(shop.0))?.filter(|shop| viewer.sees_shop(shop.id));
            Some(shop.ok_or(Failure::NotFound)?.id)
        }
        (None, None) => {
            add("shop", "error-required");
            None
        }
    };
    if order.is_none() && told.about.is_none() {
        add("about", "error-required");
    }
    let mut chosen: Vec<(u32, u32)> = Vec::with_capacity(told.lines.len());
    for (at, line) in told.lines.iter().enumerate() {
        let known = order.iter().flat_map(|order| &order.lines);
        let most = known
            .filter(|l| l.line_no == line.line_no)
            .map(|l| l.qty)
            .next();
        let twice = chosen.iter().any(|(no, _)| *no == line.line_no);
        if twice || most.is_none() {
            add(&format!("lines/{at}/line_no"), "error-choice");
        } else if line.qty == 0 || most.is_some_and(|most| line.qty > most) {
            add(&format!("lines/{at}/qty"), "error-pieces");
        }
        chosen.push((line.line_no, line.qty));
    }
    if order.is_some() && chosen.is_empty() && told.kind.moves_money() {
        add("lines", "error-no-pieces");
    }
    if told.amount_fen.is_some_and(|amount| amount.0.0 == 0) {
        add("amount_fen", "error-amount-range");
    }
    if told.kind == Kind::Compensation && told.amount_fen.is_none() {
        add("amount_fen", "error-required");
    }
    let Some(shop) = shop.filter(|_| wrong.is_empty()) else {
        return Err(Failure::Invalid(wrong));
    };
    let intake = told.intake.unwrap_or(Intake::Plugin);
    let mut new = OpenCase::new(shop, told.kind, &told.reason.0, intake);
    new.subtype = told.subtype;
    new.applied_amount = told.amount_fen.map(|amount| amount.0);
    if let Some(order) = &order
        && intake::refunds(told.kind)
        && new.applied_amount.is_none()
    {
        let (_, ledger) = actions::cases::of_order(view, order.id, None)?;
        new.applied_amount = intake::worth_of(&chosen, order, &ledger);
    }
    new.lines = chosen;
    new.about = said(told.about.clone());
    new.buyer_text = said(told.buyer_text.clone());
    new.platform_no = said(told.platform_no.clone());
    new.tracking_no = said(told.tracking_no.clone())
        .map(|no| no.chars().filter(|c| !c.is_whitespace()).collect());
    new.policy_override = said(told.policy_override.clone());
    new.owner = Some(viewer.staff.id);
    let about = order.as_ref().map(About::order).unwrap_or_default();
    Ok((new, about))
}
