//! The products of a person's shops by code, and those whose code or title has some words.

use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::access::Viewer;
use crate::app::App;
use crate::domain::ids::ProductId;
use crate::domain::product::Product;
use crate::failure::Failure;
use crate::store::View;
use crate::store::orders;
use crate::store::products;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use std::collections::HashMap;

/// Rows on a page.
const ROWS: usize = 50;
/// How many products one request looks at when it searches.
const LOOKED_AT: usize = 5000;
/// Products read at a time.
const SLICE: usize = 200;

struct Row {
    id: u64,
    title: String,
    sku: String,
    shop: String,
    care: bool,
    faults: usize,
}

#[derive(Template)]
#[template(path = "products/list.html")]
struct ListPage {
    frame: Frame,
    asked: String,
    rows: Vec<Row>,
    next: Option<String>,
    many_shops: bool,
}

/// # Errors
/// When the disk does.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let shown = app.read(move |view| build(view, &visit, &query)).await?;
    page::show(&shown)
}

fn build(view: &impl View, visit: &Visit, query: &Fields) -> Result<ListPage, Failure> {
    let viewer = visit.viewer()?;
    let asked: String = query.text("q").chars().take(60).collect();
    let after = match query.filled("after").map(str::parse) {
        Some(Ok(id)) => products::by_id(view, ProductId(id))?
            .filter(|product| viewer.sees_shop(product.shop))
            .map(|product| products::place(&product)),
        _ => None,
    };
    let (found, more) = find(view, viewer, &asked, after)?;
    let shops: HashMap<_, _> = orders::shops(view)?
        .into_iter()
        .map(|shop| (shop.id, shop.name))
        .collect();
    let last = found.last().map(|product| product.id).filter(|_| more);
    Ok(ListPage {
        frame: Frame::load(view, visit)?,
        rows: found
            .into_iter()
            .map(|product| Row {
                id: product.id.0,
                shop: shops.get(&product.shop).cloned().unwrap_or_default(),
                sku: product.sku.clone().unwrap_or_default(),
                care: !product.care.is_empty(),
                faults: product.faults.len(),
                title: product.title,
            })
            .collect(),
        next: last.map(|id| visit.url(&format!("/products?{}after={id}", searched(&asked)))),
        asked,
        many_shops: shops.len() > 1,
    })
}

/// The search as a part of an address.
fn searched(asked: &str) -> String {
    if asked.is_empty() {
        return String::new();
    }
    let mut escaped = String::from("q=");
    for byte in asked.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => escaped.push(byte.into()),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped.push('&');
    escaped
}

/// A page of products this person may see, and whether there are more.
fn find(
    view: &impl View,
    viewer: &Viewer,
    asked: &str,
    mut after: Option<Vec<u8>>,
) -> Result<(Vec<Product>, bool), Failure> {
    let words: Vec<String> = asked.split_whitespace().map(str::to_lowercase).collect();
    let fits = |product: &Product| {
        let text = format!(
            "{} {}",
            product.title.to_lowercase(),
            product.sku.as_deref().unwrap_or_default().to_lowercase()
        );
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let mut found = Vec::new();
    let mut looked_at = 0;
    loop {
        let slice = products::page(view, after.as_deref(), SLICE)?;
        for id in slice.rows {
            looked_at += 1;
            let Some(product) = products::by_id(view, ProductId(id))? else {
                continue;
            };
            if viewer.sees_shop(product.shop) && fits(&product) {
                if found.len() == ROWS {
                    return Ok((found, true));
                }
                found.push(product);
            }
        }
        match slice.next {
            Some(next) if looked_at < LOOKED_AT => after = Some(next),
            next => return Ok((found, next.is_some())),
        }
    }
}
