//! The page of a plugin: where it stands and why, its accounts, its versions, what was agreed to.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::id_in;
use super::path_of;
use super::said;
use super::said::Signer;
use super::said::Wish;
use crate::actions::plugins as acts;
use crate::actions::plugins::accounts;
use crate::actions::plugins::standing;
use crate::app::App;
use crate::domain::plugin::installed::Plugin;
use crate::domain::plugin::installed::State;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use crate::store::plugins;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use anyhow::Context;
use askama::Template;

struct AccountLine {
    path: String,
    name: String,
    paused: String,
}

struct VersionLine {
    path: String,
    version: String,
    brought: String,
    sha256: String,
    is_active: bool,
    is_waiting: bool,
}

struct GrantLine {
    at: String,
    by: String,
    version: String,
    hash: String,
}

#[derive(Template)]
#[template(path = "plugins/show.html")]
struct PluginPage {
    frame: Frame,
    path: String,
    id: String,
    name: String,
    summary: String,
    version: String,
    homepage: String,
    state: &'static str,
    since: String,
    why: String,
    is_held: bool,
    /// Somebody agreed to a version.
    is_installed: bool,
    is_enabled: bool,
    /// It has settings, or a service behind it.
    has_accounts: bool,
    /// It says where parcels are.
    asks_parcels: bool,
    signer: Signer,
    accounts: Vec<AccountLine>,
    versions: Vec<VersionLine>,
    grants: Vec<GrantLine>,
    wishes: Vec<Wish>,
    uses: String,
}

/// # Errors
/// `NotFound`.
pub async fn page(app: Data<App>, visit: Visit, at: Path<String>) -> Result<HttpResponse, Failure> {
    let id = id_in(&at)?;
    let page = app
        .read(move |view| {
            let plugin = acts::see(view, visit.viewer()?, &id)?;
            build(view, &visit, &plugin)
        })
        .await?;
    page::show(&page)
}

fn build(view: &impl View, visit: &Visit, plugin: &Plugin) -> Result<PluginPage, Failure> {
    let words = visit.words;
    let path = path_of(&plugin.id);
    let shown = plugin
        .active()
        .or(plugin.newest())
        .ok_or(Failure::NotFound)?;
    let manifest = &shown.packed.manifest;
    let when = |at| formats::short(at, &visit.zone, visit.now);
    let mut grants = Vec::new();
    for grant in plugins::grants(view, &plugin.id)? {
        let by = people::by_id(view, grant.by)?.map(|staff| staff.display_name);
        grants.push(GrantLine {
            at: when(grant.at),
            by: by.unwrap_or_default(),
            version: grant.version.to_string(),
            hash: grant.hash.chars().take(12).collect(),
        });
    }
    let version = |release: &crate::domain::plugin::installed::Release| {
        let version = &release.packed.manifest.version;
        VersionLine {
            path: format!("{path}/versions/{version}"),
            version: version.to_string(),
            brought: when(release.brought_at),
            sha256: release.packed.sha256.chars().take(12).collect(),
            is_active: plugin.active.as_ref() == Some(version),
            is_waiting: release.active_at.is_none(),
        }
    };
    let account = |account: crate::domain::plugin::installed::Account| AccountLine {
        path: format!("{path}/accounts/{}", account.id),
        name: account.name,
        paused: account.paused,
    };
    Ok(PluginPage {
        frame: Frame::load(view, visit)?,
        id: plugin.id.to_string(),
        name: manifest.name.of(words.lang).to_owned(),
        summary: manifest.summary.of(words.lang).to_owned(),
        version: manifest.version.to_string(),
        homepage: manifest.homepage.clone().unwrap_or_default(),
        state: names::plugin_state_name(words, plugin.state),
        since: when(plugin.since),
        why: plugin.why.clone(),
        is_held: matches!(plugin.state, State::Paused | State::Quarantined),
        is_installed: plugin.active.is_some(),
        is_enabled: plugin.state == State::Enabled,
        has_accounts: plugin.active.is_some()
            && (!manifest.settings.is_empty() || manifest.worlds.iter().any(|w| w.is_connected())),
        asks_parcels: manifest.offers().contains(&Offer::Courier),
        signer: said::signer(words, &plugin.id, &shown.packed),
        accounts: plugins::accounts(view, &plugin.id)?
            .into_iter()
            .map(account)
            .collect(),
        versions: plugin.releases.iter().map(version).collect(),
        grants,
        wishes: said::wishes(words, manifest),
        uses: said::use_of_a_call(words, manifest),
        path,
    })
}

/// Switches it on or off.
///
/// # Errors
/// `NotFound`; `Invalid` as long as nobody agreed.
pub async fn act(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = id_in(&at)?;
    let home = path_of(&id);
    let enable = fields.text("act") == "enable";
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    app.write(fields.key(&visit), move |plan| match enable {
        true => standing::enable(plan, &viewer, &id, &moment),
        false => standing::disable(plan, &viewer, &id, &moment),
    })
    .await?;
    let flash = match enable {
        true => "done-plugin-enabled",
        false => "done-plugin-disabled",
    };
    Ok(page::done(&visit, &home, &Flash::new(flash)))
}

/// The settings of all its accounts as a file, without a secret.
///
/// # Errors
/// `NotFound`.
pub async fn export(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
) -> Result<HttpResponse, Failure> {
    let id = id_in(&at)?;
    let name = format!("attachment; filename=\"{id}-settings.json\"");
    let exported = app
        .read(move |view| accounts::export(view, visit.viewer()?, &id))
        .await?;
    let json = serde_json::to_string_pretty(&exported).context("settings are always JSON")?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header(("content-disposition", name))
        .body(json))
}
