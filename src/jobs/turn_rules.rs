//! Puts a version of the rules in force when its time has come.

use crate::actions::rules;
use crate::app::App;
use crate::failure::Failure;
use std::sync::Arc;

/// Returns 1 when the rules turned.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(app: Arc<App>) -> Result<usize, Failure> {
    let moment = app.moment();
    let now = moment.now;
    if !app.read(move |view| rules::is_due(view, now)).await? {
        return Ok(0);
    }
    app.write(None, move |plan| rules::turn(plan, &moment))
        .await?;
    Ok(1)
}
