//! Packages: a plugin in one file, `.asp`. What it is made of, who signed it, and whether a byte
//! of it was changed. A signature says who, and never what: rights come from the owner alone.

mod checked;
mod component;
mod container;
mod hand_over;
mod keys;
mod names;
mod pack;
mod signature;
mod sums;
#[cfg(test)]
mod tests;

pub use checked::Checked;
pub use checked::read;
pub use component::check as check_component;
pub use hand_over::HandOver;
pub use keys::SigningKey;
pub use names::is_wanted;
pub use pack::pack;
pub use pack::sign;
pub use signature::verify;

use std::collections::BTreeMap;

/// The files of a package by their names, in the order they lie in it.
pub type PackedFiles = BTreeMap<String, Vec<u8>>;

/// The ending of a package.
pub const ENDING: &str = "asp";
/// bytes of a package.
pub const PACKED_MOST: usize = 40 * 1024 * 1024;
/// bytes of all its files.
pub const UNPACKED_MOST: usize = 64 * 1024 * 1024;
/// bytes of the component.
pub const COMPONENT_MOST: usize = 32 * 1024 * 1024;
/// Files in a package.
pub const FILES_MOST: usize = 200;
/// The sums of all other files.
pub const SUMS: &str = "META/files.sha256";
/// Who vouches for the sums.
pub const SIGNATURE: &str = "META/signature";
/// That another key follows the one that signed before.
pub const HAND_OVER: &str = "META/hand-over";
