//! The form of an account, drawn from the plugin's settings. Secrets are written and never shown.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::hooks::hook_of;
use super::super::page;
use super::super::visit::Visit;
use super::id_in;
use super::path_of;
use super::states;
use super::states::States;

use crate::actions::plugins as acts;
use crate::actions::plugins::accounts;
use crate::actions::plugins::accounts::Wanted;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::installed::Account;
use crate::domain::plugin::settings;
use crate::domain::plugin::settings::Kind;
use crate::domain::plugin::settings::Setting;
use crate::domain::plugin::values;
use crate::domain::plugin::values::Typed;
use crate::domain::plugin::values::Unfit;
use crate::domain::plugin::worlds::Offer;
use crate::failure::Failure;
use crate::host::Host;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::plugins::ask::Answer;
use crate::plugins::ask::Ask;
use crate::store::View;
use crate::store::plugins;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Before the key of a setting in the names of fields.
const SET: &str = "set-";
const FORGET: &str = "forget-";

/// One setting as it is drawn.
struct Drawn {
    field: String,
    forget: String,
    kind: Kind,
    label: String,
    hint: String,
    /// Never of a secret.
    value: String,
    required: bool,
    choices: Vec<Choice>,
    wrong: Option<String>,
    /// Of a secret that is there: since when.
    kept: String,
    /// Several lines, as a private key has.
    is_long: bool,
}

#[derive(Template)]
#[template(path = "plugins/account.html")]
struct AccountPage {
    frame: Frame,
    plugin: String,
    plugin_name: String,
    path: String,
    name: String,
    name_wrong: Option<&'static str>,
    is_new: bool,
    rev: u64,
    paused: String,
    /// The address the other side may send to; empty where it sends nothing.
    hook: String,
    /// Whether a service outside could find it.
    hook_reachable: bool,
    /// It has a service behind it that can be asked who we are.
    may_verify: bool,
    /// How the connection was when it was tried just now.
    verified: Option<String>,
    settings: Vec<Drawn>,
    /// Of a marketplace: whose orders it brings.
    shops: Vec<Choice>,
    /// Phrase key of what the choice of a shop means.
    shop_hint: &'static str,
    /// Of a marketplace that was given to a shop.
    states: Option<States>,
}

/// # Errors
/// `NotFound`.
pub async fn new(app: Data<App>, visit: Visit, at: Path<String>) -> Result<HttpResponse, Failure> {
    shown(&app, visit, id_in(&at)?, None, None).await
}

/// # Errors
/// `NotFound`.
pub async fn edit(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, u64)>,
) -> Result<HttpResponse, Failure> {
    let account = Some(PluginAccountId(at.1));
    shown(&app, visit, id_in(&at.0)?, account, None).await
}

async fn shown(
    app: &App,
    visit: Visit,
    id: PluginId,
    account: Option<PluginAccountId>,
    typed: Option<(Fields, Errors)>,
) -> Result<HttpResponse, Failure> {
    let status = match typed {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = app
        .read(move |view| build(view, &visit, &id, account, typed))
        .await?;
    page::with_status(&page, status)
}

fn build(
    view: &impl View,
    visit: &Visit,
    id: &PluginId,
    account: Option<PluginAccountId>,
    typed: Option<(Fields, Errors)>,
) -> Result<AccountPage, Failure> {
    let words = visit.words;
    let plugin = acts::see(view, visit.viewer()?, id)?;
    let release = plugin.active().ok_or(Failure::NotFound)?;
    let manifest = &release.packed.manifest;
    let old = match account {
        None => None,
        Some(account) => {
            let found = plugins::account(view, account)?.filter(|one| one.plugin == *id);
            Some(found.ok_or(Failure::NotFound)?)
        }
    };
    let kept = kept(old.as_ref());
    let unfit: BTreeMap<String, Unfit> = match &typed {
        None => BTreeMap::new(),
        Some((fields, _)) => {
            let checked = values::check(&manifest.settings, &as_typed(fields), &kept);
            checked.err().unwrap_or_default().into_iter().collect()
        }
    };
    let fields = typed.as_ref().map(|(fields, _)| fields);
    let drawn = |setting: &Setting| drawn(visit, setting, old.as_ref(), fields, &unfit);
    let home = path_of(id);
    Ok(AccountPage {
        frame: Frame::load(view, visit)?,
        path: match account {
            None => format!("{home}/accounts"),
            Some(account) => format!("{home}/accounts/{account}"),
        },
        plugin: home,
        plugin_name: manifest.name.of(words.lang).to_owned(),
        name: match (fields, &old) {
            (Some(fields), _) => fields.raw("name").to_owned(),
            (None, Some(old)) => old.name.clone(),
            (None, None) => String::new(),
        },
        name_wrong: typed
            .as_ref()
            .and_then(|(_, errors)| Some(words.t(errors.of("name")?))),
        is_new: account.is_none(),
        rev: old.as_ref().map_or(0, |old| old.rev),
        paused: old
            .as_ref()
            .map(|old| old.paused.clone())
            .unwrap_or_default(),
        hook: match &old {
            Some(old) if manifest.permissions.webhook_kib.is_some() => {
                format!("{}{}", visit.place.origin, visit.url(&hook_of(&old.token)))
            }
            _ => String::new(),
        },
        hook_reachable: visit.place.https,
        may_verify: manifest.offers().contains(&Offer::Account),
        verified: None,
        settings: manifest.settings.iter().map(drawn).collect(),
        shops: match shop_use(manifest) {
            Some(_) => shops(view, old.as_ref(), fields)?,
            None => Vec::new(),
        },
        shop_hint: shop_use(manifest).unwrap_or("marketplace-shop-hint"),
        states: match &old {
            Some(old) if old.shop.is_some() && manifest.offers().contains(&Offer::Marketplace) => {
                Some(states::read(view, visit, old.id)?)
            }
            _ => None,
        },
    })
}

fn drawn(
    visit: &Visit,
    setting: &Setting,
    old: Option<&Account>,
    fields: Option<&Fields>,
    unfit: &BTreeMap<String, Unfit>,
) -> Drawn {
    let words = visit.words;
    let field = format!("{SET}{}", setting.key);
    let value = match (fields, old) {
        _ if setting.is_secret() => String::new(),
        (Some(fields), _) => fields.raw(&field).to_owned(),
        (None, Some(old)) => old
            .values
            .get(&setting.key)
            .map(values::Value::plain)
            .unwrap_or_default(),
        (None, None) => setting.default.clone().unwrap_or_default(),
    };
    let mut choices: Vec<Choice> = setting
        .choices
        .iter()
        .map(|choice| Choice {
            value: choice.value.clone(),
            name: choice.label.of(words.lang).to_owned(),
            chosen: choice.value == value,
        })
        .collect();
    if !setting.required || value.is_empty() {
        let none = Choice {
            value: String::new(),
            name: "—".to_owned(),
            chosen: value.is_empty(),
        };
        choices.insert(0, none);
    }
    let kept = old.and_then(|old| old.secrets.get(&setting.key));
    Drawn {
        forget: format!("{FORGET}{}", setting.key),
        kind: setting.kind,
        label: setting.label.of(words.lang).to_owned(),
        hint: setting.hint.of(words.lang).to_owned(),
        required: setting.required,
        wrong: unfit.get(&setting.key).map(|why| unfit_words(words, why)),
        kept: kept.map_or_else(String::new, |kept| {
            let at = formats::date(kept.set_at, &visit.zone);
            words.with("plugin-secret-kept", &[("at", at.into())])
        }),
        is_long: setting.bounds.1 > settings::SECRET_USUAL
            || setting.kind == Kind::Text && setting.may_have_lines(),
        value,
        field,
        choices,
    }
}

/// What an account does for the shop it belongs to; nothing for one that belongs to none.
fn shop_use(manifest: &Manifest) -> Option<&'static str> {
    let offers = manifest.offers();
    let uses = [
        (Offer::Marketplace, "marketplace-shop-hint"),
        (Offer::Payout, "payout-shop-hint"),
        (Offer::Automation, "automation-shop-hint"),
    ];
    let mut uses = uses.iter().filter(|(offer, _)| offers.contains(offer));
    uses.next().map(|(_, hint)| *hint)
}

/// The shops an account may belong to, and none.
fn shops(
    view: &impl View,
    old: Option<&Account>,
    fields: Option<&Fields>,
) -> Result<Vec<Choice>, Failure> {
    let chosen = match fields {
        Some(fields) => fields.raw("shop").to_owned(),
        None => old
            .and_then(|old| old.shop)
            .map(|shop| shop.to_string())
            .unwrap_or_default(),
    };
    choices::shops(view, "—", &chosen)
}

fn kept(old: Option<&Account>) -> BTreeSet<String> {
    old.map_or_else(BTreeSet::new, |old| old.secrets.keys().cloned().collect())
}

fn as_typed(fields: &Fields) -> Typed {
    let mut typed = Typed::default();
    for (name, value) in fields.pairs() {
        if let Some(key) = name.strip_prefix(SET) {
            typed.fields.insert(key.to_owned(), value.to_owned());
        }
        if let Some(key) = name.strip_prefix(FORGET) {
            typed.forget.insert(key.to_owned());
        }
    }
    typed
}

fn unfit_words(words: Words, unfit: &Unfit) -> String {
    match unfit {
        Unfit::Required => words.t("plugin-unfit-required").to_owned(),
        Unfit::Length(least, most) => words.with(
            "plugin-unfit-length",
            &[("least", (*least).into()), ("most", (*most).into())],
        ),
        Unfit::NotNumber => words.t("plugin-unfit-number").to_owned(),
        Unfit::Bounds(least, most) => words.with(
            "plugin-unfit-bounds",
            &[("least", (*least).into()), ("most", (*most).into())],
        ),
        Unfit::NotAmong => words.t("plugin-unfit-among").to_owned(),
        Unfit::Pattern(pattern) => {
            words.with("plugin-unfit-pattern", &[("pattern", pattern.into())])
        }
        Unfit::Domain => words.t("plugin-unfit-domain").to_owned(),
        Unfit::Url => words.t("plugin-unfit-url").to_owned(),
        Unfit::Invisible => words.t("plugin-unfit-invisible").to_owned(),
    }
}

/// # Errors
/// As [`save`].
pub async fn add(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    save(app, visit, id_in(&at)?, None, fields).await
}

/// Saves an account, or takes it away.
///
/// # Errors
/// As [`save`].
pub async fn change(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    at: Path<(String, u64)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (id, account) = (id_in(&at.0)?, PluginAccountId(at.1));
    if fields.text("act") == "verify" {
        return verify(&app, &host, visit, id, account).await;
    }
    if fields.text("act") != "remove" {
        return save(app, visit, id, Some(account), fields).await;
    }
    let home = path_of(&id);
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    app.write(fields.key(&visit), move |plan| {
        accounts::remove(plan, &viewer, &id, account, &moment)
    })
    .await?;
    let flash = Flash::new("done-plugin-account-removed");
    Ok(page::done(&visit, &home, &flash))
}

/// Asks the other side who we are there: the credentials fit, or what is wrong with them.
async fn verify(
    app: &App,
    host: &Host,
    visit: Visit,
    id: PluginId,
    account: PluginAccountId,
) -> Result<HttpResponse, Failure> {
    let seen = {
        let (viewer, id) = (visit.viewer()?.clone(), id.clone());
        app.read(move |view| {
            acts::see(view, &viewer, &id)?;
            let found = plugins::account(view, account)?.filter(|one| one.plugin == id);
            found.ok_or(Failure::NotFound)
        })
    };
    seen.await?;
    let said = match host.call(account, Ask::Verify, None, |_, _| Ok(())).await {
        Ok((heard, _)) => match heard.answer {
            Some(Answer::Verified(who)) => {
                let who = [who.display_name, who.external_id];
                let who = who.join(" ");
                visit
                    .words
                    .with("plugin-verified", &[("who", who.trim().into())])
            }
            _ => {
                let ending = names::plugin_ending_name(visit.words, heard.ending);
                let args = [
                    ("ending", ending.into()),
                    ("why", heard.why.as_str().into()),
                ];
                visit.words.with("plugin-not-verified", &args)
            }
        },
        Err(Failure::Invalid(wrong)) => {
            let key = wrong
                .first()
                .map_or("error-invalid", |(_, key)| key.as_str());
            match visit.words.has(key) {
                true => visit.words.t(key).to_owned(),
                false => key.to_owned(),
            }
        }
        Err(failure) => return Err(failure),
    };
    let page = app
        .read(move |view| {
            let mut page = build(view, &visit, &id, Some(account), None)?;
            page.verified = Some(said);
            Ok(page)
        })
        .await?;
    page::with_status(&page, StatusCode::OK)
}

/// What was typed comes back with what does not fit, but for the secrets.
async fn save(
    app: Data<App>,
    visit: Visit,
    id: PluginId,
    account: Option<PluginAccountId>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let home = path_of(&id);
    let (viewer, moment, token) = (visit.viewer()?.clone(), visit.moment(), app.token());
    let wanted = Wanted {
        plugin: id.clone(),
        account,
        name: fields.text("name").to_owned(),
        typed: as_typed(&fields),
        seen: fields.text("rev").parse().ok(),
    };
    let is_asked = fields.pairs().any(|(name, _)| name == "shop");
    let shop = is_asked.then(|| fields.raw("shop").parse().ok().map(ShopId));
    let store = Arc::clone(&app.store);
    let saved = app
        .write(fields.key(&visit), move |plan| {
            let saved = accounts::save(plan, store.vault(), &viewer, &wanted, &token, &moment)?;
            if let Some(shop) = shop {
                accounts::give_to(plan, &viewer, &wanted.plugin, saved, shop, &moment)?;
            }
            Ok(saved)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            shown(&app, visit, id, account, Some((fields, wrong.into()))).await
        }
        Err(failure) => Err(failure),
        Ok(_) => Ok(page::done(
            &visit,
            &home,
            &Flash::new("done-plugin-account-saved"),
        )),
    }
}
