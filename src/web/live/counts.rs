//! The counters of the rail and the money at risk, as a script asks for them while a page is open.

use super::super::frame::Frame;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use std::collections::BTreeMap;

/// What stands around the page, in words.
#[derive(Serialize)]
struct Counts {
    /// Path in the rail → how many wait there, written out; empty for none.
    rail: BTreeMap<String, String>,
    at_risk: Option<AtRisk>,
    /// Who asks: a page left open while someone else signed in stays shut to them.
    me: u64,
    /// After signing in again the forms of an open page need the new token.
    csrf: String,
}

#[derive(Serialize)]
struct AtRisk {
    full: String,
    short: String,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let counts = app
        .read(move |view| {
            let frame = Frame::load(view, &visit)?;
            Ok(Counts {
                me: visit.viewer()?.staff.id.0,
                csrf: visit.csrf.clone(),
                rail: frame
                    .rail
                    .iter()
                    .map(|item| (visit.url(item.path), item.count.clone().unwrap_or_default()))
                    .collect(),
                at_risk: frame.at_risk.as_ref().map(|amount| AtRisk {
                    full: frame.t1("at-risk", "amount", amount),
                    short: frame.t1("at-risk-short", "amount", amount),
                }),
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(counts))
}
