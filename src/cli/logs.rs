//! The log: one line per thing that happened, on standard output. `docs/logging.md` has the fields.

use crate::config::Config;
use crate::config::LogFormat;
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Begins logging: text on a terminal, JSON elsewhere, unless the settings say which.
pub fn begin(config: &Config) {
    let json = match config.log_format {
        LogFormat::Json => true,
        LogFormat::Text => false,
        LogFormat::Auto => !std::io::stdout().is_terminal(),
    };
    // What the server library says of its own threads is for whoever asks for it.
    let filter = EnvFilter::new(format!("actix_server=warn,{}", config.log));
    let lines = tracing_subscriber::fmt().with_env_filter(filter);
    // A second beginning, as in tests, leaves the first in force.
    let _ = if json {
        lines.json().flatten_event(true).try_init()
    } else {
        lines
            .with_target(false)
            .with_ansi(std::io::stdout().is_terminal())
            .try_init()
    };
}
