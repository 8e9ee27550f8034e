//! Where a draft belongs, as pages name it: `case/AS…/say`, `new/17/refund_only.buyer_text`.

use crate::actions::access::see_case;
use crate::actions::access::see_order;
use crate::domain::case::CaseNo;
use crate::domain::ids::OrderId;
use crate::failure::Failure;
use crate::store::View;
use crate::store::drafts::Place;
use crate::web::Visit;

/// The longest name of a box.
const NAME_MOST: usize = 80;

/// A box in which one can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// On a case: `say`, or the act and its field.
    Case { no: CaseNo, name: String },
    /// A case that is not open yet: its order, if any, and the kind and its field.
    New {
        order: Option<OrderId>,
        name: String,
    },
}

impl Spot {
    /// A box of an act's form.
    pub fn act(no: &CaseNo, verb: &str, field: &str) -> Spot {
        Spot::Case {
            no: no.clone(),
            name: format!("{verb}.{field}"),
        }
    }

    /// Reads what [`Spot::path`] wrote.
    pub fn read(path: &str) -> Option<Spot> {
        let mut parts = path.splitn(3, '/');
        let (what, of, name) = (parts.next()?, parts.next()?, parts.next()?);
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if name.is_empty() || name.len() > NAME_MOST || !name.chars().all(fits) {
            return None;
        }
        let name = name.to_owned();
        match (what, of) {
            ("case", no) => Some(Spot::Case {
                no: CaseNo::parse(no)?,
                name,
            }),
            ("new", "none") => Some(Spot::New { order: None, name }),
            ("new", order) => Some(Spot::New {
                order: Some(OrderId(order.parse().ok()?)),
                name,
            }),
            _ => None,
        }
    }

    pub fn path(&self) -> String {
        match self {
            Spot::Case { no, name } => format!("case/{no}/{name}"),
            Spot::New { order: None, name } => format!("new/none/{name}"),
            Spot::New {
                order: Some(order),
                name,
            } => format!("new/{order}/{name}"),
        }
    }

    /// The page it is on.
    pub fn page(&self) -> String {
        match self {
            Spot::Case { no, name } => match name.split_once('.') {
                None => format!("/cases/{no}"),
                Some((verb, _)) => format!("/cases/{no}/acts/{verb}"),
            },
            Spot::New { order, name } => {
                let kind = name.split('.').next().unwrap_or_default();
                match order {
                    None => format!("/cases/new?none=1&kind={kind}"),
                    Some(order) => format!("/cases/new?order={order}&kind={kind}"),
                }
            }
        }
    }

    /// The route its form is sent to.
    pub fn route(&self) -> &'static str {
        match self {
            Spot::Case { .. } => "/cases/{no}/acts/{verb}",
            Spot::New { .. } => "/cases/new",
        }
    }

    /// Where it is kept for this person.
    ///
    /// # Errors
    /// `NotFound` on a case or order they may not see.
    pub fn place(&self, view: &impl View, visit: &Visit) -> Result<Place, Failure> {
        let viewer = visit.viewer()?;
        let staff = viewer.staff.id;
        Ok(match self {
            Spot::Case { no, name } => Place {
                staff,
                case: Some(see_case(view, viewer, no)?.0.id()),
                name: name.clone(),
            },
            Spot::New { order, name } => {
                if let Some(order) = order {
                    see_order(view, viewer, *order)?;
                }
                Place::new_case(staff, *order, name)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_read_as_it_was_written_and_nothing_else_is() {
        for path in ["new/none/inquiry.about", "new/17/refund_only.buyer_text"] {
            let spot = Spot::read(path).expect("reads");
            assert_eq!(spot.path(), path);
        }
        for path in [
            "case/AS1/say",
            "new/none",
            "new/none/",
            "new/x/a",
            "new/1/../a",
            "other/1/a",
        ] {
            assert_eq!(Spot::read(path), None, "{path}");
        }
    }
}
