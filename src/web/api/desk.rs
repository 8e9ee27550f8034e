//! The desk itself, who one is, and the shops one works for.

use super::bearer::Bearer;
use super::problem::Problem;
use super::values::Time;
use crate::app::App;
use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::token::Scope;
use crate::store::Health as StoreHealth;
use crate::store::orders;
use crate::store::settings;
use crate::web::visit::Visit;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

/// How the desk is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// Of the program.
    #[schema(examples("0.1.0"))]
    pub version: String,
    /// Whether it takes changes just now.
    pub writable: bool,
    /// What time it is for the desk.
    pub now: Time,
}

/// How the desk is
///
/// The version, the time, and whether changes are taken just now. Any token may ask.
#[utoipa::path(
    get, path = "/api/v1/health", tag = "desk", operation_id = "health",
    responses((status = 200, description = "The desk answers", body = Health))
)]
pub async fn health(app: Data<App>, visit: Visit) -> HttpResponse {
    HttpResponse::Ok().json(Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        writable: app.store.health() == StoreHealth::Writable,
        now: Time(visit.now),
    })
}

/// Whose rights a token has.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub id: u64,
    pub login: String,
    pub display_name: String,
    pub roles: Vec<Role>,
    /// The shops this person works for; empty means all of them.
    pub shops: Vec<u64>,
    pub lang: Lang,
    /// The most this person may approve by themselves, in 分.
    pub limit_fen: i64,
    pub token: OwnToken,
}

/// The token of this request.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnToken {
    pub id: u64,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub expires_at: Option<Time>,
}

/// Whose token this is
///
/// The member of staff whose rights the token has, and what it may be used for. Any token may ask.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "desk", operation_id = "me",
    responses((status = 200, description = "The person and the token", body = Me))
)]
pub async fn me(app: Data<App>, visit: Visit, bearer: Bearer) -> Result<HttpResponse, Problem> {
    let staff = visit.viewer()?.staff.clone();
    let asked = staff.clone();
    let limit = app
        .read(move |view| Ok(settings::rules(view)?.limits.of(&asked)))
        .await?;
    let token = &bearer.0;
    Ok(HttpResponse::Ok().json(Me {
        id: staff.id.0,
        login: staff.login,
        display_name: staff.display_name,
        roles: staff.roles,
        shops: staff.shops.iter().map(|shop| shop.0).collect(),
        lang: staff.lang,
        limit_fen: staff.limit.unwrap_or(limit).0,
        token: OwnToken {
            id: token.id.0,
            name: token.name.clone(),
            scopes: token.scopes.clone(),
            expires_at: Time::of(token.expires_at),
        },
    }))
}

/// A shop 店铺.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shop {
    pub id: u64,
    pub name: String,
    pub channel: Channel,
    /// ISO 4217.
    #[schema(examples("CNY"))]
    pub currency: String,
    pub hotline: Option<String>,
    /// Where returns go, as one block of text.
    pub return_address: Option<String>,
    pub created_at: Time,
}

/// The shops of this person
#[derive(Debug, Serialize, ToSchema)]
pub struct Shops {
    pub shops: Vec<Shop>,
}

/// The shops
///
/// Those the person works for, oldest first. Any token may ask.
#[utoipa::path(
    get, path = "/api/v1/shops", tag = "desk", operation_id = "listShops",
    responses((status = 200, description = "The shops", body = Shops))
)]
pub async fn shops(app: Data<App>, visit: Visit) -> Result<HttpResponse, Problem> {
    let shops = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let mut shops = orders::shops(view)?;
            shops.retain(|shop| viewer.sees_shop(shop.id));
            Ok(shops)
        })
        .await?;
    let shops = shops
        .into_iter()
        .map(|shop| Shop {
            id: shop.id.0,
            name: shop.name,
            channel: shop.channel,
            currency: shop.currency,
            hotline: shop.hotline,
            return_address: shop.return_address,
            created_at: Time(shop.created_at),
        })
        .collect();
    Ok(HttpResponse::Ok().json(Shops { shops }))
}
