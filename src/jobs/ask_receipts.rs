//! Asks gateways what became of text messages they said nothing about.

use crate::failure::Failure;
use crate::host::Host;
use crate::notices;
use std::sync::Arc;

/// Returns how many messages were asked for.
///
/// # Errors
/// When the store takes no writes: they are asked for later.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    notices::ask_receipts(&host).await
}
