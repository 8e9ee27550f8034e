//! `plugin pack`: the files of a folder as a package. The same files give the same bytes.

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::domain::plugin::identity::sha256;
use crate::domain::plugin::manifest;
use crate::plugins::package::ENDING;
use crate::plugins::package::PackedFiles;
use crate::plugins::package::is_wanted;
use crate::plugins::package::pack;
use crate::plugins::package::read;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

pub fn run(folder: &Path, out: Option<&Path>) -> Result<Exit, Problem> {
    if !folder.join(manifest::FILE).is_file() {
        let args = [("folder", folder.display().to_string().into())];
        return Err(Problem::new(Exit::Failed, "cli-plugin-no-manifest", &args));
    }
    let refused = |faults: Vec<_>| package::refused(&faults);
    let bytes = pack(files(folder)?).map_err(refused)?;
    let packed = read(&bytes).map_err(refused)?;
    let name = format!(
        "{}-{}.{ENDING}",
        packed.manifest.id, packed.manifest.version
    );
    let out = out.map_or_else(|| folder.join(name), Path::to_owned);
    package::write(&out, &bytes)?;
    let args = [
        ("path", out.display().to_string().into()),
        ("size", bytes.len().into()),
        ("hash", sha256(&bytes).into()),
    ];
    println!("{}", said::both("cli-plugin-packed", &args));
    Ok(Exit::Done)
}

/// The files of a plugin's folder that belong into its package: those at its top, and all below
/// `fixtures/`. Sources and what builds leave behind stay out, and so does what is linked in.
fn files(folder: &Path) -> Result<PackedFiles, Problem> {
    let mut files = PackedFiles::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| package::unreadable(&next, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| package::unreadable(&next, &error))?;
            let path = entry.path();
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            let name = inside
                .to_string_lossy()
                .replace(std::path::MAIN_SEPARATOR, "/");
            let kind = entry
                .file_type()
                .map_err(|error| package::unreadable(&path, &error))?;
            let below = name == "fixtures" || name.starts_with("fixtures/");
            if kind.is_dir() && below {
                folders.push(path);
            } else if kind.is_file() && is_wanted(&name) {
                files.insert(name, package::bytes(&path)?);
            }
        }
    }
    if let (None, [only]) = (
        files.get(manifest::COMPONENT),
        components(folder)?.as_slice(),
    ) {
        files.insert(manifest::COMPONENT.to_owned(), package::bytes(only)?);
    }
    Ok(files)
}

/// The components at the top of the folder: what a build leaves there has the name of its crate.
fn components(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(folder).map_err(|error| package::unreadable(folder, &error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "wasm") && path.is_file())
        .collect())
}
