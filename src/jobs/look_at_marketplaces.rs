//! Reads single orders and requests of marketplaces: what a webhook pointed at, and what was told of
//! before its order was known.

use crate::domain::plugin::ending::Ending;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::marketplace;
use crate::store::looks;
use std::sync::Arc;

/// Read in one run; the rest follow in the next.
const AT_ONCE: usize = 50;

/// Returns how many were read.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let due = app
        .read(move |view| Ok(looks::due(view, now, AT_ONCE)?))
        .await?;
    let mut read = 0;
    for look in due {
        let account = look.account;
        if host.rests(account, app.now()).is_some() {
            continue;
        }
        let Some(heard) = marketplace::look(&host, look).await? else {
            continue;
        };
        read += 1;
        match heard.ending {
            Ending::Answered => host.rested(account),
            // These are about the account, not about this one.
            Ending::RateLimited | Ending::Auth => host.rest(account, &heard, app.now()),
            _ => {}
        }
    }
    Ok(read)
}
