//! `plugin build` of a plugin in TypeScript or Python: the kit's own build, by node or python.

use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use anyhow::Context;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// A language that is not compiled by cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    TypeScript,
    Python,
}

/// What the folder holds; none: neither.
pub fn of(folder: &Path) -> Option<Script> {
    let has = |name: &str| folder.join(name).is_file();
    match () {
        () if has("src/plugin.ts") || has("src/plugin.js") => Some(Script::TypeScript),
        () if has("app.py") => Some(Script::Python),
        () => None,
    }
}

/// Makes `NAME.wasm` in the folder, by the kit in `sdk`.
///
/// # Errors
/// What is not installed, and how it is; or that it was not built, which the kit explained.
pub fn build(script: Script, folder: &Path, sdk: Option<&Path>) -> Result<Exit, Problem> {
    let folder = folder.canonicalize().context("the folder")?;
    let sdk = sdk.map_or_else(|| folder.join("sdk"), Path::to_owned);
    let mark = match script {
        Script::TypeScript => "build.mjs",
        Script::Python => "aftercare_plugin_build.py",
    };
    if !sdk.join(mark).is_file() {
        let args = [
            ("path", sdk.display().to_string().into()),
            ("mark", mark.into()),
        ];
        return Err(Problem::new(Exit::Usage, "cli-plugin-no-kit", &args));
    }
    let sdk = sdk.canonicalize().context("the kit")?;
    let name = folder.file_name().context("a folder with a name")?;
    let file = folder.join(name).with_extension("wasm");
    let mut command = match script {
        Script::TypeScript => by_node(&folder, &sdk)?,
        Script::Python => by_python(&folder, &sdk)?,
    };
    let status = command.arg(&folder).arg("--out").arg(&file).status();
    if !status.context("starting the kit")?.success() {
        return Err(Problem::new(
            Exit::Failed,
            "cli-plugin-not-built-by-kit",
            &[],
        ));
    }
    let bytes = std::fs::metadata(&file).context("the component")?.len();
    let args = [
        ("file", file.display().to_string().into()),
        ("kb", bytes.div_ceil(1000).into()),
    ];
    println!("{}", said::both("cli-plugin-built", &args));
    Ok(Exit::Done)
}

fn by_node(folder: &Path, sdk: &Path) -> Result<Command, Problem> {
    let missing = |what: &'static str| {
        let args = [("sdk", sdk.display().to_string().into())];
        Problem::new(Exit::NotNow, what, &args)
    };
    let node = on_path("node").ok_or_else(|| missing("cli-plugin-no-node"))?;
    let tool = "node_modules/componentize-qjs/package.json";
    if ![sdk, folder].iter().any(|at| at.join(tool).is_file()) {
        return Err(missing("cli-plugin-no-node-tools"));
    }
    let mut command = Command::new(node);
    command.arg(sdk.join("build.mjs"));
    if !folder.join("src/plugin.ts").is_file() {
        command.args(["--main", "src/plugin.js"]);
    }
    Ok(command)
}

fn by_python(folder: &Path, sdk: &Path) -> Result<Command, Problem> {
    let missing = |what: &'static str| {
        let args = [
            ("folder", folder.display().to_string().into()),
            ("sdk", sdk.display().to_string().into()),
        ];
        Problem::new(Exit::NotNow, what, &args)
    };
    // The folder's own Python first, then one with its tools around it (VIRTUAL_ENV on the path).
    let own = folder.join(".venv/bin/python");
    let own = own.is_file().then_some(own);
    let python = own
        .or_else(|| on_path("python3"))
        .or_else(|| on_path("python"))
        .ok_or_else(|| missing("cli-plugin-no-python"))?;
    let beside = python.with_file_name("componentize-py").is_file();
    if !beside && on_path("componentize-py").is_none() {
        return Err(missing("cli-plugin-no-python-tools"));
    }
    let mut command = Command::new(python);
    command
        .args(["-m", "aftercare_plugin_build"])
        .env("PYTHONPATH", sdk)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(command)
}

/// A program, where the shell would find it.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}
