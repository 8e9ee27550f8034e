//! A form with files: read as a stream, bounded, the token checked before the first file is kept.

use super::Visit;
use super::form::CSRF;
use super::form::Fields;
use super::guards::token_fits;
use crate::app::App;
use crate::domain::case::record::CaseFile;
use crate::domain::people::ActorRef;
use crate::failure::Failure;
use crate::store::evidence::FILE_MOST;
use crate::store::evidence::FILES_MOST;
use crate::store::evidence::kind_of;
use crate::store::evidence::shown_name;
use crate::store::evidence::sniff;
use actix_multipart::Multipart;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Payload;
use anyhow::Context;
use futures_util::StreamExt;
use std::sync::Arc;

/// The most bytes of the other fields together.
pub const FIELDS_MOST: usize = 256 * 1024;

/// What a form brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub fields: Fields,
    /// Stored under their hash already.
    pub files: Vec<CaseFile>,
    /// The phrase key of what is wrong with a file.
    pub wrong: Option<&'static str>,
}

/// Reads a form with or without files. The files of a person who holds no token are not stored.
///
/// # Errors
/// `NotAllowed` without the token; `Invalid` for what is not a form or too large.
pub async fn read(
    app: &Data<App>,
    visit: &Visit,
    request: &HttpRequest,
    payload: Payload,
) -> Result<Brought, Failure> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return parts(app, visit, request, payload).await;
    }
    let fields = plain(payload).await?;
    if !token_fits(visit, fields.raw(CSRF)) {
        return Err(Failure::NotAllowed);
    }
    Ok(Brought {
        fields,
        ..Brought::default()
    })
}

async fn plain(mut payload: Payload) -> Result<Fields, Failure> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Failure::invalid("", "error-upload-broken"))?;
        if body.len() + chunk.len() > FIELDS_MOST {
            return Err(Failure::invalid("", "error-form-too-large"));
        }
        body.extend_from_slice(&chunk);
    }
    std::str::from_utf8(&body)
        .ok()
        .and_then(Fields::read)
        .ok_or_else(|| Failure::invalid("", "error-upload-broken"))
}

async fn parts(
    app: &Data<App>,
    visit: &Visit,
    request: &HttpRequest,
    payload: Payload,
) -> Result<Brought, Failure> {
    let broken = || Failure::invalid("", "error-upload-broken");
    let mut inner = payload.into_inner();
    let mut form = Multipart::from_request(request, &mut inner)
        .await
        .map_err(|_| broken())?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut said = 0;
    let mut files = Vec::new();
    let mut wrong = None;
    while let Some(part) = form.next().await {
        let mut part = part.map_err(|_| broken())?;
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part
            .content_disposition()
            .and_then(|d| d.get_filename())
            .map(str::to_owned);
        let is_file = filename.is_some();
        if is_file {
            let token = pairs.iter().find(|(key, _)| key == CSRF);
            if !token.is_some_and(|(_, value)| token_fits(visit, value)) {
                return Err(Failure::NotAllowed);
            }
        }
        let most = if is_file {
            FILE_MOST
        } else {
            FIELDS_MOST - said
        };
        let mut bytes = Vec::new();
        let mut too_large = false;
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| broken())?;
            // The rest of what is too large is read past, so that the other fields are kept.
            too_large |= bytes.len() + chunk.len() > most;
            if !too_large {
                bytes.extend_from_slice(&chunk);
            } else if !is_file {
                return Err(Failure::invalid("", "error-form-too-large"));
            }
        }
        let Some(filename) = filename else {
            said += bytes.len();
            let value = String::from_utf8(bytes).map_err(|_| broken())?;
            pairs.push((name, value));
            continue;
        };
        if too_large {
            wrong = Some("error-file-too-large");
        } else if files.len() == FILES_MOST {
            wrong = Some("error-too-many-files");
        } else if !bytes.is_empty() {
            match sniff(&bytes) {
                None => wrong = Some("error-file-kind"),
                Some(mime) => files.push(keep(app, visit, bytes, &filename, mime).await?),
            }
        }
    }
    let fields = Fields::new(pairs);
    if !token_fits(visit, fields.raw(CSRF)) {
        return Err(Failure::NotAllowed);
    }
    Ok(Brought {
        fields,
        files,
        wrong,
    })
}

/// Keeps a file under the hash of its bytes; what it is was asked of [`sniff`].
///
/// # Errors
/// When the disk does.
pub async fn keep(
    app: &Data<App>,
    visit: &Visit,
    bytes: Vec<u8>,
    filename: &str,
    mime: &'static str,
) -> Result<CaseFile, Failure> {
    let size = bytes.len() as u64;
    let store = Arc::clone(&app.store);
    let hash = tokio::task::spawn_blocking(move || store.files().put(&bytes))
        .await
        .context("keeping a file panicked")??;
    Ok(CaseFile {
        hash,
        kind: kind_of(mime),
        name: shown_name(filename),
        mime: mime.to_owned(),
        size,
        by: ActorRef::Staff(visit.viewer()?.staff.id),
        at: visit.now,
    })
}

/// A file that was kept before, by its hash: none when it is not there any more. What it is, its
/// bytes say again.
///
/// # Errors
/// When the disk does.
pub async fn again(
    app: &Data<App>,
    visit: &Visit,
    hash: &str,
    name: &str,
) -> Result<Option<CaseFile>, Failure> {
    if !crate::store::files::is_name(hash) || !app.store.files().has(hash) {
        return Ok(None);
    }
    let store = Arc::clone(&app.store);
    let named = hash.to_owned();
    let bytes = tokio::task::spawn_blocking(move || store.files().get(&named))
        .await
        .context("reading a file panicked")??;
    let Some(mime) = sniff(&bytes) else {
        return Ok(None);
    };
    Ok(Some(CaseFile {
        hash: hash.to_owned(),
        kind: kind_of(mime),
        name: shown_name(name),
        mime: mime.to_owned(),
        size: bytes.len() as u64,
        by: ActorRef::Staff(visit.viewer()?.staff.id),
        at: visit.now,
    }))
}

/// bytes of a field beside one file.
const FIELD_MOST: usize = 4 * 1024;

/// The fields of a form and the bytes of its one file, cut at `most`; none when no file was chosen.
///
/// # Errors
/// `NotAllowed` without the token; `Invalid` for a form that broke off.
pub async fn one_file(
    visit: &Visit,
    mut form: Multipart,
    most: usize,
) -> Result<(Fields, Vec<u8>), Failure> {
    let broken = || Failure::invalid("file", "error-upload-broken");
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut brought = Vec::new();
    while let Some(part) = form.next().await {
        let mut part = part.map_err(|_| broken())?;
        let name = part.name().unwrap_or_default().to_owned();
        let disposition = part.content_disposition();
        let is_file = disposition.is_some_and(|d| d.get_filename().is_some());
        if is_file && !has_token(visit, &pairs) {
            return Err(Failure::NotAllowed);
        }
        let most = if is_file { most } else { FIELD_MOST };
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| broken())?;
            let room = most - bytes.len();
            bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        match is_file {
            true => brought = bytes,
            false => pairs.push((name, String::from_utf8(bytes).map_err(|_| broken())?)),
        }
    }
    match has_token(visit, &pairs) {
        true => Ok((Fields::new(pairs), brought)),
        false => Err(Failure::NotAllowed),
    }
}

fn has_token(visit: &Visit, pairs: &[(String, String)]) -> bool {
    let token = pairs.iter().find(|(key, _)| key == CSRF);
    token.is_some_and(|(_, value)| token_fits(visit, value))
}
