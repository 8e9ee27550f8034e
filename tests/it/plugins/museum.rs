//! The museum: plugins as they were built for each version of the contract, frozen as components,
//! manifests and one recorded call each. Whatever the contract becomes, they go on working.

use aftercare::domain::plugin::Manifest;
use aftercare::domain::plugin::identity::sha256;
use aftercare::plugins::described::describe;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::recorded::Case;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// `museum.json` of one version.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hall {
    api: String,
    pieces: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    /// Of its component, manifest and case: `kuaidi100.wasm`, `.toml`, `.json`.
    name: String,
    #[serde(rename = "what")]
    _what: String,
    sha256: String,
}

fn halls() -> Vec<(PathBuf, Hall)> {
    let museum = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/museum");
    let folders = std::fs::read_dir(museum).expect("the museum");
    let halls: Vec<(PathBuf, Hall)> = folders
        .map(|folder| {
            let folder = folder.expect("a hall").path();
            let text = std::fs::read_to_string(folder.join("museum.json")).expect("its list");
            (folder, serde_json::from_str(&text).expect("its list"))
        })
        .collect();
    assert!(!halls.is_empty());
    halls
}

fn text(folder: &Path, piece: &Piece, kind: &str) -> String {
    let file = folder.join(format!("{}.{kind}", piece.name));
    std::fs::read_to_string(file).expect("it is there")
}

fn component(folder: &Path, piece: &Piece) -> Vec<u8> {
    std::fs::read(folder.join(format!("{}.wasm", piece.name))).expect("it is there")
}

/// The same component, as if it had been built for another version of as many letters.
fn built_for(component: &[u8], was: &str, now: &str) -> Vec<u8> {
    let (was, now) = (format!("@{was}"), format!("@{now}"));
    assert_eq!(was.len(), now.len());
    let mut other = component.to_vec();
    for at in 0..other.len() - was.len() {
        if other[at..].starts_with(was.as_bytes()) {
            other[at..at + was.len()].copy_from_slice(now.as_bytes());
        }
    }
    assert_ne!(other, component);
    other
}

/// Makes the recorded call, with the host that runs in production.
fn call(folder: &Path, piece: &Piece, component: &[u8]) {
    let engine = Engine::new().expect("an engine");
    let loaded = Loaded::of_component(&engine, component)
        .unwrap_or_else(|fault| panic!("{}: {}", piece.name, fault.text));
    let case = text(folder, piece, "json");
    let case = Case::read(&case).unwrap_or_else(|why| panic!("{}: {why}", piece.name));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let done = runtime.block_on(case.run(&loaded, &BTreeSet::new()));
    done.unwrap_or_else(|differs| panic!("{}: {differs}", piece.name));
}

#[test]
fn what_was_built_for_a_released_contract_is_read_loaded_and_answers_as_it_did() {
    for (folder, hall) in halls() {
        assert_eq!(folder.file_name().expect("a name"), hall.api.as_str());
        for piece in &hall.pieces {
            let component = component(&folder, piece);
            assert_eq!(sha256(&component), piece.sha256, "{} is frozen", piece.name);
            let described = describe(&component).unwrap_or_else(|unfit| panic!("{unfit}"));
            assert_eq!(described.api.as_deref(), Some(hall.api.as_str()));
            let manifest = Manifest::read(&text(&folder, piece, "toml"));
            let manifest = manifest.unwrap_or_else(|faults| panic!("{}: {faults:?}", piece.name));
            let said: BTreeSet<String> =
                manifest.offers().iter().map(ToString::to_string).collect();
            let is: BTreeSet<String> = described.offers.into_iter().collect();
            assert_eq!(said, is, "{}", piece.name);
            call(&folder, piece, &component);
        }
    }
}

#[test]
fn versions_of_one_track_run_side_by_side() {
    let (folder, hall) = halls().remove(0);
    let (track, _) = hall.api.rsplit_once('.').expect("three numbers");
    let piece = &hall.pieces[0];
    let component = component(&folder, piece);
    // Another patch of the track: the names differ, and are matched all the same.
    let other = built_for(&component, &hall.api, &format!("{track}.7"));
    assert!(describe(&other).is_ok());
    call(&folder, piece, &component);
    call(&folder, piece, &other);
}

#[test]
fn another_track_is_refused_in_a_sentence_that_names_both() {
    let (folder, hall) = halls().remove(0);
    let component = component(&folder, &hall.pieces[0]);
    for unknown in ["0.2.0", "0.9.3", "1.0.0"] {
        let other = built_for(&component, &hall.api, unknown);
        let said = describe(&other).expect_err("another track").to_string();
        assert!(said.contains(unknown), "{said}");
        assert!(said.contains("this desk speaks 0.1.x"), "{said}");
    }
}
