//! Taking a package: read whole, checked, kept; nothing of it runs.

use super::super::form::Fields;
use super::super::page;
use super::super::upload;
use super::super::visit::Visit;
use super::list;
use super::list::Wrong;
use super::path_of;
use crate::actions::plugins::bringing;
use crate::app::App;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::installed::Packed;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::fetched;
use crate::plugins::described;
use crate::plugins::official;
use crate::plugins::package;
use crate::plugins::package::Checked;
use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::web::Data;
use anyhow::Context;

/// bytes of the form: the package and a little beside it.
pub const FORM_MOST: usize = package::PACKED_MOST + 64 * 1024;

/// # Errors
/// `NotAllowed` without the token. What is wrong with the package is shown.
pub async fn take(app: Data<App>, visit: Visit, form: Multipart) -> Result<HttpResponse, Failure> {
    // One byte more than there may be, so that the reader says that it is too large.
    let (fields, brought) = upload::one_file(&visit, form, package::PACKED_MOST + 1).await?;
    if brought.is_empty() {
        let wrong = Wrong::Key("plugin-no-file".into());
        return list::shown(&app, visit, Some(wrong)).await;
    }
    let key = fields.key(&visit);
    brought_here(&app, visit, brought, key).await
}

/// Takes a plugin that comes with the program.
///
/// # Errors
/// `NotFound` for one that does not.
pub async fn official(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = PluginId::parse(fields.text("id")).ok_or(Failure::NotFound)?;
    let one = official::by_id(&id).ok_or(Failure::NotFound)?;
    let key = fields.key(&visit);
    match one.package() {
        Ok(bytes) => brought_here(&app, visit, bytes, key).await,
        Err(faults) => list::shown(&app, visit, Some(Wrong::Faults(faults))).await,
    }
}

/// Fetches a package from an address.
///
/// # Errors
/// When the disk does. What is wrong with the address or the package is shown.
pub async fn fetch(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(&[])?;
    let url = fields.text("url").to_owned();
    let key = fields.key(&visit);
    match fetched::package(&host, &url).await {
        Ok(bytes) => brought_here(&app, visit, bytes, key).await,
        Err(why) => list::shown(&app, visit, Some(Wrong::Unfetched(why, url))).await,
    }
}

/// Reads a package, keeps it, and leads to what it wants.
async fn brought_here(
    app: &Data<App>,
    visit: Visit,
    bytes: Vec<u8>,
    key: Option<String>,
) -> Result<HttpResponse, Failure> {
    // Its types are read, and nothing of it runs.
    let read = move || {
        let checked = package::read(&bytes).map_err(Wrong::Faults)?;
        described::describe(checked.component()).map_err(Wrong::Unfit)?;
        Ok((checked, bytes))
    };
    let read = tokio::task::spawn_blocking(read);
    let (checked, bytes) = match read.await.context("reading a package")? {
        Ok(read) => read,
        Err(wrong) => return list::shown(app, visit, Some(wrong)).await,
    };
    let packed = keep(app, checked, bytes).await?;
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let kept = app
        .write(key, move |plan| {
            bringing::bring(plan, &viewer, packed, &moment)
        })
        .await;
    match kept {
        Ok((id, version)) => Ok(page::to(
            &visit,
            &format!("{}/versions/{version}", path_of(&id)),
        )),
        Err(Failure::Invalid(wrong)) => {
            let key = wrong.into_iter().next().map(|(_, key)| key);
            let wrong = Wrong::Key(key.unwrap_or_default());
            list::shown(app, visit, Some(wrong)).await
        }
        Err(failure) => Err(failure),
    }
}

/// Puts package and component among the files.
async fn keep(app: &Data<App>, checked: Checked, bytes: Vec<u8>) -> Result<Packed, Failure> {
    let desk = app.clone();
    let put = move || -> anyhow::Result<Packed> {
        let files = desk.store.files();
        Ok(Packed {
            package: files.put(&bytes)?,
            component: files.put(checked.component())?,
            size: checked.component().len() as u64,
            sha256: checked.sha256,
            publisher: checked.publisher,
            follows: checked.hand_over.map(|over| over.from),
            manifest: checked.manifest,
        })
    };
    let packed = tokio::task::spawn_blocking(put);
    Ok(packed.await.context("keeping a package")??)
}
