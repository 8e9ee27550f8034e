//! `plugin inspect`: what a package is, wants to do and needs to know, and how that differs from
//! another version.

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::Right;
use crate::domain::plugin::Rights;
use crate::phrases::Words;
use crate::phrases::plugins;
use crate::plugins::package::Checked;
use anyhow::Context;
use serde::Serialize;
use std::path::Path;

/// A package as `--json` prints it.
#[derive(Serialize)]
struct Shown<'a> {
    sha256: &'a str,
    component_sha256: &'a str,
    publisher: Option<&'a str>,
    publisher_id: Option<String>,
    permissions_sha256: String,
    rights: &'a [Right],
    manifest: &'a crate::domain::plugin::Manifest,
    files: Vec<&'a str>,
}

pub fn run(path: &Path, against: Option<&Path>, json: bool) -> Result<Exit, Problem> {
    let packed = package::read(path)?;
    let older = against.map(package::read).transpose()?;
    let rights = Rights::of_manifest(&packed.manifest);
    if json {
        let shown = Shown {
            sha256: &packed.sha256,
            component_sha256: &packed.component_sha256,
            publisher: packed.publisher.as_ref().map(|key| key.as_str()),
            publisher_id: packed.publisher.as_ref().map(|key| key.id()),
            permissions_sha256: rights.hash(),
            rights: rights.all(),
            manifest: &packed.manifest,
            files: packed.files.keys().map(String::as_str).collect(),
        };
        let json = serde_json::to_string_pretty(&shown).context("a package is always JSON")?;
        println!("{json}");
        return Ok(Exit::Done);
    }
    for words in said::languages() {
        let mut lines = about(words, &packed, &rights);
        if let Some(older) = &older {
            lines.extend(difference(words, older, &packed.manifest, &rights));
        }
        println!("{}\n", lines.join("\n"));
    }
    Ok(Exit::Done)
}

fn about(words: Words, packed: &Checked, rights: &Rights) -> Vec<String> {
    let manifest = &packed.manifest;
    let mut lines = vec![words.with(
        "cli-plugin-about",
        &[
            ("name", manifest.name.of(words.lang).into()),
            ("plugin", manifest.id.to_string().into()),
            ("version", manifest.version.to_string().into()),
            ("api", manifest.api.to_string().into()),
            ("language", manifest.language.code().into()),
            ("size", packed.component().len().into()),
        ],
    )];
    lines.push(match &packed.publisher {
        None => words.t("cli-plugin-unsigned").to_owned(),
        Some(key) => words.with(
            "cli-plugin-by",
            &[
                ("id", key.id().into()),
                ("words", plugins::key_words(words, key).into()),
            ],
        ),
    });
    if let Some(over) = &packed.hand_over {
        let args = [("id", over.from.id().into())];
        lines.push(words.with("cli-plugin-follows", &args));
    }
    lines.push(format!("sha256 {}", packed.sha256));
    lines.push(words.t("cli-plugin-wants").to_owned());
    let wanted = plugins::rights(words, manifest, rights.all());
    lines.extend(wanted.into_iter().map(|(_, said)| format!("  {said}")));
    if !manifest.settings.is_empty() {
        lines.push(words.t("cli-plugin-settings").to_owned());
    }
    for setting in &manifest.settings {
        let label = setting.label.of(words.lang);
        let required = match setting.required {
            true => words.t("cli-plugin-setting-required"),
            false => "",
        };
        lines.push(format!(
            "  {label} · {} · {} {required}",
            setting.key, setting.kind
        ));
    }
    lines
}

fn difference(words: Words, older: &Checked, newer: &Manifest, rights: &Rights) -> Vec<String> {
    let before = Rights::of_manifest(&older.manifest);
    let difference = before.difference(rights);
    let version = older.manifest.version.to_string();
    let mut lines = vec![words.with("cli-plugin-difference", &[("version", version.into())])];
    let more = |right| format!("  + {}", plugins::right(words, newer, right));
    let less = |right| format!("  - {}", plugins::right(words, &older.manifest, right));
    lines.extend(difference.added.iter().map(more));
    for (old, new) in &difference.changed {
        lines.push(less(old));
        lines.push(more(new));
    }
    lines.extend(difference.removed.iter().map(less));
    let verdict = match (difference.is_empty(), before.cover(rights)) {
        (true, _) => "cli-plugin-same-rights",
        (false, true) => "cli-plugin-no-consent",
        (false, false) => "cli-plugin-needs-consent",
    };
    lines.push(words.t(verdict).to_owned());
    lines
}
