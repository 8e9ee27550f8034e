//! `restore`: puts a backup in place; the data that was there stays beside it.

use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::app::system_now;
use crate::config::Config;
use crate::phrases::formats;
use crate::store;
use crate::store::lock::holder;
use std::path::PathBuf;
use std::time::Duration;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(value_name = "FOLDER", help = said::help("cli-restore-from"))]
    backup: PathBuf,
    #[arg(long, help = said::help("cli-restore-without-key"))]
    without_personal_data: bool,
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
}

pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    if let Some(pid) = holder(&config.data) {
        let args = [("pid", pid.into())];
        return Err(Problem::new(Exit::NotNow, "cli-needs-stopped", &args));
    }
    let restored = store::restore::restore(
        &wish.backup,
        &config.data,
        &opening::options(config, Duration::ZERO),
        wish.without_personal_data,
        system_now(),
    )?;
    if wish.json {
        println!(
            "{}",
            serde_json::to_string(&restored).map_err(anyhow::Error::from)?
        );
        return Ok(Exit::Done);
    }
    let rows = |name: &str| {
        let sum = restored.tables.iter().find(|sum| sum.name == name);
        sum.map_or(0, |sum| sum.rows)
    };
    let zone = jiff::tz::TimeZone::system();
    let args = [
        (
            "at",
            restored
                .at
                .map_or_else(String::new, |at| formats::exact(at, &zone))
                .into(),
        ),
        ("cases", rows(store::Table::Cases.name()).into()),
        ("orders", rows(store::Table::Orders.name()).into()),
        ("files", restored.files.into()),
    ];
    println!("{}", said::both("cli-restored", &args));
    if let Some(aside) = &restored.kept_aside {
        let args = [("path", aside.display().to_string().into())];
        println!("{}", said::both("cli-restored-aside", &args));
    }
    if restored.files_missing.is_empty() {
        return Ok(Exit::Done);
    }
    let args = [("count", restored.files_missing.len().into())];
    println!("{}", said::both("cli-restored-lacking", &args));
    Ok(Exit::Attention)
}
