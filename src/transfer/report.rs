//! What an import tells when it is over.

use serde::Serialize;

/// What `import orders FILE --json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportReport {
    /// Of a text file; `xlsx` or `xls` for a workbook.
    pub encoding: String,
    pub profile: String,
    pub rows: u64,
    /// Orders and cases that were not here before.
    pub created: u64,
    pub updated: u64,
    /// The same as before (D10.19).
    pub skipped: u64,
    pub errors: Vec<ImportError>,
}

/// A row that stayed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportError {
    pub row: u64,
    pub column: String,
    /// The code of a [`super::cell::Reason`].
    pub reason: &'static str,
}
