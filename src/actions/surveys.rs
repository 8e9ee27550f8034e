//! 回访: a buyer says how it went, by a link that only their closing notice has. 没解决 opens the case
//! again, and whatever is bad goes to whoever leads.

use super::Moment;
use super::access::CaseRef;
use super::access::Viewer;
use super::access::see_case;
use super::cases;
use super::people::note;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::domain::notice::Audience;
use crate::domain::notice::Notice;
use crate::domain::notice::NoticeKind;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::survey::Answer;
use crate::domain::survey::LONGEST;
use crate::domain::survey::MOST;
use crate::domain::survey::Solved;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::Vault;
use crate::store::outbox;
use crate::store::surveys;

/// Who looks at bad answers.
pub const LOOKERS: &[Role] = &[Role::Supervisor];

/// What a buyer said.
#[derive(Debug, Clone)]
pub struct Said {
    pub score: u8,
    pub solved: Solved,
    pub text: String,
    /// What is written in the case when they wrote nothing.
    pub unsaid: String,
}

/// The unguessable part of a case's link, hex of 128 bits: known to whoever has the closing notice.
pub fn token(vault: &Vault, case: CaseId) -> String {
    vault.lookup("survey", &case.to_string())
}

/// The path of a case's link.
pub fn path(vault: &Vault, case: CaseId, no: &CaseNo) -> String {
    format!("/survey/{no}/{}", token(vault, case))
}

/// Takes an answer. Returns whether the case was opened again by it.
///
/// # Errors
/// `Invalid` for a score that is none, or too much text; `NotFound` for a case that is gone.
pub fn answer(
    plan: &mut Plan<'_, '_>,
    case: CaseId,
    said: &Said,
    moment: &Moment,
) -> Result<bool, Failure> {
    if !(1..=5).contains(&said.score) {
        return Err(Failure::invalid("score", "error-required"));
    }
    if said.text.chars().count() > LONGEST {
        return Err(Failure::invalid("text", "error-survey-long"));
    }
    let found = crate::store::cases::by_id(plan, case)?.ok_or(Failure::NotFound)?;
    let before = surveys::of_case(plan, case)?;
    if before.len() >= MOST {
        return Ok(false);
    }
    let answer = Answer {
        case,
        no: found.no.clone(),
        n: before.len() as u64 + 1,
        at: moment.now,
        score: said.score,
        solved: said.solved,
        text: said.text.trim().to_owned(),
    };
    surveys::add(plan, &answer)?;
    let mut opened = false;
    if said.solved == Solved::No {
        let mut act = Act::of(Verb::Reopen);
        act.input.text = Some(match answer.text.is_empty() {
            true => said.unsaid.clone(),
            false => answer.text.clone(),
        });
        match cases::act(
            plan,
            CaseRef::of_system(case),
            None,
            &act,
            &Actor::Buyer,
            moment,
        ) {
            Ok(_) => opened = true,
            // It is open, or too old to be: whoever leads reads it.
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    if answer.is_bad() {
        let notice = Notice {
            kind: NoticeKind::Escalation,
            to: Audience::Supervisor,
            dedupe_key: format!("survey {case} {}", answer.n),
            seq: found.events,
        };
        outbox::enqueue(plan, case, &notice, moment.now)?;
    }
    Ok(opened)
}

/// Somebody who leads looked at a bad answer.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a case one may not see.
pub fn seen(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    no: &CaseNo,
    n: u64,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(LOOKERS)?;
    let (case, _) = see_case(plan, viewer, no)?;
    surveys::seen(plan, case.id(), n);
    let object = format!("case {} {n}", case.id());
    note(
        plan,
        moment.now,
        Some(viewer.staff.id),
        "survey_seen",
        object,
    )
}
