//! Packages on the disk: read with every fault said, written whole or not at all.

use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::domain::plugin::Fault;
use crate::domain::plugin::PublisherKey;
use crate::phrases::plugins;
use crate::plugins::package;
use crate::plugins::package::Checked;
use std::fs;
use std::io;
use std::path::Path;

/// The package in a file.
pub fn read(path: &Path) -> Result<Checked, Problem> {
    let bytes = bytes(path)?;
    package::read(&bytes).map_err(|faults| refused(&faults))
}

/// The bytes of a file. What is far too large for a package is not read first.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let size = fs::metadata(path)
        .map_err(|error| unreadable(path, &error))?
        .len();
    if size > package::PACKED_MOST as u64 {
        let error = io::Error::from(io::ErrorKind::FileTooLarge);
        return Err(unreadable(path, &error));
    }
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// Writes a file beside its place and then moves it there.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let unwritable = |error: io::Error| unwritable(path, &error);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = folder.join(format!(".{name}.part"));
    fs::write(&part, bytes).map_err(unwritable)?;
    fs::rename(&part, path).map_err(unwritable)
}

/// All faults of a package, each language by itself.
pub fn refused(faults: &[Fault]) -> Problem {
    let lists = said::languages().map(|words| {
        let count = [("count", faults.len().into())];
        let mut lines = vec![words.with("cli-plugin-faults", &count)];
        let fault = |fault| format!("  {}", plugins::fault(words, fault));
        lines.extend(faults.iter().map(fault));
        lines.join("\n")
    });
    Problem {
        exit: Exit::Failed,
        text: lists.join("\n"),
    }
}

pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    about_file("cli-plugin-unreadable", path, error)
}

pub fn unwritable(path: &Path, error: &io::Error) -> Problem {
    about_file("cli-plugin-unwritable", path, error)
}

fn about_file(key: &'static str, path: &Path, error: &io::Error) -> Problem {
    let args = [
        ("path", path.display().to_string().into()),
        ("why", error.to_string().into()),
    ];
    Problem::new(Exit::Failed, key, &args)
}

/// Says something of a key in both languages, its words in each.
pub fn of_key(key: &'static str, publisher: &PublisherKey, more: &[(&str, String)]) -> String {
    let lines = said::languages().map(|words| {
        let mut args: Vec<(&str, crate::phrases::Arg<'_>)> = vec![
            ("id", publisher.id().into()),
            ("words", plugins::key_words(words, publisher).into()),
        ];
        args.extend(more.iter().map(|(name, value)| (*name, value.into())));
        words.with(key, &args)
    });
    lines.join("\n")
}
