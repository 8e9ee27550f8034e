//! The intake checks' warnings on the form of a new case (D5): each is seen before it is opened.

use super::duplicates::Twin;
use crate::actions;
use crate::actions::access::see_case;
use crate::actions::cases::About;
use crate::domain::case::CaseNo;
use crate::domain::case::change::OpenCase;
use crate::domain::case::facts::Ledger;
use crate::domain::case::open::Warning;
use crate::domain::ids::CaseId;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::orders;
use crate::store::products;
use crate::web::Visit;
use crate::web::form::Fields;

/// A reason that excludes nothing, for looking before one is chosen.
pub const ANY_REASON: &str = "flaw";

/// A warning, as it stands above the button.
pub struct Warned {
    warning: Warning,
    pub sentence: &'static str,
    /// The other case it speaks of, when this person may see it.
    pub case: Option<String>,
    /// The same, told of.
    pub twin: Option<Twin>,
}

impl Warned {
    /// What the form remembers once it was shown: another case behind it is another warning.
    pub fn token(&self) -> String {
        match &self.case {
            Some(no) => format!("{}:{no}", self.warning),
            None => self.warning.to_string(),
        }
    }

    /// Whether going on takes a reason for the exception.
    pub fn needs_override(&self) -> bool {
        matches!(self.warning, Warning::AfterWindow | Warning::Excluded)
    }
}

/// The warnings, and whether nothing else stands against opening it.
///
/// # Errors
/// `NotFound` for a shop or order that is not there.
pub fn look(
    view: &impl View,
    visit: &Visit,
    new: &OpenCase,
    about: &About,
    ledger: Option<&Ledger>,
) -> Result<(Vec<Warned>, bool), Failure> {
    let actor = &visit.viewer()?.actor;
    let checked = actions::cases::check(view, new, about, actor, &visit.moment())?;
    let mut warned = Vec::with_capacity(checked.warnings.len());
    for warning in checked.warnings {
        let case = match warning {
            Warning::SameTracking => with_tracking(view, new)?,
            Warning::SamePhoto => products::same_photo(view, &new.files, new.shop, None)?
                .into_iter()
                .next()
                .map(|(_, case)| case.no),
            Warning::OtherCaseOnLine => ledger.and_then(|ledger| on_line(new, ledger)),
            _ => None,
        };
        let twin = match case {
            Some(no) => seen_by(view, visit, no)?,
            None => None,
        };
        warned.push(Warned {
            warning,
            sentence: names::warning_sentence(visit.words, warning),
            case: twin.as_ref().map(|twin| twin.no.clone()),
            twin,
        });
    }
    Ok((warned, checked.verdict.is_ok()))
}

/// Whether the form was sent without having shown every warning that holds now. What is refused
/// anyway is refused first; its page shows the warnings too.
///
/// # Errors
/// As [`look`].
pub fn unseen(
    view: &impl View,
    visit: &Visit,
    fields: &Fields,
    new: &OpenCase,
    about: &About,
    ledger: Option<&Ledger>,
) -> Result<bool, Failure> {
    let (warned, may_open) = look(view, visit, new, about, ledger)?;
    Ok(may_open
        && warned
            .iter()
            .map(Warned::token)
            .any(|token| !fields.all("warned").any(|seen| seen == token)))
}

/// The case that has this tracking number already.
fn with_tracking(view: &impl View, new: &OpenCase) -> Result<Option<CaseNo>, Failure> {
    let token = find::normal(new.tracking_no.as_deref().unwrap_or_default());
    for (what, id) in find::exactly(view, &token, 8)? {
        if what == find::What::Case as u8
            && let Some(case) = cases::by_id(view, CaseId(id))?
        {
            return Ok(Some(case.no));
        }
    }
    Ok(None)
}

/// The open case that holds one of the chosen lines.
fn on_line(new: &OpenCase, ledger: &Ledger) -> Option<CaseNo> {
    let held = new.lines.iter().find_map(|(no, _)| {
        let line = ledger.lines.iter().find(|line| line.line_no == *no)?;
        line.open_case.as_deref()
    });
    held.and_then(CaseNo::parse)
}

/// The other case, for those who may see it.
fn seen_by(view: &impl View, visit: &Visit, no: CaseNo) -> Result<Option<Twin>, Failure> {
    match see_case(view, visit.viewer()?, &no) {
        Ok((_, case)) => {
            let shop = orders::shop(view, case.shop)?;
            let currency = shop.map_or_else(|| "CNY".to_owned(), |shop| shop.currency);
            Ok(Some(Twin::of(visit, &case, Vec::new(), &currency)))
        }
        Err(Failure::NotFound | Failure::NotAllowed) => Ok(None),
        Err(failure) => Err(failure),
    }
}
