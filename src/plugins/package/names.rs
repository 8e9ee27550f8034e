//! Which names a file of a package may have.

use super::HAND_OVER;
use super::SIGNATURE;
use super::SUMS;
use crate::domain::plugin::Why;
use crate::domain::plugin::manifest;

/// The name as a text, if it leads nowhere but into the package: plain ASCII, relative, without
/// `..`.
///
/// # Errors
/// `NameForm`.
pub fn plain(name: &[u8]) -> Result<&str, Why> {
    let text = std::str::from_utf8(name).map_err(|_| Why::NameForm)?;
    let part = |part: &str| {
        !part.is_empty()
            && !part.ends_with('.')
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    let fits = !text.is_empty() && text.len() <= 120 && text.split('/').all(part);
    fits.then_some(text).ok_or(Why::NameForm)
}

/// Whether a package has a place for a file of this name.
pub fn is_wanted(name: &str) -> bool {
    let known = [
        manifest::FILE,
        manifest::COMPONENT,
        SUMS,
        SIGNATURE,
        HAND_OVER,
    ];
    let top = !name.contains('/');
    known.contains(&name)
        || (top && (name.starts_with("README") || name.starts_with("LICENSE")))
        || name.starts_with("fixtures/")
}

/// Whether the sums say something of it: all but themselves and who vouches for them.
pub fn is_summed(name: &str) -> bool {
    name != SUMS && name != SIGNATURE
}
