//! A marketplace's words for states, and what its plugin says they mean.

use super::super::visit::Visit;
use crate::domain::ids::PluginAccountId;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::tellings;
use std::collections::BTreeMap;

/// Cases named beside a word nobody knows.
const CASES: usize = 5;

/// One word.
pub struct Word {
    pub raw: String,
    pub label: String,
    pub ours: &'static str,
}

/// The plugin's table, and the words that are not in it.
pub struct States {
    pub rows: Vec<Word>,
    /// Each with some cases that have it.
    pub unknown: Vec<(String, Vec<String>)>,
}

/// # Errors
/// When the disk does.
pub fn read(view: &impl View, visit: &Visit, account: PluginAccountId) -> Result<States, Failure> {
    let known = tellings::states(view, account)?.map_or_else(Vec::new, |states| states.rows);
    let rows = known.into_iter().map(|meant| Word {
        ours: visit.words.t(&format!("foreign-state-{}", meant.state)),
        raw: meant.raw,
        label: meant.label,
    });
    let mut unknown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for foreign in tellings::unmapped(view, account)? {
        let cases_of = unknown.entry(foreign.raw_state).or_default();
        if cases_of.len() < CASES
            && let Some(case) = cases::by_id(view, foreign.case)?
        {
            cases_of.push(case.no.to_string());
        }
    }
    Ok(States {
        rows: rows.collect(),
        unknown: unknown.into_iter().collect(),
    })
}
