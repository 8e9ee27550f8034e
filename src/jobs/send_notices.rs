//! Sends what was promised: notices find their ways, and each is handed to its gateway.

use crate::failure::Failure;
use crate::host::Host;
use crate::notices;
use std::sync::Arc;

/// Returns how many were handed over.
///
/// # Errors
/// When the store takes no writes: they wait.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    notices::route(&host).await?;
    notices::send(&host).await
}
