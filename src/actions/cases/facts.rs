//! What the rules may look at, gathered from the store before they decide.

use super::compensated;
use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::case::Facts;
use crate::domain::case::Input;
use crate::domain::case::State;
use crate::domain::case::facts::Ledger;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::order::Order;
use crate::domain::people::Actor;
use crate::domain::people::may_see;
use crate::domain::rules::RulePack;
use crate::domain::rules::Rules;
use crate::domain::rules::compensation::Compensated;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::people;
use crate::store::same_buyer;
use crate::store::settings;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rules in force, read once per command.
pub struct InForce {
    pack: Arc<RulePack>,
    calendar: Arc<Calendar>,
    /// Those of shops that have one of their own.
    own: Arc<BTreeMap<ShopId, Calendar>>,
}

impl InForce {
    /// # Errors
    /// When the disk does.
    pub fn read(view: &impl View) -> Result<InForce, Failure> {
        Ok(InForce {
            pack: settings::rules(view)?,
            calendar: settings::calendar(view)?,
            own: settings::own_calendars(view)?,
        })
    }

    /// What is not in force yet, to see what it would do.
    pub fn imagined(
        pack: RulePack,
        calendar: Calendar,
        own: BTreeMap<ShopId, Calendar>,
    ) -> InForce {
        InForce {
            pack: Arc::new(pack),
            calendar: Arc::new(calendar),
            own: Arc::new(own),
        }
    }

    /// The rules for a case of this shop.
    pub fn rules(&self, shop: ShopId) -> Rules<'_> {
        Rules {
            pack: &self.pack,
            calendar: self.own.get(&shop).unwrap_or(&self.calendar),
        }
    }
}

/// Everything besides the case that a decision may look at.
pub struct Around {
    pub order: Option<Order>,
    pub ledger: Ledger,
    children: Vec<(CaseId, State)>,
    risk_level: u8,
    other: Option<Case>,
    txn_used: bool,
    compensated: Compensated,
    strangers: Vec<String>,
}

impl Around {
    /// Gathers it for an act on a case.
    ///
    /// # Errors
    /// `NotFound` when the act names another case that is not there.
    pub fn gather(view: &impl View, case: &Case, input: &Input) -> Result<Around, Failure> {
        let mut children = Vec::with_capacity(case.children.len());
        for id in &case.children {
            if let Some(child) = cases::by_id(view, *id)? {
                children.push((*id, child.state));
            }
        }
        let buyer = case.buyer.map(|id| orders::buyer(view, id)).transpose()?;
        let other = match input.case {
            None => None,
            Some(id) => Some(cases::by_id(view, id)?.ok_or(Failure::NotFound)?),
        };
        let other = match other {
            Some(other) => Some(of_the_same(view, case, other)?),
            None => None,
        };
        let txn_used = match input.txn_no.as_deref() {
            None => false,
            Some(txn_no) => cases::id_by_txn_no(view, txn_no)?.is_some(),
        };
        let (order, ledger) = match case.order {
            None => (None, Ledger::default()),
            Some(id) => of_order(view, id, Some(case.id))?,
        };
        Ok(Around {
            order,
            ledger,
            children,
            risk_level: buyer.flatten().map_or(0, |buyer| buyer.risk_level),
            other,
            txn_used,
            compensated: Compensated::default(),
            strangers: strangers(view, case, input)?,
        })
    }

    /// Adds what was given before, which only an act that gives a compensation asks for.
    ///
    /// # Errors
    /// When the disk does.
    pub(super) fn with_compensated(
        mut self,
        view: &impl View,
        case: &Case,
        actor: &Actor,
        rules: &Rules<'_>,
        now: Timestamp,
    ) -> Result<Around, Failure> {
        if let Some(order) = self.order.as_mut() {
            crate::actions::products::with_costs(view, order)?;
        }
        self.compensated = compensated::before(view, case.order, case.buyer, actor, rules, now)?;
        Ok(self)
    }

    pub fn facts<'a>(&'a self, case: &'a Case) -> Facts<'a> {
        Facts {
            case,
            order: self.order.as_ref(),
            ledger: &self.ledger,
            children: &self.children,
            risk_level: self.risk_level,
            other: self.other.as_ref(),
            txn_used: self.txn_used,
            compensated: self.compensated,
            strangers: &self.strangers,
        }
    }
}

/// The colleagues an act names who work no more, or not for the case's shop.
fn strangers(view: &impl View, case: &Case, input: &Input) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for id in input.staff.iter().chain(&input.mentions) {
        match people::by_id(view, *id)? {
            Some(staff) if may_see(&staff, case.shop) => {}
            Some(staff) => found.push(staff.display_name),
            None => found.push(id.to_string()),
        }
    }
    Ok(found)
}

/// An order and what its cases, but for one, have taken from it.
///
/// # Errors
/// When the disk does.
pub fn of_order(
    view: &impl View,
    id: OrderId,
    but: Option<CaseId>,
) -> Result<(Option<Order>, Ledger), Failure> {
    let order = orders::by_id(view, id)?;
    let others = cases::of_order_but(view, id, but)?;
    Ok((order, Ledger::of(&others)))
}

/// Two records of one buyer count as one.
fn of_the_same(view: &impl View, case: &Case, mut other: Case) -> Result<Case, Failure> {
    if let (Some(own), Some(of)) = (case.buyer, other.buyer)
        && own != of
        && same_buyer::numbers(view, own)?.contains(&of)
    {
        other.buyer = case.buyer;
    }
    Ok(other)
}
