//! Taking an upload: written to disk as it comes, never held in memory.

use super::super::form::CSRF;
use super::super::form::Fields;
use super::super::guards::token_fits;
use super::super::page;
use super::super::visit::Visit;
use super::overview;
use crate::actions::imports;
use crate::app::App;
use crate::domain::ids::JobId;
use crate::domain::ids::ShopId;
use crate::failure::Failure;
use crate::store::evidence::shown_name;
use crate::store::orders;
use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::web::Data;
use futures_util::StreamExt;

/// The largest file, in bytes: the limit of the reader behind it, and a little for the form.
pub const FILE_MOST: u64 = 200 * 1024 * 1024;
/// The most bytes of the other fields together.
const FIELDS_MOST: usize = 16 * 1024;

/// Keeps the file and leads to its preview.
///
/// # Errors
/// `NotAllowed` without the token; `NotFound` for a foreign shop.
pub async fn take(
    app: Data<App>,
    visit: Visit,
    mut form: Multipart,
) -> Result<HttpResponse, Failure> {
    let broken = || Failure::invalid("file", "error-upload-broken");
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut said = 0;
    let mut kept = None;
    while let Some(part) = form.next().await {
        let mut part = part.map_err(|_| broken())?;
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part
            .content_disposition()
            .and_then(|d| d.get_filename())
            .map(shown_name);
        let Some(file_name) = file_name else {
            let mut bytes = Vec::new();
            while let Some(chunk) = part.next().await {
                let chunk = chunk.map_err(|_| broken())?;
                said += chunk.len();
                if said > FIELDS_MOST {
                    return Err(broken());
                }
                bytes.extend_from_slice(&chunk);
            }
            pairs.push((name, String::from_utf8(bytes).map_err(|_| broken())?));
            continue;
        };
        let token = pairs.iter().find(|(key, _)| key == CSRF);
        if !token.is_some_and(|(_, value)| token_fits(&visit, value)) {
            return Err(Failure::NotAllowed);
        }
        let mut incoming = app.store.files().begin(FILE_MOST)?;
        let mut empty = true;
        let mut fits = true;
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| broken())?;
            empty &= chunk.is_empty();
            fits = fits && incoming.write(&chunk)?;
        }
        if empty {
            continue;
        }
        match incoming.finish()? {
            Some(stored) => kept = Some((file_name, stored.hash)),
            None => return overview::again(&app, &visit, "bring-too-large").await,
        }
    }
    let fields = Fields::new(pairs);
    if !token_fits(&visit, fields.raw(CSRF)) {
        return Err(Failure::NotAllowed);
    }
    let Some((file_name, hash)) = kept else {
        return overview::again(&app, &visit, "bring-no-file").await;
    };
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let wanted = fields.filled("shop").and_then(|id| id.parse().ok());
    let id: JobId = app
        .write(fields.key(&visit), move |plan| {
            let shops = orders::shops(plan)?;
            let shop = shops
                .iter()
                .filter(|shop| viewer.sees_shop(shop.id))
                .find(|shop| wanted.is_none_or(|id| shop.id == ShopId(id)))
                .ok_or(Failure::NotFound)?;
            imports::begin(plan, shop.id, viewer.staff.id, &file_name, &hash, &moment)
        })
        .await?;
    Ok(page::to(&visit, &format!("/import/{id}")))
}
