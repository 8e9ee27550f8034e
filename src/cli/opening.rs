//! Opening the data folder for a command, and telling who has it when it is in use.

use super::problem::Exit;
use super::problem::Problem;
use crate::config::Config;
use crate::store::Store;

/// Opens the store of the data folder.
///
/// # Errors
/// When it is in use, with the pid; or cannot be opened, with what to do.
pub fn store(config: &Config) -> Result<Store, Problem> {
    Store::open(&config.data).map_err(|error| {
        Problem::new(
            Exit::Failed,
            "cli-store",
            &[("why", format!("{error:#}").into())],
        )
    })
}
