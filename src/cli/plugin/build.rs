//! `plugin build`: makes the component of a plugin; here of one in Rust, in `script.rs` of others.
//!
//! With the target `wasm32-unknown-unknown` installed this is plain cargo. Where it cannot be
//! installed, Debian's `rustc-web` and `rust-web-src` build the standard library as well; the
//! linker is that of the Rust that is there.

use super::super::problem::Exit;
use super::super::problem::Problem;
use super::super::said;
use super::component;
use super::script;
use anyhow::Context;
use serde_json::Value;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's own compiler, which may build the standard library.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

#[derive(clap::Args)]
pub struct Wish {
    #[arg(value_name = "DIR", default_value = ".", help = said::help("cli-plugin-build-dir"))]
    folder: PathBuf,
    #[arg(long, value_name = "PATH", help = said::help("cli-plugin-build-sdk"))]
    sdk: Option<PathBuf>,
}

impl Wish {
    /// Of a folder whose kit lies in it.
    pub fn of(folder: PathBuf) -> Wish {
        Wish { folder, sdk: None }
    }
}

/// How a core module can be made here.
enum Toolchain {
    /// The target is installed.
    Plain,
    /// Debian's compiler, with the linker of the one on the path.
    Debian {
        linker_folder: PathBuf,
        sources: PathBuf,
    },
}

/// What is built, as cargo knows it.
struct Crate {
    name: String,
    /// The file of the core module, without its ending.
    module: String,
    target_folder: PathBuf,
}

pub fn run(wish: &Wish) -> Result<Exit, Problem> {
    let manifest = wish.folder.join("Cargo.toml");
    if !manifest.is_file() {
        if let Some(script) = script::of(&wish.folder) {
            return script::build(script, &wish.folder, wish.sdk.as_deref());
        }
        let folder = wish.folder.display().to_string();
        let args = [("folder", folder.into())];
        return Err(Problem::new(Exit::Usage, "cli-plugin-no-crate", &args));
    }
    let Some(toolchain) = toolchain() else {
        return Err(Problem::new(Exit::NotNow, "cli-plugin-no-toolchain", &[]));
    };
    let built = described(&manifest)?;
    if !compile(&toolchain, &manifest, &built)? {
        return Err(Problem::new(Exit::Failed, "cli-plugin-not-compiled", &[]));
    }
    let module = built.target_folder.join(TARGET).join("release");
    let module = module.join(format!("{}.wasm", built.module));
    let core = std::fs::read(&module).with_context(|| module.display().to_string())?;
    let component = component::of_core(&core)?;
    // Named by its folder: a package of cargo may not begin with a digit.
    let folder = wish.folder.canonicalize().context("the folder")?;
    let name = folder.file_name().context("a folder with a name")?;
    let file = folder.join(name).with_extension("wasm");
    std::fs::write(&file, &component).with_context(|| file.display().to_string())?;
    let file = file.display().to_string();
    let kilobytes = i64::try_from(component.len().div_ceil(1000)).unwrap_or(i64::MAX);
    let args = [("file", file.into()), ("kb", kilobytes.into())];
    println!("{}", said::both("cli-plugin-built", &args));
    Ok(Exit::Done)
}

/// What `rustc` prints to a question; nothing when it is not there or does not know.
fn asked(rustc: &str, question: &[&str]) -> Option<PathBuf> {
    let answer = Command::new(rustc).args(question).output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let path = text.trim();
    (answer.status.success() && !path.is_empty()).then(|| PathBuf::from(path))
}

fn toolchain() -> Option<Toolchain> {
    let library = asked("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if library.is_some_and(|folder| folder.is_dir()) {
        return Some(Toolchain::Plain);
    }
    let sysroot = asked(DEBIAN_RUSTC, &["--print", "sysroot"])?;
    let sources = sysroot.join("lib/rustlib/src/rust");
    let linker_folder = asked("rustc", &["--print", "target-libdir"])?.with_file_name("bin");
    let is_whole =
        sources.join("library/Cargo.lock").is_file() && linker_folder.join("rust-lld").is_file();
    is_whole.then_some(Toolchain::Debian {
        linker_folder,
        sources,
    })
}

/// Asks cargo for the package's name, its library and where things are built.
fn described(manifest: &Path) -> anyhow::Result<Crate> {
    let answer = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .arg("--manifest-path")
        .arg(manifest)
        .stderr(Stdio::inherit())
        .output()
        .context("cargo")?;
    let said: Value = serde_json::from_slice(&answer.stdout).context("cargo metadata")?;
    let manifest = manifest.canonicalize()?;
    let packages = said["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let of_manifest = |package: &&Value| {
        let path = package["manifest_path"].as_str().unwrap_or_default();
        Path::new(path) == manifest
    };
    let package = packages.iter().find(of_manifest);
    let package = package.context("this Cargo.toml is no package")?;
    let targets = package["targets"].as_array().map_or(&[][..], Vec::as_slice);
    let is_module = |target: &&Value| {
        let kinds = target["kind"].as_array().map_or(&[][..], Vec::as_slice);
        kinds.iter().any(|kind| kind == "cdylib")
    };
    let library = targets.iter().find(is_module);
    let library = library.context("[lib] needs crate-type = [\"cdylib\"]")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Ok(Crate {
        name: text(&package["name"]).context("a package has a name")?,
        module: text(&library["name"])
            .context("a library has a name")?
            .replace('-', "_"),
        target_folder: text(&said["target_directory"])
            .context("a target folder")?
            .into(),
    })
}

/// Whether cargo could compile it. Folders of this machine are kept out of the messages of panics,
/// which stand in the component.
fn compile(toolchain: &Toolchain, manifest: &Path, built: &Crate) -> anyhow::Result<bool> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--target", TARGET]);
    cargo.args(["--package", &built.name]);
    cargo.arg("--manifest-path").arg(manifest);
    let mut flags = Vec::new();
    let mut hide = |folder: &Path, name: &str| {
        flags.push(format!("--remap-path-prefix={}={name}", folder.display()));
    };
    let homes = ["CARGO_HOME", "HOME"].map(|name| std::env::var_os(name).map(PathBuf::from));
    let [cargo_home, home] = homes;
    if let Some(cargo_home) = cargo_home.or_else(|| Some(home?.join(".cargo"))) {
        hide(&cargo_home.join("registry/src"), "crates");
    }
    if let Some(folder) = built.target_folder.parent() {
        hide(folder, ".");
    }
    if let Toolchain::Debian {
        linker_folder,
        sources,
    } = toolchain
    {
        hide(sources, "rust");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(linker_folder.clone()).chain(std::env::split_paths(&path));
        cargo
            .arg("-Zbuild-std=std,panic_abort")
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("PATH", std::env::join_paths(folders)?);
    }
    if let Ok(more) = std::env::var("RUSTFLAGS") {
        flags.extend(more.split_whitespace().map(str::to_owned));
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    let status = cargo.status().context("cargo")?;
    Ok(status.success())
}
