//! An author begins a plugin. Whether what is written builds is tried by `plugins::document`, which
//! needs a compiler for WebAssembly.

use super::program::Home;
use aftercare::domain::plugin::Manifest;
use std::fs;

#[test]
fn a_new_plugin_has_manifest_case_kit_and_contract() {
    let home = Home::new();
    let new = ["plugin", "new", "my-courier", "--lang", "rust"];
    home.run(&new).with(0);
    let folder = home.data("../my-courier");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect(name);
    let manifest = Manifest::read(&read("plugin.toml")).expect("it is whole");
    assert_eq!(manifest.id.to_string(), "com.example.my-courier");
    assert_eq!(manifest.carriers, ["my-courier"]);
    assert!(read("tests/cases.rs").contains("use my_courier::Plugin;"));
    for there in ["sdk/src/lib.rs", "wit/types.wit", "fixtures/track.json"] {
        assert!(!read(there).contains("{{"), "{there} has a gap");
    }
    // What is there is never written over.
    fs::write(folder.join("src/lib.rs"), "mine").expect("it is written");
    let again = home.run(&new).with(3).says("my-courier 已经有了");
    again.says("my-courier is there already");
    assert_eq!(read("src/lib.rs"), "mine");
}

#[test]
fn a_new_plugin_that_cannot_be_is_told_what_can() {
    let home = Home::new();
    let name = home.run(&["plugin", "new", "My_Courier", "--lang", "rust"]);
    name.with(2).says("as in my-courier");
    let id = ["plugin", "new", "swift", "--lang", "rust", "--id", "swift"];
    home.run(&id).with(2).says("Write your domain backwards");
    let kind = [
        "plugin", "new", "swift", "--lang", "python", "--kind", "payout",
    ];
    let kind = home.run(&kind).with(2);
    kind.says("There is no template for payout in python yet")
        .says("--lang rust --kind courier");
    let sdk = ["plugin", "new", "swift", "--lang", "rust", "--sdk", "."];
    home.run(&sdk).with(2).says("is no kit of this language");
    assert!(!home.data("../swift").exists(), "nothing was written");
}

#[test]
fn a_component_that_is_none_is_refused_in_both_languages() {
    let home = Home::new();
    home.run(&["plugin", "new", "swift", "--lang", "rust"])
        .with(0);
    fs::write(home.data("../swift/plugin.wasm"), b"no component").expect("it is written");
    let check = home.run(&["plugin", "check", "swift"]).with(1);
    check
        .says("这不是 WebAssembly 组件")
        .says("Build it with aftercare plugin build.");
}
