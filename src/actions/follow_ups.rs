//! 每日跟进: the cases a person follows up today, what comes first first.

use super::access::Viewer;
use crate::domain::case::Case;
use crate::domain::follow_up;
use crate::domain::follow_up::Why;
use crate::domain::ids::CaseId;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::for_me;
use std::collections::BTreeSet;

/// Cases of one person and day that are read.
const MOST: usize = 300;

/// A case to follow up, and why.
#[derive(Debug, Clone)]
pub struct FollowUp {
    pub case: Case,
    /// Never empty; what comes first first.
    pub whys: Vec<(Why, Timestamp)>,
}

/// What a person follows up until `until`, the end of their day.
///
/// # Errors
/// When the disk does.
pub fn of(
    view: &impl View,
    viewer: &Viewer,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<FollowUp>, Failure> {
    let me = viewer.staff.id;
    let mut ids: BTreeSet<CaseId> = BTreeSet::new();
    for row in cases::open_first(view, OpenList::Owner(me), MOST)? {
        if row.due_at < until || row.snoozed_until.is_some_and(|at| at < until) {
            ids.insert(row.id);
        }
    }
    for row in cases::open_until(view, OpenList::Promised, until, MOST)? {
        if row.owner == me {
            ids.insert(row.id);
        }
    }
    for (case, _) in for_me::reminders(view, me, until)? {
        ids.insert(case);
    }
    let mut found = Vec::new();
    for id in ids {
        let case = cases::by_id(view, id)?.filter(|case| viewer.sees_shop(case.shop));
        let Some(case) = case else { continue };
        let whys = follow_up::whys(&case, me, now, until);
        if !whys.is_empty() {
            found.push(FollowUp { case, whys });
        }
    }
    found.sort_by_key(|one| (one.whys[0].1, one.case.id));
    Ok(found)
}
