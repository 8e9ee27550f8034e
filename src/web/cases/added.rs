//! A request that is about a case there is already: everything typed goes there as a note, with its
//! files, and no new case is opened (F10).

use super::intake;
use crate::actions;
use crate::actions::access::see_case;
use crate::actions::drafts;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Verb;
use crate::domain::case::record::CaseFile;
use crate::domain::ids::OrderId;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::names;
use crate::store::drafts::Place;
use crate::web::Visit;
use crate::web::drafts::part;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// The button that adds to another case instead: its number.
pub const INTO: &str = "into";

/// Adds it.
///
/// # Errors
/// `NotFound` for a case this person may not see; what the door says.
pub async fn to(
    app: &Data<App>,
    visit: &Visit,
    no: &str,
    kind: Kind,
    fields: &Fields,
    files: Vec<CaseFile>,
) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(no).ok_or(Failure::NotFound)?;
    let (case, _) = {
        let visit = visit.clone();
        app.read(move |view| see_case(view, visit.viewer()?, &no))
            .await?
    };
    let act = Act {
        verb: Verb::Note,
        input: Input {
            text: Some(told(visit.words, kind, fields)),
            files,
            ..Input::default()
        },
    };
    let staff = visit.viewer()?.staff.id;
    let order = fields.filled("order").and_then(|id| id.parse().ok());
    let order = order.map(OrderId);
    let used = part::used(fields, |name| Place::new_case(staff, order, name));
    let actor = visit.viewer()?.actor.clone();
    let moment = visit.moment();
    let done = app
        .write(fields.key(visit), move |plan| {
            let done = actions::cases::act(plan, case, None, &act, &actor, &moment)?;
            drafts::sent(plan, &used)?;
            Ok(done)
        })
        .await?;
    let flash = Flash::new("done-added").and("no", &done.no);
    Ok(page::done(visit, &format!("/cases/{}", done.no), &flash))
}

/// Everything the form says, in lines.
fn told(words: Words, kind: Kind, fields: &Fields) -> String {
    let reason = fields.filled("reason").unwrap_or_default();
    let mut lines = vec![words.with(
        "added-lead",
        &[
            ("kind", names::kind_name(words, kind).into()),
            ("reason", names::reason_name(words, reason).into()),
        ],
    )];
    let channel = crate::domain::case::record::Intake::from_code(fields.text("intake"));
    if let Some(channel) = channel.filter(|channel| intake::CHANNELS.contains(channel)) {
        lines.push(names::intake_name(words, channel).to_owned());
    }
    for (key, field) in [
        ("case-applied", "amount"),
        ("case-tracking-no", "tracking_no"),
        ("case-platform-no", "platform_no"),
        ("case-about", "about"),
    ] {
        if let Some(value) = fields.filled(field) {
            lines.push(format!("{} {value}", words.t(key)));
        }
    }
    lines.extend(
        fields
            .filled("buyer_text")
            .map(|text| text.replace("\r\n", "\n")),
    );
    lines.join("\n")
}
