//! Bad rows as a file: the same columns as before and what is wrong, to be put right and uploaded
//! again.

use super::cell::guarded;
use super::imported::BadRow;
use crate::phrases::Words;
use std::io::Write;

/// Writes bad rows as CSV with a byte order mark, so that Excel reads it as UTF-8. No cell can
/// run as a formula.
pub struct BadRows<W: Write> {
    writer: csv::Writer<W>,
    columns: usize,
    words: Words,
}

impl<W: Write> BadRows<W> {
    /// Starts the file with the headings of the table the rows come from.
    ///
    /// # Errors
    /// When `out` fails; so for every function here.
    pub fn start(mut out: W, columns: &[String], words: Words) -> std::io::Result<BadRows<W>> {
        out.write_all(b"\xef\xbb\xbf")?;
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        let headings = columns.iter().map(String::as_str);
        let added = [
            words.t("import-bad-row"),
            words.t("import-bad-column"),
            words.t("import-bad-reason"),
        ];
        writer.write_record(headings.chain(added).map(|text| guarded(text).into_owned()))?;
        Ok(BadRows {
            writer,
            columns: columns.len(),
            words,
        })
    }

    pub fn add(&mut self, bad: &BadRow) -> std::io::Result<()> {
        let mut cells: Vec<String> = bad
            .cells
            .iter()
            .map(|cell| guarded_number(cell))
            .take(self.columns)
            .collect();
        cells.resize(self.columns, String::new());
        cells.push(bad.error.row.to_string());
        cells.push(guarded(&bad.error.column).into_owned());
        cells.push(self.words.t(&bad.error.reason.key()).to_owned());
        self.writer.write_record(cells)?;
        Ok(())
    }

    pub fn finish(self) -> std::io::Result<W> {
        self.writer
            .into_inner()
            .map_err(|error| std::io::Error::other(error.error().to_string()))
    }
}

/// Besides formulas, a long number must not become a power of ten in the spreadsheet program this
/// file is opened with.
fn guarded_number(text: &str) -> String {
    if text.len() > 11 && text.bytes().all(|b| b.is_ascii_digit()) {
        return format!("'{text}");
    }
    guarded(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Lang;
    use crate::transfer::cell::Reason;
    use crate::transfer::cell::clean;
    use crate::transfer::imported::RowError;

    #[test]
    fn bad_rows_come_back_with_their_cells_and_no_live_formula() {
        let columns = ["订单编号".to_owned(), "宝贝标题".to_owned()];
        let mut file =
            BadRows::start(Vec::new(), &columns, Words::of(Lang::ZhCn)).expect("memory takes it");
        let bad = BadRow {
            error: RowError {
                row: 7,
                sheet: String::new(),
                column: "订单编号".to_owned(),
                reason: Reason::DigitsLost,
                excerpt: "6.9E+18".to_owned(),
            },
            cells: vec![
                "6917000000000000001".to_owned(),
                "=cmd|'/c calc'!A1".to_owned(),
            ],
        };
        file.add(&bad).expect("memory takes it");
        let bytes = file.finish().expect("memory takes it");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        let (headings, row) = text.split_once("\r\n").expect("there are two lines");
        assert_eq!(
            headings,
            "\u{feff}订单编号,宝贝标题,原文件行号,有问题的列,原因"
        );
        assert!(row.starts_with("'6917000000000000001,'=cmd|'/c calc'!A1,7,订单编号,"));
        assert_eq!(clean("'=cmd|'/c calc'!A1"), "=cmd|'/c calc'!A1");
    }
}
