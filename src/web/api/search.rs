//! Finding by what is in hand: a number, a tracking number, a phone's tail, a nickname.

use super::asked::Asked;
use super::buyers::BuyerShown;
use super::cases::summary::CaseSummary;
use super::orders::shown::OrderSummary;
use super::problem::Problem;
use crate::actions::access::Viewer;
use crate::actions::access::see_buyer;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::find::What;
use crate::store::identity;
use crate::store::index;
use crate::store::orders;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Deserialize;
use serde::Serialize;
use utoipa::IntoParams;
use utoipa::ToSchema;

/// The most hits of each.
const MOST: usize = 30;
/// The shortest beginning of a number that is looked for.
const PREFIX_LEAST: usize = 4;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// A number of a case, order, parcel or payment, its beginning (four characters or more), a
    /// phone or its last four digits, or a nickname.
    #[param(min_length = 1, max_length = 100)]
    pub q: String,
}

/// What was found.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Hits {
    pub cases: Vec<CaseSummary>,
    pub orders: Vec<OrderSummary>,
    /// Only for tokens that may read buyers.
    pub buyers: Vec<BuyerShown>,
}

/// Find cases, orders and buyers
///
/// By a number, its beginning, a phone or its last four digits, or a nickname. Up to 30 of each, of
/// the shops this person works for. Each kind only when the token may read it.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "search", operation_id = "search",
    params(SearchQuery),
    responses((status = 200, description = "What was found", body = Hits))
)]
pub async fn search(
    app: Data<App>,
    visit: Visit,
    bearer: super::bearer::Bearer,
    asked: Asked<SearchQuery>,
) -> Result<HttpResponse, Problem> {
    let q: String = asked.0.q.chars().take(100).collect();
    let hashes = identity::find_tokens(app.store.vault(), &q);
    let scopes = bearer.0.scopes.clone();
    let hits = app
        .read(move |view| look(view, visit.viewer()?, &q, &hashes, &scopes))
        .await?;
    Ok(HttpResponse::Ok().json(hits))
}

fn look(
    view: &impl View,
    viewer: &Viewer,
    q: &str,
    hashes: &[String],
    scopes: &[crate::domain::token::Scope],
) -> Result<Hits, Failure> {
    use crate::domain::token::Scope;
    let token = find::normal(q);
    let mut found = Vec::new();
    if !token.is_empty() {
        found = find::exactly(view, &token, MOST)?;
        for hash in hashes {
            found.extend(find::exactly(view, hash, MOST)?);
        }
        if found.is_empty() && token.chars().count() >= PREFIX_LEAST {
            found = find::by_prefix(view, &token, MOST)?;
        }
    }
    let mut hits = Hits::default();
    for (what, id) in found {
        if what == What::Case as u8 && scopes.contains(&Scope::CasesRead) {
            let case = cases::by_id(view, CaseId(id))?;
            let seen = case.filter(|case| viewer.sees_shop(case.shop));
            let row = seen.map(|case| CaseSummary::of(&index::case_row(&case)));
            hits.cases.extend(row);
        } else if what == What::Order as u8 && scopes.contains(&Scope::OrdersRead) {
            let order = orders::by_id(view, OrderId(id))?;
            let seen = order.filter(|order| viewer.sees_shop(order.shop));
            let row = seen.map(|order| OrderSummary::of(&index::order_row(&order)));
            hits.orders.extend(row);
        } else if what == What::Buyer as u8 && scopes.contains(&Scope::BuyersRead) {
            match see_buyer(view, viewer, BuyerId(id)) {
                Ok(buyer) => hits.buyers.push(BuyerShown::of(buyer)),
                Err(Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
        }
    }
    Ok(hits)
}
