//! What runs here: version, data, licences.

use super::super::Site;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::Health;
use crate::store::View;
use crate::store::tables::SCHEMA_VERSION;
use actix_web::HttpResponse;
use actix_web::web::Data;
use anyhow::Context;
use askama::Template;
use std::path::Path;

/// Folders below the data folder that are looked into; ours are two deep.
const DEPTH: usize = 6;

#[derive(Template)]
#[template(path = "settings/about.html")]
struct AboutPage {
    frame: Frame,
    version: &'static str,
    schema: u32,
    cases: String,
    orders: String,
    zone: String,
    set_up: String,
    writable: bool,
    up: String,
    folder: String,
    data_size: String,
    files: String,
    crates: usize,
    licences: Vec<&'static str>,
}

pub async fn page(app: Data<App>, site: Data<Site>, visit: Visit) -> Result<HttpResponse, Failure> {
    let writable = app.store.health() == Health::Writable;
    let folder = app.config.data.clone();
    let licences = licences();
    let up = visit.now.since(site.started_at);
    let page = app
        .read(move |view| {
            let count = |name: &str| -> Result<String, Failure> {
                Ok(formats::count(view.counter(name)?.unsigned_abs()))
            };
            let (bytes, files) = measured(&folder, DEPTH).context("measuring the data folder")?;
            let desk = visit.desk.as_ref().ok_or(Failure::NotFound)?;
            Ok(AboutPage {
                version: env!("CARGO_PKG_VERSION"),
                schema: SCHEMA_VERSION,
                cases: count("cases")?,
                orders: count("orders")?,
                zone: desk.zone.clone(),
                set_up: formats::full(desk.set_up_at, &visit.zone),
                writable,
                up: formats::span(visit.words, up),
                folder: folder.display().to_string(),
                data_size: formats::size(bytes),
                files: formats::count(files),
                crates: licences.len(),
                licences,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

/// Bytes and files below a folder. A file that went away meanwhile is not counted.
fn measured(folder: &Path, depth: usize) -> std::io::Result<(u64, u64)> {
    let mut sum = (0, 0);
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(about) = entry.metadata() else {
            continue;
        };
        if about.is_dir() {
            if depth > 0 {
                let (bytes, files) = measured(&entry.path(), depth - 1)?;
                sum = (sum.0 + bytes, sum.1 + files);
            }
        } else {
            sum = (sum.0 + about.len(), sum.1 + 1);
        }
    }
    Ok(sum)
}

/// The crates this program is made of, from the lock file it was built with.
fn licences() -> Vec<&'static str> {
    let lock = include_str!("../../../Cargo.lock");
    lock.split("[[package]]")
        .filter_map(|part| {
            let name = part.lines().find_map(|line| line.strip_prefix("name = "))?;
            Some(name.trim_matches('"'))
        })
        .filter(|name| *name != env!("CARGO_PKG_NAME"))
        .collect()
}
