//! One gateway for text messages: its signature, its place, and the notices it has words for.

use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::HOME;
use crate::actions::notices;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::Audience;
use crate::domain::notice::rules;
use crate::failure::Failure;
use crate::phrases::names;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

struct Row {
    path: String,
    what: &'static str,
    code: String,
    text: String,
}

#[derive(Template)]
#[template(path = "settings/sms/gateway.html")]
struct GatewayPage {
    frame: Frame,
    name: String,
    path: String,
    rev: u64,
    fields: Fields,
    errors: Errors,
    rows: Vec<Row>,
}

impl GatewayPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// # Errors
/// `NotFound` for an account that sends no messages.
pub async fn page(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    shown(&app, visit, *at, None).await
}

/// # Errors
/// As [`page`].
pub async fn save(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (viewer, moment, id) = (visit.viewer()?.clone(), visit.moment(), *at);
    let signature = fields.text("signature").to_owned();
    let rank = fields.text("rank").parse().unwrap_or(0);
    let seen = fields.text("rev").parse().unwrap_or(0);
    let saved = app
        .write(fields.key(&visit), move |plan| {
            let which = (PluginAccountId(id), seen);
            notices::save_sms_gateway(plan, &viewer, which, (&signature, rank), &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => shown(&app, visit, id, Some((fields, wrong.into()))).await,
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, id, Some((fields, errors))).await
        }
        Err(failure) => Err(failure),
        Ok(()) => {
            let back = format!("{HOME}/{id}");
            Ok(page::done(&visit, &back, &Flash::new("done-saved")))
        }
    }
}

async fn shown(
    app: &App,
    visit: Visit,
    id: u64,
    typed: Option<(Fields, Errors)>,
) -> Result<HttpResponse, Failure> {
    let status = match &typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = app
        .read(move |view| {
            let (account, kept) = super::one(view, id)?;
            let (fields, errors) = typed.unwrap_or_else(|| {
                let pairs = vec![
                    ("signature".to_owned(), kept.signature.clone()),
                    ("rank".to_owned(), kept.rank.to_string()),
                ];
                (Fields::new(pairs), Errors::default())
            });
            let to_buyers = rules::ALL.iter().filter(|(_, to)| *to == Audience::Buyer);
            let rows = to_buyers.map(|(kind, _)| {
                let template = kept.templates.get(kind);
                Row {
                    path: format!("{HOME}/{id}/{kind}"),
                    what: names::notice_name(visit.words, *kind),
                    code: template.map(|one| one.code.clone()).unwrap_or_default(),
                    text: template.map(|one| one.text.clone()).unwrap_or_default(),
                }
            });
            Ok(GatewayPage {
                name: account.name,
                path: format!("{HOME}/{id}"),
                rev: kept.rev,
                rows: rows.collect(),
                frame: Frame::load(view, &visit)?,
                fields,
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}
