//! Tells those who run the desk of gateways that do not work.

use crate::failure::Failure;
use crate::host::Host;
use crate::notices;
use std::sync::Arc;

/// Returns how many gateways were told of.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    notices::sound_alarms(&host).await
}
