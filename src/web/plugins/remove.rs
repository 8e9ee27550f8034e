//! Taking a plugin away, after saying what goes with it.

use super::super::flash::Flash;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::settings::confirm;
use super::super::visit::Visit;
use super::id_in;
use super::path_of;
use crate::actions::plugins as acts;
use crate::actions::plugins::standing;
use crate::app::App;
use crate::failure::Failure;
use crate::store::plugins;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "plugins/remove.html")]
struct RemovePage {
    frame: Frame,
    plugin: String,
    name: String,
    accounts: Vec<String>,
    secrets: usize,
}

/// # Errors
/// `NotFound`.
pub async fn page(app: Data<App>, visit: Visit, at: Path<String>) -> Result<HttpResponse, Failure> {
    let id = id_in(&at)?;
    let page = app
        .read(move |view| {
            let plugin = acts::see(view, visit.viewer()?, &id)?;
            let shown = plugin
                .active()
                .or(plugin.newest())
                .ok_or(Failure::NotFound)?;
            let accounts = plugins::accounts(view, &id)?;
            Ok(RemovePage {
                frame: Frame::load(view, &visit)?,
                plugin: path_of(&id),
                name: shown.packed.manifest.name.of(visit.words.lang).to_owned(),
                secrets: accounts.iter().map(|one| one.secrets.len()).sum(),
                accounts: accounts.into_iter().map(|one| one.name).collect(),
            })
        })
        .await?;
    page::show(&page)
}

/// # Errors
/// `NotFound`.
pub async fn carry_out(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = id_in(&at)?;
    if let Some(away) = confirm::first(&visit, &format!("{}/remove", path_of(&id))) {
        return Ok(away);
    }
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    app.write(fields.key(&visit), move |plan| {
        standing::remove(plan, &viewer, &id, &moment)
    })
    .await?;
    let flash = Flash::new("done-plugin-removed");
    Ok(page::done(&visit, "/settings/plugins", &flash))
}
