//! In and out: order files and after-sales lists of the platforms, read as a stream.
//!
//! A file is opened as a [`table::Table`] (what it is, its encoding, its limits), a
//! [`plan::Plan`] says what its columns mean, and [`reading::read`] gives its orders one by one.

pub mod address;
pub mod bad_rows;
pub mod cell;
mod delivery;
pub mod encoding;
pub mod export;
pub mod field;
pub mod import;
pub mod import_job;
pub mod imported;
pub mod limits;
pub mod lines;
pub mod order_rows;
pub mod plan;
pub mod profile;
mod profiles;
pub mod reading;
mod refund_row;
pub mod refused;
pub mod report;
mod requests;
pub mod row;
mod row_reader;
pub mod sample;
mod sealing;
pub mod sniff;
pub mod table;
pub mod taking;
pub mod unpacked;
pub mod words;
pub mod workbook;

#[cfg(test)]
mod tests;
