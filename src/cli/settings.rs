//! `config print`: every setting with its value and where it came from.

use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::config::Config;
use crate::config::Origin;

#[derive(clap::Subcommand)]
pub enum Settings {
    #[command(about = said::help("cli-config-print"))]
    Print,
}

pub fn run(what: &Settings, config: &Config) -> Result<Exit, Problem> {
    match what {
        Settings::Print => print!("{}", table(config)),
    }
    Ok(Exit::Done)
}

fn table(config: &Config) -> String {
    let width = |get: fn(&Row) -> &str, rows: &[Row]| {
        rows.iter()
            .map(|row| get(row).chars().count())
            .max()
            .unwrap_or(0)
    };
    let rows: Vec<Row> = config
        .values
        .iter()
        .map(|value| Row {
            name: value.setting.name,
            value: in_force(config, value.setting.name, &value.text),
            origin: origin(&value.origin),
        })
        .collect();
    let names = width(|row| row.name, &rows);
    let values = width(|row| &row.value, &rows);
    rows.iter()
        .map(|row| {
            format!(
                "{:names$}  {:values$}  {}\n",
                row.name, row.value, row.origin
            )
        })
        .collect()
}

struct Row {
    name: &'static str,
    value: String,
    origin: String,
}

/// What an empty value comes to.
fn in_force(config: &Config, name: &str, text: &str) -> String {
    match name {
        "public_url" => config.site().page(""),
        "backup_folder" => config.backup_folder.display().to_string(),
        "key_file" if text.is_empty() => config
            .data
            .join(crate::store::vault::KEY_FILE)
            .display()
            .to_string(),
        "workers" => config.workers.to_string(),
        _ => text.to_owned(),
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Default => said::help("cli-origin-default"),
        Origin::File { path, line } => format!("{}:{line}", path.display()),
        Origin::Environment(name) | Origin::Flag(name) => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::SETTINGS;
    use crate::domain::people::Lang;
    use crate::phrases::Words;
    use std::fmt::Write;

    const ABOUT: &str = "# Settings\n\n\
        <!-- Written by `UPDATE_EXPECT=1 cargo test --lib settings` from the table in src/config/table.rs. -->\n\n\
        What the process needs to start. What the shop decides (deadlines, limits, wording) is on the pages under \
        Settings.\n\n\
        Later wins: the default, the file `aftercare.toml` in the data folder (or the one `--config` or \
        `AFTERCARE_CONFIG` names), the environment, flags. A name that is not in this table is an error with its line; a \
        value that does not fit is told with what would be right. `aftercare config print` shows what is in force and \
        where it came from. A secret is only ever given as the name of a file.\n\n\
        | file | environment | flag | default | |\n|---|---|---|---|---|\n";

    #[test]
    fn the_document_of_settings_is_the_table() {
        let mut wanted = ABOUT.to_owned();
        let [chinese, english] = [Lang::ZhCn, Lang::En].map(Words::of);
        for setting in SETTINGS {
            let default = match setting.default {
                "" => String::new(),
                default => format!("`{default}`"),
            };
            writeln!(
                wanted,
                "| `{}` | `{}` | `--{}` | {default} | {}<br>{}<br>{}right: {} |",
                setting.name,
                setting.variable(),
                setting.flag(),
                chinese.t(setting.meaning),
                english.t(setting.meaning),
                if setting.secret { "secret, " } else { "" },
                english.t(setting.right),
            )
            .expect("writes to a text");
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configuration.md");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(file, &wanted).expect("writes the document");
        }
        let written = std::fs::read_to_string(file).unwrap_or_default();
        assert_eq!(written, wanted, "stale: UPDATE_EXPECT=1 cargo test");
    }
}
