//! `plugin verify`: whether a package is whole, and from whom.

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use std::path::Path;

pub fn run(path: &Path, by: Option<&str>) -> Result<Exit, Problem> {
    let packed = package::read(path)?;
    let about = [
        ("plugin", packed.manifest.id.to_string()),
        ("version", packed.manifest.version.to_string()),
        ("hash", packed.sha256.clone()),
    ];
    match (&packed.publisher, by) {
        (Some(key), Some(by)) if key.as_str() != by && key.id() != by => {
            let args = [("id", key.id().into())];
            return Err(Problem::new(Exit::Failed, "cli-plugin-by-other", &args));
        }
        (None, Some(_)) => return Err(Problem::new(Exit::Failed, "cli-plugin-by-nobody", &[])),
        (Some(key), _) => println!("{}", package::of_key("cli-plugin-whole", key, &about)),
        (None, None) => {
            let args = about.each_ref().map(|(name, value)| (*name, value.into()));
            println!("{}", said::both("cli-plugin-whole-unsigned", &args));
        }
    }
    Ok(Exit::Done)
}
