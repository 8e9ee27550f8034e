//! docs/state-machines.md is written from the tables; this says when it is stale, and
//! `UPDATE_EXPECT=1` writes it.

use aftercare::domain::case::Machine;
use aftercare::domain::case::State;
use aftercare::domain::case::tables;
use aftercare::domain::case::tables::By;
use aftercare::domain::case::tables::Required;
use aftercare::domain::case::tables::Row;
use aftercare::domain::case::tables::Source;
use aftercare::domain::case::tables::To;
use aftercare::domain::people::Lang;
use aftercare::phrases::Words;
use aftercare::phrases::names;
use std::fmt::Write;

const BOTH: [Words; 2] = [Words::of(Lang::ZhCn), Words::of(Lang::En)];

const HEAD: &str = "\
# 状态机 · State machines

Written from the tables in `src/domain/case/tables` by a test; do not edit by hand. \
`UPDATE_EXPECT=1 cargo test --test it state_machines` writes it again.

Each row is one thing that can happen: from which states, by whom, what must be told (`*` must be filled in), what must \
hold, and where it leads. 店主 may do whatever any staff role may, 售后主管 whatever an agent may. The last column \
names the condition as the code does (`need-…` in the phrases says it in words).
";

/// The word in both languages.
fn both(word: impl Fn(Words) -> &'static str) -> String {
    let [zh, en] = BOTH.map(word);
    format!("{zh} · {en}")
}

fn state(state: State) -> String {
    both(|words| names::state_name(words, state))
}

fn who(by: By) -> String {
    let area = match by.role() {
        Some(_) => "role",
        None => "actor",
    };
    match by {
        By::Plugin => "插件 · plugin".to_owned(),
        by => both(|words| words.code(area, by.code())),
    }
}

fn from(row: &Row) -> String {
    match row.from {
        Source::In(states) => list(states.iter().map(|s| state(*s))),
        Source::Open => "任何未结束 · any that is open".to_owned(),
        Source::Any => "任何 · any".to_owned(),
        Source::Absent => "尚无 · none yet".to_owned(),
    }
}

fn to(row: &Row) -> String {
    match row.to {
        To::State(to) => state(to),
        To::Stay => "不变 · stays".to_owned(),
        To::Back => "回到补充前 · back to where it was".to_owned(),
        To::OneOf(states) => list(states.iter().map(|s| state(*s))),
        To::Start => "该类型的起点 · the kind's first".to_owned(),
        To::Told => "平台所说 · as the platform says".to_owned(),
    }
}

fn list(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("<br>")
}

fn table(machine: Machine, out: &mut String) {
    out.push_str("| 从 · From | 操作 · Act | 到 · To | 谁 · Who | 填写 · Told | 条件 · Needs |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for row in tables::rows(machine) {
        let act = both(|words| names::act_name(words, machine, row.verb));
        let by = list(row.by.iter().map(|by| who(*by)));
        let told = list(row.fields.iter().map(|(field, required)| {
            let star = if *required == Required::Yes { "*" } else { "" };
            let name = both(|words| names::field_name(words, *field));
            format!("{name}{star}")
        }));
        let needs = list(row.guards.iter().map(|g| format!("`{}`", g.need())));
        let (from, to) = (from(row), to(row));
        writeln!(
            out,
            "| {from} | {act}<br>`{}` | {to} | {by} | {told} | {needs} |",
            row.verb
        )
        .expect("a string takes everything");
    }
}

fn diagram(machine: Machine, out: &mut String) {
    out.push_str("```mermaid\nstateDiagram-v2\n");
    let mut line = |text: String| {
        out.push_str("    ");
        out.push_str(&text);
        out.push('\n');
    };
    for known in tables::states(machine) {
        line(format!("state \"{}\" as {known}", state(known)));
    }
    for row in tables::rows(machine) {
        let name = names::act_name(BOTH[0], machine, row.verb);
        let ends: Vec<State> = match row.to {
            To::State(to) => vec![to],
            To::OneOf(states) => states.to_vec(),
            _ => continue,
        };
        let starts: Vec<String> = match row.from {
            Source::In(states) => states.iter().map(|s| s.to_string()).collect(),
            Source::Absent => vec!["[*]".to_owned()],
            Source::Open | Source::Any => continue,
        };
        for start in &starts {
            for end in &ends {
                line(format!("{start} --> {end}: {name}"));
            }
        }
    }
    for known in tables::states(machine)
        .into_iter()
        .filter(|s| s.is_terminal())
    {
        line(format!("{known} --> [*]"));
    }
    out.push_str("```\n");
}

fn written() -> String {
    let mut out = HEAD.to_owned();
    for machine in Machine::ALL {
        let name = both(|words| names::machine_name(words, *machine));
        write!(out, "\n## {name} (`{machine}`)\n\n").expect("a string takes everything");
        if *machine != Machine::Common {
            diagram(*machine, &mut out);
            out.push('\n');
        }
        table(*machine, &mut out);
    }
    out
}

#[test]
fn the_document_of_the_state_machines_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/state-machines.md");
    let written = written();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &written).expect("docs can be written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let first = written.lines().zip(kept.lines()).find(|(a, b)| a != b);
    assert!(
        written == kept,
        "docs/state-machines.md is stale, first at {first:?}; UPDATE_EXPECT=1 writes it"
    );
}
