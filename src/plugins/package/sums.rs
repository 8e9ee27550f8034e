//! `META/files.sha256`: which plugin it is, and the SHA-256 of every other file. This is what gets
//! signed.

use super::PackedFiles;
use super::SUMS;
use super::names;
use crate::domain::plugin::Fault;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::Version;
use crate::domain::plugin::Why;
use crate::domain::plugin::identity::sha256;

const HEAD: &str = "aftercare-files-v1";

/// The sums of these files, to the letter.
pub fn text(id: &PluginId, version: &Version, files: &PackedFiles) -> String {
    let summed = files.iter().filter(|(name, _)| names::is_summed(name));
    let line = |(name, content): (&String, &Vec<u8>)| format!("{}  {name}\n", sha256(content));
    let lines: Vec<String> = summed.map(line).collect();
    format!("{HEAD}\nid {id}\nversion {version}\n{}", lines.concat())
}

/// Whether every file is as the sums say, and none is missing or more. Gives back which plugin the
/// sums speak of. Nothing of the package is taken apart before.
///
/// # Errors
/// Each file that differs, by its name.
pub fn check(files: &PackedFiles) -> Result<(PluginId, Version), Vec<Fault>> {
    let Some(sums) = files.get(SUMS) else {
        return Err(vec![Fault::of_file(SUMS, Why::FileMissing)]);
    };
    let form = || vec![Fault::of_file(SUMS, Why::SumsForm)];
    let written = std::str::from_utf8(sums).map_err(|_| form())?;
    let mut lines = written.lines();
    let head = lines.next() == Some(HEAD);
    let id = lines
        .next()
        .and_then(|line| PluginId::parse(line.strip_prefix("id ")?));
    let version = lines
        .next()
        .and_then(|line| Version::parse(line.strip_prefix("version ")?));
    let (true, Some(id), Some(version)) = (head, id, version) else {
        return Err(form());
    };
    let mut faults = Vec::new();
    let mut named = Vec::new();
    for line in lines {
        let (sum, name) = line.split_once("  ").ok_or_else(form)?;
        named.push(name);
        match files.get(name).filter(|_| names::is_summed(name)) {
            None => faults.push(Fault::of_file(name, Why::FileMissing)),
            Some(content) if sha256(content) != sum => {
                faults.push(Fault::of_file(name, Why::SumWrong));
            }
            Some(_) => {}
        }
    }
    for name in files.keys().filter(|name| names::is_summed(name)) {
        if !named.contains(&name.as_str()) {
            faults.push(Fault::of_file(name, Why::SumMissing));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    // One way to write it: no line twice, no other order, no other digits.
    match text(&id, &version, files) == written {
        true => Ok((id, version)),
        false => Err(form()),
    }
}
