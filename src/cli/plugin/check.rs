//! `plugin check`: whether the folder holds a plugin that a desk takes, and what to change if not.

use super::source::Source;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::plugins::engine::Engine;
use crate::plugins::loaded::Loaded;
use std::collections::BTreeSet;
use std::path::Path;

pub fn run(folder: &Path) -> Result<Exit, Problem> {
    let source = Source::read(folder)?;
    let said: BTreeSet<String> = source
        .manifest
        .offers()
        .iter()
        .map(ToString::to_string)
        .collect();
    let is: BTreeSet<String> = source.described.offers.iter().cloned().collect();
    let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    if said != is {
        let args = [("said", list(&said).into()), ("is", list(&is).into())];
        return Err(Problem::new(
            Exit::Failed,
            "cli-plugin-offers-differ",
            &args,
        ));
    }
    let reaches = !source.manifest.permissions.http.is_empty();
    if reaches
        && !source
            .described
            .imports
            .iter()
            .any(|import| import == "http")
    {
        return Err(Problem::new(Exit::Failed, "cli-plugin-http-unused", &[]));
    }
    let engine = Engine::compiling().map_err(anyhow::Error::from)?;
    Loaded::of_component(&engine, &source.component).map_err(|fault| {
        let why = fault.text;
        Problem::new(Exit::Failed, "cli-plugin-unfit", &[("why", why.into())])
    })?;
    let args = [
        ("plugin", source.manifest.id.to_string().into()),
        ("version", source.manifest.version.to_string().into()),
        ("offers", list(&is).into()),
        ("imports", source.described.imports.join(", ").into()),
        ("size", source.component.len().into()),
    ];
    println!("{}", said::both("cli-plugin-checked", &args));
    Ok(Exit::Done)
}
