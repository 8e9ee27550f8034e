//! The acts of a case at hand in a list: its next steps, owner, priority, next action and tags,
//! each one press or one choice away. A script shows this in the row; without one it is a page.

use super::buttons;
use super::buttons::Button;
use super::input;
use super::input::Sent;
use super::known::Surroundings;
use crate::actions;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Refusal;
use crate::domain::case::Verb;
use crate::domain::case::record::Priority;
use crate::domain::follow_up::midnight;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::web::Visit;
use crate::web::WORKERS;
use crate::web::bulk;
use crate::web::choices::Choice;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::guards::status_of;
use crate::web::page;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// Acts of the desk's own that do not depend on what else happened to the case.
const TIDYING: &[Verb] = &[
    Verb::Assign,
    Verb::SetPriority,
    Verb::SetNext,
    Verb::Tag,
    Verb::Untag,
    Verb::Note,
    Verb::RemindDone,
];

#[derive(Template)]
#[template(path = "cases/quick.html")]
struct QuickPage {
    frame: Frame,
    no: String,
    rev: u64,
    back: String,
    what: String,
    buyer: String,
    /// Why it was not done.
    refused: Option<String>,
    steps: Vec<Button>,
    /// May be taken over by this person.
    takes: bool,
    me: u64,
    owners: Vec<Choice>,
    priorities: Vec<Choice>,
    /// The next step as it stands, when this person may change it.
    next: Option<Next>,
    tags: Vec<String>,
    may_tag: bool,
    /// What was typed for a tag or a note that was refused.
    typed: String,
}

impl QuickPage {
    /// Where an act of this panel is sent.
    fn act(&self, verb: &str) -> String {
        self.frame.url(&format!("/cases/{}/quick/{verb}", self.no))
    }
}

struct Next {
    text: String,
    due: String,
    /// How far it can be put off: code and name.
    later: Vec<(&'static str, &'static str)>,
}

crate::codes! {
    /// How long a case is put off by one press.
    pub enum Later {
        TwoHours = "2h",
        /// At nine on the next day.
        Tomorrow = "tomorrow",
        ThreeDays = "3d",
    }
}

impl Later {
    fn from(self, visit: &Visit) -> Timestamp {
        let morning = midnight(visit.now, &visit.zone) + Span::hours(9);
        match self {
            Later::TwoHours => visit.now + Span::hours(2),
            Later::Tomorrow => morning,
            Later::ThreeDays => morning + Span::days(2),
        }
    }
}

/// # Errors
/// `NotFound`; `NotAllowed` for those who only look.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    no: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(WORKERS)?;
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let back = came_from(&visit, &request);
    let shown = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            quick_page(view, &visit, &case, back, &Fields::default(), None)
        })
        .await?;
    page::show(&shown)
}

/// The page this one was asked for from, without the place the desk lies at.
fn came_from(visit: &Visit, request: &HttpRequest) -> String {
    let path = request
        .headers()
        .get(header::REFERER)
        .and_then(|referer| referer.to_str().ok())
        .and_then(|referer| referer.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .and_then(|path| path.strip_prefix(visit.place.prefix.as_str()))
        .filter(|path| !path.contains("/quick"));
    bulk::back(path.unwrap_or_default())
}

/// Does it and goes back to the list, to the same row.
///
/// # Errors
/// `NotFound`, `NotAllowed`; what was typed comes back with everything else.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    viewer.must_be(WORKERS)?;
    let no = CaseNo::parse(&at.0).ok_or(Failure::NotFound)?;
    let verb = Verb::from_code(&at.1).ok_or(Failure::NotFound)?;
    let fields = put_off(&visit, fields);
    let back = bulk::back(fields.text("back"));
    let (reference, act, errors) = {
        let (no, visit, fields) = (no.clone(), visit.clone(), fields.clone());
        app.read(move |view| {
            let viewer = visit.viewer()?;
            let (reference, case) = see_case(view, viewer, &no)?;
            let all = actions::cases::possible(view, &case, &viewer.actor, visit.now)?;
            let asked = all
                .iter()
                .filter(|possible| possible.verb == verb)
                .min_by_key(|possible| possible.verdict.is_err())
                .ok_or(Failure::NotFound)?;
            let sent = Sent {
                fields: &fields,
                files: &[],
                zone: &visit.zone,
            };
            let (act, errors) = input::read(view, viewer, &case, verb, asked.fields, &sent)?;
            Ok((reference, act, errors))
        })
        .await?
    };
    let failure = match errors.into_result() {
        Err(failure) => failure,
        Ok(()) => {
            let shown = fields.filled("rev").and_then(|rev| rev.parse().ok());
            let shown = shown.filter(|_| !TIDYING.contains(&verb));
            let moment = visit.moment();
            let done = app
                .write(fields.key(&visit), move |plan| {
                    let act: &Act = &act;
                    actions::cases::act(plan, reference, shown, act, &viewer.actor, &moment)
                })
                .await;
            match done {
                Ok(done) => {
                    let flash = Flash::new("done-row")
                        .and("no", &done.no)
                        .and("verb", names::verb_name(visit.words, verb));
                    let to = match verb {
                        // Its row is gone.
                        Verb::RemindDone => back,
                        _ => format!("{back}#r-{}", done.no),
                    };
                    return Ok(page::done(&visit, &to, &flash));
                }
                Err(Failure::Refused(Refusal::WrongRole { .. } | Refusal::NotForStaff)) => {
                    return Err(Failure::NotAllowed);
                }
                Err(failure @ (Failure::Fault(_) | Failure::NotFound | Failure::NotAllowed)) => {
                    return Err(failure);
                }
                Err(failure) => failure,
            }
        }
    };
    let status = match &failure {
        Failure::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        other => status_of(other),
    };
    let why = bulk::why(&visit, &failure);
    let shown = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            quick_page(view, &visit, &case, back, &fields, Some(why))
        })
        .await?;
    page::with_status(&shown, status)
}

/// A press on one of the lengths stands for the moment it means.
fn put_off(visit: &Visit, fields: Fields) -> Fields {
    let Some(later) = Later::from_code(fields.text("later")) else {
        return fields;
    };
    let due = formats::input(later.from(visit), &visit.zone);
    let mut pairs = vec![("due".to_owned(), due)];
    pairs.extend(
        fields
            .pairs()
            .filter(|(name, _)| *name != "due")
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    Fields::new(pairs)
}

fn quick_page(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    back: String,
    typed: &Fields,
    refused: Option<String>,
) -> Result<QuickPage, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let surroundings = Surroundings::read(view, case)?;
    let known = surroundings.known(case, words, &visit.zone, visit.now);
    let all = actions::cases::possible(view, case, &viewer.actor, visit.now)?;
    let can = |verb: Verb| all.iter().any(|p| p.verb == verb && p.verdict.is_ok());
    let (may_assign, may_rank, may_next, may_tag) = (
        can(Verb::Assign),
        can(Verb::SetPriority),
        can(Verb::SetNext),
        can(Verb::Tag),
    );
    let next_text = Verb::from_code(&case.next_action).map_or(case.next_action.as_str(), |verb| {
        names::act_name(words, case.kind.machine(), verb)
    });
    let kept = |name: &str, or: &str| typed.filled(name).unwrap_or(or).to_owned();
    let due = formats::input(case.next_action_at, &visit.zone);
    let kind = names::kind_name(words, case.kind);
    Ok(QuickPage {
        no: case.no.to_string(),
        rev: case.rev,
        back,
        what: format!("{kind} · {}", names::state_name(words, case.state)),
        buyer: case.buyer_shown.clone(),
        refused,
        takes: may_assign && case.owner != viewer.staff.id,
        me: viewer.staff.id.0,
        owners: if may_assign {
            surroundings
                .staff
                .iter()
                .filter(|staff| crate::domain::people::may_see(staff, case.shop))
                .map(|staff| Choice {
                    value: staff.id.to_string(),
                    name: staff.display_name.clone(),
                    chosen: staff.id == case.owner,
                })
                .collect()
        } else {
            Vec::new()
        },
        priorities: if may_rank {
            Priority::ALL
                .iter()
                .map(|priority| Choice {
                    value: priority.code().to_owned(),
                    name: names::priority_name(words, *priority).to_owned(),
                    chosen: *priority == case.priority,
                })
                .collect()
        } else {
            Vec::new()
        },
        next: may_next.then(|| Next {
            text: kept("text", next_text),
            due: kept("due", &due),
            later: Later::ALL
                .iter()
                .map(|later| (later.code(), words.code("row-later", later.code())))
                .collect(),
        }),
        tags: case.tags.clone(),
        may_tag,
        typed: typed.raw("tag").to_owned(),
        steps: buttons::steps(all, &known).next,
        frame: Frame::load(view, visit)?,
    })
}
