//! A row of a table as it stands in the file, before anyone knows what its columns mean.

use jiff::civil::DateTime;

/// What a cell holds. Text files have only texts.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A number of a workbook: exact to 15 digits, so a long order number in it is lost.
    Number(f64),
    /// A date of a workbook, in the shop's zone.
    Time(DateTime),
}

impl Cell {
    /// As one would read it on the screen.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => format!("{number}"),
            Cell::Time(time) => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }

    /// Whether there is nothing but white space in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(|c| c.is_whitespace() || c == '\u{feff}'),
            _ => false,
        }
    }
}

/// A row and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Position of the sheet in the workbook; 0 in a text file.
    pub sheet: usize,
    /// 1-based, as a spreadsheet program numbers it.
    pub number: u64,
    pub cells: Vec<Cell>,
}

impl Row {
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// What whoever looks at the rows wants next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    /// Nothing more of this sheet.
    SkipSheet,
    Stop,
}
