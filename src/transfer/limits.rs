//! How large a file may be, in every direction a hostile one can grow.

/// The bounds of reading. The defaults leave room for a year of a large shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// bytes of the file
    pub file: u64,
    /// bytes of an old binary workbook (XLS), which has to be held in memory
    pub old_workbook: u64,
    /// bytes of one line, decoded
    pub line: usize,
    pub columns: usize,
    /// rows of all sheets together
    pub rows: u64,
    /// bytes a workbook may unpack to
    pub unpacked: u64,
    /// bytes of the texts of a workbook, which have to be held in memory
    pub texts: u64,
    /// unpacked ÷ packed, looked at once more than 16 MiB come out
    pub ratio: u64,
    /// bytes of rows that may wait in memory because their order is scattered over the file
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file: 128 << 20,
            old_workbook: 48 << 20,
            line: 1 << 20,
            columns: 400,
            rows: 1_000_000,
            unpacked: 1 << 30,
            texts: 256 << 20,
            ratio: 150,
            waiting: 192 << 20,
        }
    }
}
