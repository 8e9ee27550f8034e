//! The official plugins hold to the rules of their kind, as `plugin test` tries them.

use super::components::plugins;
use aftercare::domain::plugin::Manifest;
use aftercare::plugins::conformance;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::recorded::Case;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(plugins())
        .expect("it is there")
        .map(|entry| entry.expect("it is there").path())
        .filter(|path| path.join("plugin.toml").is_file())
        .collect();
    folders.sort();
    folders
}

#[test]
fn every_official_plugin_holds_to_the_rules_of_its_kind() {
    let engine = Engine::new().expect("an engine");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let mut broken = Vec::new();
    for folder in folders() {
        let name = folder.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(folder.join("plugin.toml")).expect("a manifest");
        let manifest = Manifest::read(&text).expect("a whole manifest");
        let component = fs::read(folder.join(format!("{name}.wasm"))).expect("a component");
        let plugin = Loaded::of_component(&engine, &component).expect("it loads");
        let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("fixtures"))
            .expect("cases")
            .map(|entry| entry.expect("a case").path())
            .collect();
        paths.sort();
        let case = |path: &PathBuf| Case::read(&fs::read_to_string(path).expect("a case"));
        let cases: Vec<Case> = paths.iter().map(|p| case(p).expect("a case")).collect();
        let settings = manifest.settings.iter();
        let rotating: BTreeSet<String> = settings
            .filter(|setting| setting.rotating)
            .map(|setting| setting.key.clone())
            .collect();
        let report = runtime.block_on(conformance::run(&plugin, &cases, &rotating));
        assert!(report.tried > 5, "{name}: only {} tries", report.tried);
        for breach in report.breaches {
            let rule = breach.rule.code();
            broken.push(format!("{name}: {} {rule}: {}", breach.call, breach.came));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
