//! The shape of the code: who may name whom, what stands where, and that the documents are true.
//!
//! Each test reads files and names the file, the line and the rule. `docs/testing.md` says how each
//! of them was seen to fail.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// The top level of `src/`, lowest first: a module may name those beside it, and nothing else of
/// ours.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("failure", &["domain"]),
    ("phrases", &["domain"]),
    ("egress", &["domain", "failure"]),
    ("plugins", &["domain", "egress", "failure"]),
    ("store", &["domain", "failure"]),
    ("actions", &["domain", "store", "failure"]),
    ("config", &[]),
    ("signals", &["domain"]),
    ("search", &["domain", "store", "failure", "actions"]),
    (
        "app",
        &[
            "domain", "store", "failure", "config", "actions", "signals", "search", "plugins",
            "egress",
        ],
    ),
    (
        "host",
        &[
            "domain", "failure", "store", "actions", "app", "plugins", "egress", "transfer",
        ],
    ),
    (
        "notices",
        &[
            "domain", "failure", "phrases", "egress", "plugins", "store", "actions", "app", "host",
        ],
    ),
    ("first_start", &["domain"]),
    (
        "transfer",
        &[
            "domain", "failure", "phrases", "store", "actions", "config", "app", "signals",
        ],
    ),
    ("jobs", BELOW_THE_EDGES),
    ("demo", BELOW_THE_EDGES),
    ("web", EVERYTHING_BUT_CLI),
    ("cli", EVERYTHING),
    ("main", EVERYTHING),
    ("lib", EVERYTHING),
];
const BELOW_THE_EDGES: &[&str] = &[
    "domain", "failure", "phrases", "egress", "plugins", "store", "actions", "config", "search",
    "app", "host", "notices", "signals", "transfer",
];
const EVERYTHING_BUT_CLI: &[&str] = &[
    "domain",
    "failure",
    "phrases",
    "egress",
    "plugins",
    "store",
    "actions",
    "config",
    "search",
    "app",
    "host",
    "notices",
    "signals",
    "first_start",
    "transfer",
    "jobs",
    "demo",
];
const EVERYTHING: &[&str] = &[
    "domain",
    "failure",
    "phrases",
    "egress",
    "plugins",
    "store",
    "actions",
    "config",
    "search",
    "app",
    "host",
    "notices",
    "signals",
    "first_start",
    "transfer",
    "jobs",
    "demo",
    "web",
    "cli",
];

/// A crate, and the only places that may name it. `cli/bench` measures the bare ones beside ours.
const KEEPERS: &[(&str, &[&str])] = &[
    ("redb", &["store", "cli/bench"]),
    ("tantivy", &["search"]),
    ("unicode_normalization", &["search"]),
    ("pinyin", &["search"]),
    ("chacha20poly1305", &["store"]),
    ("rustix", &["store", "cli", "plugins"]),
    ("argon2", &["app.rs"]),
    ("totp_rs", &["domain/second_factor.rs"]),
    ("qrcode", &["web"]),
    ("fluent_bundle", &["phrases"]),
    ("csv", &["transfer"]),
    ("calamine", &["transfer"]),
    ("encoding_rs", &["transfer", "egress", "plugins/text.rs"]),
    ("chardetng", &["transfer"]),
    ("zip", &["transfer"]),
    ("actix_web", &["web", "cli"]),
    ("actix_multipart", &["web"]),
    ("utoipa", &["web/api"]),
    ("governor", &["web/api"]),
    ("serde_path_to_error", &["web/api"]),
    ("askama", &["web", "notices"]),
    ("awc", &["cli"]),
    ("clap", &["cli"]),
    ("tracing_subscriber", &["cli", "config"]),
    ("wasmtime", &["plugins"]),
    ("wasmtime_wasi", &["plugins"]),
    ("wit_component", &["plugins", "cli"]),
    (
        "url",
        &[
            "domain/reach",
            "egress",
            "plugins/recorded",
            "plugins/text.rs",
        ],
    ),
    ("reqwest", &["egress"]),
    ("http_body", &["egress"]),
    ("bytes", &["egress"]),
    ("rustls", &["egress", "cli/bench"]),
    ("webpki_roots", &["egress"]),
    ("ring", &["plugins"]),
    ("tokio_rustls", &["egress"]),
    ("lettre", &["notices", "cli/bench"]),
    ("rsa", &["notices"]),
    ("hickory_resolver", &["egress"]),
    ("async_imap", &["notices"]),
    ("mail_parser", &["notices"]),
];

/// What reads the clock, chance or the surroundings, and where that may stand.
const SURROUNDINGS: &[(&str, &[&str])] = &[
    ("SystemTime::now", CLOCKS),
    ("Timestamp::now", CLOCKS),
    ("Zoned::now", CLOCKS),
    ("std::env::", &["app.rs", "config", "cli"]),
    ("getrandom::", &["app.rs", "store/vault.rs", "cli"]),
];
const CLOCKS: &[&str] = &["app.rs", "cli"];

/// What starts a process: a desk that serves never does.
const STARTERS: &[&str] = &["process::Command", "Command::new(", "libc::exec", "fork("];

/// Where Rust of ours stands.
const RUST: &[&str] = &["src", "tests", "plugins"];
/// Lines a file may have.
const CEILING: usize = 500;
/// Files that are longer, how long they may be, and why.
const LONGER: &[(&str, usize, &str)] = &[
    (
        "src/domain/case/record.rs",
        700,
        "one record, read as a whole",
    ),
    (
        "src/web/routes.rs",
        700,
        "the map of addresses, read as a whole",
    ),
    ("tests/tidy.rs", 650, "one rule per test, all in one place"),
];

/// A file of the repository: its path from the root, with slashes, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Lines with their 1-based numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(n, line)| (n + 1, line))
    }

    /// Lines that are compiled into the program: not comments, not tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/stories/")
            || self.path.ends_with("/stories.rs")
            || self.path.ends_with("/properties.rs");
        self.lines()
            .take_while(move |(_, line)| !is_test && line.trim() != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The module at the top of `src/` this file belongs to.
    fn layer(&self) -> &str {
        let rest = self.path.trim_start_matches("src/");
        rest.split('/')
            .next()
            .unwrap_or(rest)
            .trim_end_matches(".rs")
    }

    /// Whether it lies in one of these places of `src/`.
    fn lies_in(&self, places: &[&str]) -> bool {
        let rest = self.path.trim_start_matches("src/");
        places
            .iter()
            .any(|place| rest == *place || rest.starts_with(&format!("{place}/")))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder of the repository whose names end so.
fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                let skipped = ["target", "data", "node_modules", ".git"];
                if !skipped.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let path = path.strip_prefix(root()).expect("below the root");
                found.push(Source {
                    path: path.to_string_lossy().into_owned(),
                    text,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty() || folder != "src", "src/ was not read");
    found
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Whether `name::` stands in the line as a path of its own.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        if !line[at + name.len()..].starts_with("::") {
            return false;
        }
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn modules_depend_downwards_only() {
    let mut faults = Vec::new();
    for source in sources("src", &[".rs"]) {
        let layer = source.layer().to_owned();
        let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            faults.push(format!("{}: `{layer}` is no layer of LAYERS", source.path));
            continue;
        };
        for (n, line) in source.lines().filter(|(_, line)| line.contains("crate::")) {
            for (other, _) in LAYERS {
                let named = line.contains(&format!("crate::{other}::"))
                    || line.contains(&format!("crate::{other};"));
                if named && *other != layer && !may.contains(other) {
                    faults.push(format!("{}:{n}: {layer} may not name {other}", source.path));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn a_crate_is_named_only_by_its_keeper() {
    let mut faults = Vec::new();
    for source in sources("src", &[".rs"]) {
        for (n, line) in source.code() {
            for (name, places) in KEEPERS {
                if names(line, name) && !source.lies_in(places) {
                    faults.push(format!("{}:{n}: {name} belongs to {places:?}", source.path));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn time_and_chance_come_in_as_arguments() {
    let mut faults = Vec::new();
    for source in sources("src", &[".rs"]) {
        for (n, line) in source.code() {
            for (what, places) in SURROUNDINGS {
                if line.contains(what) && !source.lies_in(places) {
                    faults.push(format!("{}:{n}: {what} belongs to {places:?}", source.path));
                }
            }
        }
    }
    none(faults);
}

/// Whoever may start a process: a command, and the compiler of plugins, which starts this program.
const PARENTS: &[&str] = &["cli", "plugins/machine.rs"];

#[test]
fn only_the_command_line_and_the_compiler_of_plugins_start_a_process() {
    let mut faults = Vec::new();
    for source in sources("src", &[".rs"]) {
        for (n, line) in source.code() {
            if STARTERS.iter().any(|what| line.contains(what)) && !source.lies_in(PARENTS) {
                faults.push(format!("{}:{n}: a process is started", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn a_browser_keeps_nothing_after_its_tab() {
    let mut faults = Vec::new();
    for source in sources("static", &[".js"]) {
        for (n, line) in source.lines() {
            for keeper in [
                "localStorage",
                "indexedDB",
                "caches.open",
                "document.cookie",
            ] {
                if line.contains(keeper) {
                    faults.push(format!("{}:{n}: {keeper} outlives the tab", source.path));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn only_actions_write_to_the_store() {
    let writers: Vec<(String, String)> = sources("src/store", &[".rs"])
        .iter()
        .flat_map(writing_functions)
        .collect();
    assert!(writers.len() > 5, "no writing functions found in the store");
    let mut faults = Vec::new();
    for source in sources("src", &[".rs"]) {
        let outbox = source.layer() == "jobs";
        if matches!(source.layer(), "store" | "actions") {
            continue;
        }
        let imported: Vec<(bool, &(String, String))> = writers
            .iter()
            .map(|writer| {
                let line = format!("use crate::store::{};", writer.0);
                (source.text.contains(&line), writer)
            })
            .collect();
        for (n, line) in source.code().filter(|(_, line)| line.contains('(')) {
            for call in ["plan.put(", "plan.remove(", "plan.put_bytes("] {
                if line.contains(call) {
                    faults.push(format!("{}:{n}: {call} belongs to the store", source.path));
                }
            }
            for (is_imported, (module, function)) in &imported {
                if !line.contains(function.as_str()) {
                    continue;
                }
                let called = *is_imported && names_call(line, module, function)
                    || line.contains(&format!("store::{module}::{function}("));
                if called && !(outbox && module == "outbox") {
                    let what = format!("store::{module}::{function}");
                    faults.push(format!("{}:{n}: {what} is for actions", source.path));
                }
            }
        }
    }
    none(faults);
}

/// Public functions of a file of the store that take a plan to write into.
fn writing_functions(source: &Source) -> Vec<(String, String)> {
    let module = Path::new(&source.path)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    source
        .text
        .split("\npub fn ")
        .skip(1)
        .filter(|function| {
            let signature = function.split('{').next().unwrap_or_default();
            signature.contains("&mut Plan<")
        })
        .filter_map(|function| {
            let end = function.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            Some((module.clone(), function[..end].to_owned()))
        })
        .collect()
}

fn names_call(line: &str, module: &str, function: &str) -> bool {
    let call = format!("{module}::{function}(");
    line.match_indices(&call).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let mut faults = Vec::new();
    for source in RUST.iter().flat_map(|f| sources(f, &[".rs"])) {
        let first = source.text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") {
            faults.push(format!(
                "{}:1: begin with `//! what it is for`",
                source.path
            ));
        }
    }
    none(faults);
}

#[test]
fn one_use_per_line() {
    let mut faults = Vec::new();
    for source in RUST.iter().flat_map(|f| sources(f, &[".rs"])) {
        for (n, line) in source.lines() {
            let line = line.trim_start().trim_start_matches("pub ");
            if line.starts_with("use ") && line.contains('{') {
                faults.push(format!("{}:{n}: one `use` per line", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn files_are_short_enough_to_read() {
    let mut faults = Vec::new();
    for source in RUST.iter().flat_map(|f| sources(f, &[".rs"])) {
        let exception = LONGER.iter().find(|(path, ..)| *path == source.path);
        let most = exception.map_or(CEILING, |(_, most, _)| *most);
        let length = source.text.lines().count();
        if length > most {
            faults.push(format!(
                "{}: {length} lines, {most} are the most",
                source.path
            ));
        }
        if exception.is_some() && length <= CEILING {
            faults.push(format!(
                "{}: is short enough now; take it out of LONGER",
                source.path
            ));
        }
    }
    none(faults);
}

#[test]
fn text_of_people_never_becomes_mark_up() {
    let mut faults = Vec::new();
    let pages = sources("templates", &[".html", ".txt"]);
    let code = sources("src", &[".rs"]);
    for source in pages.iter().chain(&code) {
        for (n, line) in source.lines() {
            let unescaped = line.contains("|safe") || line.contains("| safe");
            if unescaped && !source.path.ends_with("/filters.rs") {
                faults.push(format!("{}:{n}: `safe` belongs to filters.rs", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn nothing_stands_for_later_and_no_lint_is_waved_away() {
    // Written in halves, so that this file does not hold them.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("#[", "allow("),
    ];
    let mut faults = Vec::new();
    for source in ["src", "tests", "plugins", "templates", "static"]
        .iter()
        .flat_map(|f| sources(f, &[".rs", ".html", ".css", ".js", ".ftl"]))
    {
        for (n, line) in source.lines() {
            for word in words {
                if line.contains(word) {
                    faults.push(format!("{}:{n}: {word}", source.path));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn no_path_of_one_machine_is_written_down() {
    let places = [
        concat!("/wo", "rk/"),
        concat!("/tmp/", "wt"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
    ];
    let endings = [
        ".rs", ".toml", ".md", ".html", ".css", ".js", ".mjs", ".ftl", ".json", ".sh", "run",
        ".lock",
    ];
    let mut faults = Vec::new();
    for source in sources("", &endings) {
        for (n, line) in source.lines() {
            for place in places {
                if line.contains(place) {
                    faults.push(format!("{}:{n}: {place} is of one machine", source.path));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn every_template_is_used() {
    let code = sources("src", &[".rs"]);
    let pages = sources("templates", &[".html", ".txt"]);
    let mut faults = Vec::new();
    for page in &pages {
        let name = page.path.trim_start_matches("templates/");
        let quoted = format!("\"{name}\"");
        let used = code
            .iter()
            .chain(&pages)
            .any(|source| source.text.contains(&quoted));
        if !used {
            faults.push(format!("{}: nothing shows it", page.path));
        }
    }
    none(faults);
}

#[test]
fn the_architecture_names_every_folder_and_nothing_else() {
    let document = std::fs::read_to_string(root().join("docs/architecture.md")).expect("is there");
    let folders: BTreeSet<String> = sources("src", &[""])
        .iter()
        .filter_map(|source| Some(source.path.rsplit_once('/')?.0.to_owned()))
        .filter(|folder| folder != "src")
        .collect();
    let mut faults: Vec<String> = folders
        .iter()
        .filter(|folder| !document.contains(&format!("`{folder}/`")))
        .map(|folder| format!("docs/architecture.md does not name `{folder}/`"))
        .collect();
    for (at, _) in document.match_indices("`src/") {
        let named = document[at + 1..].split('`').next().unwrap_or_default();
        if !root().join(named).exists() {
            faults.push(format!("docs/architecture.md names {named}, which is gone"));
        }
    }
    none(faults);
}

#[test]
fn the_tests_that_documents_promise_are_there() {
    let code: String = ["src", "tests"]
        .iter()
        .flat_map(|folder| sources(folder, &[".rs"]))
        .map(|source| source.text)
        .collect();
    let mut faults = Vec::new();
    for document in sources("docs", &[".md"]) {
        for (n, line) in document.lines() {
            // A test is promised as `name_of_the_test()`.
            for part in line.split('`').skip(1).step_by(2) {
                let Some(name) = part.strip_suffix("()") else {
                    continue;
                };
                if !code.contains(&format!("fn {name}(")) {
                    faults.push(format!("{}:{n}: there is no {name}", document.path));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    let readme = Source {
        path: "README.md".to_owned(),
        text: std::fs::read_to_string(root().join("README.md")).expect("is there"),
    };
    for document in sources("docs", &[".md"]).into_iter().chain([readme]) {
        let folder = root().join(&document.path);
        let folder = folder.parent().expect("has a folder");
        for (n, line) in document.lines() {
            for rest in line.split("](").skip(1) {
                let link = rest.split([')', '#', ' ']).next().unwrap_or_default();
                let away = link.contains("://") || link.starts_with("mailto:") || link.is_empty();
                if !away && !folder.join(link).exists() {
                    faults.push(format!("{}:{n}: {link} is not there", document.path));
                }
            }
        }
    }
    none(faults);
}
