//! Every sentence a person reads, in three languages: Fluent files, one per area and language.
//!
//! `t` is a look-up in a table that was filled once; `with` fills in variables. Nothing here can
//! fail: a missing key falls back to zh-CN, and then to a marker that shows the key.

pub mod choice;
pub mod facts;
pub mod formats;
mod lexicon;
pub mod names;
pub mod plugins;
pub mod refusals;
#[cfg(test)]
mod tests;

pub use choice::negotiate;
pub use refusals::refusal;

use crate::domain::people::Lang;
use fluent_bundle::FluentArgs;
use fluent_bundle::FluentValue;
use lexicon::Lexicon;

/// The words of one language. As cheap to copy as the language itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub lang: Lang,
}

/// What fills a variable of a phrase. Numbers stay numbers, so that plurals work; they are
/// written without grouping.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    Text(&'a str),
    Owned(String),
    Number(i64),
}

impl Words {
    pub const fn of(lang: Lang) -> Words {
        Words { lang }
    }

    /// The phrase with this key, which has no variables.
    pub fn t(self, key: &str) -> &'static str {
        Lexicon::of(self.lang)
            .plain(key)
            .or_else(|| Lexicon::of(Lang::ZhCn).plain(key))
            .unwrap_or_else(|| lexicon::marker(key))
    }

    /// The phrase with this key, its variables filled in.
    pub fn with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            filled.set(*name, arg.value());
        }
        Lexicon::of(self.lang)
            .filled(key, &filled)
            .or_else(|| Lexicon::of(Lang::ZhCn).filled(key, &filled))
            .unwrap_or_else(|| lexicon::marker(key).to_owned())
    }

    /// The word for a member of a closed list: key `area-code`, with `_` and `:` in the code
    /// as `-`.
    /// For lists of the domain prefer [`names`], which cannot be given the wrong area.
    pub fn code(self, area: &str, code: &str) -> &'static str {
        with_key(area, code, |key| self.t(key))
    }

    /// Whether zh-CN, and so every language, has this key.
    pub fn has(self, key: &str) -> bool {
        Lexicon::of(Lang::ZhCn).has(key)
    }

    /// Whether there is a word for this code: see [`Words::code`].
    pub fn has_code(self, area: &str, code: &str) -> bool {
        with_key(area, code, |key| self.has(key))
    }

    /// For the `lang` attribute of a page.
    pub const fn tag(self) -> &'static str {
        self.lang.code()
    }
}

/// Builds `area-code` without allocating: a page asks for hundreds of these.
fn with_key<R>(area: &str, code: &str, ask: impl FnOnce(&str) -> R) -> R {
    let mut buffer = [0u8; 96];
    let length = area.len() + 1 + code.len();
    if length > buffer.len() {
        return ask(&format!("{area}-{}", code.replace(['_', ':'], "-")));
    }
    let dash = area.len();
    buffer[..dash].copy_from_slice(area.as_bytes());
    buffer[dash] = b'-';
    buffer[dash + 1..length].copy_from_slice(code.as_bytes());
    for byte in &mut buffer[dash + 1..length] {
        if matches!(*byte, b'_' | b':') {
            *byte = b'-';
        }
    }
    ask(std::str::from_utf8(&buffer[..length]).unwrap_or_default())
}

impl Arg<'_> {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Arg::Text(text) => FluentValue::from(*text),
            Arg::Owned(text) => FluentValue::from(text.as_str()),
            Arg::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Owned(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
