//! Lists kept under a name, as the person has them in the rail: told, and found again by their id.

use super::problem::Problem;
use crate::actions::views;
use crate::actions::views::Whose;
use crate::app::App;
use crate::failure::Failure;
use crate::store::View;
use crate::store::lists::Filter;
use crate::store::views::SavedView;
use crate::web::lists::query::Query;
use crate::web::views::first;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

/// A list kept under a name 视图.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewShown {
    /// Of this person: `mine-2`; of everyone: `shared-1`. Goes into `view` of `GET …/cases`.
    #[schema(examples("mine-2"))]
    pub id: String,
    pub name: String,
    /// As it stands behind the `?` of the page's address.
    #[schema(examples("owner=me&left=2h"))]
    pub query: String,
    /// Whether everyone has it.
    pub shared: bool,
}

/// The lists of this person, then everyone's.
#[derive(Debug, Serialize, ToSchema)]
pub struct Views {
    pub views: Vec<ViewShown>,
}

/// List the saved views
///
/// Those of this person, then everyone's, in the order of the page.
#[utoipa::path(
    get, path = "/api/v1/views", tag = "cases", operation_id = "listViews",
    responses((status = 200, description = "The saved views", body = Views))
)]
pub async fn list(app: Data<App>, visit: Visit) -> Result<HttpResponse, Problem> {
    let views = app
        .read(move |view| {
            let mut shown = Vec::new();
            for whose in Whose::ALL {
                let kept = kept(view, &visit, *whose)?;
                shown.extend(kept.into_iter().map(|kept| ViewShown {
                    id: format!("{whose}-{}", kept.no),
                    name: kept.name,
                    query: kept.query,
                    shared: *whose == Whose::Shared,
                }));
            }
            Ok(shown)
        })
        .await?;
    Ok(HttpResponse::Ok().json(Views { views }))
}

fn kept(view: &impl View, visit: &Visit, whose: Whose) -> Result<Vec<SavedView>, Failure> {
    Ok(views::of(view, visit.viewer()?, whose, &first(visit))?.views)
}

/// What a saved view narrows the list to, now and for this person.
///
/// # Errors
/// `NotFound` when this person has no such view.
pub fn filter_of(view: &impl View, visit: &Visit, id: &str) -> Result<Filter, Failure> {
    let (whose, no) = id.rsplit_once('-').ok_or(Failure::NotFound)?;
    let whose = Whose::from_code(whose).ok_or(Failure::NotFound)?;
    let no: u32 = no.parse().map_err(|_| Failure::NotFound)?;
    let kept = kept(view, visit, whose)?;
    let found = kept.iter().find(|kept| kept.no == no);
    let found = found.ok_or(Failure::NotFound)?;
    Ok(Query::of(&found.query).filter(visit))
}
