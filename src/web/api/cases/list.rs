//! The list of cases: narrowed by what the address says, a page at a time.

use super::super::asked::Asked;
use super::super::asked::Cursor;
use super::super::asked::PageSize;
use super::super::problem::Problem;
use super::super::values::Id;
use super::super::values::Text;
use super::summary::CaseSummary;
use crate::actions::access::Viewer;
use crate::app::App;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::record::Priority;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::cases::Page;
use crate::store::index::CaseRow;
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
/// Rows looked at in one go.
const CHUNK: usize = 250;

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
    responses((status = 200, description = "A page of cases", body = CasePage))
)]
pub async fn list(
    app: Data<App>,
    visit: Visit,
    asked: Asked<CaseQuery>,
) -> Result<HttpResponse, Problem> {
    let page = app
        .read(move |view| narrowed(view, visit.viewer()?, &asked.0))
        .await?;
    Ok(HttpResponse::Ok().json(CasePage {
        cases: page.rows.iter().map(CaseSummary::of).collect(),
        next: page.next.as_deref().map(hex),
    }))
}

impl CaseQuery {
    fn list(&self) -> CaseList {
        self.list.unwrap_or(CaseList::Open)
    }

    fn keeps(&self, viewer: &Viewer, row: &CaseRow) -> bool {
        viewer.sees_shop(row.shop)
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.state.is_none_or(|state| row.state == state)
            && self
                .priority
                .is_none_or(|priority| row.priority == priority)
            && self.role.is_none_or(|role| row.stage_owner == role)
            && self.owner.is_none_or(|owner| row.owner.0 == owner.0)
            && self.shop.is_none_or(|shop| row.shop.0 == shop.0)
            && self.channel.is_none_or(|channel| row.channel == channel)
            && self.reason.as_ref().is_none_or(|code| row.reason == code.0)
    }

    /// Rows in order, from the narrowest index that has them all.
    fn rows(
        &self,
        view: &impl View,
        after: Option<&[u8]>,
        limit: usize,
    ) -> anyhow::Result<Page<CaseRow>> {
        let open = match self.list() {
            CaseList::All => return cases::page_by_opened(view, after, limit),
            CaseList::ByItself => OpenList::ByItself,
            CaseList::Promised => OpenList::Promised,
            CaseList::Disputed => OpenList::Disputed,
            CaseList::Open => match (self.owner, self.kind, self.role) {
                (Some(owner), ..) => OpenList::Owner(StaffId(owner.0)),
                (None, Some(kind), _) => OpenList::Kind(kind),
                (None, None, Some(role)) => OpenList::Role(role),
                (None, None, None) => OpenList::All,
            },
        };
        cases::open_page(view, open, after, limit)
    }
}

fn narrowed(
    view: &impl View,
    viewer: &Viewer,
    asked: &CaseQuery,
) -> Result<Page<CaseRow>, Failure> {
    let mut kept: Vec<CaseRow> = Vec::new();
    let mut after = asked.after.as_ref().map(|cursor| cursor.0.clone());
    let mut looked_at = 0;
    loop {
        let page = asked.rows(view, after.as_deref(), CHUNK)?;
        for (at, row) in page.rows.into_iter().enumerate() {
            if !asked.keeps(viewer, &row) {
                continue;
            }
            kept.push(row);
            if kept.len() == asked.limit.0 {
                // The page ends here; its key is the `next` of exactly so many rows.
                let next = asked.rows(view, after.as_deref(), at + 1)?.next;
                return Ok(Page { rows: kept, next });
            }
        }
        looked_at += CHUNK;
        if page.next.is_none() || looked_at >= LOOKED_AT_MOST {
            return Ok(Page {
                rows: kept,
                next: page.next,
            });
        }
        after = page.next;
    }
}
