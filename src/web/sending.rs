//! Messages that wait out the moment in which they can be taken back, as the case page shows them.

use super::flash::Flash;
use super::form::Fields;
use super::page;
use super::visit::Visit;
use crate::actions::sending;
use crate::actions::sending::TakenBack;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Verb;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::store::Vault;
use crate::store::View;
use crate::store::people;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// The box of the card of a hand-over, as the page names it.
const RESTATE: &str = "restate";

/// A message on its way.
pub struct WaitingLine {
    pub text: String,
    /// ms since 1970.
    pub send_at: i64,
    /// 小王的消息马上发出.
    pub said: String,
    /// The box it came from, by its name in the page.
    pub from: &'static str,
    /// The path that takes it back; only its writer may.
    pub undo: Option<String>,
}

/// The messages of a case that wait.
///
/// # Errors
/// When the disk does, or a text cannot be opened.
pub fn lines(
    view: &impl View,
    vault: &Vault,
    visit: &Visit,
    case: &Case,
) -> Result<Vec<WaitingLine>, Failure> {
    let me = visit.viewer()?.staff.id;
    let mut lines = Vec::new();
    for held in sending::waiting_on(view, case.id)? {
        let own = held.staff == me;
        let said = match own {
            true => visit.words.t("send-waiting").to_owned(),
            false => {
                let who = people::by_id(view, held.staff)?;
                let who = who.map(|staff| staff.display_name).unwrap_or_default();
                visit
                    .words
                    .with("send-waiting-by", &[("who", Arg::Text(&who))])
            }
        };
        lines.push(WaitingLine {
            text: vault.open_sealed(&held.text)?,
            send_at: held.send_at.0,
            said,
            from: match held.verb {
                Verb::Restate => RESTATE,
                _ => sending::BOX,
            },
            undo: own.then(|| visit.url(&format!("/sending/{}/undo", held.id))),
        });
    }
    Ok(lines)
}

/// Takes a message back; its words stand in the box again.
///
/// # Errors
/// `NotFound` for another one's message.
pub async fn undo(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(fields.text("no")).ok_or(Failure::NotFound)?;
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let id = id.into_inner();
    let done = app
        .write(fields.key(&visit), move |plan| {
            sending::take_back(plan, &viewer, id, &moment)
        })
        .await?;
    let flash = Flash::new(match done {
        TakenBack::Yes => "done-taken-back",
        TakenBack::TooLate => "done-taken-back-late",
    });
    let from = match fields.text("box") {
        RESTATE => RESTATE,
        _ => sending::BOX,
    };
    Ok(page::done(&visit, &format!("/cases/{no}#{from}"), &flash))
}
