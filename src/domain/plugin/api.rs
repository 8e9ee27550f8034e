//! The version of the contract: which plugins this desk can run, said before anything is linked.

use super::fault::Why;
use super::identity::Version;

/// The contract this desk speaks: `package aftercare:plugin@…` in `plugins/wit`.
pub const CONTRACT: (u64, u64, u64) = (0, 1, 0);
/// Older tracks that are adapted when a plugin is loaded: major and minor. None yet.
const ADAPTED: &[(u64, u64)] = &[];

/// Whether a plugin made for this version of the contract runs here.
///
/// # Errors
/// `ApiNewer`, `ApiOlder`; `ApiForm` for a preview.
pub fn check(api: &Version) -> Result<(), Why> {
    let (major, minor, patch) = api.numbers();
    if api.is_preview() {
        return Err(Why::ApiForm);
    }
    if (major, minor, patch) > CONTRACT {
        return Err(Why::ApiNewer);
    }
    // A track is the minor version before 1.0 and the major one after.
    let same = major == CONTRACT.0 && (major > 0 || minor == CONTRACT.1);
    match same || ADAPTED.contains(&(major, minor)) {
        true => Ok(()),
        false => Err(Why::ApiOlder),
    }
}

/// The contract's version, written.
pub fn contract() -> String {
    format!("{}.{}.{}", CONTRACT.0, CONTRACT.1, CONTRACT.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_contract() {
        let wit = include_str!("../../../plugins/wit/types.wit");
        assert!(wit.contains(&format!("package aftercare:plugin@{};", contract())));
    }

    #[test]
    fn a_plugin_for_a_newer_desk_is_told_apart_from_one_for_an_older() {
        let check = |text: &str| check(&Version::parse(text).expect("a version"));
        assert_eq!(check("0.1.0"), Ok(()));
        assert_eq!(check("0.1.1"), Err(Why::ApiNewer));
        assert_eq!(check("0.2.0"), Err(Why::ApiNewer));
        assert_eq!(check("1.0.0"), Err(Why::ApiNewer));
        assert_eq!(check("0.0.9"), Err(Why::ApiOlder));
        assert_eq!(check("0.1.0-rc.1"), Err(Why::ApiForm));
    }
}
