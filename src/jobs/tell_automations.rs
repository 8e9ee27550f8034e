//! Tells automation plugins what happened on cases, and does what they wish.

use crate::failure::Failure;
use crate::host::Host;
use crate::host::automating;
use crate::store::automating as stored;
use std::sync::Arc;

/// Events of one run; the rest follow in the next.
const AT_ONCE: usize = 100;

/// Returns how many were told.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let due = app
        .read(move |view| Ok(stored::due(view, now, AT_ONCE)?))
        .await?;
    let mut told = 0;
    for one in due {
        told += usize::from(automating::tell(&host, one).await?.is_some());
    }
    Ok(told)
}
