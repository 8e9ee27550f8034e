//! What can be done with an import: mapping its columns, starting it, stopping it.

use super::super::form::Fields;
use super::super::page;
use super::super::visit::Visit;
use super::see;
use crate::actions::imports;
use crate::app::App;
use crate::domain::ids::JobId;
use crate::failure::Failure;
use crate::store::imports as stored;
use crate::transfer::encoding::TextEncoding;
use crate::transfer::field::Field;
use crate::transfer::field::SheetKind;
use crate::transfer::import_job;
use crate::transfer::profile;
use crate::transfer::profile::Mapping;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// The most columns a form may map.
const COLUMNS_MOST: usize = 300;

/// Lets it run, in the background.
///
/// # Errors
/// `NotFound`; `ChangedMeanwhile` when it runs already.
pub async fn start(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = JobId(at.into_inner());
    let encoding = fields
        .filled("encoding")
        .and_then(TextEncoding::from_code)
        .map_or("", TextEncoding::code);
    let asking = visit.clone();
    app.write(fields.key(&visit), move |plan| {
        see(plan, &asking, id)?;
        imports::start(plan, id, encoding)
    })
    .await?;
    let running = app.clone().into_inner();
    actix_web::rt::spawn(async move {
        if let Err(failure) = import_job::carry_out(running, id).await {
            tracing::error!(job = %id, error = %failure, "an import could not be carried out");
        }
    });
    Ok(page::to(&visit, &format!("/import/{id}")))
}

/// Asks it to stop; what was done stays.
///
/// # Errors
/// `NotFound`.
pub async fn cancel(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = JobId(at.into_inner());
    let asking = visit.clone();
    let moment = visit.moment();
    app.write(fields.key(&visit), move |plan| {
        see(plan, &asking, id)?;
        imports::cancel(plan, id, &moment)
    })
    .await?;
    Ok(page::to(&visit, &format!("/import/{id}")))
}

/// Remembers what the columns of a header set mean.
///
/// # Errors
/// `NotFound`; `Invalid` when the form names no columns.
pub async fn map(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = JobId(at.into_inner());
    let mut mapping = Mapping {
        kind: fields
            .filled("kind")
            .and_then(SheetKind::from_code)
            .unwrap_or(SheetKind::Orders),
        columns: std::collections::BTreeMap::new(),
        merged: fields.ticked("merged"),
    };
    let headings: Vec<String> = (0..COLUMNS_MOST)
        .map_while(|at| {
            fields
                .pairs()
                .find(|(name, _)| *name == format!("heading-{at}"))
        })
        .map(|(_, heading)| profile::heading(heading))
        .collect();
    for (at, heading) in headings.iter().enumerate() {
        let field = fields
            .filled(&format!("column-{at}"))
            .and_then(Field::from_code)
            .unwrap_or(Field::Unused);
        mapping.columns.insert(heading.clone(), field);
    }
    if headings.is_empty() {
        return Err(Failure::invalid("columns", "error-required"));
    }
    let fingerprint = profile::fingerprint(&headings);
    let asking = visit.clone();
    app.write(fields.key(&visit), move |plan| {
        see(plan, &asking, id)?;
        Ok(stored::remember(plan, &fingerprint, &mapping)?)
    })
    .await?;
    let encoding = fields
        .filled("encoding")
        .and_then(TextEncoding::from_code)
        .map_or_else(String::new, |encoding| format!("?encoding={encoding}"));
    Ok(page::to(&visit, &format!("/import/{id}{encoding}")))
}
