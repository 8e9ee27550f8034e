//! Reads a TOML text piece by piece and gathers everything that is wrong with it, each with its
//! line, so that an author mends all of it at once.

use super::fault::Fault;
use super::fault::Why;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// The text that is read, and what is wrong with it so far.
pub(super) struct Reading<'t> {
    file: &'t str,
    text: &'t str,
    pub(super) faults: Vec<Fault>,
}

/// A table of the text, with the keys that lead to it.
#[derive(Clone)]
pub(super) struct Part<'a> {
    table: &'a DeTable<'a>,
    path: String,
    /// Byte where it begins.
    at: usize,
}

impl<'t> Reading<'t> {
    pub(super) fn of(file: &'t str, text: &'t str) -> Reading<'t> {
        Reading {
            file,
            text,
            faults: Vec::new(),
        }
    }

    /// Looks again at what was read already, without noting its faults twice.
    pub(super) fn quietly<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let noted = self.faults.len();
        let seen = look(self);
        self.faults.truncate(noted);
        seen
    }

    /// Notes a fault at a key of a table.
    pub(super) fn fault(&mut self, part: &Part<'_>, key: &str, why: Why, found: &str, write: &str) {
        let at = part
            .table
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map_or(part.at, |(name, _)| name.span().start);
        self.fault_at(at, part.key(key), why, found, write);
    }

    fn fault_at(&mut self, at: usize, key: String, why: Why, found: &str, write: &str) {
        // More than this nobody reads; a hostile file could have thousands.
        if self.faults.len() >= 50 {
            return;
        }
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let fault = Fault {
            key,
            line: u32::try_from(line).ok(),
            ..Fault::of_file(self.file, why)
        };
        self.faults.push(fault.found(found).write(write));
    }

    /// Notes every key that is none of `known`.
    pub(super) fn only(&mut self, part: &Part<'_>, known: &[&str]) {
        for (name, _) in part.table {
            if !known.contains(&name.get_ref().as_ref()) {
                let key = part.key(name.get_ref());
                let list = known.join(", ");
                let at = name.span().start;
                self.fault_at(at, key, Why::UnknownKey, name.get_ref(), &list);
            }
        }
    }

    /// A text that may be missing. `write` is an example of the whole line.
    pub(super) fn text(&mut self, part: &Part<'_>, key: &str, write: &str) -> Option<String> {
        match part.get(key)? {
            DeValue::String(text) if text.trim().is_empty() => {
                self.fault(part, key, Why::Empty, "", write);
                None
            }
            DeValue::String(text) => Some(text.trim().to_owned()),
            other => {
                self.fault(part, key, Why::WrongKind, other.type_str(), write);
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn need_text(&mut self, part: &Part<'_>, key: &str, write: &str) -> Option<String> {
        if part.get(key).is_none() {
            self.fault(part, key, Why::Missing, "", write);
        }
        self.text(part, key, write)
    }

    /// A whole number within bounds, that may be missing.
    pub(super) fn number(&mut self, part: &Part<'_>, key: &str, bounds: (i64, i64)) -> Option<i64> {
        let write = format!("{key} = {}…{}", bounds.0, bounds.1);
        let DeValue::Integer(digits) = part.get(key)? else {
            let found = part.get(key).map_or("", DeValue::type_str);
            self.fault(part, key, Why::WrongKind, found, &write);
            return None;
        };
        let plain = digits.as_str().replace('_', "");
        let number = i64::from_str_radix(plain.trim_start_matches('+'), digits.radix()).ok();
        let fits = number.filter(|n| (bounds.0..=bounds.1).contains(n));
        if fits.is_none() {
            self.fault(part, key, Why::OutOfBounds, digits.as_str(), &write);
        }
        fits
    }

    pub(super) fn yes(&mut self, part: &Part<'_>, key: &str) -> bool {
        match part.get(key) {
            None => false,
            Some(DeValue::Boolean(yes)) => *yes,
            Some(other) => {
                let write = format!("{key} = true");
                self.fault(part, key, Why::WrongKind, other.type_str(), &write);
                false
            }
        }
    }

    /// A list of texts, none of them twice; empty when it is missing.
    pub(super) fn texts(
        &mut self,
        part: &Part<'_>,
        key: &str,
        most: usize,
        write: &str,
    ) -> Vec<String> {
        let Some(value) = part.get(key) else {
            return Vec::new();
        };
        let items = value.as_array();
        let texts: Option<Vec<String>> = items.and_then(|items| {
            let text = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned);
            items.iter().map(text).collect()
        });
        let Some(texts) = texts else {
            self.fault(part, key, Why::WrongKind, value.type_str(), write);
            return Vec::new();
        };
        if texts.len() > most {
            self.fault(
                part,
                key,
                Why::TooMany,
                &texts.len().to_string(),
                &most.to_string(),
            );
            return Vec::new();
        }
        let mut once: Vec<String> = Vec::new();
        for text in texts {
            match once.contains(&text) {
                true => self.fault(part, key, Why::Twice, &text, write),
                false => once.push(text),
            }
        }
        once
    }

    /// A table inside, that may be missing.
    pub(super) fn part<'a>(&mut self, part: &Part<'a>, key: &str) -> Option<Part<'a>> {
        let (name, value) = part.entry(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Part {
                table,
                path: part.key(key),
                at: name.span().start,
            }),
            other => {
                let write = format!("[{}]", part.key(key));
                self.fault(part, key, Why::WrongKind, other.type_str(), &write);
                None
            }
        }
    }

    /// A list of tables; empty when it is missing.
    pub(super) fn parts<'a>(&mut self, part: &Part<'a>, key: &str, most: usize) -> Vec<Part<'a>> {
        let Some((_, value)) = part.entry(key) else {
            return Vec::new();
        };
        let write = format!("[[{}]]", part.key(key));
        let Some(items) = value.get_ref().as_array() else {
            self.fault(
                part,
                key,
                Why::WrongKind,
                value.get_ref().type_str(),
                &write,
            );
            return Vec::new();
        };
        if items.len() > most {
            self.fault(
                part,
                key,
                Why::TooMany,
                &items.len().to_string(),
                &most.to_string(),
            );
            return Vec::new();
        }
        let mut parts = Vec::new();
        for (n, item) in items.iter().enumerate() {
            match item.get_ref() {
                DeValue::Table(table) => parts.push(Part {
                    table,
                    path: format!("{}[{n}]", part.key(key)),
                    at: item.span().start,
                }),
                other => self.fault(part, key, Why::WrongKind, other.type_str(), &write),
            }
        }
        parts
    }
}

impl<'a> Part<'a> {
    /// The whole text.
    pub(super) fn top(table: &'a Spanned<DeTable<'a>>) -> Part<'a> {
        Part {
            table: table.get_ref(),
            path: String::new(),
            at: 0,
        }
    }

    pub(super) fn key(&self, key: &str) -> String {
        match self.path.is_empty() {
            true => key.to_owned(),
            false => format!("{}.{key}", self.path),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.entry(key).map(|(_, value)| value.get_ref())
    }

    fn entry(
        &self,
        key: &str,
    ) -> Option<(
        &'a Spanned<toml::de::DeString<'a>>,
        &'a Spanned<DeValue<'a>>,
    )> {
        self.table.iter().find(|(name, _)| name.get_ref() == key)
    }
}
