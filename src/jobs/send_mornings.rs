//! Sends everybody what they have to follow up today.

use crate::failure::Failure;
use crate::host::Host;
use crate::notices;
use std::sync::Arc;

/// Returns how many mails went out.
///
/// # Errors
/// When the store takes no writes.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    notices::send_mornings(&host).await
}
