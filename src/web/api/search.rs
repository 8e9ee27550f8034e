//! Finding by what is in hand: a number, a phone's tail, a nickname, or any words.

use super::asked::Asked;
use super::buyers::BuyerShown;
use super::cases::summary::CaseSummary;
use super::orders::shown::OrderSummary;
use super::problem::Problem;
use super::values::Text;
use crate::actions::access::Viewer;
use crate::actions::access::see_buyer;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::token::Scope;
use crate::failure::Failure;
use crate::search::Asked as Words;
use crate::search::Standing;
use crate::search::Thing;
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
    /// A number of a case, order, parcel or payment or its beginning, a phone or its last four
    /// digits, a nickname, or words of a case, message, note or order.
    #[param(inline)]
    pub q: Text<100>,
}

/// What was found.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Hits {
    pub cases: Vec<CaseSummary>,
    pub orders: Vec<OrderSummary>,
    /// Only for tokens that may read buyers.
    pub buyers: Vec<BuyerShown>,
    /// Whether everything was searched: false while the index of words is being built.
    pub complete: bool,
}

/// Find cases, orders and buyers
///
/// What fits exactly first, then what has the words, the newest first. Up to 60 of all kinds, of the
/// shops this person works for; each kind only when the token may read it.
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
    let q = asked.0.q.0;
    let hashes = identity::find_tokens(app.store.vault(), &q);
    let words = Words::read(&q, app.store.vault());
    let scopes = bearer.0.scopes.clone();
    let searching = app.clone();
    let hits = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let mut hits = look(view, viewer, &q, &hashes, &scopes)?;
            let found = searching.search.find(view, viewer, &words, None, MOST)?;
            for hit in found.hits {
                hits.add(hit.what, &scopes);
            }
            hits.complete = searching.search.standing() == Standing::Complete;
            Ok(hits)
        })
        .await?;
    Ok(HttpResponse::Ok().json(hits))
}

impl Hits {
    /// Adds what was found by its words, unless it stands there already.
    fn add(&mut self, what: Thing, scopes: &[Scope]) {
        match what {
            Thing::Case(row) if scopes.contains(&Scope::CasesRead) => {
                if self.cases.iter().all(|case| case.no != row.no.as_str()) {
                    self.cases.push(CaseSummary::of(&row));
                }
            }
            Thing::Order(row) if scopes.contains(&Scope::OrdersRead) => {
                if self.orders.iter().all(|order| order.id != row.id.0) {
                    self.orders.push(OrderSummary::of(&row));
                }
            }
            Thing::Buyer(buyer) if scopes.contains(&Scope::BuyersRead) => {
                if self.buyers.iter().all(|known| known.id != buyer.id.0) {
                    self.buyers.push(BuyerShown::of(*buyer));
                }
            }
            Thing::Case(_) | Thing::Order(_) | Thing::Buyer(_) => {}
        }
    }
}

fn look(
    view: &impl View,
    viewer: &Viewer,
    q: &str,
    hashes: &[String],
    scopes: &[Scope],
) -> Result<Hits, Failure> {
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
