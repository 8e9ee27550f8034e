//! Brings the running deadlines of open cases to the rules and calendars in force after a change.

use crate::actions::recomputing;
use crate::app::App;
use crate::domain::ids::CaseId;
use crate::failure::Failure;
use std::sync::Arc;

/// At most this many slices per run; the rest follow in the next, behind the other jobs.
const AT_ONCE: usize = 40;

/// Returns how many cases were looked at.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(app: Arc<App>) -> Result<usize, Failure> {
    let Some((round, ids)) = app.read(recomputing::waiting).await? else {
        return Ok(0);
    };
    let mut round = round;
    let mut done = 0;
    let slices = ids.chunks(recomputing::SLICE).take(AT_ONCE);
    for slice in slices {
        let Some(now) = look_at(&app, round.clone(), slice.to_vec()).await? else {
            return Ok(done);
        };
        done += slice.len();
        if now.no != round.no {
            return Ok(done);
        }
        round = now;
    }
    if done == ids.len() {
        look_at(&app, round, Vec::new()).await?;
    }
    Ok(done)
}

async fn look_at(
    app: &Arc<App>,
    round: recomputing::Round,
    ids: Vec<CaseId>,
) -> Result<Option<recomputing::Round>, Failure> {
    let moment = app.moment();
    // A slice that was written and not acknowledged is not done again.
    let key = format!("recompute/{}/{}/{}", round.no, round.after, ids.len());
    app.write(Some(key), move |plan| {
        recomputing::slice(plan, &round, &ids, &moment)
    })
    .await
}
