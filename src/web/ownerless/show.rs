//! One parcel: what is known, cases it may belong to, and what can be done.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::rows::Row;
use super::super::rows::Writing;
use super::super::visit::Visit;
use crate::actions::access::see_case;
use crate::actions::ownerless;
use crate::actions::proposals::propose;
use crate::actions::proposals::words_of;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::CaseNo;
use crate::domain::case::Refusal;
use crate::domain::case::Verb;
use crate::domain::ids::OwnerlessId;
use crate::domain::ownerless as rules;
use crate::domain::ownerless::Ownerless;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::identity;
use crate::store::index;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// A case it may belong to.
struct Proposed {
    /// 0..100
    score: u32,
    why: String,
    row: Row,
}

/// What was entered about who sent it, as find tokens; never kept.
#[derive(Default)]
struct Sender {
    phones: Vec<String>,
    names: Vec<String>,
}

impl Sender {
    fn of(vault: &Vault, parcel: &Ownerless, asked: &str) -> Sender {
        let tail = parcel.phone_tail.as_deref().unwrap_or_default();
        let mut sender = Sender::default();
        let typed = [tail, asked.trim()];
        for text in typed.into_iter().chain(words_of(&parcel.content)) {
            if text.is_empty() {
                continue;
            }
            let digits = text
                .bytes()
                .all(|b| b.is_ascii_digit() || b"+- ".contains(&b));
            let tokens = identity::find_tokens(vault, text);
            match digits {
                true => sender.phones.extend(tokens),
                false => sender.names.extend(tokens),
            }
        }
        sender
    }
}

#[derive(Template)]
#[template(path = "ownerless/show.html")]
struct ShowPage {
    frame: Frame,
    id: u64,
    rev: u64,
    state: &'static str,
    content: String,
    carrier: String,
    tracking_no: String,
    received: String,
    matched: Option<String>,
    disposal: Option<String>,
    proposed: Vec<Proposed>,
    /// Who is looked for.
    asked: String,
    may_match: bool,
    may_dispose: bool,
    /// Why it cannot be disposed of yet.
    not_yet: Option<String>,
    wrong: Option<String>,
    typed: Fields,
}

/// # Errors
/// `NotFound` for a missing and for a foreign parcel alike.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let id = OwnerlessId(at.into_inner());
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let store = app.store.clone();
    let shown = app
        .read(move |view| build(view, store.vault(), &visit, id, asked, None))
        .await?;
    page::show(&shown)
}

/// Matches it to a case, or disposes of it.
///
/// # Errors
/// `NotFound`; what was typed comes back with why it was refused.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    at: Path<(u64, String)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (id, verb) = at.into_inner();
    let id = OwnerlessId(id);
    let verb = Verb::from_code(&verb)
        .filter(|verb| matches!(verb, Verb::Match | Verb::Dispose))
        .ok_or(Failure::NotFound)?;
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let shown = fields.filled("rev").and_then(|rev| rev.parse().ok());
    let sent = fields.clone();
    let done = app
        .write(fields.key(&visit), move |plan| {
            let mut act = Act::of(verb);
            act.input.reason = sent.filled("reason").map(str::to_owned);
            if let Some(no) = sent.filled("case") {
                let unknown = || Failure::invalid("case", "error-case-unknown");
                let no = CaseNo::parse(no).ok_or_else(unknown)?;
                let found = see_case(plan, &viewer, &no).map_err(|_| unknown())?;
                act.input.case = Some(found.0.id());
            }
            ownerless::act(plan, &viewer, id, shown, &act, &moment)
        })
        .await;
    let why = match done {
        Ok(()) => {
            let flash = Flash::new("done-saved");
            let path = format!("/warehouse/ownerless/{id}");
            return Ok(page::done(&visit, &path, &flash));
        }
        Err(Failure::Refused(Refusal::WrongRole { .. })) => return Err(Failure::NotAllowed),
        Err(Failure::Refused(why)) => refusal(visit.words, &why, &visit.zone, "CNY"),
        Err(Failure::Invalid(wrong)) => wrong
            .first()
            .map(|(_, key)| visit.words.t(key).to_owned())
            .unwrap_or_default(),
        Err(failure) => return Err(failure),
    };
    let store = app.store.clone();
    let shown = app
        .read(move |view| build(view, store.vault(), &visit, id, fields, Some(why)))
        .await?;
    page::with_status(&shown, StatusCode::CONFLICT)
}

fn build(
    view: &impl View,
    vault: &Vault,
    visit: &Visit,
    id: OwnerlessId,
    typed: Fields,
    wrong: Option<String>,
) -> Result<ShowPage, Failure> {
    let viewer = visit.viewer()?;
    let parcel = ownerless::see(view, viewer, id)?;
    let in_force = crate::actions::cases::InForce::read(view)?;
    let possible = rules::possible(
        &parcel,
        &viewer.actor,
        &in_force.rules(parcel.shop),
        visit.now,
    );
    let can = |verb: Verb| {
        possible
            .iter()
            .any(|(v, verdict)| *v == verb && verdict.is_ok())
    };
    let not_yet = possible.iter().find_map(|(verb, verdict)| match verdict {
        Err(why @ Refusal::TooEarly { .. }) if *verb == Verb::Dispose => {
            Some(refusal(visit.words, why, &visit.zone, "CNY"))
        }
        _ => None,
    });
    let matched = parcel.matched_case.map(|id| cases::by_id(view, id));
    let matched = matched
        .transpose()?
        .flatten()
        .map(|case| case.no.to_string());
    let may_match = can(Verb::Match);
    let asked: String = typed.text("q").chars().take(100).collect();
    let proposed = if may_match {
        proposals(view, visit, &parcel, &Sender::of(vault, &parcel, &asked))?
    } else {
        Vec::new()
    };
    Ok(ShowPage {
        frame: Frame::load(view, visit)?,
        id: id.0,
        rev: parcel.rev,
        state: names::state_name(visit.words, parcel.state),
        received: formats::full(parcel.received_at, &visit.zone),
        matched,
        disposal: parcel.disposal,
        proposed,
        asked,
        may_match,
        may_dispose: can(Verb::Dispose),
        not_yet,
        content: parcel.content,
        carrier: parcel.carrier,
        tracking_no: parcel.tracking_no,
        wrong,
        typed,
    })
}

/// The cases it may belong to, written out.
fn proposals(
    view: &impl View,
    visit: &Visit,
    parcel: &Ownerless,
    sender: &Sender,
) -> Result<Vec<Proposed>, Failure> {
    let viewer = visit.viewer()?;
    let found = propose(view, viewer, parcel, &sender.phones, &sender.names)?;
    let writing = Writing::load(view, visit)?;
    let separator = visit.words.t("list-separator");
    Ok(found
        .into_iter()
        .map(|proposal| {
            let why: Vec<&str> = proposal
                .why
                .iter()
                .map(|clue| names::clue_name(visit.words, *clue))
                .collect();
            Proposed {
                score: proposal.score,
                why: why.join(separator),
                row: writing.row(&index::case_row(&proposal.case)),
            }
        })
        .collect())
}
