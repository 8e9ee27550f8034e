//! `plugin dev`: builds and tests a plugin whenever one of its files changes, until Ctrl+C.

use super::build;
use super::test;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

/// How often one looks.
const STEP: Duration = Duration::from_millis(300);
/// What building leaves behind, and what is no part of the plugin.
const APART: [&str; 5] = ["target", "node_modules", ".venv", "__pycache__", ".git"];

#[derive(clap::Args)]
pub struct Wish {
    #[arg(default_value = ".", help = said::help("cli-plugin-folder"))]
    folder: PathBuf,
    #[arg(long, value_name = "N", help = said::help("cli-plugin-dev-times"))]
    times: Option<u32>,
}

pub fn run(wish: &Wish) -> Result<Exit, Problem> {
    let mut left = wish.times;
    let mut before = None;
    loop {
        let now = changed(&wish.folder);
        if before.as_ref() == Some(&now) {
            std::thread::sleep(STEP);
            continue;
        }
        let exit = once(&wish.folder);
        // What changed meanwhile is seen in the next round.
        before = Some(now);
        if let Some(rounds) = &mut left {
            *rounds = rounds.saturating_sub(1);
            if *rounds == 0 {
                return Ok(exit);
            }
        }
        println!("{}", said::both("cli-plugin-dev-waits", &[]));
    }
}

/// Builds and tests; what went wrong is told, and ends nothing.
fn once(folder: &Path) -> Exit {
    let built = build::run(&build::Wish::of(folder.to_owned()));
    let tested = built.and_then(|_| test::run(folder));
    tested.unwrap_or_else(|problem| {
        eprintln!("{}", problem.text);
        problem.exit
    })
}

/// When each file of the plugin changed.
fn changed(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(next) else {
            continue;
        };
        for entry in entries.flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            let made = [".wasm", ".asp", ".part", "Cargo.lock"];
            let is_apart =
                APART.contains(&name.as_ref()) || made.iter().any(|end| name.ends_with(end));
            match entry.metadata() {
                Ok(_) | Err(_) if is_apart => {}
                Ok(of) if of.is_dir() => folders.push(path),
                Ok(of) => {
                    let at = of.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    found.insert(path, at);
                }
                Err(_) => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::changed;

    #[test]
    fn a_change_is_of_what_the_author_writes_and_not_of_what_is_built() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for below in ["src", "target", "fixtures"] {
            std::fs::create_dir(path(below)).expect("a folder");
        }
        for file in [
            "plugin.toml",
            "src/lib.rs",
            "target/lib.rs",
            "fixtures/a.json",
            "a.wasm",
        ] {
            std::fs::write(path(file), "x").expect("a file");
        }
        let seen = changed(folder.path());
        let seen: Vec<_> = seen.keys().collect();
        assert_eq!(
            seen,
            [
                &path("fixtures/a.json"),
                &path("plugin.toml"),
                &path("src/lib.rs")
            ]
        );
    }
}
