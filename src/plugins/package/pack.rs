//! Makes packages: the same files give the same bytes, everywhere and always.

use super::HAND_OVER;
use super::PackedFiles;
use super::SIGNATURE;
use super::SUMS;
use super::checked;
use super::checked::Checked;
use super::container;
use super::hand_over::HandOver;
use super::keys::SigningKey;
use super::names;
use super::signature;
use super::sums;
use crate::domain::plugin::Fault;
use crate::domain::plugin::Why;

/// Packs the files of a plugin, unsigned. Sums and signatures among them are made anew.
///
/// # Errors
/// Everything that whoever installs it would be told.
pub fn pack(mut files: PackedFiles) -> Result<Vec<u8>, Vec<Fault>> {
    files.retain(|name, _| !name.starts_with("META/"));
    let unasked: Vec<Fault> = files
        .keys()
        .filter(|name| !names::is_wanted(name))
        .map(|name| Fault::of_file(name, Why::FileUnasked))
        .collect();
    if !unasked.is_empty() {
        return Err(unasked);
    }
    let manifest = checked::whole(&files)?;
    let sums = sums::text(&manifest.id, &manifest.version, &files);
    files.insert(SUMS.to_owned(), sums.into_bytes());
    whole(&files)
}

/// Signs a package, in the place of whoever signed it before. With `from`, the key that signed
/// earlier versions says that this one follows it.
///
/// # Errors
/// What is wrong with the package.
pub fn sign(
    package: &Checked,
    key: &SigningKey,
    from: Option<&SigningKey>,
) -> Result<Vec<u8>, Vec<Fault>> {
    let manifest = &package.manifest;
    let mut files = package.files.clone();
    files.remove(SIGNATURE);
    files.remove(HAND_OVER);
    if let Some(from) = from {
        let statement = HandOver::text(&manifest.id, from, &key.public());
        files.insert(HAND_OVER.to_owned(), statement.into_bytes());
    }
    let sums = sums::text(&manifest.id, &manifest.version, &files).into_bytes();
    let signature = signature::text(&sums, key);
    files.insert(SUMS.to_owned(), sums);
    files.insert(SIGNATURE.to_owned(), signature.into_bytes());
    whole(&files)
}

/// The package of these files, read again as a stranger would.
fn whole(files: &PackedFiles) -> Result<Vec<u8>, Vec<Fault>> {
    let bytes = container::write(files);
    checked::read(&bytes).map(|_| bytes)
}
