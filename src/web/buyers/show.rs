//! One buyer: identities masked, what they bought and asked, what stands out, and a note of facts.

use super::super::find::BuyerHit;
use super::super::frame::Frame;
use super::super::orders::list;
use super::super::page;
use super::super::rows;
use super::super::rows::Writing;
use super::super::visit::Visit;
use super::history;
use super::history::Past;
use super::merge;
use super::note::Typed;
use crate::actions::access::see_buyer;
use crate::actions::same_buyer::MERGERS;
use crate::app::App;
use crate::domain::ids::BuyerId;
use crate::domain::ids::ShopId;
use crate::domain::people::Buyer;
use crate::domain::people::Identity;
use crate::domain::people::IdentityKind;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::opt_outs;
use crate::store::orders;
use crate::store::people;
use crate::store::same_buyer;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;
use std::collections::HashMap;

/// The most orders and cases of the past that are counted.
const COUNTED: usize = 1000;
/// The most that are listed.
const ROWS: usize = 50;

struct IdentityRow {
    at: usize,
    kind: &'static str,
    masked: String,
    /// Notices can go there.
    may_be_told: bool,
    /// They wanted none there.
    is_silent: bool,
}

/// The page of a buyer.
#[derive(Template)]
#[template(path = "buyers/show.html")]
pub struct ShowPage {
    frame: Frame,
    id: u64,
    rev: u64,
    name: String,
    identities: Vec<IdentityRow>,
    risk: u8,
    note: String,
    /// What someone else keeps there now, when the note was overtaken.
    theirs: Option<String>,
    note_wrong: Option<&'static str>,
    erased: bool,
    past: Past,
    orders: Vec<list::Row>,
    cases: Vec<rows::Row>,
    /// There are more than are listed.
    more: bool,
    may_reveal: bool,
    others: Others,
}

/// Other records that are, or may be, this buyer.
struct Others {
    perhaps: Vec<BuyerHit>,
    absorbed: Vec<AbsorbedRow>,
    /// Whether this person may merge and part.
    may: bool,
}

struct AbsorbedRow {
    id: u64,
    name: String,
    by: String,
    at: String,
}

impl Others {
    fn of(view: &impl View, visit: &Visit, buyer: &Buyer) -> Result<Others, Failure> {
        let may = visit.may(MERGERS);
        let mut absorbed = Vec::with_capacity(buyer.absorbed.len());
        for one in &buyer.absorbed {
            let record = same_buyer::record(view, one.id)?;
            let by = people::by_id(view, one.by)?;
            absorbed.push(AbsorbedRow {
                id: one.id.0,
                name: record
                    .and_then(|record| record.name)
                    .or_else(|| {
                        let came = |of: &&Identity| one.hashes.contains(&of.hash);
                        let own = buyer.identities.iter().find(came)?;
                        Some(own.value.clone())
                    })
                    .map_or_else(|| format!("#{}", one.id), |shown| shown.masked),
                by: by.map(|staff| staff.display_name).unwrap_or_default(),
                at: formats::short(one.at, &visit.zone, visit.now),
            });
        }
        Ok(Others {
            perhaps: match may {
                true => merge::perhaps(view, visit, buyer)?,
                false => Vec::new(),
            },
            absorbed,
            may,
        })
    }
}

/// What a buyer is called on a page: the masked name, or the first identity.
pub fn name_of(buyer: &Buyer) -> String {
    let first = buyer.identities.first().map(|identity| &identity.value);
    let shown = buyer.name.as_ref().or(first);
    shown.map_or_else(String::new, |sealed| sealed.masked.clone())
}

fn identities(view: &impl View, visit: &Visit, buyer: &Buyer) -> Result<Vec<IdentityRow>, Failure> {
    let mut rows = Vec::with_capacity(buyer.identities.len());
    for (at, identity) in buyer.identities.iter().enumerate() {
        rows.push(IdentityRow {
            at,
            kind: names::identity_name(visit.words, identity.kind),
            masked: identity.value.masked.clone(),
            may_be_told: matches!(identity.kind, IdentityKind::Phone | IdentityKind::Email),
            is_silent: opt_outs::of(view, &identity.hash)?.is_some(),
        });
    }
    Ok(rows)
}

/// # Errors
/// `NotFound` for a missing and for a foreign buyer alike.
pub async fn page(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    let id = BuyerId(at.into_inner());
    let asked = visit.clone();
    let shown = app.read(move |view| build(view, &asked, id, None)).await?;
    if shown.id != id.0 {
        // Merged into another record.
        return Ok(page::to(&visit, &format!("/buyers/{}", shown.id)));
    }
    page::show(&shown)
}

/// # Errors
/// As [`page`].
pub fn build(
    view: &impl View,
    visit: &Visit,
    id: BuyerId,
    typed: Option<&Typed>,
) -> Result<ShowPage, Failure> {
    let viewer = visit.viewer()?;
    let buyer = see_buyer(view, viewer, id)?;
    let writing = Writing::load(view, visit)?;
    let mut bought = orders::of_buyer(view, id, COUNTED)?;
    bought.retain(|row| viewer.sees_shop(row.shop));
    let mut asked = cases::of_buyer(view, id, COUNTED)?;
    asked.retain(|row| viewer.sees_shop(row.shop));
    let currencies: HashMap<ShopId, String> = orders::shops(view)?
        .into_iter()
        .map(|shop| (shop.id, shop.currency))
        .collect();
    let currency_of = |shop| {
        currencies
            .get(&shop)
            .cloned()
            .unwrap_or_else(|| "CNY".into())
    };
    let past = history::past(view, visit, &bought, &asked, &currency_of)?;
    let kept = buyer.note.clone().unwrap_or_default();
    let more = bought.len() > ROWS || asked.len() > ROWS;
    bought.truncate(ROWS);
    asked.truncate(ROWS);
    Ok(ShowPage {
        frame: Frame::load(view, visit)?,
        id: buyer.id.0,
        rev: buyer.rev,
        name: name_of(&buyer),
        others: Others::of(view, visit, &buyer)?,
        identities: identities(view, visit, &buyer)?,
        risk: buyer.risk_level,
        theirs: typed.is_some_and(|typed| typed.stale).then(|| kept.clone()),
        note_wrong: typed
            .and_then(|typed| typed.wrong.as_deref())
            .map(|key| visit.words.t(key)),
        note: typed.map_or(kept, |typed| typed.text.clone()),
        erased: buyer.erased_at.is_some(),
        past,
        orders: list::rows(view, visit, &bought)?,
        cases: writing.rows(&asked),
        more,
        may_reveal: visit.may(super::super::WORKERS),
    })
}
