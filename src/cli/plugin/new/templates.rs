//! What a new plugin begins with, by language and kind. `{{…}}` is filled in.

use super::kit::Files;

/// What a plugin is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    Rust,
    Ts,
    Python,
}

/// What it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    Courier,
    Sms,
    Robot,
    Marketplace,
    Payout,
    Automation,
}

macro_rules! file {
    ($path:literal) => {
        include_str!(concat!("../../../../plugins/templates/", $path))
    };
}

const RUST_COURIER: Files = &[
    (".gitignore", file!("gitignore.txt")),
    ("README.md", file!("rust/README.md.txt")),
    ("Cargo.toml", file!("rust/Cargo.toml.txt")),
    ("plugin.toml", file!("courier.toml")),
    ("src/lib.rs", file!("rust/courier.rs.txt")),
    ("tests/cases.rs", file!("rust/cases.rs.txt")),
    ("fixtures/track.json", file!("courier.track.json")),
];

const TS_COURIER: Files = &[
    (".gitignore", file!("gitignore.txt")),
    ("README.md", file!("ts/README.md.txt")),
    ("plugin.toml", file!("courier.toml")),
    ("src/plugin.ts", file!("ts/courier.ts.txt")),
    ("fixtures/track.json", file!("courier.track.json")),
];

const PYTHON_COURIER: Files = &[
    (".gitignore", file!("gitignore.txt")),
    ("README.md", file!("python/README.md.txt")),
    ("plugin.toml", file!("courier.toml")),
    ("app.py", file!("python/courier.py.txt")),
    ("fixtures/track.json", file!("courier.track.json")),
];

/// Every combination there is.
const ALL: &[(Language, Kind, Files)] = &[
    (Language::Rust, Kind::Courier, RUST_COURIER),
    (Language::Ts, Kind::Courier, TS_COURIER),
    (Language::Python, Kind::Courier, PYTHON_COURIER),
];

/// The files of a template; none when nobody wrote it yet.
pub fn of(lang: Language, kind: Kind) -> Option<Files> {
    let found = ALL.iter().find(|(l, k, _)| (*l, *k) == (lang, kind));
    found.map(|(_, _, files)| *files)
}

/// The combinations there are, one a line, as they are typed.
pub fn there() -> String {
    let each = |(lang, kind, _): &(Language, Kind, Files)| {
        format!("  --lang {} --kind {}", lang.code(), kind.code())
    };
    ALL.iter().map(each).collect::<Vec<_>>().join("\n")
}

impl Language {
    /// As command line and manifest write it.
    pub fn code(self) -> &'static str {
        match self {
            Language::Rust => "rust",
            Language::Ts => "ts",
            Language::Python => "python",
        }
    }
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::Courier => "courier",
            Kind::Sms => "sms",
            Kind::Robot => "robot",
            Kind::Marketplace => "marketplace",
            Kind::Payout => "payout",
            Kind::Automation => "automation",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plugin::Manifest;

    #[test]
    fn every_template_has_a_whole_manifest_and_a_recorded_case() {
        for (lang, kind, files) in ALL {
            let name = format!("{} {}", lang.code(), kind.code());
            let text = |path: &str| files.iter().find(|(at, _)| *at == path).map(|(_, t)| *t);
            let manifest = text("plugin.toml").expect("a manifest");
            let manifest = manifest
                .replace("{{name}}", "swift")
                .replace("{{id}}", "com.example.swift")
                .replace("{{language}}", lang.code());
            Manifest::read(&manifest).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
            let cases = files.iter().filter(|(at, _)| at.starts_with("fixtures/"));
            assert!(cases.count() > 0, "{name}");
            assert!(text("README.md").is_some(), "{name}");
        }
    }
}
