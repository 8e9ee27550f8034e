//! `backup`: copies everything and checks the copy. A running desk is asked to do it itself.

use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::app::system_now;
use crate::config::Config;
use crate::phrases::formats;
use crate::store::backup;
use crate::store::backup::BackupOptions;
use crate::store::backup::Listed;
use crate::store::lock::holder;
use std::path::Path;
use std::time::Duration;

/// How long a running desk is given; a million cases take some twenty seconds.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
const STEP: Duration = Duration::from_millis(500);

#[derive(clap::Args)]
pub struct Wish {
    #[arg(long, help = said::help("cli-json"))]
    json: bool,
}

pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    let made = match holder(&config.data) {
        Some(pid) => asked_for(config, &pid)?,
        None => made_here(config)?,
    };
    if wish.json {
        println!(
            "{}",
            serde_json::to_string(&made).map_err(anyhow::Error::from)?
        );
        return Ok(Exit::Done);
    }
    let args = [
        ("path", made.path.display().to_string().into()),
        ("cases", made.cases.into()),
        ("orders", made.orders.into()),
        ("size", formats::size(made.bytes).into()),
    ];
    println!("{}", said::both("cli-backup-made", &args));
    println!("{}", said::both("cli-backup-key", &[]));
    Ok(Exit::Done)
}

/// How the settings want backups made; the server's job uses it too.
pub fn options(config: &Config) -> BackupOptions {
    BackupOptions {
        into: Some(config.backup_folder.clone()),
        keep: Some(config.backup_keep),
        ..BackupOptions::default()
    }
}

fn made_here(config: &Config) -> Result<Listed, Problem> {
    let store = opening::existing(config)?;
    let made = backup::take(&store, system_now(), &options(config))?;
    named(&config.backup_folder, &made.path)
}

/// The desk is running: it is asked, and its answer is a new backup.
fn asked_for(config: &Config, pid: &str) -> Result<Listed, Problem> {
    let before = newest(&config.backup_folder)?;
    backup::ask(&config.data)?;
    eprintln!("{}", said::both("cli-backup-asked", &[("pid", pid.into())]));
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        std::thread::sleep(STEP);
        waited += STEP;
        let now = newest(&config.backup_folder)?;
        if let Some(made) = now
            && Some(&made.name) != before.as_ref().map(|listed| &listed.name)
        {
            return Ok(made);
        }
        if holder(&config.data).is_none() {
            break;
        }
    }
    Err(Problem::new(Exit::Failed, "cli-backup-unanswered", &[]))
}

fn newest(folder: &Path) -> Result<Option<Listed>, Problem> {
    Ok(backup::list(folder, system_now())?.into_iter().next())
}

fn named(folder: &Path, path: &Path) -> Result<Listed, Problem> {
    backup::list(folder, system_now())?
        .into_iter()
        .find(|listed| listed.path == path)
        .ok_or_else(|| anyhow::anyhow!("{} is gone", path.display()).into())
}
