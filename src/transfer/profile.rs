//! Header sets: which file of which platform this is, told by the names of its columns.

use super::cell::half_width;
use super::field::Field;
use super::field::SheetKind;
use super::profiles;
use super::row::Cell;
use crate::domain::order::Channel;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// A header set as a platform exports it. Order and extra columns do not matter.
#[derive(Debug)]
pub struct Profile {
    /// Stable; the phrase key is `import-profile-<code>`.
    pub code: &'static str,
    pub channel: Channel,
    pub kind: SheetKind,
    pub columns: &'static [(&'static str, Field)],
    /// Whether only the first row of an order has its number, because the cells are merged.
    pub merged: bool,
}

/// What each column of a sheet means: from a profile, or made by hand and remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    pub kind: SheetKind,
    /// By heading, as [`heading`] writes it.
    pub columns: BTreeMap<String, Field>,
    #[serde(default)]
    pub merged: bool,
}

/// How a header row fits a profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    pub profile: String,
    pub kind: SheetKind,
    /// Columns of the file that the profile knows.
    pub known: usize,
    /// 0 to 1000.
    pub score: u32,
    /// What every row needs and no column gives: one of each group.
    pub missing: Vec<Field>,
}

/// Below this no profile is taken for granted.
const SURE: u32 = 500;

/// A heading as it is compared: half-width, lower case, no white space, no wrapping.
pub fn heading(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '\u{feff}' | '\u{200b}' | '"' | '=' | '\'' | '*' | '`')
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The headings of a row.
pub fn headings(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| heading(&cell.shown())).collect()
}

/// What a header set is remembered by: BLAKE3 of its headings in no particular order, hex.
pub fn fingerprint(headings: &[String]) -> String {
    let mut sorted: Vec<&str> = headings
        .iter()
        .map(String::as_str)
        .filter(|heading| !heading.is_empty())
        .collect();
    sorted.sort_unstable();
    sorted.dedup();
    blake3::hash(sorted.join("\n").as_bytes())
        .to_hex()
        .to_string()
}

impl Mapping {
    /// The mapping a profile stands for.
    pub fn of(profile: &Profile) -> Mapping {
        Mapping {
            kind: profile.kind,
            columns: profile
                .columns
                .iter()
                .map(|(name, field)| (heading(name), *field))
                .collect(),
            merged: profile.merged,
        }
    }

    /// The meaning of each column of a sheet with these headings.
    pub fn fields(&self, headings: &[String]) -> Vec<Option<Field>> {
        headings
            .iter()
            .map(|heading| {
                self.columns
                    .get(heading)
                    .copied()
                    .filter(|field| *field != Field::Unused)
            })
            .collect()
    }

    /// What every row needs and no column gives: the first of each group.
    pub fn missing(&self, headings: &[String]) -> Vec<Field> {
        let fields = self.fields(headings);
        self.kind
            .required()
            .iter()
            .filter(|group| !group.iter().any(|field| fields.contains(&Some(*field))))
            .map(|group| group[0])
            .collect()
    }
}

/// The profile with this code.
pub fn by_code(code: &str) -> Option<&'static Profile> {
    profiles::ALL
        .iter()
        .copied()
        .find(|profile| profile.code == code)
}

/// The phrase key of a profile's code, or of `by-hand`.
pub fn key(code: &str) -> String {
    format!("import-profile-{code}")
}

/// How well the headings fit each profile, best first; those that share nothing are left out.
pub fn fits(headings: &[String]) -> Vec<Fit> {
    let filled = headings
        .iter()
        .filter(|heading| !heading.is_empty())
        .count();
    let mut fits: Vec<Fit> = profiles::ALL
        .iter()
        .filter_map(|profile| {
            let mapping = Mapping::of(profile);
            let known = headings
                .iter()
                .filter(|heading| mapping.columns.contains_key(*heading))
                .count();
            if known == 0 {
                return None;
            }
            // Columns are added and left out at will, so what of the file is known counts more
            // than what of the profile is there.
            let of_file = known * 1000 / filled.max(1);
            let of_profile = known * 1000 / profile.columns.len();
            Some(Fit {
                profile: profile.code.to_owned(),
                kind: profile.kind,
                known,
                score: u32::try_from((of_file * 2 + of_profile) / 3).unwrap_or(0),
                missing: mapping.missing(headings),
            })
        })
        .collect();
    fits.sort_by_key(|fit| (!fit.missing.is_empty(), std::cmp::Reverse(fit.score)));
    fits
}

/// The profile the headings certainly belong to.
pub fn sure(headings: &[String]) -> Option<Fit> {
    fits(headings)
        .into_iter()
        .find(|fit| fit.missing.is_empty() && fit.score >= SURE)
}

/// A mapping to start from when no profile fits: each heading that any profile knows.
pub fn suggestion(headings: &[String]) -> Mapping {
    let mut columns = BTreeMap::new();
    for heading in headings.iter().filter(|heading| !heading.is_empty()) {
        let known = profiles::ALL.iter().find_map(|profile| {
            profile
                .columns
                .iter()
                .find(|(name, _)| self::heading(name) == *heading)
                .map(|(_, field)| *field)
        });
        columns.insert(heading.clone(), known.unwrap_or(Field::Unused));
    }
    let has = |field: Field| columns.values().any(|known| *known == field);
    let kind = if has(Field::RefundNo) {
        SheetKind::Refunds
    } else {
        SheetKind::Orders
    };
    Mapping {
        kind,
        columns,
        merged: false,
    }
}
