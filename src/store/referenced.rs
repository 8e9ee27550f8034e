//! Which files the records speak of. Every text of 64 hex digits that is the name of a file counts,
//! in whatever record it stands, so that a new kind of record cannot lose its files to the sweep.

use super::cases;
use super::files::is_name;
use super::record;
use super::tables::Table;
use super::view::Direction;
use super::view::View;
use crate::domain::case::Case;
use crate::domain::ids::CaseId;
use anyhow::Result;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

const NAME: usize = 64;

/// Those of `present` that some record names.
///
/// # Errors
/// When the disk does.
pub(super) fn among(view: &impl View, present: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut named = BTreeSet::new();
    if present.is_empty() {
        return Ok(named);
    }
    for table in Table::ALL {
        if table.is_index() || matches!(table, Table::Commands | Table::CommandTimes) {
            continue;
        }
        view.scan(*table, &[], &[], Direction::Forward, &mut |_, value| {
            for name in names_in(record::payload(value).unwrap_or(value)) {
                if !named.contains(name) && present.contains(name) {
                    named.insert(name.to_owned());
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(named)
}

/// The files that cases must have, each with a case that names it.
///
/// # Errors
/// When the disk does. A case that cannot be read is passed over; doctor tells of it.
pub(super) fn by_cases(view: &impl View) -> Result<Vec<(CaseId, String)>> {
    let mut wanted = Vec::new();
    view.scan(
        Table::Cases,
        &[],
        &[],
        Direction::Forward,
        &mut |_, value| {
            if let Ok(case) = record::decode::<Case>(value) {
                let hashes = cases::files_of(&case).filter(|hash| is_name(hash));
                wanted.extend(hashes.map(|hash| (case.id, hash.to_owned())));
            }
            Ok(ControlFlow::Continue(()))
        },
    )?;
    Ok(wanted)
}

/// The texts in quotes that could be the name of a file.
fn names_in(json: &[u8]) -> impl Iterator<Item = &str> {
    json.split(|byte| *byte == b'"')
        .filter(|text| text.len() == NAME)
        .filter_map(|text| std::str::from_utf8(text).ok())
        .filter(|text| is_name(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_wherever_it_stands() {
        let name = "ab".repeat(32);
        let json = format!(r#"{{"a":["x","{name}"],"b":"{}"}}"#, "zz".repeat(32));
        assert_eq!(names_in(json.as_bytes()).collect::<Vec<_>>(), [name]);
    }
}
