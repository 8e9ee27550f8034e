//! Fetches what buyers answered.

use crate::failure::Failure;
use crate::host::Host;
use crate::notices;
use std::sync::Arc;

/// Returns how many mails were taken.
///
/// # Errors
/// When the store takes no writes: they are fetched later.
pub async fn run(host: Arc<Host>) -> Result<usize, Failure> {
    notices::fetch_mail(&host).await
}
