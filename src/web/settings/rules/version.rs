//! One version of the rules: what it changed.

use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::super::history::ToldField;
use super::overview;
use super::overview::Line;
use super::words;
use crate::actions::rules as acts;
use crate::app::App;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/rules/version.html")]
struct VersionPage {
    frame: Frame,
    version: Line,
    to_come: bool,
    changes: Vec<ToldField>,
}

pub async fn page(
    app: Data<App>,
    visit: Visit,
    number: Path<u32>,
) -> Result<HttpResponse, Failure> {
    let number = *number;
    let page = app
        .read(move |view| {
            let all = acts::versions(view)?;
            let version = all.iter().find(|version| version.number() == number);
            let version = version.ok_or(Failure::NotFound)?;
            let changes = acts::changed_by(&all, version);
            Ok(VersionPage {
                version: overview::line(view, &visit, &all, version)?,
                to_come: version.from > visit.now,
                changes: changes
                    .iter()
                    .map(|change| ToldField {
                        name: words::line_name(visit.words, &change.field),
                        old: words::value(visit.words, &change.old),
                        new: words::value(visit.words, &change.new),
                    })
                    .collect(),
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}
