//! Who may see and do what. `see_*` hand out the typed references that acts demand; what one may
//! not see is not found.

use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::people::Actor;
use crate::domain::people::Buyer;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;

/// A signed-in member of staff.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub staff: Staff,
    pub actor: Actor,
}

impl Viewer {
    /// `default_limit` is what the staff's roles may approve without a limit of their own.
    pub fn new(staff: Staff, default_limit: Fen) -> Viewer {
        let actor = Actor::Staff {
            id: staff.id,
            roles: staff.roles.clone(),
            limit: staff.limit.unwrap_or(default_limit),
        };
        Viewer { staff, actor }
    }

    pub fn has(&self, role: Role) -> bool {
        self.staff.roles.contains(&role)
    }

    /// The owner may do what any of these may.
    ///
    /// # Errors
    /// `NotAllowed` without one of the roles.
    pub fn must_be(&self, roles: &[Role]) -> Result<(), Failure> {
        let may = self.has(Role::Owner) || roles.iter().any(|role| self.has(*role));
        may.then_some(()).ok_or(Failure::NotAllowed)
    }

    /// Whether this person works for the shop.
    pub fn sees_shop(&self, shop: ShopId) -> bool {
        self.staff.shops.is_empty() || self.staff.shops.contains(&shop)
    }
}

/// A case this viewer may see. Only `see_case` makes one, and the door takes nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseRef(CaseId);

impl CaseRef {
    pub fn id(self) -> CaseId {
        self.0
    }

    /// For jobs and imports, which act for the shop and not for a person.
    pub(crate) fn of_system(id: CaseId) -> CaseRef {
        CaseRef(id)
    }
}

/// The case with a number, if this person may see it.
///
/// # Errors
/// `NotFound` for a missing and for a foreign case alike.
pub fn see_case(
    view: &impl View,
    viewer: &Viewer,
    no: &CaseNo,
) -> Result<(CaseRef, Case), Failure> {
    let id = cases::id_by_no(view, no)?.ok_or(Failure::NotFound)?;
    let case = cases::by_id(view, id)?.ok_or(Failure::NotFound)?;
    if !viewer.sees_shop(case.shop) {
        return Err(Failure::NotFound);
    }
    Ok((CaseRef(id), case))
}

/// An order this viewer may see.
///
/// # Errors
/// `NotFound` for a missing and for a foreign order alike.
pub fn see_order(view: &impl View, viewer: &Viewer, id: OrderId) -> Result<Order, Failure> {
    let order = orders::by_id(view, id)?.ok_or(Failure::NotFound)?;
    if !viewer.sees_shop(order.shop) {
        return Err(Failure::NotFound);
    }
    Ok(order)
}

/// A buyer this viewer may see: one who bought in a shop of theirs.
///
/// # Errors
/// `NotFound` for a missing and for a foreign buyer alike.
pub fn see_buyer(view: &impl View, viewer: &Viewer, id: BuyerId) -> Result<Buyer, Failure> {
    let buyer = orders::buyer(view, id)?.ok_or(Failure::NotFound)?;
    if viewer.staff.shops.is_empty() {
        return Ok(buyer);
    }
    let bought = orders::of_buyer(view, id, usize::MAX)?
        .iter()
        .any(|row| viewer.sees_shop(row.shop));
    let asked = cases::of_buyer(view, id, usize::MAX)?
        .iter()
        .any(|row| viewer.sees_shop(row.shop));
    (bought || asked).then_some(buyer).ok_or(Failure::NotFound)
}
