//! Defaults, then the file, then the environment, then flags: which value wins, and whence it came.

use super::Config;
use super::FILE_NAME;
use super::Network;
use super::PREFIX;
use super::SETTINGS;
use super::Setting;
use super::Wrong;
use super::nearest::nearest;
use super::table::log_format;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    File {
        path: PathBuf,
        /// 1-based.
        line: usize,
    },
    /// The name of the variable.
    Environment(String),
    /// The flag with its dashes.
    Flag(String),
}

/// A setting as it is in force.
#[derive(Debug, Clone)]
pub struct Value {
    pub setting: &'static Setting,
    pub text: String,
    pub origin: Origin,
}

/// What was said in each place, before it is checked.
pub struct Layers {
    /// A settings file other than the one in the data folder.
    pub file: Option<PathBuf>,
    /// Variables that begin with [`PREFIX`].
    pub environment: Vec<(String, String)>,
    /// Setting name and value.
    pub flags: Vec<(String, String)>,
}

pub(super) type Said = BTreeMap<&'static str, (String, Origin)>;

impl Layers {
    /// # Errors
    /// The first setting that is unknown or does not fit.
    pub fn resolve(self) -> Result<Config, Wrong> {
        let (environment, named_file) = from_environment(self.environment)?;
        let flags = from_flags(self.flags)?;
        let named_file = self.file.or(named_file);
        let mut said = Said::new();
        match named_file {
            Some(path) => said.extend(from_file(&path, Found::ByName)?),
            None => {
                let folder = flags
                    .get("data")
                    .or_else(|| environment.get("data"))
                    .map_or("./data", |(text, _)| text);
                let path = Path::new(folder).join(FILE_NAME);
                if path.exists() {
                    said.extend(from_file(&path, Found::InDataFolder)?);
                }
            }
        }
        said.extend(environment);
        said.extend(flags);
        in_force(said)
    }
}

pub(super) fn in_force(mut said: Said) -> Result<Config, Wrong> {
    let mut values = Vec::with_capacity(SETTINGS.len());
    for setting in SETTINGS {
        let (text, origin) = said
            .remove(setting.name)
            .unwrap_or_else(|| (setting.default.to_owned(), Origin::Default));
        if !(setting.fits)(&text) {
            return Err(Wrong::value(&place(setting, &origin), &text, setting.right));
        }
        values.push(Value {
            setting,
            text,
            origin,
        });
    }
    let text = |name: &str| {
        values
            .iter()
            .find(|value| value.setting.name == name)
            .map_or("", |value| value.text.as_str())
    };
    let listen: SocketAddr = text("listen").parse().expect("checked by the table");
    let data = PathBuf::from(text("data"));
    let backup_folder = match text("backup_folder") {
        "" => data.join("backups"),
        folder => PathBuf::from(folder),
    };
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    Ok(Config {
        public_url: text("public_url").to_owned(),
        key_file: Some(text("key_file"))
            .filter(|path| !path.is_empty())
            .map(PathBuf::from),
        log: text("log").to_owned(),
        log_format: log_format(text("log_format")).expect("checked by the table"),
        backup_keep: text("backup_keep").parse().expect("checked by the table"),
        workers: text("workers").parse().unwrap_or(processors),
        api_per_minute: text("api_per_minute")
            .parse()
            .expect("checked by the table"),
        api_burst: text("api_burst").parse().expect("checked by the table"),
        trusted_proxies: Network::list(text("trusted_proxies")).expect("checked by the table"),
        data,
        listen,
        backup_folder,
        values,
    })
}

/// How a message names the place a value stands in.
fn place(setting: &Setting, origin: &Origin) -> String {
    match origin {
        Origin::Default => setting.name.to_owned(),
        Origin::File { path, line } => format!("{}:{line} {}", path.display(), setting.name),
        Origin::Environment(name) | Origin::Flag(name) => name.clone(),
    }
}

/// What the environment says, and the settings file it names.
fn from_environment(variables: Vec<(String, String)>) -> Result<(Said, Option<PathBuf>), Wrong> {
    let mut said = Said::new();
    let mut file = None;
    for (variable, value) in variables {
        let name = variable
            .strip_prefix(PREFIX)
            .unwrap_or(&variable)
            .to_ascii_lowercase();
        let origin = Origin::Environment(variable.clone());
        if name == "config" {
            file = Some(PathBuf::from(value));
        } else if let Some(setting) = Setting::named(&name) {
            said.insert(setting.name, (value, origin));
        } else {
            let guess = guess(&name).map(|name| format!("{PREFIX}{}", name.to_ascii_uppercase()));
            return Err(unknown(&variable, guess));
        }
    }
    Ok((said, file))
}

fn from_flags(flags: Vec<(String, String)>) -> Result<Said, Wrong> {
    let mut said = Said::new();
    for (name, value) in flags {
        let flag = format!("--{}", name.replace('_', "-"));
        let origin = Origin::Flag(flag.clone());
        if let Some(setting) = Setting::named(&name) {
            said.insert(setting.name, (value, origin));
        } else {
            let guess = guess(&name).map(|name| format!("--{}", name.replace('_', "-")));
            return Err(unknown(&flag, guess));
        }
    }
    Ok(said)
}

/// A file in the data folder cannot say where the data folder is.
#[derive(Clone, Copy, PartialEq)]
enum Found {
    InDataFolder,
    ByName,
}

fn from_file(path: &Path, found: Found) -> Result<Said, Wrong> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Wrong::new(
            "setting-file-unreadable",
            &[("path", &shown), ("why", &error.to_string())],
        )
    })?;
    let line_at = |offset: usize| text[..offset.min(text.len())].matches('\n').count() + 1;
    let at = |line: usize| format!("{shown}:{line}");
    let table = toml::de::DeTable::parse(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(span.start));
        Wrong::new(
            "setting-file-broken",
            &[("place", &at(line)), ("why", error.message())],
        )
    })?;
    let mut said = Said::new();
    for (key, value) in table.get_ref() {
        let line = line_at(key.span().start);
        let name: &str = key.get_ref();
        let place = format!("{} {name}", at(line));
        let Some(value) = as_text(value.get_ref()) else {
            return Err(Wrong::value(&place, "{…}", "setting-right-scalar"));
        };
        let origin = Origin::File {
            path: path.to_owned(),
            line,
        };
        if let Some(setting) = Setting::named(name) {
            if setting.name == "data" && found == Found::InDataFolder {
                return Err(Wrong::new("setting-data-in-data", &[("place", &place)]));
            }
            said.insert(setting.name, (value, origin));
        } else {
            return Err(unknown(&place, guess(name).map(str::to_owned)));
        }
    }
    Ok(said)
}

/// A value of the file as the environment would write it; a list becomes one with commas.
fn as_text(value: &toml::de::DeValue<'_>) -> Option<String> {
    use toml::de::DeValue;
    Some(match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Array(parts) => parts
            .iter()
            .map(|part| as_text(part.get_ref()))
            .collect::<Option<Vec<_>>>()?
            .join(", "),
        _ => return None,
    })
}

fn guess(name: &str) -> Option<&'static str> {
    nearest(name, SETTINGS.iter().map(|setting| setting.name))
}

fn unknown(place: &str, guess: Option<String>) -> Wrong {
    match guess {
        Some(guess) => Wrong::new(
            "setting-unknown-but",
            &[("place", place), ("guess", &guess)],
        ),
        None => Wrong::new("setting-unknown", &[("place", place)]),
    }
}
