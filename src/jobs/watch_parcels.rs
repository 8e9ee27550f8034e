//! Sees which parcels do not move, and tells cases where theirs are.

use crate::actions::tracking::follow_case;
use crate::actions::tracking::look;
use crate::app::App;
use crate::failure::Failure;
use crate::store::cases;
use crate::store::tracks;
use std::sync::Arc;

/// At most so many per run; the rest follow in the next.
const AT_ONCE: usize = 500;
/// Cases of one command.
const SLICE: usize = 50;

/// Returns how many parcels were looked at.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    let due = app
        .read(move |view| Ok(tracks::due_for_a_look(view, now, AT_ONCE)?))
        .await?;
    let count = due.len();
    for name in due {
        let moment = app.moment();
        let told = name.number.clone();
        let looked = app
            .write(None, move |plan| look(plan, &name, &moment))
            .await;
        match looked {
            Ok(_) => {}
            Err(failure) if app.store.health_reason().is_some() => return Err(failure),
            Err(failure) => tracing::error!(parcel = told, error = %failure, "a parcel's clock"),
        }
    }
    Ok(count)
}

/// Follows the parcels of open cases that nobody follows yet. Returns how many cases were seen.
///
/// # Errors
/// When the store takes no writes.
pub async fn follow_all(app: Arc<App>) -> Result<usize, Failure> {
    let ids = app.read(|view| Ok(cases::open_ids(view)?)).await?;
    for slice in ids.chunks(SLICE) {
        let moment = app.moment();
        let slice = slice.to_vec();
        app.write(None, move |plan| {
            slice
                .iter()
                .try_for_each(|id| follow_case(plan, *id, &moment))
        })
        .await?;
    }
    Ok(ids.len())
}
