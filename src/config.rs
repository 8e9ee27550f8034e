//! Every setting: name, default, meaning.

use std::net::SocketAddr;
use std::path::PathBuf;

/// The settings of one process. Read once at the start and passed on.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    pub listen: SocketAddr,
    /// What people type into the browser; may hold a path. Empty means `http://<listen>`.
    pub public_url: String,
    /// Where the key for personal fields lies, if not in the data folder.
    pub key_file: Option<PathBuf>,
    /// The log filter.
    pub log: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data: PathBuf::from("data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: String::new(),
            key_file: None,
            log: "info".into(),
        }
    }
}
