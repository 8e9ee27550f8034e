//! Carrying an act out in one transaction with the drafts it uses up. What speaks to the buyer is
//! held back a moment, so that it can be taken back.

use crate::actions;
use crate::actions::access::CaseRef;
use crate::actions::cases::Done;
use crate::actions::drafts;
use crate::actions::sending;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Verb;
use crate::failure::Failure;
use crate::store::drafts::Place;
use crate::web::Visit;
use crate::web::drafts::part;
use crate::web::form::Fields;

/// Acts that only add words or files: what happened in between does not matter to them.
const ADDING: &[Verb] = &[Verb::Note, Verb::Message, Verb::Restate, Verb::Attach];

/// What came of it.
pub enum Outcome {
    Done(Done),
    /// A message that goes out in a moment.
    Held(CaseNo),
}

/// # Errors
/// What the door says; `ChangedMeanwhile` when the form showed another case than there is now and
/// that matters.
pub async fn out(
    app: &App,
    visit: &Visit,
    case: CaseRef,
    act: Act,
    fields: &Fields,
) -> Result<Outcome, Failure> {
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let staff = viewer.staff.id;
    let used = part::used(fields, |name| Place {
        staff,
        case: Some(case.id()),
        name: name.to_owned(),
    });
    let key = fields.key(visit);
    if sending::SPEAKS.contains(&act.verb) {
        let text = act.input.text.clone().unwrap_or_default();
        let sealed = app.store.vault().seal(&text, String::new())?;
        let held = app
            .write(key, move |plan| {
                let held = sending::hold(plan, case, &act, sealed, &viewer, &moment)?;
                drafts::sent(plan, &used)?;
                Ok(held)
            })
            .await?;
        return Ok(Outcome::Held(held.no));
    }
    let shown = fields
        .filled("rev")
        .filter(|_| !ADDING.contains(&act.verb))
        .and_then(|rev| rev.parse().ok());
    let done = app
        .write(key, move |plan| {
            let done = actions::cases::act(plan, case, shown, &act, &viewer.actor, &moment)?;
            drafts::sent(plan, &used)?;
            Ok(done)
        })
        .await?;
    Ok(Outcome::Done(done))
}
