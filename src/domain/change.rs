//! What a change of a setting changed: a field, what it said before and what it says now. Kept as
//! values, so that it can be told in any language.

use super::money::Fen;
use super::rules::Length;
use super::time::Span;
use super::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Not set.
    Nothing,
    /// There, and not written down here: a secret, or someone's address.
    Hidden,
    Text(String),
    /// 分
    Money(Fen),
    /// ms
    Span(Span),
    Length(Length),
    Count(i64),
    Percent(i64),
    /// Hour of the day.
    Hour(u8),
    At(Timestamp),
    Yes(bool),
    /// Codes of a closed list, by the area of their words.
    Codes(String, Vec<String>),
}

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The code of the field: the tail of its phrase key, or a line of the rules.
    pub field: String,
    pub old: Said,
    pub new: Said,
}

impl Said {
    /// Text, or nothing when it is empty.
    pub fn text(text: Option<&str>) -> Said {
        match text {
            None | Some("") => Said::Nothing,
            Some(text) => Said::Text(text.to_owned()),
        }
    }

    /// That something is there, without saying what.
    pub fn hidden(there: bool) -> Said {
        if there { Said::Hidden } else { Said::Nothing }
    }
}

/// Collects what differs.
#[derive(Debug, Default)]
pub struct Changes(pub Vec<Change>);

impl Changes {
    /// Notes a field when it changed.
    pub fn note(&mut self, field: &str, old: Said, new: Said) {
        if old != new {
            self.always(field, old, new);
        }
    }

    /// Notes a field though what is written of it looks the same.
    pub fn always(&mut self, field: &str, old: Said, new: Said) {
        self.0.push(Change {
            field: field.to_owned(),
            old,
            new,
        });
    }
}
