//! Making a case another kind (F11): which kinds it can become and why not the others, what stays,
//! what ends, and what the buyer hears.

use super::known::Surroundings;
use super::shape;
use super::shape::Clock;
use super::shape::Head;
use super::shape::Sent;
use super::shape::Told;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::record::OfferAnswer;
use crate::failure::Failure;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::View;
use crate::web::Visit;
use crate::web::choices::Choice;
use crate::web::flash::Flash;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// A kind it may become.
struct KindCard {
    code: &'static str,
    name: &'static str,
    about: &'static str,
    here: bool,
}

/// What will change.
struct Preview {
    kind: &'static str,
    kind_code: &'static str,
    state: &'static str,
    subtypes: Vec<Choice>,
    clocks: Vec<Clock>,
    voided: Vec<(String, String)>,
    /// An offer that waits for its answer ends.
    offer_ends: bool,
    files: usize,
    parcels: usize,
    promises: usize,
    news: Option<String>,
    agreed: bool,
}

#[derive(Template)]
#[template(path = "cases/convert.html")]
struct ConvertPage {
    frame: Frame,
    head: Head,
    kinds: Vec<KindCard>,
    /// Kinds it cannot become, and why.
    impossible: Vec<(&'static str, String)>,
    preview: Option<Preview>,
    errors: Errors,
}

impl ConvertPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.t(key))
    }
}

/// # Errors
/// `NotFound`; `NotAllowed` for those who may not convert.
pub async fn form(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    shape::form(&app, visit, &at, &request, build).await
}

/// Converts.
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
    let kind = fields.filled("kind").and_then(Kind::from_code);
    let mut errors = Errors::default();
    for (field, said) in [
        ("kind", kind.is_some()),
        ("reason", fields.filled("reason").is_some()),
        ("buyer_agreed", fields.ticked("buyer_agreed")),
    ] {
        if !said {
            errors.add(field, "error-required");
        }
    }
    let sent = match kind {
        Some(kind) if errors.is_empty() => {
            let act = act(kind, &fields);
            let words = visit.words;
            let from = names::kind_name(words, case.kind);
            let flash = move |done: &crate::actions::cases::Done| {
                Flash::new("done-converted")
                    .and("from", from)
                    .and("kind", names::kind_name(words, kind))
                    .and("state", names::state_name(words, done.state))
            };
            shape::send(&app, &visit, reference, act, &fields, flash).await?
        }
        _ => {
            let told = Told {
                errors,
                ..Told::by(&fields)
            };
            Sent::Again(told, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    shape::answer(&app, visit, case.no, sent, build).await
}

fn act(kind: Kind, fields: &Fields) -> Act {
    let subtype = fields.filled("subtype").and_then(Subtype::from_code);
    Act {
        verb: Verb::Convert,
        input: Input {
            kind: Some(kind),
            // One that was chosen for another kind is not meant.
            subtype: subtype.filter(|subtype| kind.subtypes().contains(subtype)),
            reason: fields
                .filled("reason")
                .map(|text| text.replace("\r\n", "\n")),
            buyer_agreed: Some(fields.ticked("buyer_agreed")),
            ..Input::default()
        },
    }
}

/// The act as if everything had been said, to see what it would do.
fn trial(kind: Kind, fields: &Fields) -> Act {
    let mut act = act(kind, fields);
    act.input.buyer_agreed = Some(true);
    act.input.reason.get_or_insert_with(|| "-".to_owned());
    act
}

fn build(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    told: &Told,
) -> Result<ConvertPage, Failure> {
    let words = visit.words;
    let around = Surroundings::read(view, case)?;
    let currency = around
        .shop
        .as_ref()
        .map_or("CNY", |shop| shop.currency.as_str())
        .to_owned();
    let say = |why: &_| refusal(words, why, &visit.zone, &currency);
    let stands = shape::may(view, visit, case, Verb::Convert)?;
    let frame = Frame::load(view, visit)?;
    let mut head = Head::of(view, visit, &frame, case, &around, told)?;
    head.refused = head.refused.or_else(|| stands.as_ref().map(say));
    let chosen = told.fields.filled("kind").and_then(Kind::from_code);
    let mut kinds = Vec::new();
    let mut impossible = Vec::new();
    let mut shown = None;
    for kind in Kind::ALL.iter().filter(|kind| **kind != case.kind) {
        if stands.is_some() {
            break;
        }
        let change = match shape::preview(view, visit, case, &trial(*kind, &told.fields))? {
            Ok(change) => change,
            Err(why) => {
                let why = match why {
                    // No line to be about: what "does not fit" means here.
                    crate::domain::case::Refusal::Invalid(_) => {
                        words.t("shape-convert-no-lines").to_owned()
                    }
                    other => say(&other),
                };
                impossible.push((names::kind_name(words, *kind), why));
                continue;
            }
        };
        kinds.push(KindCard {
            code: kind.code(),
            name: names::kind_name(words, *kind),
            about: words.code("case-kind", kind.code()),
            here: chosen == Some(*kind),
        });
        if chosen == Some(*kind) {
            let after = &change.case;
            shown = Some(Preview {
                kind: names::kind_name(words, *kind),
                kind_code: kind.code(),
                state: names::state_name(words, after.state),
                subtypes: kind
                    .subtypes()
                    .iter()
                    .map(|subtype| Choice {
                        value: subtype.code().to_owned(),
                        name: names::subtype_name(words, *subtype).to_owned(),
                        chosen: told.fields.raw("subtype") == subtype.code(),
                    })
                    .collect(),
                clocks: shape::clocks(visit, &[case], after),
                voided: shape::voided(visit, case, after, &currency),
                offer_ends: case.offers.iter().any(|o| o.answer == OfferAnswer::Open),
                files: case.files.len(),
                parcels: case.parcels.len(),
                promises: case.promises.iter().filter(|p| p.kept_at.is_none()).count(),
                news: shape::news(visit, &change),
                agreed: told.fields.ticked("buyer_agreed"),
            });
        }
    }
    Ok(ConvertPage {
        frame,
        head,
        kinds,
        impossible,
        preview: shown,
        errors: Errors::from(
            told.errors
                .iter()
                .map(|(field, key)| (field.to_owned(), key.to_owned()))
                .collect::<Vec<_>>(),
        ),
    })
}
