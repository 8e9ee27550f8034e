//! Sends the messages to buyers whose moment of taking back is over.

use crate::actions::sending;
use crate::app::App;
use crate::failure::Failure;
use std::sync::Arc;

/// Returns how many went out or back to their writers.
///
/// # Errors
/// When the store takes no writes: they wait.
pub async fn run(app: Arc<App>) -> Result<usize, Failure> {
    let now = app.now();
    let due = app.read(move |view| sending::due(view, now)).await?;
    let count = due.len();
    for held in due {
        let text = app.store.vault().open_sealed(&held.text);
        let text = text
            .inspect_err(|error| {
                tracing::error!(id = held.id, error = format!("{error:#}"), "a message")
            })
            .ok();
        let moment = app.moment();
        // Its row goes in the transaction that writes the event: it is never sent twice.
        app.write(None, move |plan| {
            sending::release(plan, held.id, text.as_deref(), &moment)
        })
        .await?;
    }
    Ok(count)
}
