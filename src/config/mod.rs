//! Every setting the program starts with: defaults, file, environment and flags, in that order.
//!
//! What the shop owner decides (windows, limits, wording) is not here: it lives in the store.

mod address;
mod layers;
mod nearest;
mod table;
#[cfg(test)]
mod tests;
mod wrong;

pub use address::Network;
pub use address::PublicUrl;
pub use layers::Layers;
pub use layers::Origin;
pub use layers::Value;
pub use table::SETTINGS;
pub use table::Setting;
pub use wrong::Wrong;

use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

/// The settings file in the data folder.
pub const FILE_NAME: &str = "aftercare.toml";
/// What every environment variable of ours begins with.
pub const PREFIX: &str = "AFTERCARE_";

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    Json,
    Text,
}

/// The settings in force. Read once at the start and passed on, never global.
#[derive(Debug, Clone)]
pub struct Config {
    /// The one folder that holds everything.
    pub data: PathBuf,
    pub listen: SocketAddr,
    /// What people type into the browser, as it was set; may hold a path. Empty means
    /// `http://<listen>`. [`Config::site`] has its parts.
    pub public_url: String,
    /// Where the key of the personal fields lies, if not in the data folder.
    pub key_file: Option<PathBuf>,
    /// Filter of the log, as `tracing` writes it.
    pub log: String,
    pub log_format: LogFormat,
    /// How many backups are kept.
    pub backup_keep: usize,
    /// Where backups go.
    pub backup_folder: PathBuf,
    /// Threads that answer requests.
    pub workers: usize,
    /// How often one API token may ask in a minute.
    pub api_per_minute: u32,
    /// How many of those may come at once.
    pub api_burst: u32,
    /// Who may say whom a request comes from.
    pub trusted_proxies: Vec<Network>,
    /// Every setting as it was said and where, in the order of the table.
    pub values: Vec<Value>,
}

impl Config {
    /// Reads the settings of this process: the environment, the file, and what was said by flag
    /// (setting name and value).
    ///
    /// # Errors
    /// The first setting that is unknown or wrong.
    pub fn load(file: Option<&Path>, flags: Vec<(String, String)>) -> Result<Config, Wrong> {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| name.starts_with(PREFIX))
            .map(|(name, value)| match value.into_string() {
                Ok(value) => Ok((name, value)),
                Err(value) => Err(Wrong::value(
                    &name,
                    &value.to_string_lossy(),
                    "setting-right-utf8",
                )),
            })
            .collect::<Result<Vec<_>, Wrong>>()?;
        Layers {
            file: file.map(Path::to_owned),
            environment,
            flags,
        }
        .resolve()
    }

    /// Settings for a throw-away instance: a folder, an address, everything else by default.
    ///
    /// # Errors
    /// When the folder holds a settings file that is wrong.
    pub fn throw_away(folder: &Path, listen: SocketAddr) -> Result<Config, Wrong> {
        let flags = [
            ("data", folder.display().to_string()),
            ("listen", listen.to_string()),
            ("log", "warn".to_owned()),
        ];
        Layers {
            file: None,
            environment: Vec::new(),
            flags: flags.map(|(name, value)| (name.to_owned(), value)).into(),
        }
        .resolve()
    }

    /// Where people reach the desk.
    pub fn site(&self) -> PublicUrl {
        PublicUrl::parse(&self.public_url).unwrap_or_else(|| PublicUrl::of_listener(self.listen))
    }
}

impl Default for Config {
    fn default() -> Config {
        layers::in_force(layers::Said::new()).expect("a test shows that every default fits")
    }
}
