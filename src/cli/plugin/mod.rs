//! `plugin …`: what authors of plugins need, and what owners do with the desk stopped.

mod build;
mod component;

use super::problem::Exit;
use super::problem::Problem;
use super::said;

#[derive(clap::Subcommand)]
pub enum Plugin {
    #[command(about = said::help("cli-plugin-build"))]
    Build(build::Wish),
}

pub fn run(what: &Plugin) -> Result<Exit, Problem> {
    match what {
        Plugin::Build(wish) => build::run(wish),
    }
}
