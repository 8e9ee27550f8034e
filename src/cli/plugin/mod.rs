//! `plugin …`: what authors of plugins need, and what owners do with the desk stopped.

mod build;
mod check;
mod component;
mod dev;
mod inspect;
mod install;
mod keygen;
mod live;
mod new;
mod pack;
mod package;
mod script;
mod sign;
mod source;
mod test;
mod verify;

use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::config::Config;
use std::path::PathBuf;

#[derive(clap::Subcommand)]
pub enum Plugin {
    #[command(about = said::help("cli-plugin-new"))]
    New(new::Wish),
    #[command(about = said::help("cli-plugin-build"))]
    Build(build::Wish),
    #[command(about = said::help("cli-plugin-check"))]
    Check {
        #[arg(default_value = ".", help = said::help("cli-plugin-folder"))]
        folder: PathBuf,
    },
    #[command(about = said::help("cli-plugin-test"))]
    Test {
        #[arg(default_value = ".", help = said::help("cli-plugin-folder"))]
        folder: PathBuf,
    },
    #[command(about = said::help("cli-plugin-run"))]
    Run(live::Wish),
    #[command(about = said::help("cli-plugin-record"))]
    Record(live::RecordWish),
    #[command(about = said::help("cli-plugin-dev"))]
    Dev(dev::Wish),
    #[command(about = said::help("cli-plugin-keygen"))]
    Keygen {
        #[arg(long, default_value = "publisher.key", help = said::help("cli-plugin-keygen-out"))]
        out: PathBuf,
    },
    #[command(about = said::help("cli-plugin-pack"))]
    Pack {
        #[arg(default_value = ".", help = said::help("cli-plugin-pack-folder"))]
        folder: PathBuf,
        #[arg(long, help = said::help("cli-plugin-pack-out"))]
        out: Option<PathBuf>,
    },
    #[command(about = said::help("cli-plugin-sign"))]
    Sign {
        #[arg(help = said::help("cli-plugin-package"))]
        package: PathBuf,
        #[arg(long, default_value = "publisher.key", help = said::help("cli-plugin-sign-key"))]
        key: PathBuf,
        #[arg(long, help = said::help("cli-plugin-sign-from"))]
        from: Option<PathBuf>,
    },
    #[command(about = said::help("cli-plugin-verify"))]
    Verify {
        #[arg(help = said::help("cli-plugin-package"))]
        package: PathBuf,
        #[arg(long, help = said::help("cli-plugin-verify-by"))]
        by: Option<String>,
    },
    #[command(about = said::help("cli-plugin-inspect"))]
    Inspect {
        #[arg(help = said::help("cli-plugin-package"))]
        package: PathBuf,
        #[arg(long, help = said::help("cli-plugin-inspect-against"))]
        against: Option<PathBuf>,
        #[arg(long, help = said::help("cli-json"))]
        json: bool,
    },
    #[command(about = said::help("cli-plugin-install"))]
    Install(install::Wish),
}

pub fn run(plugin: &Plugin, config: &Config) -> Result<Exit, Problem> {
    match plugin {
        Plugin::New(wish) => new::run(wish),
        Plugin::Build(wish) => build::run(wish),
        Plugin::Check { folder } => check::run(folder),
        Plugin::Test { folder } => test::run(folder),
        Plugin::Run(wish) => live::run(wish),
        Plugin::Record(wish) => live::record(wish),
        Plugin::Dev(wish) => dev::run(wish),
        Plugin::Install(wish) => install::run(wish, config),
        Plugin::Keygen { out } => keygen::run(out),
        Plugin::Pack { folder, out } => pack::run(folder, out.as_deref()),
        Plugin::Sign { package, key, from } => sign::run(package, key, from.as_deref()),
        Plugin::Verify { package, by } => verify::run(package, by.as_deref()),
        Plugin::Inspect {
            package,
            against,
            json,
        } => inspect::run(package, against.as_deref(), *json),
    }
}
