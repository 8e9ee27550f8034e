//! Taking another case into this one: which may be meant, what moves, and that the sums stay
//! (D10.13).

use super::known::Surroundings;
use super::shape;
use super::shape::Clock;
use super::shape::Head;
use super::shape::Sent;
use super::shape::Told;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Input;
use crate::domain::case::Refusal;
use crate::domain::case::Verb;
use crate::domain::case::record::MoneyState;
use crate::domain::money::Fen;
use crate::domain::refund;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::View;
use crate::store::cases;
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

/// How far into a buyer's cases others are looked for.
const OF_BUYER: usize = 50;

/// Another open case that may be about the same thing.
pub struct Candidate {
    pub no: String,
    pub kind: &'static str,
    pub state: &'static str,
    /// Of the same order, or only of the same buyer.
    pub why: &'static str,
    pub goods: String,
    pub amount: Option<String>,
    pub opened: String,
}

/// One row of the sums: here, there, and afterwards.
struct Sum {
    name: &'static str,
    here: String,
    there: String,
    after: String,
}

struct Piece {
    title: String,
    sku: String,
    here: u32,
    there: u32,
    after: u32,
}

/// What will change.
struct Preview {
    no: String,
    rev: u64,
    kind: &'static str,
    state: &'static str,
    sums: Vec<Sum>,
    pieces: Vec<Piece>,
    clocks: Vec<Clock>,
    news: Option<String>,
}

#[derive(Template)]
#[template(path = "cases/merge.html")]
struct MergePage {
    frame: Frame,
    head: Head,
    candidates: Vec<Candidate>,
    /// The number asked for.
    named: String,
    wrong: Option<String>,
    /// Merging in the other direction may be what is meant.
    reverse: Option<String>,
    preview: Option<Preview>,
}

/// # Errors
/// `NotFound`; `NotAllowed` for those who may not merge.
pub async fn form(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    shape::form(&app, visit, &at, &request, build).await
}

/// Merges, when what would move was seen as it is.
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
    let other = {
        let (visit, fields) = (visit.clone(), fields.clone());
        app.read(move |view| named(view, &visit, &fields)).await?
    };
    let seen = fields.filled("other_rev").and_then(|rev| rev.parse().ok());
    let sent = match other {
        Some(other) if seen == Some(other.rev) => {
            let gone = other.no.to_string();
            let flash = move |done: &crate::actions::cases::Done| {
                Flash::new("done-merged")
                    .and("no", &done.no)
                    .and("gone", gone)
            };
            shape::send(
                &app,
                &visit,
                reference,
                act(&other, &fields),
                &fields,
                flash,
            )
            .await?
        }
        Some(_) => {
            let told = Told {
                unseen: true,
                ..Told::by(&fields)
            };
            Sent::Again(told, StatusCode::CONFLICT)
        }
        None => Sent::Again(Told::by(&fields), StatusCode::UNPROCESSABLE_ENTITY),
    };
    shape::answer(&app, visit, case.no, sent, build).await
}

fn act(other: &Case, fields: &Fields) -> Act {
    Act {
        verb: Verb::Merge,
        input: Input {
            case: Some(other.id),
            reason: fields.filled("reason").map(str::to_owned),
            ..Input::default()
        },
    }
}

/// The other case, when a number was given and this person may see it.
fn named(view: &impl View, visit: &Visit, fields: &Fields) -> Result<Option<Case>, Failure> {
    let Some(no) = fields.filled("case").and_then(CaseNo::parse) else {
        return Ok(None);
    };
    match see_case(view, visit.viewer()?, &no) {
        Ok((_, case)) => Ok(Some(case)),
        Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn build(view: &impl View, visit: &Visit, case: &Case, told: &Told) -> Result<MergePage, Failure> {
    let words = visit.words;
    let around = Surroundings::read(view, case)?;
    let currency = around
        .shop
        .as_ref()
        .map_or("CNY", |shop| shop.currency.as_str())
        .to_owned();
    let say = |why: &Refusal| refusal(words, why, &visit.zone, &currency);
    let stands = shape::may(view, visit, case, Verb::Merge)?;
    let frame = Frame::load(view, visit)?;
    let mut head = Head::of(view, visit, &frame, case, &around, told)?;
    head.refused = head.refused.or_else(|| stands.as_ref().map(say));
    let asked = told.fields.text("case").to_owned();
    let other = match stands.is_none() {
        true => named(view, visit, &told.fields)?,
        false => None,
    };
    let mut wrong = (!asked.is_empty() && other.is_none() && stands.is_none())
        .then(|| words.t("error-case-unknown").to_owned());
    let mut reverse = None;
    let mut shown = None;
    if let Some(other) = &other {
        match shape::preview(view, visit, case, &act(other, &told.fields))? {
            Ok(change) => {
                shown = Some(preview(visit, case, other, &change, &currency));
                reverse = Some(other.no.to_string());
            }
            Err(why) => {
                wrong = Some(say(&why));
                let turned = shape::preview(view, visit, other, &act(case, &Fields::default()))?;
                reverse = turned.is_ok().then(|| other.no.to_string());
            }
        }
    }
    Ok(MergePage {
        candidates: match stands {
            None => candidates(view, visit, case, &currency)?,
            Some(_) => Vec::new(),
        },
        frame,
        head,
        named: asked,
        wrong,
        reverse: reverse.filter(|no| *no != case.no.to_string()),
        preview: shown,
    })
}

/// Open cases of the same order, and of the same buyer where no other order stands between.
///
/// # Errors
/// When the disk does.
pub fn candidates(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    currency: &str,
) -> Result<Vec<Candidate>, Failure> {
    let mut found: Vec<(&'static str, Case)> = Vec::new();
    let fits =
        |other: &Case| other.id != case.id && other.shop == case.shop && !other.state.is_terminal();
    if let Some(order) = case.order {
        let same = cases::of_order(view, order)?.into_iter().filter(fits);
        found.extend(same.map(|other| ("shape-same-order", other)));
    }
    if let Some(buyer) = case.buyer {
        for row in cases::of_buyer(view, buyer, OF_BUYER)? {
            let near = row.closed_at.is_none() && !found.iter().any(|(_, c)| c.id == row.id);
            let other = match near {
                true => cases::by_id(view, row.id)?,
                false => None,
            };
            // Two orders stay two cases.
            if let Some(other) = other.filter(fits)
                && (case.order.is_none() || other.order.is_none())
            {
                found.push(("shape-same-buyer", other));
            }
        }
    }
    Ok(found
        .into_iter()
        .map(|(why, other)| Candidate {
            no: other.no.to_string(),
            kind: names::kind_name(visit.words, other.kind),
            state: names::state_name(visit.words, other.state),
            why: visit.words.t(why),
            goods: other
                .lines
                .iter()
                .map(|line| line.title.as_str())
                .collect::<Vec<_>>()
                .join(visit.words.t("list-separator")),
            amount: other
                .approved_amount
                .or(other.applied_amount)
                .filter(|amount| *amount > Fen::ZERO)
                .map(|amount| formats::money(amount, currency)),
            opened: formats::short(other.opened_at, &visit.zone, visit.now),
        })
        .collect())
}

fn preview(
    visit: &Visit,
    case: &Case,
    other: &Case,
    change: &crate::domain::case::Change,
    currency: &str,
) -> Preview {
    let after = &change.case;
    Preview {
        no: other.no.to_string(),
        rev: other.rev,
        kind: names::kind_name(visit.words, other.kind),
        state: names::state_name(visit.words, other.state),
        sums: sums(visit, [case, other, after], currency),
        pieces: after
            .lines
            .iter()
            .map(|line| {
                let of = |case: &Case| {
                    let same = case
                        .lines
                        .iter()
                        .filter(|own| own.order_line == line.order_line && own.title == line.title);
                    same.map(|own| own.qty_applied).sum()
                };
                Piece {
                    title: line.title.clone(),
                    sku: line.sku.clone(),
                    here: of(case),
                    there: of(other),
                    after: line.qty_applied,
                }
            })
            .collect(),
        clocks: shape::clocks(visit, &[case, other], after),
        news: shape::news(visit, change),
    }
}

/// What is counted, before in both and afterwards in one.
fn sums(visit: &Visit, of: [&Case; 3], currency: &str) -> Vec<Sum> {
    let money = |amount: Fen| formats::money(amount, currency);
    let mut rows = Vec::new();
    let mut add = |key: &str, tell: &dyn Fn(&Case) -> Option<String>| {
        let [here, there, after] = of.map(tell);
        if here.is_some() || there.is_some() || after.is_some() {
            let none = || "–".to_owned();
            rows.push(Sum {
                name: visit.words.t(key),
                here: here.unwrap_or_else(none),
                there: there.unwrap_or_else(none),
                after: after.unwrap_or_else(none),
            });
        }
    };
    let some = |count: usize| (count > 0).then(|| count.to_string());
    add("shape-pieces", &|case| {
        some(case.lines.iter().map(|l| l.qty_applied as usize).sum())
    });
    add("case-applied", &|case| case.applied_amount.map(money));
    add("shape-money-open", &|case| {
        let open = of_state(case, |state| state != MoneyState::Paid);
        (open != Fen::ZERO).then(|| money(open))
    });
    add("shape-money-paid", &|case| {
        let paid = of_state(case, |state| state == MoneyState::Paid);
        (paid != Fen::ZERO).then(|| money(paid))
    });
    add("case-files", &|case| some(case.files.len()));
    add("case-parcels", &|case| some(case.parcels.len()));
    add("shape-promises", &|case| {
        some(case.promises.iter().filter(|p| p.kept_at.is_none()).count())
    });
    rows
}

/// The entries of a case in such a state that took money.
fn of_state(case: &Case, fits: impl Fn(MoneyState) -> bool) -> Fen {
    case.money
        .iter()
        .filter(|entry| refund::takes(entry.state) && fits(entry.state))
        .map(|entry| entry.amount)
        .sum()
}
