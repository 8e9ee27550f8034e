//! The committed components of the official plugins: none is older than its source, and each
//! offers what its manifest says. Needs no compiler for WebAssembly.

use aftercare::domain::plugin::Manifest;
use aftercare::domain::plugin::identity::sha256;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use wit_component::DecodedWasm;

/// Where they lie. `.ci/run` makes them anew elsewhere and names that folder.
pub fn plugins() -> PathBuf {
    let elsewhere = std::env::var_os("AFTERCARE_PLUGINS").map(PathBuf::from);
    elsewhere.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins"))
}

/// Names of the official plugins: folders with a manifest.
fn official() -> Vec<String> {
    let entries = std::fs::read_dir(plugins()).expect("plugins/ is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|folder| folder.join("plugin.toml").is_file())
        .map(|folder| {
            folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no official plugin was found");
    names
}

fn manifest(name: &str) -> Manifest {
    let path = plugins().join(name).join("plugin.toml");
    let text = std::fs::read_to_string(&path).expect("a manifest");
    Manifest::read(&text).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"))
}

fn component(name: &str) -> Vec<u8> {
    let file = plugins().join(name).join(format!("{name}.wasm"));
    std::fs::read(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

/// What `plugins/build` noted: name, then the sums of sources and component.
fn noted() -> BTreeMap<String, (String, String)> {
    let text = std::fs::read_to_string(plugins().join("components.sums")).expect("is there");
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let [name, sources, component, _] = parts[..] else {
                panic!("components.sums: {line}");
            };
            (name.to_owned(), (sources.to_owned(), component.to_owned()))
        })
        .collect()
}

/// Files below a folder of `plugins/`, by their paths from there.
fn files(folder: &str, into: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(plugins().join(folder)).expect(folder) {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => files(&path, into),
            false => drop(into.insert(path)),
        }
    }
}

/// As `plugins/build` makes it: the plugin, the kit, the contract and the lock.
fn source_sum(name: &str) -> String {
    let mut paths: BTreeSet<String> = ["Cargo.toml", "Cargo.lock", "sdk/Cargo.toml"]
        .map(str::to_owned)
        .into();
    paths.insert(format!("{name}/Cargo.toml"));
    for folder in [&format!("{name}/src"), "wit", "sdk/src"] {
        files(folder, &mut paths);
    }
    paths.retain(|path| !path.starts_with("sdk/src/native/"));
    let lines: String = paths
        .iter()
        .map(|path| format!("{}  {path}\n", file_sum(path)))
        .collect();
    sha256(lines.as_bytes())
}

/// Words about the contract are no part of it.
fn file_sum(path: &str) -> String {
    let bytes = std::fs::read(plugins().join(path)).expect(path);
    if !path.ends_with(".wit") {
        return sha256(&bytes);
    }
    let text = String::from_utf8(bytes).expect("the contract is a text");
    let says = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let lines: String = text
        .lines()
        .filter(says)
        .map(|line| format!("{line}\n"))
        .collect();
    sha256(lines.as_bytes())
}

#[test]
fn no_component_is_older_than_its_source() {
    let noted = noted();
    let names: Vec<&String> = noted.keys().collect();
    assert_eq!(
        names,
        official().iter().collect::<Vec<_>>(),
        "run plugins/build"
    );
    for (name, (sources, component_sum)) in &noted {
        assert_eq!(
            &source_sum(name),
            sources,
            "{name}.wasm was made of other sources: run plugins/build {name}"
        );
        assert_eq!(
            &sha256(&component(name)),
            component_sum,
            "{name}.wasm was exchanged"
        );
    }
}

#[test]
fn every_component_imports_only_what_the_contract_gives() {
    for name in official() {
        let unknown: Vec<String> = imports(&component(&name))
            .into_iter()
            .filter(|import| !IMPORTS.contains(&import.as_str()))
            .collect();
        assert!(unknown.is_empty(), "{name} imports {unknown:?}");
    }
}

/// What the contract gives a plugin: its imports, and interfaces of types only.
const IMPORTS: &[&str] = &[
    "log",
    "clock",
    "random",
    "config",
    "kv",
    "vault",
    "http",
    "types",
    "push",
    "courier-types",
    "marketplace-types",
    "sms-types",
    "payout-types",
    "automation-types",
];

/// Imports of a component, by the names of their interfaces.
fn imports(bytes: &[u8]) -> BTreeSet<String> {
    let Ok(DecodedWasm::Component(resolve, world)) = wit_component::decode(bytes) else {
        panic!("no component");
    };
    let short = |name: String| {
        let name = name
            .strip_prefix("aftercare:plugin/")
            .unwrap_or(&name)
            .to_owned();
        name.strip_suffix("@0.1.0").unwrap_or(&name).to_owned()
    };
    let imports = resolve.worlds[world].imports.keys();
    imports
        .map(|key| short(resolve.name_world_key(key)))
        .collect()
}

#[test]
fn every_official_manifest_speaks_three_languages() {
    for name in official() {
        let manifest = manifest(&name);
        let mut words = vec![
            ("name", manifest.name.clone()),
            ("summary", manifest.summary.clone()),
        ];
        for http in &manifest.permissions.http {
            words.push((http.origin.as_str(), http.reason.clone()));
        }
        for setting in &manifest.settings {
            words.push((setting.key.as_str(), setting.label.clone()));
            words.push((setting.key.as_str(), setting.hint.clone()));
            for choice in &setting.choices {
                words.push((choice.value.as_str(), choice.label.clone()));
            }
        }
        for (what, words) in words.iter().filter(|(_, words)| !words.is_empty()) {
            let whole = words.zh_tw.is_some() && words.en.is_some();
            assert!(whole, "{name}: {what} lacks zh-TW or en");
        }
        assert!(
            !manifest.name.is_empty() && !manifest.summary.is_empty(),
            "{name}"
        );
    }
}
