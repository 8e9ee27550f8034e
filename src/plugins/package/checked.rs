//! A package that was read whole: every limit held, every file as its sum says, the signature its
//! key's. Nothing of it was run.

use super::HAND_OVER;
use super::PackedFiles;
use super::SIGNATURE;
use super::SUMS;
use super::component;
use super::container;
use super::hand_over::HandOver;
use super::names;
use super::signature;
use super::sums;
use crate::domain::plugin::Fault;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::PublisherKey;
use crate::domain::plugin::Why;
use crate::domain::plugin::identity::sha256;
use crate::domain::plugin::manifest;

/// A package without a fault.
#[derive(Debug, Clone)]
pub struct Checked {
    pub manifest: Manifest,
    /// SHA-256 of the whole package, hex: what an unsigned one is pinned to.
    pub sha256: String,
    /// SHA-256 of the component, hex.
    pub component_sha256: String,
    /// Who signed it; none for an unsigned one.
    pub publisher: Option<PublisherKey>,
    /// Whose key the publisher's follows.
    pub hand_over: Option<HandOver>,
    pub files: PackedFiles,
}

impl Checked {
    /// The component's bytes.
    pub fn component(&self) -> &[u8] {
        self.text_of(manifest::COMPONENT)
    }

    /// The bytes of a file; none when it is not there.
    pub fn text_of(&self, name: &str) -> &[u8] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the publisher with this key stands behind the package: by its signature, or because
    /// that key named the one that signed.
    pub fn is_by(&self, key: &PublisherKey) -> bool {
        let followed = self
            .hand_over
            .as_ref()
            .is_some_and(|over| over.from == *key);
        self.publisher.as_ref() == Some(key) || (self.publisher.is_some() && followed)
    }
}

/// Reads a package.
///
/// # Errors
/// All that is wrong at the first step that finds a fault: container, sums, signature, component,
/// manifest. What is not as its sum says is not taken apart.
pub fn read(bytes: &[u8]) -> Result<Checked, Vec<Fault>> {
    let files = container::read(bytes).map_err(|fault| vec![fault])?;
    let unasked: Vec<Fault> = files
        .keys()
        .filter(|name| !names::is_wanted(name))
        .map(|name| Fault::of_file(name, Why::FileUnasked))
        .collect();
    if !unasked.is_empty() {
        return Err(unasked);
    }
    let (id, version) = sums::check(&files)?;
    let vouched = |why| vec![Fault::of_file(SIGNATURE, why)];
    let sums = files.get(SUMS).map_or(&[][..], Vec::as_slice);
    let signed = files.get(SIGNATURE);
    let publisher = signed
        .map(|signature| signature::check(sums, signature))
        .transpose();
    let publisher = publisher.map_err(vouched)?;
    let manifest = whole(&files)?;
    if manifest.id != id || manifest.version != version {
        return Err(vec![Fault::of_file(SUMS, Why::SumsOther)]);
    }
    let hand_over = hand_over(&files, &manifest, publisher.as_ref())?;
    let component_sha256 = sha256(files.get(manifest::COMPONENT).map_or(&[], Vec::as_slice));
    Ok(Checked {
        sha256: sha256(bytes),
        component_sha256,
        manifest,
        publisher,
        hand_over,
        files,
    })
}

/// Component and manifest of files that lie together, and the manifest's word on the component.
///
/// # Errors
/// What is wrong with either.
pub(super) fn whole(files: &PackedFiles) -> Result<Manifest, Vec<Fault>> {
    let mut faults: Vec<Fault> = [manifest::FILE, manifest::COMPONENT]
        .into_iter()
        .filter(|name| !files.contains_key(*name))
        .map(|name| Fault::of_file(name, Why::FileMissing))
        .collect();
    let machine_code = files.iter().filter(|(name, content)| {
        *name != manifest::COMPONENT && component::is_machine_code(content)
    });
    faults.extend(machine_code.map(|(name, _)| Fault::of_file(name, Why::MachineCode)));
    let (Some(text), Some(wasm)) = (files.get(manifest::FILE), files.get(manifest::COMPONENT))
    else {
        return Err(faults);
    };
    faults.extend(component::check(wasm).err());
    let Ok(text) = std::str::from_utf8(text) else {
        faults.push(Fault::of_file(manifest::FILE, Why::NotText));
        return Err(faults);
    };
    let manifest = Manifest::read(text).map_err(|more| [faults.clone(), more].concat())?;
    let other = manifest
        .component_sha256
        .as_ref()
        .filter(|sum| **sum != sha256(wasm));
    if let Some(sum) = other {
        let fault = Fault {
            key: "component.sha256".into(),
            ..Fault::of_file(manifest::FILE, Why::SumWrong)
        };
        faults.push(fault.found(sum).write(sha256(wasm)));
    }
    match faults.is_empty() {
        true => Ok(manifest),
        false => Err(faults),
    }
}

/// A hand-over must speak of this plugin and of the key that signed.
fn hand_over(
    files: &PackedFiles,
    manifest: &Manifest,
    publisher: Option<&PublisherKey>,
) -> Result<Option<HandOver>, Vec<Fault>> {
    let Some(bytes) = files.get(HAND_OVER) else {
        return Ok(None);
    };
    let fault = |why| vec![Fault::of_file(HAND_OVER, why)];
    let over = HandOver::read(bytes).map_err(fault)?;
    match over.plugin == manifest.id && Some(&over.to) == publisher {
        true => Ok(Some(over)),
        false => Err(fault(Why::HandOverWrong)),
    }
}
