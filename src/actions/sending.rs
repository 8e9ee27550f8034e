//! Messages to buyers wait a few seconds in which their writer can take them back. Until then
//! nothing was said: the door writes the event when the message goes out.

use super::Moment;
use super::access::CaseRef;
use super::access::Viewer;
use super::cases as door;
use super::drafts::put_back;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Field;
use crate::domain::case::Verb;
use crate::domain::ids::CaseId;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases;
use crate::store::drafts::DraftOrigin;
use crate::store::drafts::Place;
use crate::store::outbox;
use crate::store::people;
use crate::store::settings;
use crate::store::waiting;
use crate::store::waiting::Waiting;
use serde::Deserialize;
use serde::Serialize;

/// The box of the case page in which messages are written.
pub const BOX: &str = "say";
/// The box on the card of a hand-over, and of the form of the same act.
pub const RESTATE_BOX: &str = "restate.text";
/// The acts whose words go to the buyer as they are.
pub const SPEAKS: &[Verb] = &[Verb::Message, Verb::Restate];

/// bytes of the files that go along with one message: mailboxes take no larger mails.
pub const ALONG_MOST: u64 = 15 * 1024 * 1024;

/// A message that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub id: u64,
    pub no: CaseNo,
}

/// What came of taking a message back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TakenBack {
    /// The words are a draft again.
    Yes,
    /// It went out already, or was taken back before.
    TooLate,
}

/// Takes a message to the buyer that the rules accept, to be sent when [`outbox::UNDO`] is over.
/// `sealed` is its text as it is kept until then.
///
/// # Errors
/// What the door would say: `Refused`, `NotFound`.
pub fn hold(
    plan: &mut Plan<'_, '_>,
    case: CaseRef,
    act: &Act,
    sealed: Sealed,
    viewer: &Viewer,
    moment: &Moment,
) -> Result<Held, Failure> {
    let bytes: u64 = act.input.files.iter().map(|file| file.size).sum();
    if bytes > ALONG_MOST {
        return Err(Failure::invalid(Field::Files.code(), "error-along-large"));
    }
    let no = door::would(plan, case, act, &viewer.actor, moment.now)?;
    let id = plan.next_number("waiting_message")?;
    let held = Waiting {
        id,
        case: case.id(),
        staff: viewer.staff.id,
        verb: act.verb,
        text: sealed,
        files: act.input.files.clone(),
        held_at: moment.now,
        send_at: moment.now + outbox::UNDO,
    };
    waiting::save(plan, &held)?;
    Ok(Held { id, no })
}

/// Takes a message back: its words become a draft in the box they were written in.
///
/// # Errors
/// `NotFound` for another one's message.
pub fn take_back(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u64,
    moment: &Moment,
) -> Result<TakenBack, Failure> {
    let Some(held) = waiting::by_id(plan, id)? else {
        return Ok(TakenBack::TooLate);
    };
    if held.staff != viewer.staff.id {
        return Err(Failure::NotFound);
    }
    waiting::remove(plan, id);
    return_to_writer(plan, &held, DraftOrigin::TakenBack, moment)?;
    Ok(TakenBack::Yes)
}

/// The messages whose time has come.
///
/// # Errors
/// When the disk does.
pub fn due(view: &impl View, now: Timestamp) -> Result<Vec<Waiting>, Failure> {
    let mut due = waiting::all(view)?;
    due.retain(|held| held.send_at <= now);
    Ok(due)
}

/// The messages of a case that still wait.
///
/// # Errors
/// When the disk does.
pub fn waiting_on(view: &impl View, case: CaseId) -> Result<Vec<Waiting>, Failure> {
    let mut held = waiting::all(view)?;
    held.retain(|held| held.case == case);
    Ok(held)
}

/// Sends a message whose time has come: the door writes it as said by its writer now. What the case
/// no longer takes goes back to its writer as a draft. `text` is the opened text; none when it cannot
/// be opened.
///
/// # Errors
/// When the disk does.
pub fn release(
    plan: &mut Plan<'_, '_>,
    id: u64,
    text: Option<&str>,
    moment: &Moment,
) -> Result<(), Failure> {
    // Taken back, or sent before a crash whose acknowledgement was lost.
    let Some(held) = waiting::by_id(plan, id)? else {
        return Ok(());
    };
    if held.send_at > moment.now {
        return Ok(());
    }
    waiting::remove(plan, id);
    let said = match text {
        Some(text) => say(plan, &held, text, moment),
        None => Err(Failure::NotFound),
    };
    match said {
        Ok(()) => Ok(()),
        Err(Failure::Refused(_) | Failure::NotFound) => {
            return_to_writer(plan, &held, DraftOrigin::NotSent, moment)
        }
        Err(failure) => Err(failure),
    }
}

fn say(
    plan: &mut Plan<'_, '_>,
    held: &Waiting,
    text: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    let staff = people::by_id(plan, held.staff)?.filter(|staff| staff.active);
    let staff = staff.ok_or(Failure::NotFound)?;
    let case = cases::by_id(plan, held.case)?.ok_or(Failure::NotFound)?;
    // Its number may have been merged into another case meanwhile: that one goes on.
    let now_at = cases::id_by_no(plan, &case.no)?.ok_or(Failure::NotFound)?;
    let limit = settings::rules(plan)?.limits.of(&staff);
    let viewer = Viewer::new(staff, limit);
    let mut act = Act::of(held.verb);
    act.input.text = Some(text.to_owned());
    act.input.files.clone_from(&held.files);
    let case = CaseRef::of_system(now_at);
    door::act(plan, case, None, &act, &viewer.actor, moment)?;
    Ok(())
}

fn return_to_writer(
    plan: &mut Plan<'_, '_>,
    held: &Waiting,
    origin: DraftOrigin,
    moment: &Moment,
) -> Result<(), Failure> {
    let place = Place {
        staff: held.staff,
        case: Some(held.case),
        name: match held.verb {
            Verb::Restate => RESTATE_BOX.to_owned(),
            _ => BOX.to_owned(),
        },
    };
    let tab = format!("message-{}", held.id);
    let back = (held.text.clone(), held.files.clone());
    put_back(plan, &place, tab, origin, back, moment.now)
}
