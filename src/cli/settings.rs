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
