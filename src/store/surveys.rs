//! What buyers said of closed cases: only ever added to. Written only by `actions::surveys`.

use super::key::Key;
use super::key::u64_at;
use super::tables::Table;
use super::view::Direction;
use super::view::Plan;
use super::view::View;
use crate::domain::ids::CaseId;
use crate::domain::survey::Answer;
use crate::domain::survey::MOST;
use anyhow::Result;

/// Of a case, in the order they came.
///
/// # Errors
/// When the disk does, or a record is damaged; so for every function here.
pub fn of_case(view: &impl View, case: CaseId) -> Result<Vec<Answer>> {
    let from = Key::new().u64(case.0);
    let (start, end) = (from.clone().build(), from.end());
    let rows = view.list(Table::Surveys, &start, &end, Direction::Forward, MOST)?;
    Ok(rows.into_iter().map(|(_, answer)| answer).collect())
}

pub fn add(plan: &mut Plan<'_, '_>, answer: &Answer) -> Result<()> {
    let key = Key::new().u64(answer.case.0).u64(answer.n).build();
    if answer.is_bad() {
        plan.put(Table::SurveysToSee, key.clone(), &())?;
    }
    plan.put(Table::Surveys, key, answer)
}

/// Bad ones nobody who leads looked at yet, at most `limit`.
pub fn to_see(view: &impl View, limit: usize) -> Result<Vec<Answer>> {
    let mut found = Vec::new();
    for key in view.keys(Table::SurveysToSee, &[], &[], limit)? {
        if let (Some(case), Some(n)) = (u64_at(&key, 0), u64_at(&key, 8)) {
            let own = Key::new().u64(case).u64(n).build();
            found.extend(view.get::<Answer>(Table::Surveys, &own)?);
        }
    }
    Ok(found)
}

/// Somebody looked at it.
pub fn seen(plan: &mut Plan<'_, '_>, case: CaseId, n: u64) {
    plan.remove(Table::SurveysToSee, Key::new().u64(case.0).u64(n).build());
}
