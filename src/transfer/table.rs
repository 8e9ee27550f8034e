//! A table to be imported: opened once, gone through as often as needed.

use super::encoding::Guess;
use super::encoding::TextEncoding;
use super::limits::Limits;
use super::lines;
use super::refused::Refused;
use super::row::Row;
use super::row::Step;
use super::sniff;
use super::sniff::Form;
use super::unpacked;
use super::workbook;
use super::workbook::Workbook;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

/// A CSV, TSV, XLSX or XLS file, known by its content.
#[derive(Debug)]
pub struct Table<R> {
    source: R,
    form: Form,
    /// Of a text file; workbooks carry their own.
    encoding: Option<TextEncoding>,
    delimiter: u8,
    sheets: Vec<String>,
    limits: Limits,
}

impl<R: Read + Seek> Table<R> {
    /// Looks at the whole file once: what it is, its encoding unless `encoding` names it, and
    /// that it stays within the limits.
    ///
    /// # Errors
    /// Says what the file is instead, or which limit it passes.
    pub fn open(
        mut source: R,
        encoding: Option<TextEncoding>,
        limits: Limits,
    ) -> Result<Table<R>, Refused> {
        let size = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
        if size > limits.file {
            return Err(Refused::TooLarge {
                limit: limits.file >> 20,
            });
        }
        let mut table = Table {
            source,
            form: Form::Text,
            encoding: None,
            delimiter: b',',
            sheets: vec![String::new()],
            limits,
        };
        let head = table.head()?;
        table.form = sniff::form(&head)?;
        match table.form {
            Form::Text => {
                let encoding = match encoding {
                    Some(encoding) => encoding,
                    None => table.guess()?,
                };
                table.encoding = Some(encoding);
                table.delimiter = lines::delimiter(&encoding.decode_piece(&head));
            }
            Form::Workbook => {
                table.rewind()?;
                unpacked::within(&mut table.source, size, &table.limits)?;
                table.rewind()?;
                table.sheets = Workbook::open(&mut table.source)?.sheets().to_vec();
            }
            Form::OldWorkbook => {
                if size > limits.old_workbook {
                    return Err(Refused::TooLarge {
                        limit: limits.old_workbook >> 20,
                    });
                }
                let bytes = table.bytes()?;
                table.sheets = workbook::each_row_of_old(&bytes, &limits, &mut |_| Step::Stop)?;
            }
        }
        Ok(table)
    }

    pub fn form(&self) -> Form {
        self.form
    }

    /// The encoding of a text file.
    pub fn encoding(&self) -> Option<TextEncoding> {
        self.encoding
    }

    /// The names of the sheets; one without a name for a text file.
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Shows every row to `visit`, from the start.
    ///
    /// # Errors
    /// When a limit is passed or the file cannot be read to its end.
    pub fn each_row(&mut self, visit: &mut dyn FnMut(Row) -> Step) -> Result<(), Refused> {
        self.rewind()?;
        match self.form {
            Form::Text => lines::each_row(
                &mut self.source,
                self.encoding.unwrap_or(TextEncoding::Utf8),
                self.delimiter,
                &self.limits,
                visit,
            ),
            Form::Workbook => Workbook::open(&mut self.source)?.each_row(&self.limits, visit),
            Form::OldWorkbook => {
                let bytes = self.bytes()?;
                workbook::each_row_of_old(&bytes, &self.limits, visit).map(|_| ())
            }
        }
    }

    fn rewind(&mut self) -> Result<(), Refused> {
        self.source.rewind().map_err(unreadable)
    }

    fn head(&mut self) -> Result<Vec<u8>, Refused> {
        self.rewind()?;
        let mut head = Vec::new();
        (&mut self.source)
            .take(8 << 10)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        Ok(head)
    }

    fn bytes(&mut self) -> Result<Vec<u8>, Refused> {
        self.rewind()?;
        let mut bytes = Vec::new();
        (&mut self.source)
            .take(self.limits.old_workbook)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        Ok(bytes)
    }

    fn guess(&mut self) -> Result<TextEncoding, Refused> {
        self.rewind()?;
        let mut guess = Guess::default();
        let mut piece = vec![0; 64 << 10];
        loop {
            match self.source.read(&mut piece).map_err(unreadable)? {
                0 => return Ok(guess.encoding()),
                read => guess.feed(&piece[..read]),
            }
        }
    }
}

fn unreadable(_: std::io::Error) -> Refused {
    Refused::Unreadable
}
