//! The official plugins, each as it is committed: its component, its manifest and every recorded
//! case of its folder, run by the host that runs in production.

use super::components::plugins;
use aftercare::domain::plugin::Manifest;
use aftercare::plugins::described::describe;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::recorded::Case;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(plugins())
        .expect("it is there")
        .map(|entry| entry.expect("it is there").path())
        .filter(|path| path.join("plugin.toml").is_file())
        .collect();
    folders.sort();
    folders
}

fn component_of(folder: &Path) -> Vec<u8> {
    let name = folder
        .file_name()
        .expect("it is there")
        .to_string_lossy()
        .into_owned();
    std::fs::read(folder.join(format!("{name}.wasm"))).expect("it is there")
}

fn manifest_of(folder: &Path) -> Manifest {
    let text = std::fs::read_to_string(folder.join("plugin.toml")).expect("it is there");
    Manifest::read(&text).unwrap_or_else(|faults| panic!("{}: {faults:?}", folder.display()))
}

#[test]
fn each_offers_exactly_what_its_manifest_says() {
    let folders = folders();
    assert!(!folders.is_empty(), "no plugin is there");
    for folder in folders {
        let described = describe(&component_of(&folder)).expect("it is there");
        let manifest = manifest_of(&folder);
        let said: BTreeSet<String> = manifest.offers().iter().map(ToString::to_string).collect();
        let is: BTreeSet<String> = described.offers.iter().cloned().collect();
        assert_eq!(said, is, "{}", folder.display());
    }
}

#[test]
fn every_recorded_case_comes_out_as_it_says() {
    let engine = Engine::new().expect("it is there");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("it is there");
    let mut failed = Vec::new();
    let mut ran = 0;
    for folder in folders() {
        let loaded = Loaded::of_component(&engine, &component_of(&folder)).expect("it is there");
        let manifest = manifest_of(&folder);
        let rotating: BTreeSet<String> = manifest
            .settings
            .iter()
            .filter(|setting| setting.rotating)
            .map(|setting| setting.key.clone())
            .collect();
        let mut cases: Vec<PathBuf> = std::fs::read_dir(folder.join("fixtures"))
            .expect("it is there")
            .map(|entry| entry.expect("it is there").path())
            .collect();
        cases.sort();
        assert!(
            !cases.is_empty(),
            "{} has no recorded case",
            folder.display()
        );
        for path in cases {
            let text = std::fs::read_to_string(&path).expect("it is there");
            let outcome = match Case::read(&text) {
                Ok(case) => runtime.block_on(case.run(&loaded, &rotating)).map(|_| ()),
                Err(differs) => Err(differs),
            };
            ran += 1;
            if let Err(differs) = outcome {
                failed.push(format!("{}: {differs}", path.display()));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {ran} differ:\n{}",
        failed.len(),
        failed.join("\n\n")
    );
}

#[test]
fn a_case_that_tells_it_otherwise_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins/kuaidi100");
    let engine = Engine::new().expect("it is there");
    let loaded = Loaded::of_component(&engine, &component_of(&folder)).expect("it is there");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("it is there");
    let told = std::fs::read_to_string(folder.join("fixtures/track-in-a-locker.json"))
        .expect("it is there");
    let differs = |old: &str, new: &str| {
        assert!(told.contains(old), "{old}");
        let case = Case::read(&told.replacen(old, new, 1)).expect("it is there");
        let outcome = runtime.block_on(case.run(&loaded, &BTreeSet::new()));
        outcome.expect_err("it differs").to_string()
    };
    let said = differs("\"sign\": \"13A1", "\"sign\": \"99A1");
    assert!(said.contains("its form"), "{said}");
    let said = differs("\"stage\": \"PickedUp\"", "\"stage\": \"Signed\"");
    assert!(said.contains("it came to"), "{said}");
    let said = differs("tRvAsKeY0001", "AnotherKey");
    assert!(
        said.contains("its form"),
        "another secret signs otherwise: {said}"
    );
    let said = differs("query.do", "other.do");
    assert!(said.contains("it asked POST"), "{said}");
}
