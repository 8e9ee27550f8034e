//! The owner's rules for notices.

use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::people::note;
use crate::domain::notice::rules::NoticeRules;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::settings;

/// # Errors
/// `Invalid` with the field of what does not fit.
pub fn save(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    rules: &NoticeRules,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(&[])?;
    let mut wrong = Vec::new();
    for (field, hour) in [
        ("quiet_from", rules.quiet.from),
        ("quiet_to", rules.quiet.to),
    ] {
        if !(0..24).contains(&hour) {
            wrong.push((field.to_owned(), "error-notices-hour".to_owned()));
        }
    }
    let caps = [
        ("cap_receiver", rules.caps.receiver),
        ("cap_case", rules.caps.case),
        ("cap_shop", rules.caps.shop),
    ];
    for (field, cap) in caps {
        if !(1..=100_000).contains(&cap) {
            wrong.push((field.to_owned(), "error-notices-cap".to_owned()));
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    settings::save_notice_rules(plan, rules)?;
    let by = Some(viewer.staff.id);
    note(plan, moment.now, by, "notice_rules_changed", String::new())
}
