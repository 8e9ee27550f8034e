//! A plugin in its author's folder: manifest, component, recorded cases.

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::domain::plugin::Manifest;
use crate::plugins::described;
use crate::plugins::described::Described;
use crate::plugins::described::Unfit;
use crate::plugins::recorded::Case;
use std::path::Path;
use std::path::PathBuf;

/// What lies in the folder, checked one by one.
pub struct Source {
    pub manifest: Manifest,
    pub component: Vec<u8>,
    pub described: Described,
}

impl Source {
    /// Reads manifest and component: `plugin.wasm`, or a component named like the folder.
    pub fn read(folder: &Path) -> Result<Source, Problem> {
        let path = folder.join("plugin.toml");
        let text = std::fs::read_to_string(&path).map_err(|_| {
            let folder = folder.display().to_string();
            Problem::new(
                Exit::Failed,
                "cli-plugin-no-manifest",
                &[("folder", folder.into())],
            )
        })?;
        let manifest = Manifest::read(&text).map_err(|faults| package::refused(&faults))?;
        let path = component_path(folder);
        let component = std::fs::read(&path).map_err(|error| package::unreadable(&path, &error))?;
        let described = described::describe(&component).map_err(|unfit| unfit_problem(&unfit))?;
        Ok(Source {
            manifest,
            component,
            described,
        })
    }
}

/// Why a component cannot be a plugin here, and what to change.
pub(super) fn unfit_problem(unfit: &Unfit) -> Problem {
    let (major, minor) = described::TRACK;
    let here = format!("{major}.{minor}");
    let (key, name, value) = unfit.phrase();
    let args = [(name, value.into()), ("here", here.as_str().into())];
    Problem::new(Exit::Failed, key, &args)
}

/// A recorded case, by the name of its file; what is wrong with it when it cannot be read.
pub struct Recorded {
    pub name: String,
    pub case: Result<Case, String>,
}

/// The recorded cases of the folder.
pub fn cases(folder: &Path) -> Result<Vec<Recorded>, Problem> {
    let folder = folder.join("fixtures");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Ok(Vec::new());
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| package::unreadable(&path, &error))?;
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let case = Case::read(&text).map_err(|differs| differs.to_string());
            Ok(Recorded { name, case })
        })
        .collect()
}

fn component_path(folder: &Path) -> PathBuf {
    let packed = folder.join("plugin.wasm");
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    match packed.is_file() {
        true => packed,
        false => folder.join(format!("{name}.wasm")),
    }
}
