//! What speaks for a case being the same as another one (F10): the same photo, the same return
//! parcel, another open case of the order.

use crate::domain::case::Case;
use crate::domain::case::State;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::money::Fen;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::products;
use crate::web::Visit;

/// The most other cases that are told of.
const MOST: usize = 6;

/// Another case that may be the same one.
pub struct Twin {
    pub no: String,
    pub kind: &'static str,
    pub state: &'static str,
    pub opened: String,
    pub amount: Option<String>,
    /// What they have in common, in words.
    pub why: Vec<String>,
    pub open: bool,
}

impl Twin {
    /// How another case is told of on a warning.
    pub fn of(visit: &Visit, case: &Case, why: Vec<String>, currency: &str) -> Twin {
        Twin {
            no: case.no.to_string(),
            kind: names::kind_name(visit.words, case.kind),
            state: names::state_name(visit.words, case.state),
            opened: formats::short(case.opened_at, &visit.zone, visit.now),
            amount: case
                .approved_amount
                .or(case.applied_amount)
                .filter(|amount| *amount > Fen::ZERO)
                .map(|amount| formats::money(amount, currency)),
            why,
            open: !case.state.is_terminal(),
        }
    }
}

/// Other cases that share something with this one which two cases seldom share by chance.
///
/// # Errors
/// When the disk does.
pub fn of_case(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    currency: &str,
) -> Result<Vec<Twin>, Failure> {
    let words = visit.words;
    let mut found: Vec<(Case, Vec<String>)> = Vec::new();
    let mut add = |other: Case, why: String| {
        let kin = other.parent == Some(case.id)
            || case.parent == Some(other.id)
            || other.split_from == Some(case.id)
            || case.split_from == Some(other.id);
        if kin || other.id == case.id || other.shop != case.shop || other.state == State::Merged {
            return;
        }
        match found.iter_mut().find(|(known, _)| known.id == other.id) {
            Some((_, reasons)) if reasons.contains(&why) => {}
            Some((_, reasons)) => reasons.push(why),
            None => found.push((other, vec![why])),
        }
    };
    for (file, other) in products::same_photo(view, &case.files, case.shop, Some(case.id))? {
        let why = words.with("twin-photo", &[("name", file.name.as_str().into())]);
        add(other, why);
    }
    for parcel in &case.parcels {
        let token = find::normal(&parcel.tracking_no);
        if token.is_empty() {
            continue;
        }
        for (what, id) in find::exactly(view, &token, MOST)? {
            if what == find::What::Case as u8
                && CaseId(id) != case.id
                && let Some(other) = cases::by_id(view, CaseId(id))?
            {
                let no = parcel.tracking_no.as_str();
                add(other, words.with("twin-tracking", &[("no", no.into())]));
            }
        }
    }
    if !case.state.is_terminal()
        && let Some(order) = case.order
    {
        for other in others_of(view, order, case.id)? {
            if !other.state.is_terminal() {
                add(other, words.t("twin-order").to_owned());
            }
        }
    }
    found.sort_by_key(|(other, _)| (other.state.is_terminal(), std::cmp::Reverse(other.id)));
    found.truncate(MOST);
    Ok(found
        .into_iter()
        .map(|(other, why)| Twin::of(visit, &other, why, currency))
        .collect())
}

/// The newest other cases of an order.
fn others_of(view: &impl View, order: OrderId, but: CaseId) -> Result<Vec<Case>, Failure> {
    let mut others = Vec::new();
    for id in cases::ids_of_order(view, order)?.into_iter().rev() {
        if id != but && others.len() < MOST {
            others.extend(cases::by_id(view, id)?);
        }
    }
    Ok(others)
}
