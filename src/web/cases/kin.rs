//! What stands around a case on its page: what may be the same, what was like it, what is known
//! about its goods, and the timelines of what was merged into it.

use super::duplicates;
use super::duplicates::Twin;
use super::goods;
use super::goods::Goods;
use super::history;
use super::history::Day;
use super::known::Known;
use super::known::Surroundings;
use super::similar;
use super::similar::Similar;
use crate::domain::case::Case;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::web::Visit;

/// A case that went into this one.
pub struct Merged {
    pub no: String,
    pub kind: &'static str,
    pub days: Vec<Day>,
}

/// Everything around a case.
pub struct Kin {
    pub twins: Vec<Twin>,
    pub similar: Option<Similar>,
    pub goods: Goods,
    pub merged: Vec<Merged>,
    /// Cases that were split from this one: number, kind, state.
    pub parts: Vec<(String, &'static str, &'static str)>,
}

impl Kin {
    /// # Errors
    /// When the disk does.
    pub fn of(
        view: &impl View,
        visit: &Visit,
        case: &Case,
        known: &Known<'_>,
        around: &Surroundings,
    ) -> Result<Kin, Failure> {
        let mut merged = Vec::with_capacity(case.also_known_as.len());
        for no in &case.also_known_as {
            if let Some(gone) = cases::as_it_was(view, no)? {
                let events = cases::timeline(view, gone.id)?;
                merged.push(Merged {
                    no: no.to_string(),
                    kind: names::kind_name(visit.words, gone.kind),
                    days: history::days(events, known, around),
                });
            }
        }
        Ok(Kin {
            twins: duplicates::of_case(view, visit, case, known.currency)?,
            similar: similar::look(view, visit, case, known.currency)?,
            goods: goods::of_case(view, visit, case, around.around.order.as_ref())?,
            merged,
            parts: parts(view, visit, case)?,
        })
    }
}

/// What was split from this case. Only a case that gave pieces away can have any.
fn parts(
    view: &impl View,
    visit: &Visit,
    case: &Case,
) -> Result<Vec<(String, &'static str, &'static str)>, Failure> {
    let Some(order) = case.order else {
        return Ok(Vec::new());
    };
    let mut parts = Vec::new();
    for id in cases::ids_of_order(view, order)? {
        // A part is younger than its whole.
        if id <= case.id {
            continue;
        }
        let part = cases::by_id(view, id)?.filter(|part| part.split_from == Some(case.id));
        if let Some(part) = part {
            parts.push((
                part.no.to_string(),
                names::kind_name(visit.words, part.kind),
                names::state_name(visit.words, part.state),
            ));
        }
    }
    Ok(parts)
}
