//! Text messages to buyers: gateways and the order they are asked in, and what each notice says.

pub mod gateway;
pub mod template;

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::sms::SmsGateway;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::store::View;
use crate::store::orders;
use crate::store::plugins;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

const HOME: &str = "/settings/sms";

struct Row {
    path: String,
    name: String,
    signature: String,
    shop: String,
    rank: u32,
    templates: usize,
    /// Why nothing goes through it.
    broken: String,
}

#[derive(Template)]
#[template(path = "settings/sms/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let failing = settings::gateways(view)?;
            let mut rows = Vec::new();
            for (account, kept) in all(view)? {
                let shop = account.shop.map(|id| orders::shop(view, id)).transpose()?;
                let broken = failing.get(&kept.gateway());
                let broken = broken.filter(|gateway| gateway.is_broken());
                rows.push(Row {
                    path: format!("{HOME}/{}", account.id),
                    name: account.name,
                    signature: kept.signature.clone(),
                    shop: shop
                        .flatten()
                        .map_or_else(|| visit.words.t("mail-shop-all").to_owned(), |s| s.name),
                    rank: kept.rank,
                    templates: kept.templates.len(),
                    broken: match (broken, account.paused.is_empty()) {
                        (Some(gateway), _) => gateway.why.clone(),
                        (None, false) => account.paused,
                        (None, true) => String::new(),
                    },
                });
            }
            rows.sort_by_key(|row| row.rank);
            Ok(ListPage {
                frame: Frame::load(view, &visit)?,
                rows,
            })
        })
        .await?;
    page::show(&page)
}

/// Every account that can send text messages, and what was set up for it.
fn all(view: &impl View) -> Result<Vec<(Account, SmsGateway)>, Failure> {
    let kept = settings::sms_gateways(view)?;
    let mut found = Vec::new();
    for account in plugins::all_accounts(view)? {
        let plugin = plugins::by_id(view, &account.plugin)?;
        let release = plugin.as_ref().and_then(|plugin| plugin.active());
        if !release.is_some_and(|release| release.packed.manifest.offers().contains(&Offer::Sms)) {
            continue;
        }
        let own = kept.iter().find(|one| one.account == account.id).cloned();
        let own = own.unwrap_or_else(|| SmsGateway {
            account: account.id,
            rank: u32::try_from(kept.len() + 1).unwrap_or(99),
            signature: String::new(),
            templates: std::collections::BTreeMap::new(),
            rev: 0,
        });
        found.push((account, own));
    }
    Ok(found)
}

fn one(view: &impl View, id: u64) -> Result<(Account, SmsGateway), Failure> {
    let mut found = all(view)?.into_iter();
    let of = |(account, _): &(Account, SmsGateway)| account.id == PluginAccountId(id);
    found.find(of).ok_or(Failure::NotFound)
}
