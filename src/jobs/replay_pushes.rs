//! Reads what came in at the addresses of accounts and was not read: the process ended first, or the
//! plugin could not.

use crate::failure::Failure;
use crate::host::Host;
use crate::host::pushes;
use crate::store::plugin_pushes;
use std::sync::Arc;

const AT_ONCE: usize = 200;

/// Returns how many were looked at.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    let now = host.app().now();
    let due = host
        .app()
        .read(move |view| Ok(plugin_pushes::due(view, now, AT_ONCE)?))
        .await?;
    let count = due.len();
    for id in due {
        pushes::read(&host, id).await?;
    }
    Ok(count)
}
