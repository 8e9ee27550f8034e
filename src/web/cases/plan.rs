//! Who owns the case and what happens next, both changeable at the top of its page (R181).

use super::known::Known;
use super::offered;
use super::work::May;
use crate::domain::calendar::presets::Preset;
use crate::domain::case::Verb;
use crate::domain::ids::ShopId;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::settings;
use crate::web::Visit;
use crate::web::choices::Choice;

/// A time with a name, ready for a form.
pub struct Time {
    /// As the form sends it.
    pub value: String,
    pub name: &'static str,
    /// When exactly.
    pub at: String,
}

/// Owner, next step, and what they can be changed to.
pub struct Plan {
    pub owner: String,
    pub next: String,
    pub at: String,
    pub colleagues: Vec<Choice>,
    pub may_assign: bool,
    pub may_plan: bool,
    pub times: Vec<Time>,
}

impl Plan {
    pub(super) fn of(
        view: &impl View,
        visit: &Visit,
        known: &Known<'_>,
        may: &May<'_>,
    ) -> Result<Plan, Failure> {
        let case = known.case;
        let owner = known.staff.iter().find(|staff| staff.id == case.owner);
        let machine = case.kind.machine();
        Ok(Plan {
            owner: owner.map_or_else(String::new, |staff| staff.display_name.clone()),
            next: names::next_action(known.words, machine, &case.next_action).to_owned(),
            at: formats::short(case.next_action_at, known.zone, known.now),
            colleagues: offered::choices(&case.owner.to_string(), offered::colleagues(known)),
            may_assign: may.do_it(Verb::Assign),
            may_plan: may.do_it(Verb::SetNext),
            times: times(view, visit, case.shop)?,
        })
    }

    pub fn any(&self) -> bool {
        self.may_assign || self.may_plan
    }
}

/// The named times on the calendar the shop goes by.
///
/// # Errors
/// When the disk does.
pub fn times(view: &impl View, visit: &Visit, shop: ShopId) -> Result<Vec<Time>, Failure> {
    let calendar = settings::calendar_of(view, shop)?;
    let words = visit.words;
    let (today, _) = calendar.local(visit.now);
    Ok(Preset::ALL
        .iter()
        .map(|preset| {
            let at = calendar.preset(*preset, visit.now);
            let (date, _) = calendar.local(at);
            let name = match preset {
                Preset::Closing if date != today => words.t("plan-closing-next"),
                Preset::Morning if today.tomorrow().ok() != Some(date) => {
                    words.t("plan-morning-next")
                }
                other => names::preset_name(words, *other),
            };
            Time {
                value: formats::input(at, &visit.zone),
                name,
                at: formats::short(at, &visit.zone, visit.now),
            }
        })
        .collect())
}
