//! Moving some pieces of a case into a case of their own, with what each part gets shown before
//! (D10.14).

use super::known::Surroundings;
use super::shape;
use super::shape::Head;
use super::shape::Sent;
use super::shape::Told;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Change;
use crate::domain::case::Input;
use crate::domain::case::Verb;
use crate::domain::money::Fen;
use crate::domain::refund;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::View;
use crate::web::Visit;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// A line: how many pieces go, and what its parts are worth.
struct Line {
    at: usize,
    title: String,
    sku: String,
    most: u32,
    value: String,
    /// It is not of the order, so it cannot go.
    stuck: bool,
    stays: u32,
    goes: u32,
    /// What can be refunded for the pieces that stay, and for those that go.
    stays_worth: String,
    goes_worth: String,
}

/// What each part gets.
struct Preview {
    /// The pieces that go, as they were shown.
    shown: String,
    state: &'static str,
    stays: u32,
    goes: u32,
    goes_count: usize,
    stays_worth: String,
    goes_worth: String,
    /// Asked for by the whole, by what stays, by what goes.
    applied: Option<[String; 3]>,
}

#[derive(Template)]
#[template(path = "cases/split.html")]
struct SplitPage {
    frame: Frame,
    head: Head,
    lines: Vec<Line>,
    /// Nothing to split here, whatever is said.
    stands: bool,
    wrong: Option<String>,
    preview: Option<Preview>,
}

/// # Errors
/// `NotFound`; `NotAllowed` for those who may not split.
pub async fn form(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    shape::form(&app, visit, &at, &request, build).await
}

/// Splits, when the parts were seen as they will be.
///
/// # Errors
/// `NotFound`; `NotAllowed`; everything else is said on the page.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (reference, case) = shape::meant(&app, &visit, &at).await?;
    let pieces = pieces(&case, &fields);
    let sent = match pieces {
        Ok(pieces) if fields.text("shown") == written(&pieces) => {
            let goes = pieces.iter().sum::<u32>();
            let flash =
                move |_: &crate::actions::cases::Done| Flash::new("done-split").and("n", goes);
            shape::send(
                &app,
                &visit,
                reference,
                act(pieces, &fields),
                &fields,
                flash,
            )
            .await?
        }
        Ok(_) => {
            let told = Told {
                unseen: true,
                ..Told::by(&fields)
            };
            Sent::Again(told, StatusCode::CONFLICT)
        }
        Err(()) => Sent::Again(Told::by(&fields), StatusCode::UNPROCESSABLE_ENTITY),
    };
    shape::answer(&app, visit, case.no, sent, build).await
}

fn act(pieces: Vec<u32>, fields: &Fields) -> Act {
    Act {
        verb: Verb::Split,
        input: Input {
            quantities: pieces,
            reason: fields.filled("reason").map(str::to_owned),
            ..Input::default()
        },
    }
}

/// How many pieces of each line go; an error when one is no number.
fn pieces(case: &Case, fields: &Fields) -> Result<Vec<u32>, ()> {
    (0..case.lines.len())
        .map(|at| match fields.filled(&format!("qty-{at}")) {
            None => Ok(0),
            Some(text) => text.parse().map_err(|_| ()),
        })
        .collect()
}

fn written(pieces: &[u32]) -> String {
    let all: Vec<String> = pieces.iter().map(u32::to_string).collect();
    all.join(",")
}

fn build(view: &impl View, visit: &Visit, case: &Case, told: &Told) -> Result<SplitPage, Failure> {
    let words = visit.words;
    let around = Surroundings::read(view, case)?;
    let known = around.known(case, words, &visit.zone, visit.now);
    let money = |amount: Fen| formats::money(amount, known.currency);
    let say = |why: &_| refusal(words, why, &visit.zone, known.currency);
    let stands = shape::may(view, visit, case, Verb::Split)?;
    let frame = Frame::load(view, visit)?;
    let mut head = Head::of(view, visit, &frame, case, &around, told)?;
    head.refused = head.refused.or_else(|| stands.as_ref().map(say));
    let read = pieces(case, &told.fields);
    let mut wrong = read
        .is_err()
        .then(|| words.t("error-number-form").to_owned());
    let goes = read.unwrap_or_else(|()| vec![0; case.lines.len()]);
    let any = goes.iter().any(|n| *n > 0);
    // Asked for without a number anywhere, it says what is missing.
    let asked = any || told.fields.filled("preview").is_some();
    let mut change = None;
    if stands.is_none() && asked && wrong.is_none() {
        match shape::preview(view, visit, case, &act(goes.clone(), &told.fields))? {
            Ok(found) => change = Some(found),
            Err(crate::domain::case::Refusal::Invalid(_)) => {
                wrong = Some(words.t("shape-split-some").to_owned());
            }
            Err(why) => wrong = Some(say(&why)),
        }
    }
    let worth = refund::left_per_line(&around.around.facts(case));
    let mut stays_sum = Fen::ZERO;
    let mut goes_sum = Fen::ZERO;
    let lines = case
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let goes = goes[at].min(line.qty_applied);
            let stays = line.qty_applied - goes;
            let whole = worth.get(at).copied().unwrap_or(Fen::ZERO);
            let parts = refund::split(whole, &[i64::from(stays), i64::from(goes)]);
            stays_sum = stays_sum + parts[0];
            goes_sum = goes_sum + parts[1];
            Line {
                at,
                title: line.title.clone(),
                sku: line.sku.clone(),
                most: line.qty_applied,
                value: told.fields.raw(&format!("qty-{at}")).to_owned(),
                stuck: line.order_line.is_none(),
                stays,
                goes,
                stays_worth: money(parts[0]),
                goes_worth: money(parts[1]),
            }
        })
        .collect();
    let preview = change.map(|change| Preview {
        shown: written(&goes),
        state: first_state(visit, &change),
        stays: change.case.lines.iter().map(|line| line.qty_applied).sum(),
        goes: goes.iter().sum(),
        goes_count: goes.iter().sum::<u32>() as usize,
        stays_worth: money(stays_sum),
        goes_worth: money(goes_sum),
        applied: applied(case, &change).map(|parts| parts.map(money)),
    });
    Ok(SplitPage {
        frame,
        head,
        lines,
        stands: stands.is_some(),
        wrong,
        preview,
    })
}

/// Where the new case begins.
fn first_state(visit: &Visit, change: &Change) -> &'static str {
    let opened = change.opens.first().and_then(|new| new.state);
    opened.map_or("", |state| names::state_name(visit.words, state))
}

/// What the whole asked for, and what each part does: the parts are the whole.
fn applied(case: &Case, change: &Change) -> Option<[Fen; 3]> {
    let whole = case.applied_amount?;
    let goes = change.opens.first()?.applied_amount?;
    Some([whole, change.case.applied_amount?, goes])
}
