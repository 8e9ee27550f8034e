//! What automation plugins say about a case: shown beside it, asked for, and put away.

use super::known::Known;
use crate::actions::access::see_case;
use crate::actions::plugins::automating;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::ids::PluginAccountId;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::automating as host_automating;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::automating as stored;
use crate::store::plugins;
use crate::web::Visit;
use crate::web::flash::Flash;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// What one account said.
pub struct Said {
    pub id: u64,
    pub account: String,
    pub at: String,
    /// Title, and why.
    pub items: Vec<(String, String)>,
}

/// What they all said, and whether they can be asked.
pub struct Advised {
    pub said: Vec<Said>,
    pub may_act: bool,
    pub may_ask: bool,
}

impl Advised {
    pub fn is_shown(&self) -> bool {
        self.may_ask || !self.said.is_empty()
    }
}

/// # Errors
/// When the disk does.
pub fn read(view: &impl View, known: &Known<'_>, may_act: bool) -> Result<Advised, Failure> {
    let case = known.case;
    let mut said = Vec::new();
    for advice in stored::advice(view, case.id)? {
        let account = plugins::account(view, advice.account)?;
        said.push(Said {
            id: advice.account.0,
            account: account.map_or_else(String::new, |account| account.name),
            at: formats::short(advice.at, known.zone, known.now),
            items: advice.items,
        });
    }
    let may_ask = may_act
        && !case.state.is_terminal()
        && !host_automating::hearing(view, case.shop)?.is_empty();
    Ok(Advised {
        said,
        may_act,
        may_ask,
    })
}

/// Asks every account that hears of the shop's cases.
///
/// # Errors
/// `NotFound` for a case one may not see.
pub async fn ask(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    no: Path<String>,
    _fields: Fields,
) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let (viewer, asked) = (visit.viewer()?.clone(), no.clone());
    let (case, accounts) = app
        .read(move |view| {
            let (_, case) = see_case(view, &viewer, &asked)?;
            let accounts = host_automating::hearing(view, case.shop)?;
            Ok((case.id, accounts))
        })
        .await?;
    let mut failed = None;
    for (account, name) in accounts {
        match host_automating::advise(&host, account, case).await {
            Ok(heard) if heard.answer.is_some() => {}
            Ok(heard) => {
                let ending = names::plugin_ending_name(visit.words, heard.ending);
                failed = Some(format!("{name} {ending} {}", heard.why));
            }
            Err(Failure::Invalid(_) | Failure::NotFound) => failed = Some(name),
            Err(failure) => return Err(failure),
        }
    }
    let flash = match failed {
        Some(why) => {
            let why: String = why.chars().take(200).collect();
            Flash::new("done-advice-failed").and("why", &why)
        }
        None => {
            let is_there = app
                .read(move |view| Ok(stored::advice(view, case)?))
                .await?;
            match is_there.is_empty() {
                true => Flash::new("done-advice-none"),
                false => Flash::new("done-advice-asked"),
            }
        }
    };
    Ok(page::done(&visit, &format!("/cases/{no}"), &flash))
}

/// Puts away what an account said.
///
/// # Errors
/// `NotFound` for a case one may not see.
pub async fn put_away(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, u64)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (no, account) = at.into_inner();
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let viewer = visit.viewer()?.clone();
    let (moment, asked) = (visit.moment(), no.clone());
    app.write(fields.key(&visit), move |plan| {
        let (case, _) = see_case(plan, &viewer, &asked)?;
        automating::put_away(plan, case, PluginAccountId(account), &viewer, &moment)
    })
    .await?;
    let flash = Flash::new("done-advice-put-away");
    Ok(page::done(&visit, &format!("/cases/{no}"), &flash))
}
