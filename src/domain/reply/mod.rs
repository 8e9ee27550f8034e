//! 话术: what staff say to buyers, kept to be said again; the variables in it; and words that had
//! better not be sent.

pub mod exchange;
pub mod wording;

use crate::codes;
use crate::domain::case::Kind;
use crate::domain::case::Phase;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::notice::variable::Variable;
use crate::domain::people::Lang;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// Characters of a title and of a text.
pub const TITLE: usize = 60;
pub const LONGEST: usize = 2_000;
/// Files that go along with one reply, and bytes of them together.
pub const FILES: usize = 5;
pub const FILES_BYTES: u64 = 10 * 1024 * 1024;
/// Replies of a desk.
pub const MOST: usize = 2_000;

codes! {
    /// How it is said. The phrase key is `tone-<code>`.
    pub enum Tone {
        Plain = "plain",
        Warm = "warm",
        Sorry = "sorry",
        Firm = "firm",
    }
}

/// Who uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Everyone,
    Shop(ShopId),
    Own(StaffId),
}

/// A file that goes along with a reply. Its bytes lie beside the database under their hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// BLAKE3 of the bytes, hex.
    pub hash: String,
    pub name: String,
    pub mime: String,
    /// bytes
    pub size: u64,
}

/// Whether so many files, and so large, can go along.
///
/// # Errors
/// The phrase key of why not.
pub fn fit(files: &[Attached]) -> Result<(), &'static str> {
    let bytes: u64 = files.iter().map(|file| file.size).sum();
    match files.len() <= FILES && bytes <= FILES_BYTES {
        true => Ok(()),
        false => Err("error-reply-files"),
    }
}

/// A reply that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub id: u64,
    pub title: String,
    pub scope: Scope,
    /// What it fits; empty for anything. So for phases and reasons.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    #[serde(default)]
    pub phases: Vec<Phase>,
    #[serde(default)]
    pub reasons: Vec<String>,
    pub tone: Tone,
    /// With variables as `{order}`.
    pub body: String,
    /// 错: how it is not said.
    #[serde(default)]
    pub wrong: String,
    /// What to ask first (R157).
    #[serde(default)]
    pub probing: Vec<String>,
    #[serde(default)]
    pub files: Vec<Attached>,
    pub by: StaffId,
    pub changed_at: Timestamp,
    #[serde(default)]
    pub rev: u64,
}

impl Reply {
    /// How well it fits a case: none when not at all. More is better.
    pub fn fits(&self, kind: Kind, phase: Phase, reason: &str) -> Option<u8> {
        let of = |is_any: bool, is_named: bool| match (is_any, is_named) {
            (true, _) => Some(0),
            (_, true) => Some(1),
            _ => None,
        };
        let kind = of(self.kinds.is_empty(), self.kinds.contains(&kind))?;
        let phase = of(self.phases.is_empty(), self.phases.contains(&phase))?;
        let reason = of(
            self.reasons.is_empty(),
            self.reasons.iter().any(|own| own == reason),
        )?;
        Some(kind + phase + 2 * reason)
    }
}

/// A piece of a text with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Variable(Variable),
    /// Braces around a name that is none.
    Unknown(String),
}

/// The pieces of a text. `known` says which variable a name between braces is.
pub fn pieces(text: &str, known: impl Fn(&str) -> Option<Variable>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let Some(end) = after
            .find(['{', '}', '\n'])
            .filter(|end| after[*end..].starts_with('}'))
        else {
            plain.push_str(&rest[..=at]);
            rest = after;
            continue;
        };
        plain.push_str(before);
        if !plain.is_empty() {
            found.push(Piece::Text(std::mem::take(&mut plain)));
        }
        let name = &after[..end];
        found.push(match known(name.trim()) {
            Some(variable) => Piece::Variable(variable),
            None => Piece::Unknown(name.to_owned()),
        });
        rest = &after[end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        found.push(Piece::Text(plain));
    }
    found
}

/// A text with its values; what has none is left open as `【name】`, to be filled by whoever sends it.
pub fn filled(
    text: &str,
    value: impl Fn(Variable) -> String,
    name: impl Fn(Variable) -> String,
) -> String {
    let mut out = String::new();
    for piece in pieces(text, Variable::from_code) {
        match piece {
            Piece::Text(text) => out.push_str(&text),
            Piece::Unknown(name) => {
                out.push('【');
                out.push_str(&name);
                out.push('】');
            }
            Piece::Variable(variable) => match value(variable) {
                value if value.trim().is_empty() => {
                    out.push('【');
                    out.push_str(&name(variable));
                    out.push('】');
                }
                value => out.push_str(&value),
            },
        }
    }
    out
}

/// The scenes a shop can start with, in a language (R158).
pub const fn starter(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => include_str!("starter/zh-CN.toml"),
        Lang::ZhTw => include_str!("starter/zh-TW.toml"),
        Lang::En => include_str!("starter/en.toml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_filled_and_what_has_no_value_stays_open() {
        let said = filled(
            "您的售后单{no}，{promise} 前答复。{物流} {no",
            |variable| match variable {
                Variable::No => "AS1 {order}".to_owned(),
                _ => String::new(),
            },
            |variable| variable.code().to_uppercase(),
        );
        assert_eq!(
            said,
            "您的售后单AS1 {order}，【PROMISE】 前答复。【物流】 {no"
        );
    }

    #[test]
    fn a_reply_for_the_reason_of_a_case_comes_before_one_for_anything() {
        let mut reply = Reply {
            id: 1,
            title: String::new(),
            scope: Scope::Everyone,
            kinds: vec![Kind::Exchange],
            phases: Vec::new(),
            reasons: vec!["flaw".to_owned()],
            tone: Tone::Plain,
            body: String::new(),
            wrong: String::new(),
            probing: Vec::new(),
            files: Vec::new(),
            by: StaffId(1),
            changed_at: Timestamp(0),
            rev: 0,
        };
        assert_eq!(reply.fits(Kind::Repair, Phase::Request, "flaw"), None);
        assert_eq!(reply.fits(Kind::Exchange, Phase::Request, "late"), None);
        let close = reply.fits(Kind::Exchange, Phase::Request, "flaw");
        reply.kinds.clear();
        reply.reasons.clear();
        assert!(close > reply.fits(Kind::Exchange, Phase::Request, "flaw"));
    }
}
