//! Who is asked where parcels are: in which order, and how much of each day's budget is used.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::path_of;
use crate::actions::plugins::couriers as acts;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::plugin::limits;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::couriers;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::plugin_spent;
use crate::store::plugins;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use std::collections::BTreeMap;

/// Days of the table.
const DAYS: i64 = 14;

struct Asked {
    id: PluginAccountId,
    path: String,
    name: String,
    carriers: String,
    floor: String,
    /// Until when it is left alone.
    rests: Option<String>,
}

struct Day {
    date: String,
    /// By account, in the order of the heads.
    used: Vec<String>,
}

struct Head {
    name: String,
    origin: String,
    /// Of a day, as the manifest declares it.
    most: Option<String>,
}

#[derive(Template)]
#[template(path = "plugins/couriers.html")]
struct CouriersPage {
    frame: Frame,
    order: Vec<Asked>,
    heads: Vec<Head>,
    days: Vec<Day>,
}

/// # Errors
/// `NotAllowed` for everyone but the owner.
pub async fn show(app: Data<App>, host: Data<Host>, visit: Visit) -> Result<HttpResponse, Failure> {
    let of = app.clone();
    let page = app
        .read(move |view| build(view, &of, &host, &visit))
        .await?;
    page::show(&page)
}

fn build(view: &impl View, app: &App, host: &Host, visit: &Visit) -> Result<CouriersPage, Failure> {
    visit.viewer()?.must_be(&[])?;
    let words = visit.words;
    let mut order = Vec::new();
    for courier in couriers::all(view, app, visit.now)? {
        let account = plugins::account(view, courier.account)?.ok_or(Failure::NotFound)?;
        let carriers: Vec<String> = courier
            .carriers()
            .iter()
            .map(|code| names::carrier_said(words, code))
            .collect();
        order.push(Asked {
            id: courier.account,
            path: format!("{}/accounts/{}", path_of(&courier.plugin), courier.account),
            name: title(view, &account, visit)?,
            carriers: match carriers.is_empty() {
                true => words.t("couriers-all").to_owned(),
                false => carriers.join(words.t("list-separator")),
            },
            floor: formats::span(words, courier.floor),
            rests: host
                .rests(courier.account, visit.now)
                .map(|until| formats::short(until, &visit.zone, visit.now)),
        });
    }
    let today = limits::day(visit.now);
    let mut used: BTreeMap<(PluginAccountId, String), BTreeMap<i64, u32>> = BTreeMap::new();
    let mut heads = Vec::new();
    for account in plugins::all_accounts(view)? {
        for spent in plugin_spent::since(view, account.id, today - DAYS + 1)? {
            let of = used.entry((account.id, spent.origin)).or_default();
            of.insert(spent.day, spent.requests);
        }
    }
    for (account, origin) in used.keys() {
        let account = plugins::account(view, *account)?.ok_or(Failure::NotFound)?;
        let plugin = plugins::by_id(view, &account.plugin)?.ok_or(Failure::NotFound)?;
        let rows = plugin
            .active()
            .map(|release| &release.packed.manifest.permissions.http);
        let row = rows.and_then(|rows| rows.iter().find(|row| row.origin == *origin));
        heads.push(Head {
            name: title(view, &account, visit)?,
            origin: origin.clone(),
            most: row.map(|row| formats::count(u64::from(row.rate.per_day))),
        });
    }
    let days = (0..DAYS).map(|ago| {
        let day = today - ago;
        let cells = used.values().map(|days| match days.get(&day) {
            Some(requests) => formats::count(u64::from(*requests)),
            None => "0".to_owned(),
        });
        Day {
            date: formats::date(limits::begins(day), &visit.zone),
            used: cells.collect(),
        }
    });
    Ok(CouriersPage {
        frame: Frame::load(view, visit)?,
        days: match heads.is_empty() {
            true => Vec::new(),
            false => days.collect(),
        },
        order,
        heads,
    })
}

/// The plugin's name and the account's.
fn title(
    view: &impl View,
    account: &crate::domain::plugin::installed::Account,
    visit: &Visit,
) -> Result<String, Failure> {
    let plugin = plugins::by_id(view, &account.plugin)?.ok_or(Failure::NotFound)?;
    let release = plugin
        .active()
        .or(plugin.newest())
        .ok_or(Failure::NotFound)?;
    let plugin = release.packed.manifest.name.of(visit.words.lang);
    Ok(format!("{plugin} · {}", account.name))
}

/// Moves an account up.
///
/// # Errors
/// `NotAllowed`; `NotFound`.
pub async fn prefer(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let id = |text: &str| {
        text.parse()
            .map(PluginAccountId)
            .map_err(|_| Failure::NotFound)
    };
    let account = id(fields.text("account"))?;
    let shown = fields.all("shown").map(id).collect::<Result<Vec<_>, _>>()?;
    app.write(fields.key(&visit), move |plan| {
        acts::prefer(plan, &viewer, &shown, account, &moment)
    })
    .await?;
    let flash = Flash::new("done-courier-preferred");
    Ok(page::done(&visit, "/settings/couriers", &flash))
}
