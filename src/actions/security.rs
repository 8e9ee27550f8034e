//! How long people stay signed in, and who needs a second factor: set by the owner.

use super::Moment;
use super::changes;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::ids::StaffId;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::settings;
use crate::store::settings::Security;

/// What the history of this part is kept under.
pub const SUBJECT: &str = "security";
/// The shortest and the longest a session may stay unused.
pub const IDLE_WITHIN: (Span, Span) = (Span::minutes(10), Span::days(7));
/// The shortest and the longest a session may go on.
pub const ABSOLUTE_WITHIN: (Span, Span) = (Span::hours(1), Span::days(90));

/// Sets it. `seen` is the `rev` the person saw.
///
/// # Errors
/// `Invalid` out of bounds; `ChangedMeanwhile`.
pub fn change(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    new: &Security,
    seen: Option<u64>,
    moment: &Moment,
) -> Result<(), Failure> {
    changes::must_be_at(plan, SUBJECT, seen)?;
    let mut wrong = Vec::new();
    let mut bound = |name: &str, value: Span, (least, most): (Span, Span)| {
        if value < least || value > most {
            wrong.push((name.to_owned(), "error-out-of-bounds".to_owned()));
        }
    };
    bound("idle", new.idle, IDLE_WITHIN);
    bound("absolute", new.absolute, ABSOLUTE_WITHIN);
    if !wrong.is_empty() {
        return Err(Failure::Invalid(wrong));
    }
    let mut desk = settings::desk(plan)?.ok_or(Failure::NotFound)?;
    let old = std::mem::replace(&mut desk.security, new.clone());
    settings::put(plan, "desk", &desk)?;
    let roles = |roles: &[Role]| {
        let codes = roles.iter().map(ToString::to_string).collect();
        Said::Codes("role".into(), codes)
    };
    let mut found = Changes::default();
    found.note("idle", Said::Span(old.idle), Said::Span(new.idle));
    found.note(
        "absolute",
        Said::Span(old.absolute),
        Said::Span(new.absolute),
    );
    found.note(
        "second-factor-roles",
        roles(&old.second_factor),
        roles(&new.second_factor),
    );
    changes::record(plan, SUBJECT, by, found, None, moment)
}
