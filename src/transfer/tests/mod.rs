//! Whole files through the whole reading.

mod cells;
mod files;
mod grouping;
mod headers;
mod import;
mod jobs;
mod properties;
mod refusals;
mod requests;

use super::encoding::TextEncoding;
use super::imported::Found;
use super::imported::ImportedOrder;
use super::limits::Limits;
use super::plan;
use super::reading;
use super::refused::Refused;
use super::table::Table;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::io::Cursor;
use std::ops::ControlFlow;

/// Everything a file gives, and the profile it was read by.
struct Whole {
    profile: String,
    encoding: Option<TextEncoding>,
    rows: u64,
    found: Vec<Found>,
}

impl Whole {
    fn orders(&self) -> Vec<&ImportedOrder> {
        self.found
            .iter()
            .filter_map(|found| match found {
                Found::Order(order) => Some(&**order),
                _ => None,
            })
            .collect()
    }

    /// `row column reason` of each bad row.
    fn bad(&self) -> Vec<String> {
        self.found
            .iter()
            .filter_map(|found| match found {
                Found::Bad(bad) => Some(format!(
                    "{} {} {}",
                    bad.error.row, bad.error.column, bad.error.reason
                )),
                _ => None,
            })
            .collect()
    }
}

fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("the zone is built in")
}

fn read_within(bytes: &[u8], limits: Limits) -> Result<Whole, Refused> {
    let mut table = Table::open(Cursor::new(bytes), None, limits)?;
    let plan = plan::look(&mut table, &|_| None)?.plan()?;
    let survey = reading::survey(&mut table, &plan)?;
    let mut found = Vec::new();
    reading::read(&mut table, &plan, &survey, &shanghai(), &mut |one, _| {
        found.push(one);
        ControlFlow::Continue(())
    })?;
    Ok(Whole {
        profile: plan.profile(),
        encoding: table.encoding(),
        rows: survey.rows,
        found,
    })
}

fn read(bytes: &[u8]) -> Result<Whole, Refused> {
    read_within(bytes, Limits::default())
}

/// A fixture copied from public material; each names its source.
fn fixture(name: &str) -> Value {
    let path = format!(
        "{}/tests/fixtures/imports/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).expect("the fixture is there");
    serde_json::from_str(&text).expect("the fixture is JSON")
}
