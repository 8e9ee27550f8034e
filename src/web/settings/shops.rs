//! The shops: name, channel, hotline, where returns go.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::history;
use super::history::History;
use crate::actions::shops as acts;
use crate::app::App;
use crate::domain::ids::ShopId;
use crate::domain::order::Channel;
use crate::domain::order::ReturnPlace;
use crate::domain::order::Shop;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::orders;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/shops.html")]
struct ShopsPage {
    frame: Frame,
    shops: Vec<ShopLine>,
    fields: Fields,
    errors: Errors,
    channels: Vec<Choice>,
}

struct ShopLine {
    path: String,
    name: String,
    channel: &'static str,
    hotline: String,
    has_address: bool,
    closed: bool,
}

#[derive(Template)]
#[template(path = "settings/shop.html")]
struct ShopPage {
    frame: Frame,
    path: String,
    fields: Fields,
    errors: Errors,
    channels: Vec<Choice>,
    currencies: Vec<Choice>,
    places: Vec<Place>,
    history: History,
}

/// A row of the return address book.
struct Place {
    prefix: String,
    address: String,
}

/// Currencies that shops of our channels are paid in.
const CURRENCIES: &[&str] = &[
    "CNY", "HKD", "MOP", "TWD", "SGD", "MYR", "USD", "EUR", "GBP", "JPY",
];
/// Empty rows at the end of the address book.
const FREE_PLACES: usize = 2;

impl ShopsPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

impl ShopPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

fn status(errors: &Errors) -> StatusCode {
    if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    list(&app, visit, Fields::default(), Errors::default()).await
}

async fn list(
    app: &App,
    visit: Visit,
    fields: Fields,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let status = status(&errors);
    let page = app
        .read(move |view| {
            let words = visit.words;
            let shops = orders::shops(view)?
                .into_iter()
                .map(|shop| ShopLine {
                    path: format!("/settings/shops/{}", shop.id),
                    name: shop.name,
                    channel: names::channel_name(words, shop.channel),
                    hotline: shop.hotline.unwrap_or_default(),
                    has_address: shop.return_address.is_some(),
                    closed: shop.closed,
                })
                .collect();
            Ok(ShopsPage {
                frame: Frame::load(view, &visit)?,
                shops,
                channels: choices::channels(words, fields.text("channel")),
                fields,
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}

pub async fn add(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let name = fields.text("shop_name").to_owned();
    let channel = Channel::from_code(fields.text("channel")).unwrap_or(Channel::Other);
    let moment = visit.moment();
    let made = app
        .write(fields.key(&visit), move |plan| {
            acts::create(plan, &name, channel, &moment)
        })
        .await;
    match made {
        Err(Failure::Invalid(wrong)) => list(&app, visit, fields, wrong.into()).await,
        Err(failure) => Err(failure),
        Ok(id) => Ok(page::done(
            &visit,
            &format!("/settings/shops/{id}"),
            &Flash::new("done-shop-added"),
        )),
    }
}

pub async fn edit(app: Data<App>, visit: Visit, id: Path<u64>) -> Result<HttpResponse, Failure> {
    one(&app, visit, ShopId(*id), None, Errors::default()).await
}

async fn one(
    app: &App,
    visit: Visit,
    id: ShopId,
    typed: Option<Fields>,
    errors: Errors,
) -> Result<HttpResponse, Failure> {
    let status = status(&errors);
    let page = app
        .read(move |view| {
            let shop = orders::shop(view, id)?.ok_or(Failure::NotFound)?;
            let fields = typed.unwrap_or_else(|| as_fields(&shop));
            Ok(ShopPage {
                frame: Frame::load(view, &visit)?,
                path: format!("/settings/shops/{id}"),
                channels: choices::channels(visit.words, fields.text("channel")),
                currencies: CURRENCIES
                    .iter()
                    .map(|code| Choice {
                        value: (*code).to_owned(),
                        name: (*code).to_owned(),
                        chosen: *code == fields.text("currency"),
                    })
                    .collect(),
                places: fields
                    .all("place_prefix")
                    .zip(fields.all("place_address"))
                    .chain(std::iter::repeat_n(("", ""), FREE_PLACES))
                    .map(|(prefix, address)| Place {
                        prefix: prefix.to_owned(),
                        address: address.to_owned(),
                    })
                    .collect(),
                history: history::of(view, &visit, &format!("shop {id}"), history::field_name)?,
                fields,
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn as_fields(shop: &Shop) -> Fields {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut pairs = vec![
        pair("shop_name", &shop.name),
        pair("channel", shop.channel.code()),
        pair("hotline", shop.hotline.as_deref().unwrap_or_default()),
        pair(
            "return_address",
            shop.return_address.as_deref().unwrap_or_default(),
        ),
        pair("currency", &shop.currency),
        pair(
            "platform_no",
            shop.platform_no.as_deref().unwrap_or_default(),
        ),
        pair("signature", shop.signature.as_deref().unwrap_or_default()),
    ];
    if shop.closed {
        pairs.push(pair("closed", "yes"));
    }
    for place in &shop.return_places {
        pairs.push(pair("place_prefix", &place.prefix));
        pairs.push(pair("place_address", &place.address));
    }
    Fields::new(pairs)
}

pub async fn save(
    app: Data<App>,
    visit: Visit,
    id: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = ShopId(*id);
    let typed = fields.clone();
    let cut = |name: &str, most: usize| -> Option<String> {
        let text = typed.filled(name)?;
        Some(text.chars().take(most).collect())
    };
    let name = typed.text("shop_name").to_owned();
    let channel = Channel::from_code(typed.text("channel"));
    let hotline = cut("hotline", 60);
    let return_address = cut("return_address", 500);
    let (platform_no, signature) = (cut("platform_no", 40), cut("signature", 60));
    let currency = CURRENCIES
        .iter()
        .find(|code| **code == typed.text("currency"))
        .map(|code| (*code).to_owned());
    let closed = typed.ticked("closed");
    let return_places: Vec<ReturnPlace> = typed
        .all("place_prefix")
        .zip(typed.all("place_address"))
        .filter(|(prefix, address)| !prefix.is_empty() || !address.is_empty())
        .take(20)
        .map(|(prefix, address)| ReturnPlace {
            prefix: prefix.chars().take(40).collect(),
            address: address.chars().take(500).collect(),
        })
        .collect();
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = typed.text("rev").parse().ok();
    let saved = app
        .write(fields.key(&visit), move |plan| {
            let old = orders::shop(plan, id)?.ok_or(Failure::NotFound)?;
            let new = Shop {
                name,
                channel: channel.unwrap_or(old.channel),
                hotline,
                return_address,
                return_places,
                platform_no,
                signature,
                closed,
                currency: currency.unwrap_or(old.currency.clone()),
                ..old
            };
            acts::change_by(plan, by, new, seen, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => one(&app, visit, id, Some(fields), wrong.into()).await,
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            one(&app, visit, id, Some(fields), errors).await
        }
        Err(failure) => Err(failure),
        Ok(()) => Ok(page::done(
            &visit,
            "/settings/shops",
            &Flash::new("done-saved"),
        )),
    }
}
