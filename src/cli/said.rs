//! What the command line says: Chinese, then English. Traditional characters where the terminal's
//! language asks for them.

use crate::domain::people::Lang;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::negotiate;

/// The two languages to speak, first one first.
pub fn languages() -> [Words; 2] {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let tag = locale.split('.').next().unwrap_or_default();
    let chinese = match negotiate(&tag.replace('_', "-")) {
        Lang::ZhTw => Lang::ZhTw,
        Lang::ZhCn | Lang::En => Lang::ZhCn,
    };
    [Words::of(chinese), Words::of(Lang::En)]
}

/// A phrase for `--help`: both languages on one line.
pub fn help(key: &'static str) -> String {
    let [chinese, english] = languages();
    format!("{} · {}", chinese.t(key), english.t(key))
}

/// A phrase with its variables, one line per language.
pub fn both(key: &str, args: &[(&str, Arg<'_>)]) -> String {
    languages().map(|words| words.with(key, args)).join("\n")
}
