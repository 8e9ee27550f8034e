//! What the sheets of a table are and what their columns mean: the look before the reading.

use super::encoding::TextEncoding;
use super::field::Field;
use super::field::SheetKind;
use super::profile;
use super::profile::Fit;
use super::profile::Mapping;
use super::refused::Refused;
use super::row::Row;
use super::row::Step;
use super::sniff::Form;
use super::table::Table;
use serde::Serialize;
use std::io::Read;
use std::io::Seek;

/// A table looked at: enough to show a person what would be read.
#[derive(Debug, Clone, Serialize)]
pub struct Look {
    /// Of a text file.
    pub encoding: Option<TextEncoding>,
    pub form: &'static str,
    pub sheets: Vec<SheetLook>,
}

/// One sheet looked at.
#[derive(Debug, Clone, Serialize)]
pub struct SheetLook {
    pub sheet: usize,
    /// Empty in a text file.
    pub name: String,
    /// 1-based row of the headings.
    pub header_row: u64,
    /// As written.
    pub headings: Vec<String>,
    /// What this header set is remembered by.
    pub fingerprint: String,
    /// A profile's code, or `by-hand` for a remembered mapping; `None` when it must be mapped.
    pub profile: Option<String>,
    /// The profiles it resembles, best first.
    pub fits: Vec<Fit>,
    /// What is in force, or what to start from when mapping by hand.
    pub mapping: Mapping,
    /// The first rows under the headings, as one would read them.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// The name a remembered mapping has where a profile's code would stand.
pub const BY_HAND: &str = "by-hand";

/// How the rows of each sheet are to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub sheets: Vec<SheetPlan>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SheetPlan {
    pub sheet: usize,
    pub name: String,
    pub header_row: u64,
    pub profile: String,
    pub kind: SheetKind,
    pub headings: Vec<String>,
    pub fields: Vec<Option<Field>>,
    pub merged: bool,
}

/// Headings stand in one of the first so many rows, and so many rows are shown.
const SHOWN: usize = 20;

/// Looks at the first rows of every sheet. `remembered` gives the mapping made by hand for a
/// header set, by its fingerprint; it wins over the profiles.
///
/// # Errors
/// When the file cannot be read.
pub fn look<R: Read + Seek>(
    table: &mut Table<R>,
    remembered: &dyn Fn(&str) -> Option<Mapping>,
) -> Result<Look, Refused> {
    let mut starts: Vec<Vec<Row>> = vec![Vec::new(); table.sheets().len()];
    let is_text = table.form() == Form::Text;
    table.each_row(&mut |row| {
        let start = &mut starts[row.sheet];
        if !row.is_blank() {
            start.push(row);
        }
        match start.len() < SHOWN * 2 {
            true => Step::Next,
            false if is_text => Step::Stop,
            false => Step::SkipSheet,
        }
    })?;
    let sheets = starts
        .into_iter()
        .zip(table.sheets())
        .enumerate()
        .filter(|(_, (rows, _))| !rows.is_empty())
        .map(|(sheet, (rows, name))| look_at(sheet, name, &rows, remembered))
        .collect::<Vec<_>>();
    if sheets.is_empty() {
        return Err(Refused::Empty);
    }
    Ok(Look {
        encoding: table.encoding(),
        form: table.form().code(),
        sheets,
    })
}

fn look_at(
    sheet: usize,
    name: &str,
    rows: &[Row],
    remembered: &dyn Fn(&str) -> Option<Mapping>,
) -> SheetLook {
    // Titles, notes and totals may stand above the headings.
    let known = rows.iter().take(SHOWN).enumerate().find_map(|(at, row)| {
        let headings = profile::headings(&row.cells);
        let fingerprint = profile::fingerprint(&headings);
        if let Some(mapping) = remembered(&fingerprint) {
            return Some((at, BY_HAND.to_owned(), mapping));
        }
        let fit = profile::sure(&headings)?;
        let mapping = Mapping::of(profile::by_code(&fit.profile)?);
        Some((at, fit.profile, mapping))
    });
    let at = match &known {
        Some((at, _, _)) => *at,
        // The first row that looks like one: several cells, not one of them a number.
        None => rows
            .iter()
            .take(SHOWN)
            .position(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() > 1)
            .unwrap_or(0),
    };
    let headings = profile::headings(&rows[at].cells);
    let (profile, mapping) = match known {
        Some((_, code, mapping)) => (Some(code), mapping),
        None => (None, profile::suggestion(&headings)),
    };
    SheetLook {
        sheet,
        name: name.to_owned(),
        header_row: rows[at].number,
        headings: shown(&rows[at]),
        fingerprint: profile::fingerprint(&headings),
        profile,
        fits: profile::fits(&headings),
        mapping,
        rows: rows[at + 1..]
            .iter()
            .take(SHOWN)
            .map(|row| (row.number, shown(row)))
            .collect(),
    }
}

fn shown(row: &Row) -> Vec<String> {
    row.cells.iter().map(super::cell::text).collect()
}

impl Look {
    /// How the sheets that are known are to be read; the others are left alone.
    ///
    /// # Errors
    /// When no sheet is known, or all lack what every row needs.
    pub fn plan(&self) -> Result<Plan, Refused> {
        let mut sheets = Vec::new();
        let mut missing = None;
        for sheet in &self.sheets {
            let headings: Vec<String> = sheet
                .headings
                .iter()
                .map(|text| profile::heading(text))
                .collect();
            let lacking = sheet.mapping.missing(&headings);
            match &sheet.profile {
                Some(code) if lacking.is_empty() => sheets.push(SheetPlan {
                    sheet: sheet.sheet,
                    name: sheet.name.clone(),
                    header_row: sheet.header_row,
                    profile: code.clone(),
                    kind: sheet.mapping.kind,
                    headings: sheet.headings.clone(),
                    fields: sheet.mapping.fields(&headings),
                    merged: sheet.mapping.merged,
                }),
                Some(_) => missing = Some(lacking),
                None => {
                    if let Some(fit) = sheet.fits.iter().max_by_key(|fit| fit.score)
                        && fit.score >= 600
                        && !fit.missing.is_empty()
                    {
                        missing = Some(fit.missing.clone());
                    }
                }
            }
        }
        match (sheets.is_empty(), missing) {
            (false, _) => Ok(Plan { sheets }),
            (true, Some(missing)) => Err(Refused::MissingColumns(missing)),
            (true, None) => Err(Refused::UnknownHeadings),
        }
    }
}

impl Plan {
    /// The profiles in force, for the report: `taobao-classic`, or several with `+` between.
    pub fn profile(&self) -> String {
        let mut codes: Vec<&str> = self.sheets.iter().map(|s| s.profile.as_str()).collect();
        codes.dedup();
        codes.join("+")
    }

    pub(super) fn of(&self, sheet: usize) -> Option<&SheetPlan> {
        self.sheets.iter().find(|plan| plan.sheet == sheet)
    }
}
