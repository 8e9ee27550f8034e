//! A form of an act that came back because the case changed meanwhile: what happened, and what now
//! stands where this person wants to write.

use super::history;
use super::history::Day;
use super::known::Known;
use super::known::Surroundings;
use super::widget::Widget;
use crate::domain::case::Field;
use crate::domain::case::Verb;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::web::form::Fields;

/// What happened since the form was shown.
///
/// # Errors
/// When the disk does.
pub fn since(
    view: &impl View,
    known: &Known<'_>,
    around: &Surroundings,
    sent: Option<&Fields>,
) -> Result<Vec<Day>, Failure> {
    let seen: Option<u64> = sent.and_then(|fields| fields.filled("seen")?.parse().ok());
    let Some(seen) = seen else {
        return Ok(Vec::new());
    };
    let mut events = cases::timeline(view, known.case.id)?;
    events.retain(|(event, _)| event.seq >= seen);
    Ok(history::days(events, known, around))
}

/// Says at each field what stands there now, where this act would write over it.
pub fn say_now(widgets: &mut [Widget], known: &Known<'_>, around: &Surroundings, verb: Verb) {
    for widget in widgets {
        let now = Field::from_code(widget.name).and_then(|field| now(known, around, verb, field));
        widget.now = now.map(|now| known.words.with("stale-now", &[("text", Arg::Text(&now))]));
    }
}

fn now(known: &Known<'_>, around: &Surroundings, verb: Verb, field: Field) -> Option<String> {
    let (case, words) = (known.case, known.words);
    let text = match (verb, field) {
        (Verb::SetNext, Field::Text) => {
            names::next_action(words, case.kind.machine(), &case.next_action).to_owned()
        }
        (Verb::SetNext, Field::Due) => formats::short(case.next_action_at, known.zone, known.now),
        (Verb::SetPriority, Field::Priority) => {
            names::priority_name(words, case.priority).to_owned()
        }
        (Verb::SetReason, Field::ReasonCode) => names::reason_name(words, &case.reason).to_owned(),
        (Verb::SetReason, Field::Fault) => names::fault_name(words, case.fault).to_owned(),
        (Verb::Assign | Verb::HandOver, Field::Staff) => {
            around.name_of(case.owner).unwrap_or_default().to_owned()
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
