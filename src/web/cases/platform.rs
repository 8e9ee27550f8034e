//! The marketplace behind a case: what it calls the request, and how far our decisions came there.

use super::known::Known;
use crate::actions::access::see_case;
use crate::actions::plugins::tellings;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::plugin::telling::Standing;
use crate::domain::plugin::telling::Telling;
use crate::domain::plugin::telling::What;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::plugins;
use crate::store::tellings as stored;
use crate::web::Visit;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// One decision on its way.
pub struct Told {
    pub seq: u64,
    pub what: &'static str,
    pub amount: Option<String>,
    pub standing: &'static str,
    /// Somebody has to look at it.
    pub late: bool,
    pub at: String,
    pub why: String,
    pub reference: Option<String>,
    pub may_again: bool,
}

/// What the marketplace says, as it says it.
pub struct Platform {
    /// Phrase key of its heading.
    pub title: &'static str,
    /// The account that brought it.
    pub account: String,
    /// Name and value, both as they are written there.
    pub facts: Vec<(String, String)>,
    /// The word over there that the plugin's table does not know.
    pub unmapped: Option<String>,
    pub told: Vec<Told>,
}

/// None for a case no marketplace of a plugin has to do with.
///
/// # Errors
/// When the disk does.
pub fn read(
    view: &impl View,
    visit: &Visit,
    known: &Known<'_>,
    may_act: bool,
) -> Result<Option<Platform>, Failure> {
    let words = visit.words;
    let foreign = stored::foreign(view, known.case.id)?;
    let told = stored::of_case(view, known.case.id)?;
    let Some(account) = foreign
        .as_ref()
        .map(|foreign| foreign.account)
        .or_else(|| told.first().map(|telling| telling.account))
    else {
        return Ok(None);
    };
    let account = plugins::account(view, account)?.map_or_else(String::new, |one| one.name);
    let mut facts = Vec::new();
    let mut unmapped = None;
    if let Some(foreign) = foreign {
        let mut fact = |key: &str, value: Option<String>| {
            facts.extend(value.map(|value| (words.t(key).to_owned(), value)));
        };
        fact("platform-kind", Some(foreign.raw_kind));
        fact("platform-state", Some(foreign.raw_state.clone()));
        fact("platform-requested", foreign.requested);
        fact("platform-refunded", foreign.refunded);
        fact("platform-order", Some(foreign.order));
        facts.extend(foreign.evidence);
        facts.extend(foreign.attrs);
        unmapped = (!foreign.is_mapped).then_some(foreign.raw_state);
    }
    let line = |telling: Telling| Told {
        seq: telling.seq,
        what: names::telling_what_name(words, telling.what),
        amount: telling
            .amount
            .map(|amount| formats::money(amount, known.currency)),
        standing: names::telling_name(words, telling.standing),
        late: matches!(
            telling.standing,
            Standing::Refused | Standing::Person | Standing::Unsure
        ),
        at: formats::short(
            telling.ended_at.unwrap_or(telling.at),
            known.zone,
            known.now,
        ),
        may_again: may_act && telling.may_again(),
        why: telling.why,
        reference: telling.reference,
    };
    Ok(Some(Platform {
        title: match told.iter().all(|one| one.what == What::PayOut) && facts.is_empty() {
            true => "payout-title",
            false => "platform-title",
        },
        account,
        facts,
        unmapped,
        told: told.into_iter().rev().map(line).collect(),
    }))
}

/// Tells a decision once more.
///
/// # Errors
/// `NotFound` for a case one may not see, and for a decision that was told.
pub async fn again(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, u64)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (no, seq) = at.into_inner();
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let viewer = visit.viewer()?.clone();
    let (moment, asked) = (visit.moment(), no.clone());
    app.write(fields.key(&visit), move |plan| {
        let (case, _) = see_case(plan, &viewer, &asked)?;
        tellings::again(plan, case, seq, &viewer, &moment)
    })
    .await?;
    let flash = Flash::new("done-platform-told-again");
    Ok(page::done(&visit, &format!("/cases/{no}"), &flash))
}
