//! The list of cases: narrowed by what the address says, a page at a time.

use super::super::asked::Asked;
use super::super::asked::Cursor;
use super::super::asked::PageSize;
use super::super::problem::Problem;
use super::super::problem::ProblemDetails;
use super::super::values::Id;
use super::super::values::Text;
use super::super::views;
use super::summary::CaseSummary;
use crate::app::App;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::record::Priority;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::View;
use crate::store::lists;
use crate::store::lists::Among;
use crate::store::lists::Filter;
use crate::store::lists::From;
use crate::store::lists::Place;
use crate::web::lists::hex;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Deserialize;
use serde::Serialize;
use utoipa::IntoParams;
use utoipa::ToSchema;

/// The most rows one request looks at: a rare filter gives a short page and a `next`.
const LOOKED_AT_MOST: usize = 5000;

crate::codes! {
    /// Which cases, and in which order.
    pub enum CaseList {
        /// Open, what runs out first at the top.
        Open = "open",
        /// Where the platform or the law acts by itself.
        ByItself = "by-itself",
        /// Where the shop promised something.
        Promised = "promised",
        /// Where the platform intervenes.
        Disputed = "disputed",
        /// Open and closed, the newest first.
        All = "all",
    }
}

/// Narrows the list of cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// The `id` of a saved view. What else is asked for stands above what the view says.
    #[param(inline)]
    pub view: Option<Text<32>>,
    /// Which cases; open ones when not said.
    pub list: Option<CaseList>,
    pub kind: Option<Kind>,
    pub state: Option<State>,
    pub priority: Option<Priority>,
    /// Whose turn it is.
    pub role: Option<Role>,
    /// The number of a member of staff.
    pub owner: Option<Id>,
    /// The number of a shop.
    pub shop: Option<Id>,
    pub channel: Option<Channel>,
    /// A code of the reason tree.
    #[param(inline)]
    pub reason: Option<Text<64>>,
    /// How many; 50 when not said.
    #[serde(default)]
    #[param(inline, required = false)]
    pub limit: PageSize,
    #[param(inline)]
    pub after: Option<Cursor>,
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct CasePage {
    pub cases: Vec<CaseSummary>,
    /// Where the next page begins; null on the last. A page may be short and still have a next.
    pub next: Option<String>,
}

/// List cases
///
/// Cases of the shops this person works for. Open ones come with what runs out first at the top.
#[utoipa::path(
    get, path = "/api/v1/cases", tag = "cases", operation_id = "listCases",
    params(CaseQuery),
    responses(
        (status = 200, description = "A page of cases", body = CasePage),
        (status = 404, description = "This person has no such view", body = ProblemDetails,
         content_type = "application/problem+json"),
    )
)]
pub async fn list(
    app: Data<App>,
    visit: Visit,
    asked: Asked<CaseQuery>,
) -> Result<HttpResponse, Problem> {
    let asked = asked.0;
    let page = app
        .read(move |view| {
            let filter = asked.filter(view, &visit)?;
            let (from, limit) = (asked.from(), asked.limit.0);
            Ok(lists::page(view, &filter, from, limit, LOOKED_AT_MOST)?)
        })
        .await?;
    Ok(HttpResponse::Ok().json(CasePage {
        cases: page.rows.iter().map(CaseSummary::of).collect(),
        next: page.next.map(|place| hex(&place.key())),
    }))
}

impl CaseQuery {
    fn filter(&self, view: &impl View, visit: &Visit) -> Result<Filter, Failure> {
        let kept = match &self.view {
            Some(id) => views::filter_of(view, visit, &id.0)?,
            None => Filter::default(),
        };
        let among = self.list.map(|list| match list {
            CaseList::Open => Among::Open,
            CaseList::ByItself => Among::ByItself,
            CaseList::Promised => Among::Promised,
            CaseList::Disputed => Among::Disputed,
            CaseList::All => Among::All,
        });
        Ok(Filter {
            among: among.unwrap_or(kept.among),
            kind: self.kind.or(kept.kind),
            state: self.state.or(kept.state),
            owner: self.owner.map(|owner| StaffId(owner.0)).or(kept.owner),
            role: self.role.or(kept.role),
            shop: self.shop.map(|shop| ShopId(shop.0)).or(kept.shop),
            channel: self.channel.or(kept.channel),
            reason: self
                .reason
                .as_ref()
                .map(|code| code.0.clone())
                .or(kept.reason),
            priority: self.priority.or(kept.priority),
            seen: visit.viewer()?.staff.shops.clone(),
            ..kept
        })
    }

    fn from(&self) -> From {
        let after = self.after.as_ref();
        after
            .and_then(|cursor| Place::of_key(&cursor.0))
            .map_or(From::Start, From::After)
    }
}
