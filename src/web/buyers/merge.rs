//! Two records of one person: looking for the other, what becomes of both, doing it, and taking it
//! back.

use super::super::find;
use super::super::find::BuyerHit;
use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::guards::status_of;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::access::see_buyer;
use crate::actions::same_buyer;
use crate::actions::same_buyer::MERGERS;
use crate::actions::same_buyer::Seen;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::domain::people::Buyer;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::identity;
use crate::store::orders;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// One of the two, as it is.
pub struct Side {
    pub id: u64,
    pub rev: u64,
    pub name: String,
    /// Kind and mask.
    pub identities: Vec<(&'static str, String)>,
    pub orders: usize,
    pub cases: usize,
    pub note: String,
    pub risk: u8,
}

/// What will be.
struct Preview {
    other: Side,
    orders: usize,
    cases: usize,
    note: String,
    risk: u8,
}

#[derive(Template)]
#[template(path = "buyers/merge.html")]
struct MergePage {
    frame: Frame,
    kept: Side,
    /// What was typed to find the other.
    typed: String,
    wrong: Option<&'static str>,
    /// Either changed since it was shown.
    stale: bool,
    perhaps: Vec<BuyerHit>,
    found: Vec<BuyerHit>,
    preview: Option<Preview>,
}

/// What is asked for, and what went wrong with it.
#[derive(Default)]
struct Told {
    typed: String,
    wrong: Option<String>,
    stale: bool,
}

/// # Errors
/// `NotAllowed` for all but those who lead; `NotFound` for a missing and for a foreign buyer.
pub async fn form(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(MERGERS)?;
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let told = Told {
        typed: asked.text("other").to_owned(),
        ..Told::default()
    };
    let shown = read(app, visit, BuyerId(at.into_inner()), told).await?;
    page::show(&shown)
}

/// Makes one of two, when both were seen as they are.
///
/// # Errors
/// `NotAllowed`; `NotFound`; what does not fit is said on the page.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    viewer.must_be(MERGERS)?;
    let number = |name: &str| fields.text(name).parse::<u64>().ok();
    let kept = BuyerId(at.into_inner());
    let (Some(gone), Some(rev), Some(other_rev)) =
        (number("other"), number("rev"), number("other_rev"))
    else {
        return Err(Failure::NotFound);
    };
    let stays = Seen { id: kept, rev };
    let goes = Seen {
        id: BuyerId(gone),
        rev: other_rev,
    };
    let moment = visit.moment();
    let done = app
        .write(fields.key(&visit), move |plan| {
            same_buyer::merge(plan, &viewer, stays, goes, &moment)
        })
        .await;
    let told = Told {
        typed: gone.to_string(),
        ..Told::default()
    };
    let (told, status) = match done {
        Ok(()) => {
            let flash = Flash::new("done-buyer-merged");
            return Ok(page::done(&visit, &format!("/buyers/{kept}"), &flash));
        }
        Err(failure @ Failure::ChangedMeanwhile) => {
            let stale = true;
            (Told { stale, ..told }, status_of(&failure))
        }
        Err(Failure::Invalid(wrong)) => {
            let wrong = wrong.into_iter().next().map(|(_, key)| key);
            (Told { wrong, ..told }, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(failure) => return Err(failure),
    };
    let shown = read(app, visit, kept, told).await?;
    page::with_status(&shown, status)
}

/// Takes a merge back.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `Invalid`.
pub async fn part(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    let kept = BuyerId(at.into_inner());
    let gone = fields
        .text("other")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let moment = visit.moment();
    app.write(fields.key(&visit), move |plan| {
        same_buyer::part(plan, &viewer, kept, BuyerId(gone), &moment)
    })
    .await?;
    let flash = Flash::new("done-buyer-parted");
    Ok(page::done(&visit, &format!("/buyers/{kept}"), &flash))
}

/// Says that a record that was suggested is another person.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `Invalid` for the same record.
pub async fn tell_apart(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let viewer = visit.viewer()?.clone();
    let one = BuyerId(at.into_inner());
    let other = fields
        .text("other")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let moment = visit.moment();
    app.write(fields.key(&visit), move |plan| {
        same_buyer::tell_apart(plan, &viewer, one, BuyerId(other), &moment)
    })
    .await?;
    let flash = Flash::new("done-buyer-told-apart");
    Ok(page::done(&visit, &format!("/buyers/{one}"), &flash))
}

async fn read(
    app: Data<App>,
    visit: Visit,
    kept: BuyerId,
    told: Told,
) -> Result<MergePage, Failure> {
    let desk = app.clone();
    app.read(move |view| build(view, desk.store.vault(), &visit, kept, told))
        .await
}

fn build(
    view: &impl View,
    vault: &Vault,
    visit: &Visit,
    kept: BuyerId,
    told: Told,
) -> Result<MergePage, Failure> {
    let viewer = visit.viewer()?;
    let words = visit.words;
    let kept = see_buyer(view, viewer, kept)?;
    let mut found = found(view, vault, visit, &told.typed)?;
    // A record that was merged into this one is found as this one.
    let own = found.iter().any(|other| other.id == kept.id);
    found.retain(|other| other.id != kept.id);
    let mut wrong = told.wrong;
    let mut preview = None;
    if let [other] = found.as_slice() {
        match same_buyer::pair(view, viewer, kept.id, other.id) {
            Ok((kept, gone)) => {
                let (here, other) = (side(view, visit, &kept)?, side(view, visit, &gone)?);
                preview = Some(Preview {
                    orders: here.orders + other.orders,
                    cases: here.cases + other.cases,
                    note: same_buyer::note_of_both(&kept, &gone).unwrap_or_default(),
                    risk: here.risk.max(other.risk),
                    other,
                });
            }
            Err(Failure::Invalid(why)) => {
                wrong = wrong.or_else(|| why.into_iter().next().map(|(_, key)| key));
            }
            Err(failure) => return Err(failure),
        }
    } else if found.is_empty() && !told.typed.is_empty() {
        let why = if own {
            "buyer-merge-same"
        } else {
            "buyer-merge-none"
        };
        wrong.get_or_insert_with(|| why.to_owned());
    }
    let several = found.len() > 1;
    Ok(MergePage {
        frame: Frame::load(view, visit)?,
        perhaps: perhaps(view, visit, &kept)?,
        kept: side(view, visit, &kept)?,
        typed: told.typed,
        wrong: wrong.map(|key| words.t(&key)),
        stale: told.stale,
        found: match several {
            true => found
                .into_iter()
                .map(|other| BuyerHit::of(other, visit))
                .collect(),
            false => Vec::new(),
        },
        preview,
    })
}

/// Whom what was typed may mean: a link to a buyer, its number, or what identifies one.
fn found(
    view: &impl View,
    vault: &Vault,
    visit: &Visit,
    typed: &str,
) -> Result<Vec<Buyer>, Failure> {
    let typed = typed.trim();
    let link = typed.rsplit_once("/buyers/").map(|(_, rest)| rest);
    let tokens = identity::find_tokens(vault, typed);
    let mut ids = match link {
        Some(_) => Vec::new(),
        None => find::buyers(view, &tokens)?,
    };
    if ids.is_empty() {
        let number: String = link
            .unwrap_or(typed)
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        ids.extend(number.parse().map(BuyerId).ok());
    }
    let mut buyers: Vec<Buyer> = Vec::new();
    for id in ids {
        match see_buyer(view, visit.viewer()?, id) {
            Ok(buyer) if buyers.iter().all(|known| known.id != buyer.id) => buyers.push(buyer),
            Ok(_) | Err(Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(buyers)
}

/// Records that shared a telephone or the like with this one on an order.
///
/// # Errors
/// When the disk does.
pub fn perhaps(view: &impl View, visit: &Visit, buyer: &Buyer) -> Result<Vec<BuyerHit>, Failure> {
    let mut seen = vec![buyer.id];
    let mut hits = Vec::new();
    for id in &buyer.may_be {
        match see_buyer(view, visit.viewer()?, *id) {
            Ok(other) if !seen.contains(&other.id) => {
                seen.push(other.id);
                hits.push(BuyerHit::of(other, visit));
            }
            Ok(_) | Err(Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(hits)
}

fn side(view: &impl View, visit: &Visit, buyer: &Buyer) -> Result<Side, Failure> {
    Ok(Side {
        id: buyer.id.0,
        rev: buyer.rev,
        name: super::show::name_of(buyer),
        identities: buyer
            .identities
            .iter()
            .map(|identity| {
                let kind = names::identity_name(visit.words, identity.kind);
                (kind, identity.value.masked.clone())
            })
            .collect(),
        orders: orders::of_buyer(view, buyer.id, usize::MAX)?.len(),
        cases: cases::of_buyer(view, buyer.id, usize::MAX)?.len(),
        note: buyer.note.clone().unwrap_or_default(),
        risk: buyer.risk_level,
    })
}
