//! What the find box and the command palette propose while someone types: as JSON, for whoever is
//! signed in.

use super::super::find;
use super::super::form::Fields;
use super::super::rows::Writing;
use super::super::visit::Visit;
use crate::app::App;
use crate::failure::Failure;
use crate::phrases::names;
use crate::search::Asked;
use crate::search::LONGEST_QUESTION;
use crate::search::Search;
use crate::search::Thing;
use crate::search::sounds_like;
use crate::store::View;
use crate::store::identity;
use crate::store::orders;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use std::sync::Arc;

/// Proposals at most.
const MOST: usize = 8;
/// Of them people and shops.
const MOST_NAMES: usize = 3;

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Item {
    /// `case`, `order`, `buyer`, `staff`, `shop`
    kind: &'static str,
    label: String,
    /// Where it leads, with the prefix of the desk.
    path: String,
    hint: String,
}

#[derive(Serialize)]
struct Proposed {
    items: Vec<Item>,
}

/// # Errors
/// When the disk does.
pub async fn propose(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let typed: String = query.text("q").chars().take(LONGEST_QUESTION).collect();
    let vault = app.store.vault();
    let hashes = identity::find_tokens(vault, &typed);
    let asked = Asked::read(&typed, vault);
    let desk = app.into_inner();
    let search = Arc::clone(&desk);
    let items = desk
        .read(move |view| items(view, &search.search, &visit, &typed, &asked, &hashes))
        .await?;
    Ok(HttpResponse::Ok().json(Proposed { items }))
}

fn items(
    view: &impl View,
    search: &Search,
    visit: &Visit,
    typed: &str,
    asked: &Asked,
    hashes: &[String],
) -> Result<Vec<Item>, Failure> {
    let mut items = exact(view, visit, typed, hashes)?;
    items.extend(names(view, visit, typed)?);
    let writing = Writing::load(view, visit)?;
    let found = search.find(view, visit.viewer()?, asked, None, MOST)?;
    for hit in found.hits {
        let item = match hit.what {
            Thing::Case(row) => {
                let row = writing.row(&row);
                let hint = [row.kind, row.state, &row.buyer, &row.title];
                case(visit, &row.no, &hint)
            }
            Thing::Order(row) => {
                let status = names::order_status_name(visit.words, row.status);
                let path = format!("/orders/{}", row.id);
                let hint = [status, &row.buyer_shown, &row.title];
                item("order", visit, row.order_no.clone(), &path, &hint)
            }
            Thing::Buyer(buyer) => {
                let hit = find::BuyerHit::of(*buyer, visit);
                item("buyer", visit, hit.name, &hit.path, &[&hit.identities])
            }
        };
        if items.iter().all(|known| known.path != item.path) {
            items.push(item);
        }
    }
    items.truncate(MOST);
    Ok(items)
}

fn item(kind: &'static str, visit: &Visit, label: String, path: &str, hint: &[&str]) -> Item {
    let told: Vec<&str> = hint
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    Item {
        kind,
        label,
        path: visit.url(path),
        hint: told.join(" · "),
    }
}

fn case(visit: &Visit, no: &str, hint: &[&str]) -> Item {
    item("case", visit, no.to_owned(), &format!("/cases/{no}"), hint)
}

/// What has exactly this number, or begins so.
fn exact(
    view: &impl View,
    visit: &Visit,
    typed: &str,
    hashes: &[String],
) -> Result<Vec<Item>, Failure> {
    let found = find::exactly(view, visit, typed, hashes, true)?;
    let mut items = Vec::new();
    for row in found.cases {
        let hint = [row.kind, row.state, &row.buyer, &row.title];
        items.push(case(visit, &row.no, &hint));
    }
    for order in found.orders {
        let hint = [order.status, &order.buyer, &order.title];
        items.push(item("order", visit, order.order_no, &order.path, &hint));
    }
    for buyer in found.buyers {
        let hint = [buyer.identities.as_str()];
        items.push(item("buyer", visit, buyer.name, &buyer.path, &hint));
    }
    items.truncate(MOST);
    Ok(items)
}

/// Colleagues and shops by name or by how it sounds.
fn names(view: &impl View, visit: &Visit, typed: &str) -> Result<Vec<Item>, Failure> {
    let viewer = visit.viewer()?;
    let words = visit.words;
    let staff = people::all(view)?
        .into_iter()
        .filter(|staff| staff.active && sounds_like(&staff.display_name, typed))
        .map(|staff| {
            let path = format!("/cases?owner={}", staff.id);
            let hint = [words.t("search-their-cases")];
            item("staff", visit, staff.display_name, &path, &hint)
        });
    let shops = orders::shops(view)?
        .into_iter()
        .filter(|shop| viewer.sees_shop(shop.id) && sounds_like(&shop.name, typed))
        .map(|shop| {
            let path = format!("/cases?shop={}", shop.id);
            let hint = [words.t("search-its-cases")];
            item("shop", visit, shop.name, &path, &hint)
        });
    Ok(staff.chain(shops).take(MOST_NAMES).collect())
}
