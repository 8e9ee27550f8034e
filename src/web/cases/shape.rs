//! Merging, splitting and converting a case: what the three pages share. Each shows what will
//! change before it is done, from the very decision that will be made.

use super::history;
use super::history::Day;
use super::known::Surroundings;
use crate::actions;
use crate::actions::access::CaseRef;
use crate::actions::access::see_case;
use crate::actions::cases::Done;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Change;
use crate::domain::case::Refusal;
use crate::domain::case::Verb;
use crate::domain::case::record::Deadline;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::MoneyState;
use crate::domain::notice::Audience;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::ReadTx;
use crate::store::View;
use crate::store::cases;
use crate::web::Visit;
use crate::web::WORKERS;
use crate::web::flash::Flash;
use crate::web::form::COMMAND;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::guards::status_of;
use crate::web::page;
use crate::web::rows::Due;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

/// What was said, and what came of it.
#[derive(Default)]
pub struct Told {
    pub fields: Fields,
    pub errors: Errors,
    pub refused: Option<Refusal>,
    /// The case changed since the page was shown.
    pub stale: bool,
    /// Sent before what would change had been seen.
    pub unseen: bool,
    /// Why it could not be saved just now: a phrase key.
    pub unsaved: Option<&'static str>,
}

impl Told {
    pub fn by(fields: &Fields) -> Told {
        Told {
            fields: fields.clone(),
            ..Told::default()
        }
    }
}

/// How one of the three pages is made of a case and what was said about it.
pub type Build<P> = fn(&ReadTx, &Visit, &Case, &Told) -> Result<P, Failure>;

/// Shows one of the three pages; what was chosen so far stands in the address.
///
/// # Errors
/// `NotFound`; `NotAllowed` for those who may not do such things.
pub async fn form<P: Template + Send + 'static>(
    app: &Data<App>,
    visit: Visit,
    at: &str,
    request: &HttpRequest,
    build: Build<P>,
) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(WORKERS)?;
    let no = CaseNo::parse(at).ok_or(Failure::NotFound)?;
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let page = read(app, visit, no, Told::by(&asked), build).await?;
    page::show(&page)
}

/// The case that something was sent about.
///
/// # Errors
/// As [`form`].
pub async fn meant(app: &Data<App>, visit: &Visit, at: &str) -> Result<(CaseRef, Case), Failure> {
    visit.viewer()?.must_be(WORKERS)?;
    let no = CaseNo::parse(at).ok_or(Failure::NotFound)?;
    let visit = visit.clone();
    app.read(move |view| see_case(view, visit.viewer()?, &no))
        .await
}

/// Answers what was sent: the way on, or the page once more.
///
/// # Errors
/// As [`form`].
pub async fn answer<P: Template + Send + 'static>(
    app: &Data<App>,
    visit: Visit,
    no: CaseNo,
    sent: Sent,
    build: Build<P>,
) -> Result<HttpResponse, Failure> {
    match sent {
        Sent::Done(response) => Ok(response),
        Sent::Again(told, status) => {
            let page = read(app, visit, no, told, build).await?;
            page::with_status(&page, status)
        }
    }
}

async fn read<P: Send + 'static>(
    app: &Data<App>,
    visit: Visit,
    no: CaseNo,
    told: Told,
    build: Build<P>,
) -> Result<P, Failure> {
    app.read(move |view| {
        let (_, case) = see_case(view, visit.viewer()?, &no)?;
        build(view, &visit, &case, &told)
    })
    .await
}

/// What stands on each of the three pages.
pub struct Head {
    pub no: String,
    pub kind: &'static str,
    pub state: &'static str,
    pub buyer: String,
    pub rev: u64,
    pub seen: u64,
    /// The key of what the form does: the same again when it is not known whether it was saved.
    pub command: String,
    /// Why not.
    pub refused: Option<String>,
    pub unseen: bool,
    pub reason: String,
    /// What happened since the page was shown.
    pub since: Vec<Day>,
}

impl Head {
    /// # Errors
    /// When the disk does.
    pub fn of(
        view: &impl View,
        visit: &Visit,
        frame: &Frame,
        case: &Case,
        around: &Surroundings,
        told: &Told,
    ) -> Result<Head, Failure> {
        let known = around.known(case, visit.words, &visit.zone, visit.now);
        let seen: Option<u64> = told
            .fields
            .filled("seen")
            .and_then(|seen| seen.parse().ok());
        let since = match seen.filter(|_| told.stale) {
            None => Vec::new(),
            Some(seen) => {
                let events = cases::timeline(view, case.id)?.into_iter();
                let new = events.filter(|(event, _)| event.seq >= seen).collect();
                history::days(new, &known, around)
            }
        };
        let sent = told
            .fields
            .filled(COMMAND)
            .filter(|_| told.unsaved.is_some());
        Ok(Head {
            no: case.no.to_string(),
            kind: names::kind_name(visit.words, case.kind),
            state: names::state_name(visit.words, case.state),
            buyer: case.buyer_shown.clone(),
            rev: case.rev,
            seen: case.events,
            command: sent.map_or_else(|| frame.command(), str::to_owned),
            refused: match (&told.refused, told.unsaved) {
                (Some(why), _) => Some(refusal(visit.words, why, &visit.zone, known.currency)),
                (None, key) => key.map(|key| visit.words.t(key).to_owned()),
            },
            unseen: told.unseen,
            reason: told.fields.raw("reason").to_owned(),
            since,
        })
    }
}

/// What an act would change; the refusal, when the rules say no.
///
/// # Errors
/// When the disk does.
pub fn preview(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    act: &Act,
) -> Result<Result<Change, Refusal>, Failure> {
    let actor = &visit.viewer()?.actor;
    match actions::cases::preview(view, case, act, actor, visit.now) {
        Ok(change) => Ok(Ok(change)),
        Err(Failure::Refused(why)) => Ok(Err(why)),
        Err(failure) => Err(failure),
    }
}

/// What became of an act: the way on, or what the page says when it is shown again.
pub enum Sent {
    Done(HttpResponse),
    Again(Told, StatusCode),
}

/// Does it.
///
/// # Errors
/// `NotAllowed`; faults.
pub async fn send(
    app: &Data<App>,
    visit: &Visit,
    case: CaseRef,
    act: Act,
    fields: &Fields,
    flash: impl FnOnce(&Done) -> Flash,
) -> Result<Sent, Failure> {
    let moment = visit.moment();
    let actor = visit.viewer()?.actor.clone();
    let shown = fields.filled("rev").and_then(|rev| rev.parse().ok());
    let done = app
        .write(fields.key(visit), move |plan| {
            actions::cases::act(plan, case, shown, &act, &actor, &moment)
        })
        .await;
    let told = Told::by(fields);
    Ok(match done {
        Ok(done) => {
            let to = format!("/cases/{}", done.no);
            Sent::Done(page::done(visit, &to, &flash(&done)))
        }
        Err(Failure::Refused(Refusal::WrongRole { .. } | Refusal::NotForStaff)) => {
            return Err(Failure::NotAllowed);
        }
        Err(Failure::Refused(why)) => {
            let refused = Some(why);
            Sent::Again(Told { refused, ..told }, StatusCode::CONFLICT)
        }
        Err(failure @ Failure::ChangedMeanwhile) => {
            let stale = true;
            Sent::Again(Told { stale, ..told }, status_of(&failure))
        }
        Err(failure @ (Failure::Busy | Failure::ReadOnly)) => {
            let unsaved = Some(match failure {
                Failure::Busy => "error-busy",
                _ => "error-read-only",
            });
            Sent::Again(Told { unsaved, ..told }, status_of(&failure))
        }
        Err(failure) => return Err(failure),
    })
}

/// What stands against it, whatever is said: the state of the case, or who asks.
///
/// # Errors
/// When the disk does.
pub fn may(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    verb: Verb,
) -> Result<Option<Refusal>, Failure> {
    let viewer = visit.viewer()?;
    let all = actions::cases::possible(view, case, &viewer.actor, visit.now)?;
    let found = all
        .into_iter()
        .filter(|possible| possible.verb == verb)
        .min_by_key(|possible| possible.verdict.is_err());
    match found.map(|possible| possible.verdict) {
        Some(Ok(())) => Ok(None),
        Some(Err(why)) => Ok(Some(why)),
        None => Err(Failure::NotFound),
    }
}

/// What becomes of a clock.
pub struct Clock {
    pub name: &'static str,
    pub source: &'static str,
    /// `stays`, `starts`, `ends` or `moves`
    pub how: &'static str,
    pub fate: &'static str,
    pub due: Due,
    /// It runs outside, whatever stands here: the marketplace's or the law's.
    pub outside: bool,
}

/// The clocks before and after, those that end first.
pub fn clocks(visit: &Visit, before: &[&Case], after: &Case) -> Vec<Clock> {
    let clock = |deadline: &Deadline, how, fate| Clock {
        name: names::deadline_name(visit.words, deadline.kind),
        source: names::deadline_source_name(visit.words, deadline.source),
        how,
        fate: visit.words.t(fate),
        due: Due::at(visit, deadline.due_at),
        outside: matches!(
            deadline.source,
            DeadlineSource::Platform | DeadlineSource::Law
        ),
    };
    let runs = |deadline: &&Deadline| {
        matches!(
            deadline.state,
            DeadlineState::Running | DeadlineState::Paused
        )
    };
    let now: Vec<&Deadline> = after.deadlines.iter().filter(runs).collect();
    let was: Vec<&Deadline> = before
        .iter()
        .flat_map(|case| case.deadlines.iter().filter(runs))
        .collect();
    let mut clocks = Vec::new();
    for old in &was {
        let same = now.iter().any(|new| {
            new.kind == old.kind && new.started_at == old.started_at && new.due_at == old.due_at
        });
        if !same {
            let goes_on = now.iter().any(|new| new.kind == old.kind);
            clocks.push(match goes_on {
                true => clock(old, "moves", "shape-clock-replaced"),
                false => clock(old, "ends", "shape-clock-ends"),
            });
        }
    }
    for new in &now {
        let known = was
            .iter()
            .any(|old| old.kind == new.kind && old.due_at == new.due_at);
        clocks.push(match known {
            true => clock(new, "stays", "shape-clock-stays"),
            false => clock(new, "starts", "shape-clock-starts"),
        });
    }
    clocks
}

/// Money that is void afterwards: what it was for, and how much.
pub fn voided(visit: &Visit, before: &Case, after: &Case, currency: &str) -> Vec<(String, String)> {
    before
        .money
        .iter()
        .filter(|entry| entry.state != MoneyState::Void)
        .filter(|entry| {
            let after = after.money.iter().find(|other| other.no == entry.no);
            after.is_some_and(|other| other.state == MoneyState::Void)
        })
        .map(|entry| {
            let what = names::money_kind_name(visit.words, entry.kind);
            let state = names::money_state_name(visit.words, entry.state);
            (
                format!("{what} · {state}"),
                formats::money(entry.amount, currency),
            )
        })
        .collect()
}

/// What the buyer is told by itself, in words; nothing when nothing goes out.
pub fn news(visit: &Visit, change: &Change) -> Option<String> {
    let told: Vec<&str> = std::iter::once(change)
        .chain(&change.also)
        .flat_map(|change| &change.notices)
        .filter(|notice| notice.to == Audience::Buyer)
        .map(|notice| names::notice_name(visit.words, notice.kind))
        .collect();
    (!told.is_empty()).then(|| told.join(visit.words.t("list-separator")))
}
