//! The files that go along with a reply: those it has and those that were just chosen, as the form
//! carries them.

use crate::app::App;
use crate::domain::case::record::CaseFile;
use crate::domain::reply::Attached;
use crate::domain::reply::Reply;
use crate::domain::reply::exchange::Carried;
use crate::failure::Failure;
use crate::store::evidence::sniff;
use crate::web::Visit;
use crate::web::form::Fields;
use crate::web::upload;
use actix_web::web::Data;
use anyhow::Context;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::sync::Arc;

/// The field of a file that stays: its hash, a blank, its name.
pub const STAYS: &str = "stays";

/// What a kept file is as the value of [`STAYS`].
pub fn value(file: &Attached) -> String {
    format!("{} {}", file.hash, file.name)
}

pub fn of_file(file: CaseFile) -> Attached {
    Attached {
        hash: file.hash,
        name: file.name,
        mime: file.mime,
        size: file.size,
    }
}

/// The files of the form: the ones that stay, then the new ones.
///
/// # Errors
/// When the disk does.
pub async fn of_form(
    app: &Data<App>,
    visit: &Visit,
    fields: &Fields,
    new: &[CaseFile],
) -> Result<Vec<Attached>, Failure> {
    let mut files: Vec<Attached> = Vec::new();
    for stays in fields.all(STAYS) {
        let (hash, name) = stays.split_once(' ').unwrap_or((stays, ""));
        let kept = upload::again(app, visit, hash, name).await?;
        files.extend(kept.map(of_file));
    }
    files.extend(new.iter().cloned().map(of_file));
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.hash.clone()));
    Ok(files)
}

/// Replies with the bytes of their files, to be written into one file.
///
/// # Errors
/// When a file is gone from the disk.
pub async fn carried(
    app: &Data<App>,
    all: Vec<Reply>,
) -> Result<Vec<(Reply, Vec<Carried>)>, Failure> {
    let store = Arc::clone(&app.store);
    let reading = move || {
        let with = |reply: Reply| -> anyhow::Result<(Reply, Vec<Carried>)> {
            let files = reply.files.iter().map(|file| {
                Ok(Carried {
                    name: file.name.clone(),
                    data: BASE64_STANDARD.encode(store.files().get(&file.hash)?),
                })
            });
            let files = files.collect::<anyhow::Result<_>>()?;
            Ok((reply, files))
        };
        all.into_iter().map(with).collect::<anyhow::Result<_>>()
    };
    let read = tokio::task::spawn_blocking(reading).await;
    Ok(read.context("reading the files of replies panicked")??)
}

/// Keeps what a file of replies carried. None when one of them is no file that can be sent.
///
/// # Errors
/// When the disk does.
pub async fn taken(
    app: &Data<App>,
    visit: &Visit,
    carried: &[Carried],
) -> Result<Option<Vec<Attached>>, Failure> {
    let mut files = Vec::new();
    for one in carried {
        let data: String = one.data.split_ascii_whitespace().collect();
        let Ok(bytes) = BASE64_STANDARD.decode(data) else {
            return Ok(None);
        };
        let Some(mime) = sniff(&bytes) else {
            return Ok(None);
        };
        files.push(of_file(
            upload::keep(app, visit, bytes, &one.name, mime).await?,
        ));
    }
    Ok(Some(files))
}
