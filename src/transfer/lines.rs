//! Rows of a text file: comma, semicolon or tab between the cells, and no line without end.

use super::encoding::TextEncoding;
use super::limits::Limits;
use super::refused::Refused;
use super::row::Cell;
use super::row::Row;
use super::row::Step;
use std::cell::Cell as Counter;
use std::io::Read;
use std::rc::Rc;

/// The sign between cells, found in the first line: whichever of comma, tab and semicolon stands
/// there most often outside quotes.
pub fn delimiter(head: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0u32), (b'\t', 0), (b';', 0)];
    for byte in head.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            // A title line has none of them.
            b'\n' | b'\r' if !quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            _ if !quoted => {
                if let Some(count) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
                    count.1 += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .iter()
        .find(|(_, count)| *count == most)
        .map_or(b',', |(sign, _)| *sign)
}

/// Shows every row of a text to `visit`; at any time only one row is held.
///
/// # Errors
/// When a line or the number of columns passes its limit, or the source fails.
pub fn each_row<R: Read>(
    source: R,
    encoding: TextEncoding,
    delimiter: u8,
    limits: &Limits,
    visit: &mut dyn FnMut(Row) -> Step,
) -> Result<(), Refused> {
    let passed = Rc::new(Counter::new(0));
    let guarded = Guarded {
        source: encoding.decode(source),
        passed: Rc::clone(&passed),
        // What the reader has in its buffer belongs to later lines.
        limit: limits.line + BUFFER,
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(BUFFER)
        .from_reader(guarded);
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    let mut line = reader.position().line();
    loop {
        let too_long = || Refused::LineTooLong {
            row: number + 1,
            limit: (limits.line >> 10) as u64,
        };
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) if is_too_long(&error) => return Err(too_long()),
            Err(_) => return Err(Refused::Unreadable),
        }
        passed.set(0);
        if record.as_slice().len() > limits.line {
            return Err(too_long());
        }
        if record.len() > limits.columns {
            return Err(Refused::TooManyColumns {
                limit: limits.columns as u64,
            });
        }
        // Blank lines are passed over, but a spreadsheet program counts them.
        let after = reader.position().line();
        let inside = 1 + if after > line + 1 {
            record.as_slice().matches('\n').count() as u64
        } else {
            0
        };
        number += 1 + (after - line).saturating_sub(inside);
        line = after;
        if number > limits.rows {
            return Err(Refused::TooManyRows { limit: limits.rows });
        }
        let cells = record
            .iter()
            .map(|text| match text {
                "" => Cell::Empty,
                text => Cell::Text(text.to_owned()),
            })
            .collect();
        let row = Row {
            sheet: 0,
            number,
            cells,
        };
        if visit(row) != Step::Next {
            return Ok(());
        }
    }
}

const BUFFER: usize = 64 << 10;

/// Lets bytes pass until more than `limit` have gone by since the last whole line.
struct Guarded<R> {
    source: R,
    passed: Rc<Counter<usize>>,
    limit: usize,
}

#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the line is too long")
    }
}

impl std::error::Error for TooLong {}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.passed.get() > self.limit {
            return Err(std::io::Error::other(TooLong));
        }
        let read = self.source.read(out)?;
        self.passed.set(self.passed.get() + read);
        Ok(read)
    }
}

fn is_too_long(error: &csv::Error) -> bool {
    let csv::ErrorKind::Io(error) = error.kind() else {
        return false;
    };
    error.get_ref().is_some_and(|inner| inner.is::<TooLong>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, limits: &Limits) -> Result<Vec<(u64, Vec<String>)>, Refused> {
        let mut rows = Vec::new();
        each_row(
            text.as_bytes(),
            TextEncoding::Utf8,
            delimiter(text),
            limits,
            &mut |row| {
                rows.push((row.number, row.cells.iter().map(Cell::shown).collect()));
                Step::Next
            },
        )?;
        Ok(rows)
    }

    #[test]
    fn the_delimiter_is_what_stands_most_often_in_the_first_line() {
        assert_eq!(delimiter("a,b;c,d\n1;2;3;4;5"), b',');
        assert_eq!(delimiter("a;b;c\n"), b';');
        assert_eq!(delimiter("a\tb,c\td\n"), b'\t');
        assert_eq!(delimiter("\"a,b,c,d\"\tb\n"), b'\t');
        assert_eq!(delimiter("title\n\na;b;c\n"), b';');
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_program_does() {
        let text = "a,b\r\n\r\n1,\"two\nlines\"\r\n\r\n\r\n3,4";
        let found = rows(text, &Limits::default()).expect("it is a table");
        let numbers: Vec<u64> = found.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 3, 6]);
        assert_eq!(found[1].1, ["1", "two\nlines"]);
    }

    #[test]
    fn a_wrapped_number_keeps_its_wrapping_for_the_cell_rules() {
        let found = rows("n,m\n=\"123\",\"=\"\"456\"\"\"\n", &Limits::default()).expect("a table");
        assert_eq!(found[1].1, ["=\"123\"", "=\"456\""]);
    }

    #[test]
    fn a_line_of_ten_megabytes_is_refused_and_never_held() {
        let text = format!("a,b\n1,2\n3,{}\n", "x".repeat(10 << 20));
        assert_eq!(
            rows(&text, &Limits::default()),
            Err(Refused::LineTooLong {
                row: 3,
                limit: 1024
            })
        );
        // A quote that is never closed makes one line of the rest of the file.
        let text = format!("a,b\n1,\"{}", "x\n".repeat(2 << 20));
        assert_eq!(
            rows(&text, &Limits::default()),
            Err(Refused::LineTooLong {
                row: 2,
                limit: 1024
            })
        );
    }

    #[test]
    fn too_many_columns_and_too_many_rows_are_refused() {
        let limits = Limits {
            columns: 3,
            rows: 2,
            ..Limits::default()
        };
        assert_eq!(
            rows("1,2,3,4\n", &limits),
            Err(Refused::TooManyColumns { limit: 3 })
        );
        assert_eq!(
            rows("1,2\n1,2\n1,2\n", &limits),
            Err(Refused::TooManyRows { limit: 2 })
        );
    }
}
