//! Opening the data folder for a command, and telling who has it when it is in use.

use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::config::Config;
use crate::store::DATABASE_FILE;
use crate::store::Options;
use crate::store::Store;
use crate::store::lock::holder;
use std::time::Duration;

/// How long `serve` waits for a process that is being replaced.
const WAIT: Duration = Duration::from_secs(30);

/// How the settings want the store opened.
pub fn options(config: &Config, wait: Duration) -> Options {
    Options {
        key_file: config.key_file.clone(),
        wait,
        ..Options::default()
    }
}

/// The store for `serve`: made if there is none, and waited for if another process has it.
///
/// # Errors
/// When it is in use after the wait, with the pid; or cannot be opened, with what to do.
pub fn for_serving(config: &Config) -> Result<Store, Problem> {
    let wait = match holder(&config.data) {
        None => Duration::ZERO,
        Some(pid) => {
            let args = [("seconds", WAIT.as_secs().into()), ("pid", pid.into())];
            eprintln!("{}", said::both("cli-in-use", &args));
            WAIT
        }
    };
    open(config, wait)
}

/// The store of a stopped desk, made if there is none: for a command that may come first.
///
/// # Errors
/// When the desk is running, or the store cannot be opened.
pub fn existing_or_new(config: &Config) -> Result<Store, Problem> {
    if config.data.join(DATABASE_FILE).exists() {
        return existing(config);
    }
    open(config, Duration::ZERO)
}

/// The store that is there, for a command that needs a stopped desk.
///
/// # Errors
/// When there is none, the desk is running, or it cannot be opened.
pub fn existing(config: &Config) -> Result<Store, Problem> {
    if !config.data.join(DATABASE_FILE).exists() {
        let folder = config.data.display().to_string();
        return Err(Problem::new(
            Exit::NotNow,
            "cli-no-data",
            &[("folder", folder.into())],
        ));
    }
    if let Some(pid) = holder(&config.data) {
        return Err(Problem::new(
            Exit::NotNow,
            "cli-needs-stopped",
            &[("pid", pid.into())],
        ));
    }
    open(config, Duration::ZERO)
}

fn open(config: &Config, wait: Duration) -> Result<Store, Problem> {
    Store::open_with(&config.data, &options(config, wait)).map_err(|error| {
        let exit = match holder(&config.data) {
            Some(_) => Exit::NotNow,
            None => Exit::Failed,
        };
        Problem::new(exit, "cli-store", &[("why", format!("{error:#}").into())])
    })
}
