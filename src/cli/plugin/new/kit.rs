//! The kits and the contract, as they are in this program: what a new plugin is written with.

use super::templates::Language;

/// Files by their place below `sdk/` or `wit/`.
pub type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($below:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../../plugins/", $below, "/", $name)))),*]
    };
}

/// What `wit/` holds.
pub const CONTRACT: Files = files!("wit":
    "automation.wit" "courier.wit" "imports.wit" "marketplace.wit" "messages.wit" "payout.wit"
    "types.wit" "worlds.wit");

const RUST: Files = files!("sdk":
    "Cargo.toml"
    "src/account.rs" "src/automation.rs" "src/bindings.rs" "src/courier.rs" "src/encode.rs"
    "src/failure.rs" "src/http.rs" "src/json.rs" "src/kv.rs" "src/lib.rs" "src/log.rs"
    "src/marketplace.rs" "src/native/compute.rs" "src/native/fixtures.rs"
    "src/native/imports.rs" "src/native/mod.rs" "src/native/wire.rs" "src/panic.rs"
    "src/payout.rs" "src/push.rs" "src/random.rs" "src/register.rs" "src/robot.rs"
    "src/settings.rs" "src/sms.rs" "src/time.rs" "src/vault.rs" "src/wording.rs");

const TYPESCRIPT: Files = files!("sdk-ts":
    "README.md" "build.mjs" "generate.mjs" "package.json" "tsconfig.json"
    "src/contract.ts" "src/desk.ts" "src/encode.ts" "src/failure.ts" "src/globals.d.ts"
    "src/http.ts" "src/imports.d.ts" "src/index.ts" "src/log.ts" "src/plugin.ts"
    "src/polyfills.ts" "src/shape.ts" "src/url.ts" "src/vault.ts");

const PYTHON: Files = files!("sdk-python":
    "README.md" "aftercare_plugin_build.py" "pyproject.toml" "requirements.txt"
    "aftercare_plugin/__init__.py" "aftercare_plugin/desk.py" "aftercare_plugin/encode.py"
    "aftercare_plugin/failure.py" "aftercare_plugin/http.py" "aftercare_plugin/log.py"
    "aftercare_plugin/offers.py" "aftercare_plugin/shape.py" "aftercare_plugin/vault.py");

/// What `sdk/` holds.
pub fn of(lang: Language) -> Files {
    match lang {
        Language::Rust => RUST,
        Language::Ts => TYPESCRIPT,
        Language::Python => PYTHON,
    }
}

/// The file a kit is known by.
pub fn mark(lang: Language) -> &'static str {
    match lang {
        Language::Rust => "Cargo.toml",
        Language::Ts => "build.mjs",
        Language::Python => "aftercare_plugin_build.py",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// What lies in a folder of `plugins/` and belongs to a kit.
    fn lying(below: &str) -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("plugins")
            .join(below);
        let (mut found, mut folders) = (BTreeSet::new(), vec![root.clone()]);
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.strip_prefix(&root).expect("below").to_string_lossy();
                let apart = ["node_modules", "test", "target", "package-lock.json"];
                let is_apart = apart.contains(&name.as_ref())
                    || name.starts_with('.')
                    || name.contains("__pycache__");
                match path.is_dir() {
                    _ if is_apart => {}
                    true => folders.push(path),
                    false => {
                        found.insert(name.into_owned());
                    }
                }
            }
        }
        found
    }

    #[test]
    fn a_new_plugin_gets_every_file_of_its_kit_and_of_the_contract() {
        let kits = [
            ("wit", CONTRACT),
            ("sdk", RUST),
            ("sdk-ts", TYPESCRIPT),
            ("sdk-python", PYTHON),
        ];
        for (below, files) in kits {
            let listed: BTreeSet<String> =
                files.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(listed, lying(below), "{below}: mend the list in this file");
        }
    }
}
