//! Replies as one file: TOML, the same that the desk brings along.

use super::LONGEST;
use super::MOST;
use super::Piece;
use super::Reply;
use super::TITLE;
use super::Tone;
use super::pieces;
use crate::domain::case::Kind;
use crate::domain::case::Phase;
use crate::domain::notice::variable::Variable;
use serde::Deserialize;
use serde::Serialize;

/// A reply in a file: without its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    #[serde(default = "plain")]
    pub tone: Tone,
    pub body: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wrong: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probing: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Carried>,
}

/// A file within the file: what it is, its bytes say where it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    pub name: String,
    /// Its bytes, as base64.
    pub data: String,
}

const fn plain() -> Tone {
    Tone::Plain
}

#[derive(Serialize, Deserialize)]
struct File {
    #[serde(default)]
    reply: Vec<Written>,
}

/// Why a file cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is not of this form; where and why, as the reader says it.
    Form(String),
    /// This reply, counted from 1, and the phrase key of what is wrong with it.
    Reply(usize, &'static str),
    TooMany,
}

/// The replies of a file.
///
/// # Errors
/// The first thing that is wrong; nothing is taken from such a file.
pub fn read(text: &str) -> Result<Vec<Written>, Fault> {
    let file: File = toml::from_str(text).map_err(|error| Fault::Form(error.to_string()))?;
    if file.reply.len() > MOST {
        return Err(Fault::TooMany);
    }
    for (at, one) in file.reply.iter().enumerate() {
        one.check().map_err(|(_, key)| Fault::Reply(at + 1, key))?;
    }
    Ok(file.reply)
}

/// All of them as one file, each with what it carries.
///
/// # Errors
/// When one cannot be written as TOML, which none of ours is.
pub fn write(all: Vec<(Reply, Vec<Carried>)>) -> anyhow::Result<String> {
    let carrying = |(reply, files): (Reply, Vec<Carried>)| Written {
        files,
        ..Written::of(&reply)
    };
    let reply = all.into_iter().map(carrying).collect();
    Ok(toml::to_string_pretty(&File { reply })?)
}

impl Written {
    /// Without the files it goes with.
    pub fn of(reply: &Reply) -> Written {
        Written {
            title: reply.title.clone(),
            kinds: reply.kinds.clone(),
            phases: reply.phases.clone(),
            reasons: reply.reasons.clone(),
            tone: reply.tone,
            body: reply.body.clone(),
            wrong: reply.wrong.clone(),
            probing: reply.probing.clone(),
            files: Vec::new(),
        }
    }

    /// Whether it can be kept.
    ///
    /// # Errors
    /// The field that does not fit, and the phrase key of why.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let title = self.title.trim().chars().count();
        if title == 0 {
            return Err(("title", "error-required"));
        }
        if title > TITLE || self.title.chars().any(char::is_control) {
            return Err(("title", "error-reply-title"));
        }
        if self.body.trim().is_empty() {
            return Err(("body", "error-required"));
        }
        if self.body.chars().count() > LONGEST {
            return Err(("body", "error-reply-long"));
        }
        if self.wrong.chars().count() > LONGEST {
            return Err(("wrong", "error-reply-long"));
        }
        let probing: usize = self.probing.iter().map(|one| one.chars().count()).sum();
        if probing > LONGEST {
            return Err(("probing", "error-reply-long"));
        }
        let is_unknown = |piece: &Piece| matches!(piece, Piece::Unknown(_));
        if pieces(&self.body, Variable::from_code)
            .iter()
            .any(is_unknown)
        {
            return Err(("body", "error-reply-variable"));
        }
        match super::wording::unlawful(&self.body) {
            Some(_) => Err(("body", "need-lawful-words")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Lang;

    #[test]
    fn what_the_desk_brings_along_can_be_read_in_every_language() {
        let titles = |lang| {
            let all = read(super::super::starter(lang)).expect("it reads");
            assert_eq!(all.len(), 20, "{lang}");
            for one in &all {
                assert!(
                    !one.wrong.is_empty() && one.probing.len() >= 2,
                    "{}",
                    one.title
                );
            }
            all.into_iter().map(|one| one.kinds).collect::<Vec<_>>()
        };
        assert_eq!(titles(Lang::ZhCn), titles(Lang::ZhTw));
        assert_eq!(titles(Lang::ZhCn), titles(Lang::En));
    }

    #[test]
    fn a_file_with_a_fault_says_which_reply_and_why() {
        let none = "[[reply]]\ntitle = \"a\"\nbody = \"b {nobody}\"\n";
        assert_eq!(read(none), Err(Fault::Reply(1, "error-reply-variable")));
        let bribe = "[[reply]]\ntitle = \"a\"\nbody = \"b\"\n[[reply]]\ntitle = \"c\"\nbody = \"好评返现5元\"\n";
        assert_eq!(read(bribe), Err(Fault::Reply(2, "need-lawful-words")));
        assert!(matches!(read("[[reply]]\ntitle = 3"), Err(Fault::Form(_))));
    }
}
