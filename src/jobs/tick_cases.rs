//! Lets the clock act on the cases whose time has come.

use crate::actions::cases::tick;
use crate::app::App;
use crate::failure::Failure;
use crate::store::cases;
use std::sync::Arc;

/// At most this many cases per run; the rest follow in the next.
const AT_ONCE: usize = 2_000;

/// Returns how many cases were looked at. A case that cannot be looked at is told to the log and
/// does not hold up the others: their money moves by itself.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    let due = app
        .read(move |view| Ok(cases::timers_until(view, now, AT_ONCE)?))
        .await?;
    let count = due.len();
    for id in due {
        let moment = app.moment();
        // The same minute gives the same answer: a lost acknowledgement does not act twice.
        let key = format!("tick/{id}/{}", now.0 / 60_000);
        let ticked = app
            .write(Some(key), move |plan| tick(plan, id, &moment))
            .await;
        match ticked {
            Ok(()) | Err(Failure::Refused(_)) => {}
            Err(failure) if app.store.health_reason().is_some() => return Err(failure),
            Err(failure) => tracing::error!(case = %id, error = %failure, "the clock of a case"),
        }
    }
    Ok(count)
}
