//! The one table of settings. `docs/configuration.md`, the flags and `config print` are made of it.

use super::LogFormat;
use super::Network;
use super::PublicUrl;
use std::net::SocketAddr;

/// One setting. In the file it has its name, in the environment `AFTERCARE_` and its name in
/// capitals, as a flag `--` and its name with dashes.
#[derive(Debug)]
pub struct Setting {
    pub name: &'static str,
    /// As one would write it; empty when there is none or it follows from another setting.
    pub default: &'static str,
    /// Phrase key of what it is for.
    pub meaning: &'static str,
    /// Phrase key of what a right value looks like.
    pub right: &'static str,
    /// It is the name of a file that holds a secret. A secret itself is never a setting: the
    /// environment and the list of processes are read by others.
    pub secret: bool,
    pub(super) fits: fn(&str) -> bool,
}

/// Every setting there is.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "data",
        default: "./data",
        meaning: "setting-data",
        right: "setting-right-path",
        secret: false,
        fits: |text| !text.is_empty(),
    },
    Setting {
        name: "listen",
        default: "127.0.0.1:8080",
        meaning: "setting-listen",
        right: "setting-right-address",
        secret: false,
        fits: |text| text.parse::<SocketAddr>().is_ok(),
    },
    Setting {
        name: "public_url",
        default: "",
        meaning: "setting-public-url",
        right: "setting-right-url",
        secret: false,
        fits: |text| text.is_empty() || PublicUrl::parse(text).is_some(),
    },
    Setting {
        name: "trusted_proxies",
        default: "127.0.0.1, ::1",
        meaning: "setting-trusted-proxies",
        right: "setting-right-networks",
        secret: false,
        fits: |text| Network::list(text).is_some(),
    },
    Setting {
        name: "key_file",
        default: "",
        meaning: "setting-key-file",
        right: "setting-right-path",
        secret: true,
        fits: |_| true,
    },
    Setting {
        name: "backup_folder",
        default: "",
        meaning: "setting-backup-folder",
        right: "setting-right-path",
        secret: false,
        fits: |_| true,
    },
    Setting {
        name: "backup_keep",
        default: "14",
        meaning: "setting-backup-keep",
        right: "setting-right-backup-keep",
        secret: false,
        fits: |text| whole(text, 1, 1000),
    },
    Setting {
        name: "workers",
        default: "",
        meaning: "setting-workers",
        right: "setting-right-workers",
        secret: false,
        fits: |text| text.is_empty() || whole(text, 1, 256),
    },
    Setting {
        name: "api_per_minute",
        default: "600",
        meaning: "setting-api-per-minute",
        right: "setting-right-api-per-minute",
        secret: false,
        fits: |text| whole(text, 1, 1_000_000),
    },
    Setting {
        name: "api_burst",
        default: "60",
        meaning: "setting-api-burst",
        right: "setting-right-api-burst",
        secret: false,
        fits: |text| whole(text, 1, 100_000),
    },
    Setting {
        name: "log",
        default: "info",
        meaning: "setting-log",
        right: "setting-right-log",
        secret: false,
        fits: |text| {
            !text.is_empty()
                && text
                    .parse::<tracing_subscriber::filter::EnvFilter>()
                    .is_ok()
        },
    },
    Setting {
        name: "log_format",
        default: "auto",
        meaning: "setting-log-format",
        right: "setting-right-log-format",
        secret: false,
        fits: |text| log_format(text).is_some(),
    },
];

impl Setting {
    /// `AFTERCARE_PUBLIC_URL`.
    pub fn variable(&self) -> String {
        format!("{}{}", super::PREFIX, self.name.to_ascii_uppercase())
    }

    /// `public-url`, said with two dashes.
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    /// The setting with this name.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

pub(super) fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "auto" => Some(LogFormat::Auto),
        "json" => Some(LogFormat::Json),
        "text" => Some(LogFormat::Text),
        _ => None,
    }
}

fn whole(text: &str, least: usize, most: usize) -> bool {
    text.parse::<usize>()
        .is_ok_and(|n| (least..=most).contains(&n))
}
