//! One product: what to tell buyers, what goes wrong, and how often it came back.

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::products::COST;
use crate::actions::products::NOTERS;
use crate::actions::products::see;
use crate::app::App;
use crate::domain::ids::ProductId;
use crate::domain::people::ActorRef;
use crate::domain::product;
use crate::domain::product::KnownFault;
use crate::domain::product::Product;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::store::people;
use crate::store::products;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// How far back the figures look.
const BACK: Span = Span::days(180);
/// The most orders that are counted; more are said to be more.
const ORDERS: usize = 5000;
/// The most cases of one reason that are counted.
const CASES: usize = 1000;
/// How many recent cases are linked.
const RECENT: usize = 8;

/// Cases for one reason.
struct ReasonRow {
    name: String,
    count: usize,
    /// The commonest end, with how many ended so.
    ended: Option<String>,
}

struct Recent {
    no: String,
    kind: &'static str,
    reason: String,
    ended: String,
    opened: String,
}

/// How often it was bought and came back.
struct Figures {
    orders: String,
    cases: usize,
    rate: Option<String>,
    reasons: Vec<ReasonRow>,
    recent: Vec<Recent>,
}

#[derive(Template)]
#[template(path = "products/show.html")]
struct ShowPage {
    frame: Frame,
    id: u64,
    title: String,
    sku: String,
    shop: String,
    specs: String,
    care: String,
    selling: Vec<String>,
    faults: Vec<KnownFault>,
    warranty: Option<u32>,
    cost: Option<String>,
    sees_cost: bool,
    may_edit: bool,
    edited: Option<(String, String)>,
    figures: Figures,
}

impl ShowPage {
    fn tells_nothing(&self) -> bool {
        self.specs.is_empty()
            && self.care.is_empty()
            && self.selling.is_empty()
            && self.faults.is_empty()
    }
}

/// # Errors
/// `NotFound` for a missing and for a foreign product alike.
pub async fn page(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    let id = ProductId(at.into_inner());
    let shown = app
        .read(move |view| {
            let product = see(view, visit.viewer()?, id)?;
            build(view, &visit, product)
        })
        .await?;
    page::show(&shown)
}

fn build(view: &impl View, visit: &Visit, product: Product) -> Result<ShowPage, Failure> {
    let shop = orders::shop(view, product.shop)?;
    let currency = shop.as_ref().map_or("CNY", |shop| shop.currency.as_str());
    let editor = match product.edited_by {
        Some(ActorRef::Staff(id)) => people::by_id(view, id)?.map(|staff| staff.display_name),
        _ => None,
    };
    let sees_cost = visit.may(COST);
    Ok(ShowPage {
        frame: Frame::load(view, visit)?,
        id: product.id.0,
        figures: figures(view, visit, &product)?,
        cost: product
            .cost_price
            .filter(|_| sees_cost)
            .map(|cost| formats::money(cost, currency)),
        sees_cost,
        may_edit: visit.may(NOTERS),
        edited: editor.zip(
            product
                .edited_at
                .map(|at| formats::short(at, &visit.zone, visit.now)),
        ),
        selling: product
            .selling
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        sku: product.sku.unwrap_or_default(),
        shop: shop.map_or_else(String::new, |shop| shop.name),
        title: product.title,
        specs: product.specs,
        care: product.care,
        faults: product.faults,
        warranty: product.warranty_months,
    })
}

fn figures(view: &impl View, visit: &Visit, product: &Product) -> Result<Figures, Failure> {
    let words = visit.words;
    let (shop, code) = (product.shop, product.code.as_str());
    let since = visit.now - BACK;
    let ordered = products::ordered(view, shop, code, since, ORDERS)?.len();
    let mut all = Vec::new();
    let mut reasons = Vec::new();
    for reason in products::reasons(view, shop, code)? {
        let cases = products::cases_of(view, shop, code, &reason, since, CASES)?;
        if cases.is_empty() {
            continue;
        }
        let results = cases
            .iter()
            .filter_map(|traced| traced.trace.ended.as_ref()?.result.clone());
        let commonest = product::tally(results).into_iter().next();
        reasons.push(ReasonRow {
            name: names::reason_name(words, &reason).to_owned(),
            count: cases.len(),
            ended: commonest.map(|(result, count)| {
                words.with(
                    "product-ended-so",
                    &[
                        ("result", names::result_text(words, &result).into()),
                        ("n", count.into()),
                    ],
                )
            }),
        });
        all.extend(cases);
    }
    reasons.sort_by_key(|row| std::cmp::Reverse(row.count));
    all.sort_by_key(|traced| std::cmp::Reverse((traced.opened_at, traced.id)));
    // A case about two products of this code's shop stands once per reason, so once here.
    let count = all.len();
    let capped = ordered == ORDERS;
    let mut orders = formats::count(ordered as u64);
    if capped {
        orders.push('+');
    }
    Ok(Figures {
        orders,
        cases: count,
        rate: (ordered > 0 && !capped).then(|| percent(count, ordered)),
        reasons,
        recent: all
            .into_iter()
            .take(RECENT)
            .map(|traced| Recent {
                no: traced.trace.no.to_string(),
                kind: names::kind_name(words, traced.trace.kind),
                reason: names::reason_name(words, &traced.reason).to_owned(),
                ended: match &traced.trace.ended {
                    None => words.t("product-still-open").to_owned(),
                    Some(ended) => ended
                        .result
                        .as_deref()
                        .map_or_else(String::new, |r| names::result_text(words, r).to_owned()),
                },
                opened: formats::short(traced.opened_at, &visit.zone, visit.now),
            })
            .collect(),
    })
}

/// A share in percent with one decimal.
pub fn percent(part: usize, whole: usize) -> String {
    let thousandths = part * 1000 / whole.max(1);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
