//! Tells marketplaces and payment services what was decided here: in the order it was decided, an account at a time, and
//! what may have arrived is asked for instead of sent.

use crate::domain::plugin::ending::Ending;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::marketplace;
use crate::host::telling;
use crate::store::tellings;
use std::sync::Arc;

/// Decisions of one run; the rest follow in the next.
const AT_ONCE: usize = 50;

/// Returns how many were told or asked for.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let due = app
        .read(move |view| Ok(tellings::due(view, now, AT_ONCE)?))
        .await?;
    let mut told = 0;
    for one in due {
        let account = one.account;
        if host.rests(account, app.now()).is_some() {
            continue;
        }
        let Some(heard) = telling::tell(&host, one).await? else {
            continue;
        };
        told += 1;
        match heard.ending {
            Ending::Answered => host.rested(account),
            // These are about the account, not about this decision.
            Ending::RateLimited | Ending::Auth => host.rest(account, &heard, app.now()),
            // In another state by now: it is read at once.
            Ending::Conflict => marketplace::look_at_once(&host, account).await?,
            _ => {}
        }
    }
    Ok(told)
}
