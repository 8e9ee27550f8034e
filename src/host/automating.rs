//! Automation plugins told what happened on a case, or asked for advice on one.

use super::Heard;
use super::Host;
use super::marketplace::instant;
use super::marketplace::money;
use crate::actions::plugins::automating;
use crate::actions::plugins::automating::Wish;
use crate::domain::case::Case;
use crate::domain::deadline;
use crate::domain::ids::CaseId;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::plugin::automating::Happening;
use crate::domain::plugin::ending::Ending;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::plugins::contract::aftercare::plugin::automation_types::CaseEvent;
use crate::plugins::contract::aftercare::plugin::automation_types::CaseFacts;
use crate::plugins::contract::aftercare::plugin::automation_types::CaseLine;
use crate::plugins::contract::aftercare::plugin::automation_types::Request;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::plugins;
use std::sync::Arc;

/// Tells it, and does what the plugin wishes with that. Gives how the call ended; nothing when the
/// account may not be called now, or there is no such case any more.
///
/// # Errors
/// When the store takes no writes.
pub async fn tell(host: &Host, one: Happening) -> Result<Option<Heard>, Failure> {
    let app = Arc::clone(host.app());
    let (case, account) = (one.case, one.account);
    let read = app
        .read(move |view| {
            let plugin = plugins::account(view, account)?.map(|account| account.plugin);
            Ok(plugin.zip(facts(view, case)?))
        })
        .await?;
    let Some((plugin, subject)) = read else {
        app.write(None, move |plan| automating::told(plan, &one, None))
            .await?;
        return Ok(None);
    };
    let ask = Ask::OnEvent(CaseEvent {
        id: one.seq.to_string(),
        name: one.verb.code().to_owned(),
        at: instant(one.at),
        actor: one.by.clone(),
        subject,
    });
    let (seen, moment) = (one.clone(), app.moment());
    let called = host
        .call(account, ask, None, move |plan, answer| {
            if let Answer::Wishes(wishes) = answer {
                let wishes: Vec<Wish> = wishes.iter().map(wish).collect();
                automating::wished(plan, (&plugin, account), case, &wishes, &moment)?;
            }
            automating::told(plan, &seen, None)?;
            Ok(0_u32)
        })
        .await;
    let (heard, how, after) = match called {
        Ok((heard, _)) if heard.answer.is_some() => return Ok(Some(heard)),
        Ok((heard, _)) => {
            let (how, after) = (heard.ending, heard.after.map(Span));
            (Some(heard), how, after)
        }
        // It was switched off, or held back.
        Err(Failure::Invalid(_) | Failure::NotFound) => (None, Ending::Auth, None),
        Err(failure) => return Err(failure),
    };
    let later = one.after(how, after, app.now(), app.chance());
    app.write(None, move |plan| {
        automating::told(plan, &one, later.as_ref())
    })
    .await?;
    Ok(heard)
}

/// Asks an account for advice on a case, and does what it wishes.
///
/// # Errors
/// `NotFound` and `Invalid` when it may not be called; when the store takes no writes.
pub async fn advise(host: &Host, account: PluginAccountId, case: CaseId) -> Result<Heard, Failure> {
    let app = Arc::clone(host.app());
    let read = app
        .read(move |view| {
            let plugin = plugins::account(view, account)?.map(|account| account.plugin);
            Ok(plugin.zip(facts(view, case)?))
        })
        .await?;
    let (plugin, facts) = read.ok_or(Failure::NotFound)?;
    let moment = app.moment();
    let (heard, _) = host
        .call(account, Ask::Advise(facts), None, move |plan, answer| {
            if let Answer::Wishes(wishes) = answer {
                let wishes: Vec<Wish> = wishes.iter().map(wish).collect();
                automating::wished(plan, (&plugin, account), case, &wishes, &moment)?;
            }
            Ok(0_u32)
        })
        .await?;
    Ok(heard)
}

/// The accounts that hear of the cases of a shop, with their names.
///
/// # Errors
/// When the disk does.
pub fn hearing(view: &impl View, shop: ShopId) -> Result<Vec<(PluginAccountId, String)>, Failure> {
    let all = plugins::all_accounts(view)?.into_iter();
    Ok(all
        .filter(|one| one.hears && one.paused.is_empty())
        .filter(|one| one.shop.is_none_or(|own| own == shop))
        .map(|one| (one.id, one.name))
        .collect())
}

fn wish(request: &Request) -> Wish {
    match request {
        Request::AddTag(tag) => Wish::Tag(tag.clone()),
        Request::RemoveTag(tag) => Wish::Untag(tag.clone()),
        Request::AddNote(text) => Wish::Note(text.clone()),
        Request::Suggest((title, why)) => Wish::Suggest(title.clone(), why.clone()),
        Request::SetPriority(code) => Wish::Priority(code.clone()),
        Request::Other((name, _)) => Wish::Other(name.clone()),
    }
}

/// What the contract tells of a case: no buyer, no words, no files.
fn facts(view: &impl View, case: CaseId) -> Result<Option<CaseFacts>, Failure> {
    let Some(case) = cases::by_id(view, case)? else {
        return Ok(None);
    };
    let Some(shop) = orders::shop(view, case.shop)? else {
        return Ok(None);
    };
    let line = |line: &crate::domain::case::record::CaseLine| CaseLine {
        sku: Some(line.sku.clone()).filter(|sku| !sku.is_empty()),
        title: line.title.clone(),
        quantity: line.qty_applied,
    };
    let amount = case.approved_amount.or(case.applied_amount);
    Ok(Some(CaseFacts {
        id: case.id.to_string(),
        number: case.no.to_string(),
        kind: case.kind.code().to_owned(),
        state: case.state.code().to_owned(),
        shop: shop.name.clone(),
        channel: case.channel.code().to_owned(),
        reason: Some(case.reason.clone()).filter(|reason| !reason.is_empty()),
        opened_at: instant(case.opened_at),
        due_at: deadline::next_due(&case).map(instant),
        amount: amount.map(|amount| money::told(amount, &shop)),
        lines: case.lines.iter().map(line).collect(),
        tags: case.tags.clone(),
        attrs: attrs(&case),
    }))
}

fn attrs(case: &Case) -> Vec<(String, String)> {
    vec![
        ("priority".to_owned(), case.priority.code().to_owned()),
        ("phase".to_owned(), case.phase.code().to_owned()),
    ]
}
