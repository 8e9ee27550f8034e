//! The script: small modules in `static/js`, sent as one module.
//!
//! Each module becomes a function that runs once and gives what it exports, in the order of the list
//! below: a module stands after those it imports. So the sources are modules as the browser knows
//! them, and a page asks for one file.

struct Module {
    name: &'static str,
    source: &'static str,
}

macro_rules! modules {
    ($($name:literal,)+) => {
        const MODULES: &[Module] = &[
            $(Module {
                name: $name,
                source: include_str!(concat!("../../../static/js/", $name, ".js")),
            }),+
        ];
    };
}

modules! {
    "line",
    "palette",
    "countdown",
    "copy",
    "insert",
    "keys",
    "mention",
    "rows",
    "live",
    "drafts",
    "send",
    "parts",
    "strokes",
    "setup",
    "main",
}

/// The script as it is sent.
pub fn script() -> String {
    MODULES.iter().map(function).collect()
}

/// One module as a function: `const $line = (() => { … return { ask } })();`
fn function(module: &Module) -> String {
    let mut out = format!("const ${} = (() => {{\n", module.name);
    let mut exported = Vec::new();
    for line in module.source.lines() {
        let line = line.trim_start();
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if let Some(import) = line.strip_prefix("import ") {
            out.push_str(&imported(import));
        } else if let Some(what) = line.strip_prefix("export ") {
            exported.push(name_of(what));
            out.push_str(what);
            out.push('\n');
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    if !exported.is_empty() {
        out.push_str(&format!("return {{ {} }};\n", exported.join(", ")));
    }
    out.push_str("})();\n");
    out
}

/// `* as line from "./line.js";` as `const line = $line;`. What is imported for its effect has run.
fn imported(import: &str) -> String {
    let Some((what, from)) = import.split_once(" from ") else {
        return String::new();
    };
    let module = from.trim_matches(|c| "\"./;".contains(c));
    let module = module.strip_suffix(".js").unwrap_or(module);
    let what = what.strip_prefix("* as ").unwrap_or(what);
    format!("const {what} = ${module};\n")
}

/// The name a declaration gives: of `async function ask(path) {` it is `ask`.
fn name_of(declared: &str) -> &str {
    let words = ["async ", "function ", "const "];
    let name = words.iter().fold(declared, |rest, word| {
        rest.strip_prefix(word).unwrap_or(rest)
    });
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
    end.map_or(name, |end| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_module_becomes_a_function() {
        let module = Module {
            name: "door",
            source: "// Why.\nimport \"./copy.js\";\nimport * as line from \"./line.js\";\nimport { ask } from \"./line.js\";\n\nexport async function open(a) {\n  return ask(a); // here\n}\nexport const shut = 1;\n",
        };
        assert_eq!(
            function(&module),
            "const $door = (() => {\nconst line = $line;\nconst { ask } = $line;\nasync function open(a) {\nreturn ask(a); // here\n}\nconst shut = 1;\nreturn { open, shut };\n})();\n"
        );
    }

    #[test]
    fn a_module_stands_after_those_it_imports() {
        let mut before = BTreeSet::new();
        for module in MODULES {
            for line in module.source.lines().filter(|l| l.starts_with("import ")) {
                let from = line.rsplit("./").next().expect("split gives one");
                let from = from.trim_end_matches("\";").trim_end_matches(".js");
                assert!(before.contains(from), "{} wants {from} first", module.name);
            }
            before.insert(module.name);
        }
    }

    /// What this way of joining cannot do, no module may do.
    #[test]
    fn modules_keep_to_what_can_be_joined() {
        for Module { name, source } in MODULES {
            assert!(!source.contains("import("), "{name} imports later");
            assert!(!source.contains("import.meta"), "{name} asks where it is");
            assert!(
                !source.contains("export default"),
                "{name} has no name for it"
            );
            assert!(
                !source.contains("export let"),
                "{name} exports what changes"
            );
            for line in source.lines() {
                assert!(!line.starts_with("await "), "{name} waits while it starts");
                // A text over several lines would lose the space at their beginning.
                let open = line.matches('`').count() % 2;
                assert_eq!(open, 0, "{name} has a text over several lines: {line}");
            }
        }
    }

    /// Sent, it is at most 30 KB with brotli, which tests/browser/lighthouse.mjs measures.
    #[test]
    fn the_script_stays_small() {
        assert!(script().len() < 40_000, "{} bytes", script().len());
    }
}
