//! One act on a case: its form, and carrying it out.

use super::attached;
use super::carry;
use super::carry::Outcome;
use super::hand_over;
use super::hand_over::Gist;
use super::history::Day;
use super::input;
use super::input::Sent;
use super::known::Surroundings;
use super::mentions;
use super::stale;
use super::widget;
use super::widget::Body;
use super::widget::Widget;
use crate::actions;
use crate::actions::access::Viewer;
use crate::actions::access::see_case;
use crate::actions::sending::SPEAKS;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Field;
use crate::domain::case::Possible;
use crate::domain::case::Refusal;
use crate::domain::case::Verb;
use crate::domain::reply::wording;
use crate::domain::reply::wording::Remark;
use crate::failure::Failure;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::people;
use crate::store::settings;
use crate::web::Visit;
use crate::web::WORKERS;
use crate::web::drafts::DraftPart;
use crate::web::drafts::Spot;
use crate::web::flash::Flash;
use crate::web::form::COMMAND;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::guards::status_of;
use crate::web::page;
use crate::web::upload;
use crate::web::upload::Brought;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use actix_web::web::Payload;
use askama::Template;

#[derive(Template)]
#[template(path = "cases/act.html")]
struct ActPage {
    frame: Frame,
    /// The key of what this form does: the same again when it is not known whether it was saved.
    command: String,
    no: String,
    rev: u64,
    /// How many events this person has seen.
    seen: u64,
    verb: &'static str,
    title: &'static str,
    button: String,
    hint: Option<&'static str>,
    kind: &'static str,
    state: &'static str,
    buyer: String,
    widgets: Vec<Widget>,
    with_files: bool,
    /// Why it was refused, or cannot be done now.
    refused: Option<String>,
    /// What can be done instead: path and name.
    instead: Vec<(String, &'static str)>,
    /// It changed meanwhile: sending it again is a decision.
    stale: bool,
    /// Words to look at before it is sent: what about them, and which.
    cautions: Vec<(&'static str, String)>,
    /// The text that was looked at.
    worded: String,
    /// What the form that was sent said beside it: the draft it used up, the replies it took.
    carried: Vec<(&'static str, String)>,
    /// What happened since the form was shown.
    since: Vec<Day>,
    /// What the receiver of a hand-over will see.
    gist: Option<Gist>,
}

/// The form of an act.
///
/// # Errors
/// `NotFound`; `NotAllowed` for those who only look.
pub async fn form(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (no, verb) = place(&at)?;
    worker(&visit)?;
    let desk = app.clone();
    let shown = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            build(
                view,
                desk.store.vault(),
                &visit,
                &case,
                verb,
                &Told::default(),
            )
        })
        .await?;
    page::show(&shown)
}

/// Does it.
///
/// # Errors
/// `NotFound`, `NotAllowed`; what was typed comes back with everything else.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let (no, verb) = place(&at)?;
    worker(&visit)?;
    let brought = upload::read(&app, &visit, &request, payload).await?;
    let ready = {
        let (no, visit, fields) = (no.clone(), visit.clone(), brought.fields.clone());
        let files = brought.files.clone();
        app.read(move |view| prepare(view, &visit, &no, verb, &fields, &files))
            .await?
    };
    // What is wrong with a file is said before that it is missing.
    let mut errors = Errors::default();
    if let Some(wrong) = brought.wrong {
        errors.add(Field::Files.code(), wrong);
    }
    for (field, key) in ready.errors.iter() {
        errors.add(field, key);
    }
    if !errors.is_empty() {
        let told = Told {
            errors,
            ..Told::by(&brought)
        };
        return again(app, visit, no, verb, told, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if !ready.cautions.is_empty() {
        let told = Told {
            cautions: ready.cautions,
            worded: ready.act.input.text.clone().unwrap_or_default(),
            ..Told::by(&brought)
        };
        return again(app, visit, no, verb, told, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let act = ready.act;
    let done = carry::out(&app, &visit, ready.case, act, &brought.fields).await;
    if done.is_ok() {
        said(&app, &visit, &brought.fields).await?;
    }
    // What others did while this was written stands at the head of the page it leads to.
    let page = |no: &CaseNo| match ready.missed {
        None => format!("/cases/{no}"),
        Some(seen) => format!("/cases/{no}?seen={seen}"),
    };
    match done {
        Ok(Outcome::Held(no)) => Ok(page::to(&visit, &page(&no))),
        Ok(Outcome::Done(done)) => {
            let flash = Flash::new("done-act")
                .and("verb", names::verb_name(visit.words, verb))
                .and("state", names::state_name(visit.words, done.state));
            Ok(page::done(&visit, &page(&done.no), &flash))
        }
        Err(Failure::Refused(Refusal::WrongRole { .. } | Refusal::NotForStaff)) => {
            Err(Failure::NotAllowed)
        }
        Err(Failure::Refused(why)) => {
            let told = Told {
                errors: at_field(&why),
                refused: Some(why),
                ..Told::by(&brought)
            };
            again(app, visit, no, verb, told, StatusCode::CONFLICT).await
        }
        Err(failure @ Failure::ChangedMeanwhile) => {
            let told = Told {
                stale: true,
                ..Told::by(&brought)
            };
            again(app, visit, no, verb, told, status_of(&failure)).await
        }
        Err(Failure::Invalid(fields)) => {
            let told = Told {
                errors: fields.into(),
                ..Told::by(&brought)
            };
            again(app, visit, no, verb, told, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // Whether it was saved is not known: the same form sends the same command again.
        Err(failure @ (Failure::ReadOnly | Failure::Busy)) => {
            let told = Told {
                unsaved: Some(match failure {
                    Failure::Busy => "error-busy",
                    _ => "error-read-only",
                }),
                ..Told::by(&brought)
            };
            again(app, visit, no, verb, told, status_of(&failure)).await
        }
        Err(failure) => Err(failure),
    }
}

/// The replies that were taken come first the next time.
async fn said(app: &App, visit: &Visit, fields: &Fields) -> Result<(), Failure> {
    let ids = fields.all("reply").filter_map(|id| id.parse().ok());
    let ids: Vec<u64> = ids.take(20).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    app.write(None, move |plan| {
        actions::replies::said(plan, &viewer, &ids, &moment)
    })
    .await
}

fn place(at: &(String, String)) -> Result<(CaseNo, Verb), Failure> {
    let no = CaseNo::parse(&at.0).ok_or(Failure::NotFound)?;
    let verb = Verb::from_code(&at.1).ok_or(Failure::NotFound)?;
    Ok((no, verb))
}

fn worker(visit: &Visit) -> Result<(), Failure> {
    visit.viewer()?.must_be(WORKERS)
}

/// What was said already, and what came of it.
#[derive(Default)]
struct Told {
    fields: Option<Fields>,
    errors: Errors,
    refused: Option<Refusal>,
    stale: bool,
    cautions: Vec<Remark>,
    worded: String,
    /// Why it could not be saved just now: a phrase key.
    unsaved: Option<&'static str>,
}

impl Told {
    fn by(brought: &Brought) -> Told {
        Told {
            fields: Some(brought.fields.clone()),
            ..Told::default()
        }
    }
}

/// A refusal that is about one field stands there too.
fn at_field(why: &Refusal) -> Errors {
    let mut errors = Errors::default();
    match why {
        Refusal::Missing(field) => errors.add(field.code(), "error-required"),
        Refusal::Invalid(field) => errors.add(field.code(), "error-invalid-here"),
        _ => {}
    }
    errors
}

struct Ready {
    case: actions::access::CaseRef,
    act: Act,
    errors: Errors,
    /// What its words had better not say, unless that was seen.
    cautions: Vec<Remark>,
    /// How many events the form showed, when there are more now.
    missed: Option<u64>,
}

fn prepare(
    view: &impl View,
    visit: &Visit,
    no: &CaseNo,
    verb: Verb,
    fields: &Fields,
    files: &[crate::domain::case::record::CaseFile],
) -> Result<Ready, Failure> {
    let viewer = visit.viewer()?;
    let (reference, case) = see_case(view, viewer, no)?;
    let asked = button(view, viewer, &case, verb, visit)?.map_or(&[][..], |p| p.fields);
    let mut files = files.to_vec();
    if SPEAKS.contains(&verb) {
        files.extend(attached::ticked(view, visit, &case, fields)?);
    }
    let sent = Sent {
        fields,
        files: &files,
        zone: &visit.zone,
    };
    let (mut act, errors) = input::read(view, viewer, &case, verb, asked, &sent)?;
    if verb == Verb::Note
        && let Some(text) = &act.input.text
    {
        for named in mentions::in_text(text, &people::all(view)?) {
            if !act.input.mentions.contains(&named) {
                act.input.mentions.push(named);
            }
        }
    }
    let seen: Option<u64> = fields.filled("seen").and_then(|seen| seen.parse().ok());
    let text = act.input.text.as_deref().unwrap_or_default();
    let was_seen = fields.raw("worded").replace("\r\n", "\n").trim() == text.trim();
    let cautions = match SPEAKS.contains(&verb) && !was_seen {
        true => {
            let own = settings::harsh_words(view)?;
            let calendar = settings::calendar_of(view, case.shop)?;
            wording::cautions(text, &own, visit.now, &calendar)
        }
        false => Vec::new(),
    };
    Ok(Ready {
        cautions,
        missed: seen.filter(|seen| *seen < case.events),
        case: reference,
        act,
        errors,
    })
}

/// The row of `possible` for an act; the one that can be done, when there are several.
fn button(
    view: &impl View,
    viewer: &Viewer,
    case: &Case,
    verb: Verb,
    visit: &Visit,
) -> Result<Option<Possible>, Failure> {
    let all = actions::cases::possible(view, case, &viewer.actor, visit.now)?;
    Ok(all
        .into_iter()
        .filter(|possible| possible.verb == verb)
        .min_by_key(|possible| possible.verdict.is_err()))
}

/// The same form again, with what was typed.
async fn again(
    app: Data<App>,
    visit: Visit,
    no: CaseNo,
    verb: Verb,
    told: Told,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let desk = app.clone();
    let shown = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            build(view, desk.store.vault(), &visit, &case, verb, &told)
        })
        .await?;
    page::with_status(&shown, status)
}

fn build(
    view: &impl View,
    vault: &Vault,
    visit: &Visit,
    case: &Case,
    verb: Verb,
    told: &Told,
) -> Result<ActPage, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let surroundings = Surroundings::read(view, case)?;
    let known = surroundings.known(case, words, &visit.zone, visit.now);
    let possible = button(view, viewer, case, verb, visit)?.ok_or(Failure::NotFound)?;
    let say = |why: &Refusal| refusal(words, why, &visit.zone, known.currency);
    let refused = match (&told.refused, told.unsaved, &possible.verdict) {
        (Some(why), _, _) => Some(say(why)),
        (None, Some(key), _) => Some(words.t(key).to_owned()),
        (None, None, Err(why)) => Some(say(why)),
        (None, None, Ok(())) => None,
    };
    let instead = if refused.is_some() && told.unsaved.is_none() {
        actions::cases::possible(view, case, &viewer.actor, visit.now)?
            .into_iter()
            .filter(|p| p.verdict.is_ok() && p.verb != verb && p.machine == case.kind.machine())
            .map(|p| {
                let path = format!("/cases/{}/acts/{}", case.no, p.verb);
                (visit.url(&path), names::act_name(words, p.machine, p.verb))
            })
            .collect()
    } else {
        Vec::new()
    };
    let since = match told.stale {
        false => Vec::new(),
        true => stale::since(view, &known, &surroundings, told.fields.as_ref())?,
    };
    let name = names::act_name(words, possible.machine, verb);
    let frame = Frame::load(view, visit)?;
    let sent = told
        .fields
        .as_ref()
        .filter(|_| told.unsaved.is_some())
        .and_then(|fields| fields.filled(COMMAND).map(ToOwned::to_owned));
    let mut widgets = widget::all(
        &known,
        verb,
        possible.fields,
        told.fields.as_ref(),
        &told.errors,
    );
    if told.stale {
        stale::say_now(&mut widgets, &known, &surroundings, verb);
    }
    for widget in &mut widgets {
        if let Body::Area { value } = &mut widget.body {
            let spot = Spot::act(&case.no, verb.code(), widget.name);
            let sent = told.fields.as_ref().map(|fields| (fields, value.as_str()));
            let draft = DraftPart::load(view, vault, visit, &spot, sent)?;
            if draft.said.is_some() {
                value.clone_from(&draft.value);
            }
            widget.draft = Some(draft);
        }
    }
    Ok(ActPage {
        command: sent.unwrap_or_else(|| frame.command()),
        frame,
        no: case.no.to_string(),
        rev: case.rev,
        seen: case.events,
        verb: verb.code(),
        title: name,
        button: match told.stale {
            false => known.label(possible.machine, verb),
            true => {
                let act = known.label(possible.machine, verb);
                words.with("stale-still", &[("act", act.into())])
            }
        },
        stale: told.stale,
        hint: names::verb_hint(words, verb),
        kind: names::kind_name(words, case.kind),
        state: names::state_name(words, case.state),
        buyer: case.buyer_shown.clone(),
        with_files: possible
            .fields
            .iter()
            .any(|(field, _)| *field == Field::Files),
        widgets,
        gist: match verb {
            Verb::HandOver => {
                let events = cases::timeline(view, case.id)?;
                Some(hand_over::gist(visit, &known, &surroundings, &events))
            }
            _ => None,
        },
        refused,
        instead,
        since,
        cautions: told
            .cautions
            .iter()
            .map(|remark| {
                (
                    names::caution_name(words, remark.what),
                    remark.words.clone(),
                )
            })
            .collect(),
        carried: match (&told.fields, told.cautions.is_empty()) {
            (Some(fields), false) => ["draft", "reply", attached::FIELD]
                .into_iter()
                .flat_map(|name| fields.all(name).map(move |value| (name, value.to_owned())))
                .collect(),
            _ => Vec::new(),
        },
        worded: told.worded.clone(),
    })
}
