//! The plugins that come with the program: their packages, made of the files in `plugins/`. They are
//! brought, agreed to and called like anybody's.

use super::package;
use super::package::PackedFiles;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::identity::sha256;
use crate::domain::plugin::manifest;
use std::sync::LazyLock;

/// One of them.
pub struct Official {
    pub manifest: Manifest,
    files: fn() -> PackedFiles,
}

macro_rules! official {
    ($($folder:literal)*) => {
        &[$(|| PackedFiles::from([
            (
                manifest::FILE.to_owned(),
                include_bytes!(concat!("../../plugins/", $folder, "/plugin.toml")).to_vec(),
            ),
            (
                manifest::COMPONENT.to_owned(),
                include_bytes!(concat!("../../plugins/", $folder, "/", $folder, ".wasm")).to_vec(),
            ),
        ])),*]
    };
}

const FOLDERS: &[fn() -> PackedFiles] = official!(
    "kuaidi100" "sf-express" "kdniao" "17track" "aftership" "woocommerce" "medusa" "aliyun-sms"
    "http-sms" "wecom-robot" "dingtalk-robot" "feishu-robot" "slack-robot");

static ALL: LazyLock<Vec<Official>> = LazyLock::new(|| {
    let known = FOLDERS.iter().filter_map(|files| {
        let text = files().remove(manifest::FILE)?;
        let manifest = Manifest::read(std::str::from_utf8(&text).ok()?).ok()?;
        Some(Official {
            manifest,
            files: *files,
        })
    });
    known.collect()
});

/// All of them, in the order they are shown.
pub fn all() -> &'static [Official] {
    &ALL
}

pub fn by_id(id: &PluginId) -> Option<&'static Official> {
    all().iter().find(|one| one.manifest.id == *id)
}

impl Official {
    /// Its package, unsigned: it is as trustworthy as the program it lies in.
    ///
    /// # Errors
    /// None for what a test packed; as [`package::pack`].
    pub fn package(&self) -> Result<Vec<u8>, Vec<crate::domain::plugin::Fault>> {
        package::pack((self.files)())
    }

    /// Whether a package is this very one.
    pub fn is(&self, hash: &str) -> bool {
        self.package().is_ok_and(|bytes| sha256(&bytes) == hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_can_be_packed_and_read_again_as_a_strangers() {
        assert_eq!(all().len(), FOLDERS.len());
        for one in all() {
            let bytes = one.package().expect("packs");
            let read = package::read(&bytes).expect("reads");
            assert_eq!(read.manifest.id, one.manifest.id);
            assert!(one.is(&sha256(&bytes)) && !one.is("0"));
            assert!(by_id(&one.manifest.id).is_some());
        }
    }
}
