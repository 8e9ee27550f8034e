//! Why a file as a whole is not read: a closed list, each with a phrase that says what to do.

use super::field::Field;
use crate::phrases::Words;

/// A file that is not read. The phrase key is `import-refused-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// Larger than files may be.
    TooLarge {
        /// MiB
        limit: u64,
    },
    /// A program, whatever its name says.
    Program,
    Picture,
    Pdf,
    /// A film, a font, a text document …: the kind by its usual ending.
    OtherKind(String),
    /// A web page or XML saved under the name of a workbook, as some back ends do.
    HtmlTable,
    /// A ZIP, RAR or 7z that holds the file instead of being it.
    Archive,
    /// An ODS or XLSB workbook.
    OtherWorkbook,
    /// Bytes that are neither text nor a workbook.
    NotText,
    /// It would unpack to far more than it is.
    Bomb,
    /// One line is longer than a line may be.
    LineTooLong {
        row: u64,
        /// KiB
        limit: u64,
    },
    TooManyColumns {
        limit: u64,
    },
    TooManyRows {
        limit: u64,
    },
    /// The rows of too many orders lie far apart, so too much would have to wait in memory.
    TooScattered,
    /// A workbook with a password.
    Encrypted,
    /// It claims to be a workbook but cannot be read.
    Damaged,
    /// Not one sheet has headings we know; they can be mapped by hand.
    UnknownHeadings,
    /// The headings are known but what every row needs is not among them.
    MissingColumns(Vec<Field>),
    /// The file could not be read to its end.
    Unreadable,
}

impl Refused {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Refused::Empty => "empty",
            Refused::TooLarge { .. } => "too-large",
            Refused::Program => "program",
            Refused::Picture => "picture",
            Refused::Pdf => "pdf",
            Refused::OtherKind(_) => "other-kind",
            Refused::HtmlTable => "html-table",
            Refused::Archive => "archive",
            Refused::OtherWorkbook => "other-workbook",
            Refused::NotText => "not-text",
            Refused::Bomb => "bomb",
            Refused::LineTooLong { .. } => "line-too-long",
            Refused::TooManyColumns { .. } => "too-many-columns",
            Refused::TooManyRows { .. } => "too-many-rows",
            Refused::TooScattered => "too-scattered",
            Refused::Encrypted => "encrypted",
            Refused::Damaged => "damaged",
            Refused::UnknownHeadings => "unknown-headings",
            Refused::MissingColumns(_) => "missing-columns",
            Refused::Unreadable => "unreadable",
        }
    }

    /// The phrase key.
    pub fn key(&self) -> String {
        format!("import-refused-{}", self.code())
    }

    /// What the phrase may name: `limit`, `row`, `kind`, `columns` (field codes, comma between).
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Refused::TooLarge { limit }
            | Refused::TooManyColumns { limit }
            | Refused::TooManyRows { limit } => vec![("limit", limit.to_string())],
            Refused::LineTooLong { row, limit } => {
                vec![("row", row.to_string()), ("limit", limit.to_string())]
            }
            Refused::OtherKind(kind) => vec![("kind", kind.clone())],
            Refused::MissingColumns(fields) => {
                let codes: Vec<&str> = fields.iter().map(|field| field.code()).collect();
                vec![("columns", codes.join(", "))]
            }
            _ => Vec::new(),
        }
    }
}

impl Refused {
    /// [`Refused::args`] with columns by their names in a language.
    pub fn args_in(&self, words: Words) -> Vec<(&'static str, String)> {
        match self {
            Refused::MissingColumns(fields) => {
                let names: Vec<&str> = fields.iter().map(|field| words.t(&field.key())).collect();
                vec![("columns", names.join(", "))]
            }
            _ => self.args(),
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())?;
        self.args()
            .iter()
            .try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for Refused {}
