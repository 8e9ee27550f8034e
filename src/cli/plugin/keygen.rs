//! `plugin keygen`: a publisher's key, in a file of its owner alone.

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::plugins::package::SigningKey;
use anyhow::Context;
use std::path::Path;

pub fn run(out: &Path) -> Result<Exit, Problem> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).context("asking the system for randomness")?;
    let key = SigningKey::from_seed(seed)?;
    key.write(out)?;
    let public = key.public();
    let more = [
        ("path", out.display().to_string()),
        ("key", public.to_string()),
    ];
    println!("{}", package::of_key("cli-plugin-key-made", &public, &more));
    Ok(Exit::Done)
}
