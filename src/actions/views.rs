//! Saved views: kept, renamed, moved and taken away, by the person or for everyone.

use super::access::Viewer;
use crate::domain::ids::StaffId;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::views;
use crate::store::views::SavedView;
use crate::store::views::ViewList;

/// The most views in one list: the rail shows them all.
pub const MOST: usize = 20;
/// The most characters of a name.
pub const LONGEST: usize = 20;
/// The most bytes of a query.
const QUERY: usize = 1_000;

crate::codes! {
    /// Whose views.
    pub enum Whose {
        Mine = "mine",
        /// Everyone's; a supervisor keeps them.
        Shared = "shared",
    }
}

crate::codes! {
    /// A place up or down.
    pub enum Step {
        Up = "up",
        Down = "down",
    }
}

impl Whose {
    fn of(self, viewer: &Viewer) -> Option<StaffId> {
        match self {
            Whose::Mine => Some(viewer.staff.id),
            Whose::Shared => None,
        }
    }

    fn may_change(self, viewer: &Viewer) -> Result<(), Failure> {
        match self {
            Whose::Mine => Ok(()),
            Whose::Shared => viewer.must_be(&[Role::Supervisor]),
        }
    }
}

/// The views a list begins with before anyone changed it: name and query, each.
pub fn beginning(first: &[(String, String)]) -> ViewList {
    let mut list = ViewList::default();
    for (name, query) in first {
        push(&mut list, name.clone(), query.clone());
    }
    list
}

/// The views of a person, or of everyone. `first` is what they begin with.
///
/// # Errors
/// When the disk does.
pub fn of(
    view: &impl View,
    viewer: &Viewer,
    whose: Whose,
    first: &[(String, String)],
) -> Result<ViewList, Failure> {
    let kept = views::of(view, whose.of(viewer))?;
    Ok(match (kept, whose) {
        (Some(kept), _) => kept,
        (None, Whose::Mine) => beginning(first),
        (None, Whose::Shared) => ViewList::default(),
    })
}

/// Keeps a list under a name; the same name is overwritten. Returns its number.
///
/// # Errors
/// `NotAllowed`; `Invalid` for a name that is empty or too long, and when there are too many.
pub fn keep(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    whose: Whose,
    name: &str,
    query: &str,
    first: &[(String, String)],
) -> Result<u32, Failure> {
    whose.may_change(viewer)?;
    let name = named(name)?;
    if query.len() > QUERY {
        return Err(Failure::invalid("name", "error-view-query"));
    }
    let mut list = of(plan, viewer, whose, first)?;
    if let Some(known) = list.views.iter_mut().find(|known| known.name == name) {
        query.clone_into(&mut known.query);
        let no = known.no;
        views::save(plan, whose.of(viewer), &list)?;
        return Ok(no);
    }
    if list.views.len() >= MOST {
        return Err(Failure::invalid("name", "error-view-many"));
    }
    let no = push(&mut list, name, query.to_owned());
    views::save(plan, whose.of(viewer), &list)?;
    Ok(no)
}

/// Gives a view another name.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `Invalid` for a name that does not fit or is taken.
pub fn rename(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    (whose, no): (Whose, u32),
    name: &str,
    first: &[(String, String)],
) -> Result<(), Failure> {
    let name = named(name)?;
    change(plan, viewer, whose, no, first, |list, at| {
        let taken = |(other, view): (usize, &SavedView)| other != at && view.name == name;
        if list.views.iter().enumerate().any(taken) {
            return Err(Failure::invalid("name", "error-view-taken"));
        }
        list.views[at].name.clone_from(&name);
        Ok(())
    })
}

/// Takes a view away.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    (whose, no): (Whose, u32),
    first: &[(String, String)],
) -> Result<(), Failure> {
    change(plan, viewer, whose, no, first, |list, at| {
        list.views.remove(at);
        Ok(())
    })
}

/// Moves a view up or down; at the end it stays.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub fn shift(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    (whose, no): (Whose, u32),
    step: Step,
    first: &[(String, String)],
) -> Result<(), Failure> {
    change(plan, viewer, whose, no, first, |list, at| {
        let to = match step {
            Step::Up => at.saturating_sub(1),
            Step::Down => (at + 1).min(list.views.len() - 1),
        };
        list.views.swap(at, to);
        Ok(())
    })
}

fn change(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    whose: Whose,
    no: u32,
    first: &[(String, String)],
    how: impl FnOnce(&mut ViewList, usize) -> Result<(), Failure>,
) -> Result<(), Failure> {
    whose.may_change(viewer)?;
    let mut list = of(plan, viewer, whose, first)?;
    let at = list.views.iter().position(|view| view.no == no);
    how(&mut list, at.ok_or(Failure::NotFound)?)?;
    views::save(plan, whose.of(viewer), &list)?;
    Ok(())
}

fn push(list: &mut ViewList, name: String, query: String) -> u32 {
    list.last_no += 1;
    let no = list.last_no;
    list.views.push(SavedView { no, name, query });
    no
}

fn named(text: &str) -> Result<String, Failure> {
    let name = text.trim();
    if name.is_empty() {
        return Err(Failure::invalid("name", "error-required"));
    }
    if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(Failure::invalid("name", "error-view-name"));
    }
    Ok(name.to_owned())
}
