//! One row read by what its columns mean.

use super::cell;
use super::cell::Reason;
use super::field::Field;
use super::imported::BadRow;
use super::imported::RowError;
use super::imported::excerpt;
use super::plan::SheetPlan;
use super::row::Cell;
use super::row::Row;
use crate::domain::money::Fen;
use crate::domain::time::Timestamp;
use jiff::tz::TimeZone;

/// The longest text of a cell, in characters.
const LONGEST: usize = 4_000;

/// So many line ends in one cell are the lines below it, swallowed by an open quotation mark.
const SWALLOWED: usize = 60;

/// A row with what its columns mean.
pub(super) struct RowReader<'a> {
    pub row: &'a Row,
    pub plan: &'a SheetPlan,
    pub zone: &'a TimeZone,
}

impl<'a> RowReader<'a> {
    fn columns(&self, field: Field) -> impl Iterator<Item = (usize, &'a Cell)> {
        let cells = &self.row.cells;
        self.plan
            .fields
            .iter()
            .enumerate()
            .filter(move |(_, known)| **known == Some(field))
            .filter_map(|(column, _)| Some((column, cells.get(column)?)))
    }

    /// Says what is wrong with a column.
    pub fn error(&self, column: Option<usize>, reason: Reason) -> RowError {
        let shown = column
            .and_then(|column| self.row.cells.get(column))
            .map(|cell| cell.shown())
            .unwrap_or_default();
        RowError {
            row: self.row.number,
            sheet: self.plan.name.clone(),
            column: column
                .and_then(|column| self.plan.headings.get(column))
                .cloned()
                .unwrap_or_default(),
            reason,
            excerpt: excerpt(shown.trim(), 40),
        }
    }

    /// The column a field is in, for an error about its absence.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.plan
            .fields
            .iter()
            .position(|known| *known == Some(field))
    }

    fn first<T>(
        &self,
        field: Field,
        read: impl Fn(&Cell) -> Result<Option<T>, Reason>,
    ) -> Result<Option<T>, RowError> {
        for (column, cell) in self.columns(field) {
            match read(cell) {
                Ok(None) => {}
                Ok(found) => return Ok(found),
                Err(reason) => return Err(self.error(Some(column), reason)),
            }
        }
        Ok(None)
    }

    pub fn number(&self, field: Field) -> Result<Option<String>, RowError> {
        self.first(field, cell::number)
    }

    pub fn text(&self, field: Field) -> Result<Option<String>, RowError> {
        self.first(field, |cell| {
            let text = cell::text(cell);
            if cell::is_nothing(&text) {
                return Ok(None);
            }
            if text.matches('\n').count() > SWALLOWED {
                return Err(Reason::QuoteOpen);
            }
            if text.chars().count() > LONGEST {
                return Err(Reason::TooLong);
            }
            Ok(Some(text))
        })
    }

    /// Every text of a field, the columns in their order.
    pub fn texts(&self, field: Field) -> Vec<String> {
        self.columns(field)
            .map(|(_, cell)| cell::text(cell))
            .filter(|text| !cell::is_nothing(text))
            .collect()
    }

    /// An amount of zero or more.
    pub fn money(&self, field: Field) -> Result<Option<Fen>, RowError> {
        self.first(field, |cell| match cell::money(cell)? {
            Some(amount) if amount < Fen::ZERO => Err(Reason::NotMoney),
            amount => Ok(amount),
        })
    }

    /// The sum of every column of a field; a reduction may be written with a minus sign.
    pub fn sum(&self, field: Field) -> Result<Option<Fen>, RowError> {
        let mut sum = None;
        for (column, cell) in self.columns(field) {
            match cell::money(cell) {
                Ok(None) => {}
                Ok(Some(amount)) => {
                    sum = Some(sum.unwrap_or(Fen::ZERO) + Fen(amount.0.saturating_abs()));
                }
                Err(reason) => return Err(self.error(Some(column), reason)),
            }
        }
        Ok(sum)
    }

    /// Pieces: at least one.
    pub fn pieces(&self, field: Field) -> Result<Option<u32>, RowError> {
        self.first(field, |cell| match cell::count(cell)? {
            Some(0) => Err(Reason::NotACount),
            count => Ok(count),
        })
    }

    pub fn time(&self, field: Field) -> Result<Option<Timestamp>, RowError> {
        self.first(field, |cell| cell::time(cell, self.zone))
    }

    /// Parcel numbers; several may stand in one cell, and words beside them mean nothing.
    ///
    /// # Errors
    /// When a number lost its digits.
    pub fn parcels(&self) -> Result<Vec<(String, String)>, RowError> {
        let carriers: Vec<String> = self
            .texts(Field::Carrier)
            .iter()
            .flat_map(|text| text.split(is_between))
            .map(|carrier| carrier.trim().to_owned())
            .filter(|carrier| !carrier.is_empty())
            .collect();
        let mut parcels: Vec<(String, String)> = Vec::new();
        for (column, cell) in self.columns(Field::TrackingNo) {
            match cell::number(cell) {
                Err(Reason::DigitsLost) => {
                    return Err(self.error(Some(column), Reason::DigitsLost));
                }
                Ok(None) => continue,
                Ok(Some(_)) | Err(_) => {}
            }
            let text = cell::half_width(&cell::text(cell)).into_owned();
            let tokens = text
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .filter(|token| {
                    (6..=40).contains(&token.len()) && token.bytes().any(|b| b.is_ascii_digit())
                });
            for token in tokens {
                if parcels.iter().any(|(_, number)| number == token) {
                    continue;
                }
                let carrier = carriers.get(parcels.len()).or(carriers.last());
                parcels.push((carrier.cloned().unwrap_or_default(), token.to_owned()));
            }
        }
        Ok(parcels)
    }
}

fn is_between(c: char) -> bool {
    matches!(c, ',' | '，' | ';' | '；' | '、' | '\n' | '|')
}

/// A row that stays out, with its cells.
pub(super) fn bad(row: &Row, error: RowError) -> BadRow {
    BadRow {
        error,
        cells: row.cells.iter().map(cell::text).collect(),
    }
}
