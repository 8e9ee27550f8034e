//! What a version may do, in plain words, before any of its code runs; for an upgrade only what
//! differs. Here the owner agrees, or throws it away.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::settings::confirm;
use super::super::visit::Visit;
use super::id_in;
use super::path_of;
use super::said;
use super::said::Signer;
use super::said::Wish;
use super::version_in;
use crate::actions::plugins as acts;
use crate::actions::plugins::bringing;
use crate::actions::plugins::consent;
use crate::actions::plugins::consent::Agreed;
use crate::app::App;
use crate::domain::plugin::Rights;
use crate::domain::plugin::Version;
use crate::failure::Failure;
use crate::phrases::plugins;
use crate::store::View;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "plugins/consent.html")]
struct ConsentPage {
    frame: Frame,
    plugin: String,
    path: String,
    name: String,
    summary: String,
    version: String,
    id: String,
    signer: Signer,
    /// This publisher signed versions that were agreed to before.
    known: bool,
    /// The short form of the key that this one follows.
    follows: String,
    sha256: String,
    homepage: String,
    license: String,
    wishes: Vec<Wish>,
    uses: String,
    /// The hash of the rights on this page.
    hash: String,
    is_active: bool,
    /// It ran before, and may again without being asked about.
    may_return: bool,
    /// Of an upgrade: what differs from the version that runs.
    change: Option<Change>,
    wrong: Option<&'static str>,
}

/// What an upgrade changes.
struct Change {
    from: String,
    more: Vec<String>,
    less: Vec<String>,
    /// Nothing that was not agreed to.
    is_covered: bool,
}

/// # Errors
/// `NotFound`.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    shown(&app, visit, &at, None).await
}

async fn shown(
    app: &App,
    visit: Visit,
    at: &(String, String),
    wrong: Option<String>,
) -> Result<HttpResponse, Failure> {
    let (id, version) = (id_in(&at.0)?, version_in(&at.1)?);
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = app
        .read(move |view| {
            let plugin = acts::see(view, visit.viewer()?, &id)?;
            build(view, &visit, &plugin, &version, wrong)
        })
        .await?;
    page::with_status(&page, status)
}

fn build(
    view: &impl View,
    visit: &Visit,
    plugin: &crate::domain::plugin::installed::Plugin,
    version: &Version,
    wrong: Option<String>,
) -> Result<ConsentPage, Failure> {
    let words = visit.words;
    let release = plugin.release(version).ok_or(Failure::NotFound)?;
    let packed = &release.packed;
    let manifest = &packed.manifest;
    let rights = Rights::of_manifest(manifest);
    let is_covered = consent::grant_for(view, packed)?.is_some();
    let is_active = plugin.active.as_ref() == Some(version);
    let change = match plugin.active().filter(|_| !is_active) {
        None => None,
        Some(active) => {
            let before = consent::agreed_last(view, plugin)?;
            let difference = before.difference(&rights);
            let more = |right| plugins::right(words, manifest, right);
            let less = |right| plugins::right(words, &active.packed.manifest, right);
            let changed = |old: bool| {
                let pair = difference.changed.iter();
                pair.map(move |(before, after)| if old { before } else { after })
            };
            Some(Change {
                from: active.packed.manifest.version.to_string(),
                more: difference
                    .added
                    .iter()
                    .chain(changed(false))
                    .map(more)
                    .collect(),
                less: difference
                    .removed
                    .iter()
                    .chain(changed(true))
                    .map(less)
                    .collect(),
                is_covered,
            })
        }
    };
    Ok(ConsentPage {
        frame: Frame::load(view, visit)?,
        plugin: path_of(&plugin.id),
        path: format!("{}/versions/{version}", path_of(&plugin.id)),
        name: manifest.name.of(words.lang).to_owned(),
        summary: manifest.summary.of(words.lang).to_owned(),
        version: version.to_string(),
        id: plugin.id.to_string(),
        signer: said::signer(words, &plugin.id, packed),
        known: packed.publisher.is_some() && plugin.trusted == packed.publisher,
        follows: packed
            .follows
            .as_ref()
            .map(|key| key.id())
            .unwrap_or_default(),
        sha256: packed.sha256.clone(),
        homepage: manifest.homepage.clone().unwrap_or_default(),
        license: manifest.license.clone().unwrap_or_default(),
        wishes: said::wishes(words, manifest),
        uses: said::use_of_a_call(words, manifest),
        hash: rights.hash(),
        is_active,
        may_return: release.active_at.is_some() && is_covered && !is_active,
        change,
        wrong: wrong.map(|key| words.t(&key)),
    })
}

/// Agrees, goes back to, or throws away.
///
/// # Errors
/// `NotFound`; `ChangedMeanwhile` when the rights are not those that were seen.
pub async fn act(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (id, version) = (id_in(&at.0)?, version_in(&at.1)?);
    let home = path_of(&id);
    let what = fields.text("act").to_owned();
    if what != "discard"
        && let Some(away) = confirm::first(&visit, &format!("{home}/versions/{version}"))
    {
        return Ok(away);
    }
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let agreed = Agreed {
        plugin: id.clone(),
        version: version.clone(),
        hash: fields.text("hash").to_owned(),
        enable: what == "enable",
    };
    let is_back = what == "return";
    let is_gone = what == "discard";
    let done = app
        .write(fields.key(&visit), move |plan| {
            if is_gone {
                return bringing::discard(plan, &viewer, &id, &version, &moment);
            }
            match is_back {
                true => consent::roll_back(plan, &viewer, &id, &version, &moment)?,
                false => consent::agree(plan, &viewer, &agreed, &moment)?,
            }
            Ok(true)
        })
        .await;
    match done {
        Err(Failure::Invalid(wrong)) => {
            let key = wrong.into_iter().next().map(|(_, key)| key);
            shown(&app, visit, &at, key).await
        }
        Err(failure) => Err(failure),
        Ok(false) => {
            let flash = Flash::new("done-plugin-discarded");
            Ok(page::done(&visit, "/settings/plugins", &flash))
        }
        Ok(true) => {
            let flash = match (is_gone, is_back) {
                (true, _) => "done-plugin-discarded",
                (_, true) => "done-plugin-returned",
                _ => "done-plugin-agreed",
            };
            Ok(page::done(&visit, &home, &Flash::new(flash)))
        }
    }
}
