//! What the warehouse scans: a tracking number, return code or case number leads to taking the
//! goods in; one that nobody announced leads to the ownerless parcels.

use super::super::form::Fields;
use super::super::page;
use super::super::visit::Visit;
use crate::actions;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::find::What;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// How many things may carry the scanned number.
const HITS: usize = 20;

/// # Errors
/// When the disk does.
pub async fn lead(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let scanned = query.text("q").to_owned();
    let asking = visit.clone();
    let path = app
        .read(move |view| target(view, &asking, &scanned))
        .await?;
    Ok(page::to(&visit, &path))
}

fn target(view: &impl View, visit: &Visit, scanned: &str) -> Result<String, Failure> {
    let viewer = visit.viewer()?;
    let mut found = None;
    for id in candidates(view, scanned)? {
        let Some(case) = cases::by_id(view, id)?.filter(|case| viewer.sees_shop(case.shop)) else {
            continue;
        };
        let acts = actions::cases::possible(view, &case, &viewer.actor, visit.now)?;
        let waits = acts
            .iter()
            .any(|act| act.verb == Verb::ScanReceive && act.verdict.is_ok());
        if waits {
            return Ok(format!("/cases/{}/acts/{}", case.no, Verb::ScanReceive));
        }
        found.get_or_insert(format!("/cases/{}", case.no));
    }
    let number: String = scanned
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(64)
        .collect();
    Ok(found.unwrap_or(format!("/warehouse/ownerless?tracking_no={number}")))
}

fn candidates(view: &impl View, scanned: &str) -> Result<Vec<CaseId>, Failure> {
    if let Some(no) = CaseNo::parse(scanned)
        && let Some(id) = cases::id_by_no(view, &no)?
    {
        return Ok(vec![id]);
    }
    let token = find::normal(scanned);
    if token.is_empty() {
        return Ok(Vec::new());
    }
    Ok(find::exactly(view, &token, HITS)?
        .into_iter()
        .filter(|(what, _)| *what == What::Case as u8)
        .map(|(_, id)| CaseId(id))
        .collect())
}
