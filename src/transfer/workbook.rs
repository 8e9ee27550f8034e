//! Rows of a workbook: XLSX as a stream, XLS from memory.

use super::limits::Limits;
use super::refused::Refused;
use super::row::Cell;
use super::row::Row;
use super::row::Step;
use calamine::Data;
use calamine::DataRef;
use calamine::ExcelDateTime;
use calamine::Reader;
use calamine::SheetType;
use calamine::Xls;
use calamine::XlsError;
use calamine::Xlsx;
use calamine::XlsxError;
use jiff::civil::DateTime;
use std::io::Cursor;
use std::io::Read;
use std::io::Seek;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

/// An XLSX workbook, open: the names of its tables, and its rows. What it unpacks to must have
/// been looked at before (`unpacked::within`).
pub struct Workbook<R: Read + Seek> {
    inner: Xlsx<R>,
    sheets: Vec<String>,
}

impl<R: Read + Seek> Workbook<R> {
    /// # Errors
    /// When it has a password or is no workbook.
    pub fn open(source: R) -> Result<Workbook<R>, Refused> {
        let inner = guarded(|| Xlsx::new(source))?.map_err(|error| match error {
            XlsxError::Password => Refused::Encrypted,
            XlsxError::Io(_) => Refused::Unreadable,
            _ => Refused::Damaged,
        })?;
        let sheets = inner
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .collect();
        Ok(Workbook { inner, sheets })
    }

    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Shows every row of every sheet to `visit`; at any time only one row is held.
    ///
    /// # Errors
    /// When a limit is passed or the workbook is damaged.
    pub fn each_row(
        &mut self,
        limits: &Limits,
        visit: &mut dyn FnMut(Row) -> Step,
    ) -> Result<(), Refused> {
        let mut rows = 0;
        for sheet in 0..self.sheets.len() {
            match self.each_row_of(sheet, limits, &mut rows, visit)? {
                Step::Stop => break,
                Step::Next | Step::SkipSheet => {}
            }
        }
        Ok(())
    }

    fn each_row_of(
        &mut self,
        sheet: usize,
        limits: &Limits,
        rows: &mut u64,
        visit: &mut dyn FnMut(Row) -> Step,
    ) -> Result<Step, Refused> {
        let damaged = |_| Refused::Damaged;
        let mut cells =
            guarded(|| self.inner.worksheet_cells_reader(&self.sheets[sheet]))?.map_err(damaged)?;
        let mut row: Option<Row> = None;
        loop {
            let cell = guarded(|| cells.next_cell())?.map_err(damaged)?;
            let at = cell.as_ref().map(calamine::Cell::get_position);
            let number = at.map(|(row, _)| u64::from(row) + 1);
            if row.as_ref().map(|row| row.number) != number
                && let Some(whole) = row.take()
            {
                *rows += 1;
                if *rows > limits.rows {
                    return Err(Refused::TooManyRows { limit: limits.rows });
                }
                match visit(whole) {
                    Step::Next => {}
                    step => return Ok(step),
                }
            }
            let (Some(cell), Some((_, column)), Some(number)) = (cell, at, number) else {
                return Ok(Step::Next);
            };
            let value = streamed(cell.get_value());
            // Formatting alone, far to the right of the table, is no column.
            if value == Cell::Empty {
                continue;
            }
            let row = row.get_or_insert_with(|| Row {
                sheet,
                number,
                cells: Vec::new(),
            });
            put(&mut row.cells, column as usize, value, limits)?;
        }
    }
}

/// Shows every row of an XLS workbook to `visit`, and returns the names of its sheets.
///
/// # Errors
/// When it has a password, is no workbook, or a limit is passed.
pub fn each_row_of_old(
    bytes: &[u8],
    limits: &Limits,
    visit: &mut dyn FnMut(Row) -> Step,
) -> Result<Vec<String>, Refused> {
    if is_sealed(bytes) {
        return Err(Refused::Encrypted);
    }
    let mut workbook = guarded(|| Xls::new(Cursor::new(bytes)))?.map_err(|error| match error {
        XlsError::Password => Refused::Encrypted,
        _ => Refused::Damaged,
    })?;
    let names = workbook.sheet_names();
    let mut rows = 0;
    for (sheet, name) in names.iter().enumerate() {
        // Charts and macro sheets have no rows.
        let Ok(range) = guarded(|| workbook.worksheet_range(name))? else {
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        for (at, values) in range.rows().enumerate() {
            let mut cells = Vec::new();
            for (column, value) in values.iter().enumerate() {
                let value = held(value);
                if value != Cell::Empty {
                    put(&mut cells, left as usize + column, value, limits)?;
                }
            }
            if cells.is_empty() {
                continue;
            }
            rows += 1;
            if rows > limits.rows {
                return Err(Refused::TooManyRows { limit: limits.rows });
            }
            let number = u64::from(top) + at as u64 + 1;
            match visit(Row {
                sheet,
                number,
                cells,
            }) {
                Step::Next => {}
                Step::SkipSheet => break,
                Step::Stop => return Ok(names),
            }
        }
    }
    Ok(names)
}

fn put(cells: &mut Vec<Cell>, column: usize, value: Cell, limits: &Limits) -> Result<(), Refused> {
    if column >= limits.columns {
        return Err(Refused::TooManyColumns {
            limit: limits.columns as u64,
        });
    }
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = value;
    Ok(())
}

/// A hostile workbook may make the reading library panic; one file must not end the desk.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Refused> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| Refused::Damaged)
}

/// Whether it is an XLSX in the wrapping a password gives it.
fn is_sealed(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    bytes.windows(NAME.len()).any(|window| window == NAME)
}

fn streamed(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text_cell(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(time) => time_cell(time),
        DataRef::Bool(yes) => Cell::Text(yes.to_string().to_uppercase()),
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}

fn held(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text_cell(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::DateTime(time) => time_cell(time),
        Data::Bool(yes) => Cell::Text(yes.to_string().to_uppercase()),
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

fn text_cell(text: &str) -> Cell {
    match text {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    }
}

fn time_cell(time: &ExcelDateTime) -> Cell {
    match moment(time) {
        Some(moment) if time.is_datetime() => Cell::Time(moment),
        _ => Cell::Number(time.as_f64()),
    }
}

/// The civil date and time a workbook's serial number stands for.
fn moment(time: &ExcelDateTime) -> Option<DateTime> {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let (month, day, hour, minute, second) = (
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
    );
    let moment = DateTime::new(
        i16::try_from(year).ok()?,
        month,
        day,
        hour,
        minute,
        second,
        0,
    );
    // Serial numbers are fractions of a day: 10:20:29.9996 was written as 10:20:30.
    let round = if milli >= 500 { 1 } else { 0 };
    moment
        .ok()?
        .checked_add(jiff::SignedDuration::from_secs(round))
        .ok()
}

/// The moment a bare number means in a column of times (days since 1899-12-30).
pub fn serial(number: f64) -> Option<DateTime> {
    // 1990-01-01 to 2100-01-01: anything else is no date of an order.
    if !(32_874.0..73_051.0).contains(&number) {
        return None;
    }
    moment(&ExcelDateTime::new(
        number,
        calamine::ExcelDateTimeType::DateTime,
        false,
    ))
}
