//! One plugin in several languages (`plugins/examples`): whichever were built are run by the host
//! that runs in production, over the same recorded cases, so that what one language does every one
//! does. `plugins/examples/build` makes them; AFTERCARE_EXAMPLES names the folder they are in.
//! AFTERCARE_PROGRAM may name a release build: it compiles CPython in seconds and not in minutes.

use aftercare::domain::plugin::Manifest;
use aftercare::plugins::call::Done;
use aftercare::plugins::call::Outcome;
use aftercare::plugins::described::describe;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::fault::Fault;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::machine;
use aftercare::plugins::recorded::Case;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// Folder of each example.
const LANGUAGES: [&str; 3] = ["typescript", "python", "rust"];

fn plugins() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins")
}

fn examples() -> PathBuf {
    plugins().join("examples")
}

fn manifest(language: &str) -> Manifest {
    let path = examples().join(language).join("plugin.toml");
    let text = std::fs::read_to_string(&path).expect("it is there");
    Manifest::read(&text).unwrap_or_else(|faults| panic!("{language}: {faults:?}"))
}

/// Those that were built: language and component.
fn built() -> Vec<(&'static str, Vec<u8>)> {
    let Ok(folder) = std::env::var("AFTERCARE_EXAMPLES") else {
        eprintln!("-- left out: AFTERCARE_EXAMPLES is not set; see plugins/examples/build");
        return Vec::new();
    };
    let mut found = Vec::new();
    for language in LANGUAGES {
        match std::fs::read(Path::new(&folder).join(format!("{language}.wasm"))) {
            Ok(component) => found.push((language, component)),
            Err(why) => eprintln!("-- left out: {language}: {why}"),
        }
    }
    assert!(!found.is_empty(), "AFTERCARE_EXAMPLES has no component");
    found
}

fn cases() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(examples().join("cases"))
        .expect("it is there")
        .map(|entry| entry.expect("it is there").path())
        .map(|path| {
            let name = path
                .file_stem()
                .expect("it is there")
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read_to_string(&path).expect("it is there"))
        })
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

fn loaded(engine: &Engine, component: &[u8]) -> Result<Loaded, Fault> {
    let Some(program) = std::env::var_os("AFTERCARE_PROGRAM") else {
        return Loaded::of_component(engine, component);
    };
    let folder = tempfile::tempdir().expect("it is there");
    let (file, code) = (folder.path().join("in.wasm"), folder.path().join("out"));
    std::fs::write(&file, component).expect("it is there");
    machine::compile(Path::new(&program), &file, &code)?;
    let made = std::fs::read(&code).expect("it is there");
    Loaded::of_machine_code(engine, &made, &machine::sum(&made))
}

/// What came of a call, as text.
fn said(done: &Done) -> String {
    match &done.outcome {
        Outcome::Answered(answer) => format!("{answer:?}"),
        Outcome::Refused(error) => format!("{error:?}"),
        Outcome::Broken(fault) => format!("{fault:?}"),
    }
}

#[test]
fn every_case_comes_out_the_same_in_every_language() {
    let engine = Engine::new().expect("it is there");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("it is there");
    let cases = cases();
    let mut first: Vec<Option<(&str, String)>> = vec![None; cases.len()];
    let mut failed = Vec::new();
    for (language, component) in built() {
        let described = describe(&component).unwrap_or_else(|unfit| panic!("{language}: {unfit}"));
        let offers: BTreeSet<String> = described.offers.iter().cloned().collect();
        let manifest = manifest(language);
        let wanted: BTreeSet<String> = manifest.offers().iter().map(ToString::to_string).collect();
        assert_eq!(offers, wanted, "{language}");
        let loaded = loaded(&engine, &component)
            .unwrap_or_else(|fault| panic!("{language}: {}", fault.text));
        for (at, (name, text)) in cases.iter().enumerate() {
            let case = Case::read(text).unwrap_or_else(|why| panic!("{name}: {why}"));
            match runtime.block_on(case.run(&loaded, &BTreeSet::new())) {
                Err(differs) => failed.push(format!("{language}, {name}: {differs}")),
                Ok(done) => {
                    let said = said(&done);
                    assert!(!said.contains("Swift-Secret"), "{language}, {name}");
                    match &first[at] {
                        None => first[at] = Some((language, said)),
                        Some((other, before)) if *before != said => {
                            failed.push(format!(
                                "{name}: {other} says\n{before}\n{language} says\n{said}"
                            ));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn every_example_is_described_by_a_whole_manifest() {
    for language in LANGUAGES {
        if examples().join(language).is_dir() {
            assert_eq!(manifest(language).carriers, ["swift"], "{language}");
        }
    }
}

/// The words of the contract: interfaces, types, functions, fields and cases.
fn words_of_the_contract() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for entry in std::fs::read_dir(plugins().join("wit")).expect("it is there") {
        let text =
            std::fs::read_to_string(entry.expect("it is there").path()).expect("it is there");
        for line in text.lines() {
            let line = line.split("//").next().unwrap_or_default();
            if line.trim_start().starts_with("use ") || line.starts_with("package ") {
                continue;
            }
            // A name stands before its type, or begins a declaration.
            let mut before = "";
            for (at, word) in line
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .scan(0, |at, word| {
                    let here = *at;
                    *at += word.len() + 1;
                    Some((here, word))
                })
            {
                let follows = line[at + word.len()..].trim_start();
                let declares = ["record", "variant", "enum", "type"].contains(&before);
                if !word.is_empty() && (declares || follows.starts_with(':')) {
                    words.insert(word.to_owned());
                }
                before = word;
            }
        }
    }
    assert!(words.len() > 150, "{}", words.len());
    words
}

#[test]
fn typescript_knows_every_name_of_the_contract() {
    let text =
        std::fs::read_to_string(plugins().join("sdk-ts/src/contract.ts")).expect("it is there");
    let known: BTreeSet<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .collect();
    let camel = |word: &str| {
        let mut parts = word.split('-');
        let mut made = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            made.push_str(&part[..1].to_uppercase());
            made.push_str(&part[1..]);
        }
        made
    };
    let missing: Vec<String> = words_of_the_contract()
        .into_iter()
        .filter(|word| !known.contains(word.as_str()) && !known.contains(camel(word).as_str()))
        .collect();
    assert!(missing.is_empty(), "node generate.mjs: {missing:?}");
}
