//! `plugin sign`: says who a package is from.

use super::package;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::domain::plugin::identity::sha256;
use crate::plugins::package::SigningKey;
use crate::plugins::package::sign;
use std::path::Path;

pub fn run(path: &Path, key: &Path, from: Option<&Path>) -> Result<Exit, Problem> {
    let packed = package::read(path)?;
    let key = SigningKey::read(key)?;
    let from = from.map(SigningKey::read).transpose()?;
    let signed = sign(&packed, &key, from.as_ref()).map_err(|faults| package::refused(&faults))?;
    package::write(path, &signed)?;
    let more = [
        ("path", path.display().to_string()),
        ("hash", sha256(&signed)),
    ];
    println!(
        "{}",
        package::of_key("cli-plugin-signed", &key.public(), &more)
    );
    Ok(Exit::Done)
}
