//! From bytes to something that can be called: what is refused before, and how it is compiled.

use aftercare::plugins::described::Unfit;
use aftercare::plugins::described::describe;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::machine;

const COMPONENT: &[u8] = include_bytes!("../../fixtures/plugins/hostile.wasm");

#[test]
fn a_component_says_what_it_asks_for_without_being_run() {
    let described = describe(COMPONENT).expect("it is there");
    assert_eq!(described.api.as_deref(), Some("0.1.0"));
    assert!(described.imports.contains(&"http".to_owned()));
    assert!(described.imports.contains(&"vault".to_owned()));
    assert!(described.offers.contains(&"courier-push".to_owned()));
}

#[test]
fn what_is_no_plugin_is_refused_in_a_sentence() {
    let refused = describe(b"PK\x03\x04 a zip").expect_err("it is refused");
    assert!(matches!(refused, Unfit::NoComponent(_)));
    assert!(
        refused.to_string().contains("aftercare plugin build"),
        "{refused}"
    );
    // The same component, as if it had been made for the next track.
    let mut other = COMPONENT.to_vec();
    let (old, new) = (b"@0.1.0".as_slice(), b"@0.2.0".as_slice());
    for at in 0..other.len() - old.len() {
        if &other[at..at + old.len()] == old {
            other[at..at + old.len()].copy_from_slice(new);
        }
    }
    let refused = describe(&other).expect_err("it is refused");
    assert_eq!(
        refused,
        Unfit::OtherTrack {
            wanted: "0.2.0".to_owned()
        }
    );
    assert!(refused.to_string().contains("0.1"), "{refused}");
}

#[test]
fn a_child_compiles_and_only_its_own_bytes_are_loaded() {
    let folder = tempfile::tempdir().expect("it is there");
    let (component, code) = (folder.path().join("in.wasm"), folder.path().join("out"));
    std::fs::write(&component, COMPONENT).expect("it is there");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_aftercare"));
    machine::compile(program, &component, &code).expect("it is there");
    let engine = Engine::new().expect("it is there");
    let made = std::fs::read(&code).expect("it is there");
    let sum = machine::sum(&made);
    assert!(Loaded::of_machine_code(&engine, &made, &sum).is_ok());
    // One byte changed behind the desk's back.
    let mut changed = made.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let refused = Loaded::of_machine_code(&engine, &changed, &sum)
        .err()
        .expect("it is there");
    assert!(refused.text.contains("changed"), "{}", refused.text);
    // Machine code is never taken for a component.
    std::fs::write(&component, &made).expect("it is there");
    let refused = machine::compile(program, &component, &code).expect_err("it is refused");
    assert!(refused.text.contains("machine code"), "{}", refused.text);
    // What is no component at all comes back with the compiler's own words.
    std::fs::write(&component, b"not wasm").expect("it is there");
    let refused = machine::compile(program, &component, &code).expect_err("it is refused");
    assert!(
        refused.text.contains("does not compile"),
        "{}",
        refused.text
    );
}

#[test]
fn the_same_component_has_the_same_name_and_another_has_another() {
    let engine = Engine::new().expect("it is there");
    assert_eq!(
        machine::key(&engine, COMPONENT),
        machine::key(&engine, COMPONENT)
    );
    assert_ne!(
        machine::key(&engine, COMPONENT),
        machine::key(&engine, b"other")
    );
}
