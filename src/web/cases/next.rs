//! The next case whose turn is mine: what runs out first, other than the one just left.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::page;
use super::super::today;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Leads to it. `after` is the number of the case one comes from: what follows it, and from the end
/// the first again.
///
/// # Errors
/// When the disk does.
pub async fn lead(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let after = query.text("after").to_owned();
    let asking = visit.clone();
    let next = app
        .read(move |view| {
            let rows = today::turn(view, asking.viewer()?, asking.now)?;
            let from = rows.iter().position(|row| row.no.as_str() == after);
            let later = rows.iter().skip(from.map_or(0, |at| at + 1));
            let around = rows.iter().take(from.unwrap_or(0));
            Ok(later.chain(around).map(|row| row.no.to_string()).next())
        })
        .await?;
    Ok(match next {
        Some(no) => page::to(&visit, &format!("/cases/{no}")),
        None => page::done(&visit, "/", &Flash::new("done-nothing-next")),
    })
}
