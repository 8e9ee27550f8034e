//! A new case: from an order, or about something whose order is not known.

use super::boxes::Boxes;
use super::intake;
use super::offered;
use super::subject::my_shops;
use super::subject::order_of;
use super::subject::shop_of;
use super::warned;
use super::warned::Warned;
use super::widget::Group;
use crate::actions;
use crate::actions::cases::About;
use crate::actions::drafts;
use crate::app::App;
use crate::domain::case::Kind;
use crate::domain::case::Refusal;
use crate::domain::case::decide::Ledger;
use crate::domain::case::refusal::Need;
use crate::domain::order::Order;
use crate::domain::order::Shop;
use crate::domain::rules::RulePack;
use crate::domain::rules::reason_book::ReasonBook;
use crate::domain::rules::windows;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::phrases::refusal;
use crate::store::Vault;
use crate::store::View;
use crate::store::drafts::Place;
use crate::store::settings;
use crate::web::Visit;
use crate::web::WORKERS;
use crate::web::choices::Choice;
use crate::web::drafts::part;
use crate::web::flash::Flash;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::page;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

/// A kind to choose.
struct KindCard {
    path: String,
    name: &'static str,
    about: &'static str,
    here: bool,
}

/// A line of the order, with what can still be asked for.
struct LineRow {
    no: u32,
    title: String,
    sku: String,
    qty: u32,
    value: String,
    paid: String,
    left: String,
    /// The open case that holds it.
    open_case: Option<String>,
    /// The window for this kind is over since then.
    closed_since: Option<String>,
}

/// The order the case is about.
struct OrderPart {
    id: u64,
    order_no: String,
    shop: String,
    status: &'static str,
    paid: String,
    buyer: String,
    lines: Vec<LineRow>,
}

/// The form once the kind is chosen.
struct Form {
    kind: &'static str,
    kind_code: &'static str,
    subtypes: Vec<Choice>,
    reasons: Vec<Group>,
    channels: Vec<Choice>,
    asks_money: bool,
    refunds: bool,
    /// The amount follows the pieces until someone changes it.
    follows_pieces: bool,
    asks_tracking: bool,
    carries_lines: bool,
    /// Against a window or exclusion: a reason is needed.
    override_asked: bool,
    boxes: Boxes,
}

#[derive(Template)]
#[template(path = "cases/new.html")]
struct NewPage {
    frame: Frame,
    order: Option<OrderPart>,
    /// Looked for by number and not found.
    not_found: Option<String>,
    without_order: bool,
    shops: Vec<Choice>,
    kinds: Vec<KindCard>,
    form: Option<Form>,
    /// What is worth a look before opening it.
    warned: Vec<Warned>,
    /// The form was sent, and these warnings are why it was not opened yet.
    warned_now: bool,
    typed: Fields,
    errors: Errors,
    refused: Option<String>,
    /// The case that holds the line already.
    open_case: Option<String>,
}

impl NewPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.t(key))
    }

    fn amount_hint(&self) -> &'static str {
        match &self.form {
            Some(form) if form.follows_pieces => self.frame.t("case-amount-follows"),
            Some(form) if form.refunds => self.frame.t("case-amount-hint"),
            _ => "",
        }
    }

    fn typed(&self, field: &str) -> &str {
        self.typed.raw(field)
    }
}

/// What the form came back with.
#[derive(Default)]
struct Told {
    errors: Errors,
    refused: Option<Refusal>,
    /// Warnings this person has not seen stand against opening it at once.
    unseen: bool,
}

/// # Errors
/// `NotFound` for a foreign order; `NotAllowed` for those who only look.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(WORKERS)?;
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let desk = app.clone();
    let shown = app
        .read(move |view| build(view, desk.store.vault(), &visit, asked, Told::default()))
        .await?;
    page::show(&shown)
}

/// Opens it.
///
/// # Errors
/// `NotFound`, `NotAllowed`; what was typed comes back with everything else.
pub async fn open(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(WORKERS)?;
    let ready = {
        let (visit, fields) = (visit.clone(), fields.clone());
        app.read(move |view| {
            let viewer = visit.viewer()?;
            let kind = kind_of(&fields).ok_or(Failure::NotFound)?;
            let order = order_of(view, &visit, &fields)?;
            let shop = match &order {
                Some((order, _)) => order.shop,
                None => shop_of(view, &visit, &fields)?.ok_or(Failure::NotFound)?,
            };
            let parts = order.as_ref().map(|(order, ledger)| (order, ledger));
            let (mut new, errors) = intake::read(&fields, shop, kind, parts);
            new.owner = Some(viewer.staff.id);
            let about = parts
                .map(|(order, _)| About::order(order))
                .unwrap_or_default();
            let ledger = parts.map(|(_, ledger)| ledger);
            let unseen =
                errors.is_empty() && warned::unseen(view, &visit, &fields, &new, &about, ledger)?;
            Ok((new, about, errors, unseen))
        })
        .await?
    };
    let (new, about, errors, unseen) = ready;
    if !errors.is_empty() {
        let told = Told {
            errors,
            ..Told::default()
        };
        return again(app, visit, fields, told, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if unseen {
        let told = Told {
            unseen,
            ..Told::default()
        };
        return again(app, visit, fields, told, StatusCode::CONFLICT).await;
    }
    let (staff, order) = (visit.viewer()?.staff.id, about.order);
    let used = part::used(&fields, |name| Place::new_case(staff, order, name));
    let moment = visit.moment();
    let actor = visit.viewer()?.actor.clone();
    let done = app
        .write(fields.key(&visit), move |plan| {
            let done = actions::cases::open(plan, &new, &about, &actor, &moment)?;
            drafts::sent(plan, &used)?;
            Ok(done)
        })
        .await;
    match done {
        Ok(done) => {
            let flash = Flash::new("done-case-opened").and("no", &done.no);
            Ok(page::done(&visit, &format!("/cases/{}", done.no), &flash))
        }
        Err(Failure::Refused(Refusal::WrongRole { .. } | Refusal::NotForStaff)) => {
            Err(Failure::NotAllowed)
        }
        Err(Failure::Refused(why)) => {
            let told = Told {
                refused: Some(why),
                ..Told::default()
            };
            again(app, visit, fields, told, StatusCode::CONFLICT).await
        }
        Err(Failure::Invalid(wrong)) => {
            let told = Told {
                errors: wrong.into(),
                ..Told::default()
            };
            again(app, visit, fields, told, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(failure) => Err(failure),
    }
}

async fn again(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    told: Told,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let desk = app.clone();
    let shown = app
        .read(move |view| build(view, desk.store.vault(), &visit, fields, told))
        .await?;
    page::with_status(&shown, status)
}

fn kind_of(asked: &Fields) -> Option<Kind> {
    asked.filled("kind").and_then(Kind::from_code)
}

fn build(
    view: &impl View,
    vault: &Vault,
    visit: &Visit,
    asked: Fields,
    told: Told,
) -> Result<NewPage, Failure> {
    let words = visit.words;
    let order = order_of(view, visit, &asked)?;
    let kind = kind_of(&asked);
    let asked = match (&order, kind) {
        (Some((order, ledger)), Some(kind)) => intake::offer(&asked, kind, order, ledger),
        _ => asked,
    };
    let shops = my_shops(view, visit)?;
    let pack = settings::rules(view)?;
    let without_order = order.is_none() && asked.ticked("none");
    let shop = order
        .as_ref()
        .and_then(|(order, _)| shops.iter().find(|shop| shop.id == order.shop));
    let currency = shop.map_or("CNY", |shop| shop.currency.as_str());
    let base = match &order {
        Some((order, _)) => format!("/cases/new?order={}", order.id),
        None => "/cases/new?none=1".to_owned(),
    };
    let ready = order.is_some() || without_order;
    let open_case = match &told.refused {
        Some(Refusal::LineInOpenCase { case }) => Some(case.clone()),
        _ => None,
    };
    let warned = match kind.filter(|_| ready) {
        None => Vec::new(),
        Some(kind) => warnings(view, visit, &asked, kind, order.as_ref())?,
    };
    let override_asked = warned.iter().any(Warned::needs_override)
        || matches!(&told.refused, Some(Refusal::Needs(Need::PolicyOverride)))
        || asked.filled("policy_override").is_some();
    let order_part = order
        .as_ref()
        .map(|(order, ledger)| order_part(visit, order, ledger, shop, kind, &pack, &asked));
    let late = order_part
        .as_ref()
        .is_some_and(|part| part.lines.iter().any(|line| line.closed_since.is_some()));
    Ok(NewPage {
        frame: Frame::load(view, visit)?,
        not_found: asked
            .filled("order_no")
            .filter(|_| order.is_none())
            .map(str::to_owned),
        order: order_part,
        without_order,
        shops: shops
            .iter()
            .map(|shop| Choice {
                value: shop.id.to_string(),
                name: shop.name.clone(),
                chosen: asked.raw("shop") == shop.id.to_string(),
            })
            .collect(),
        kinds: Kind::ALL
            .iter()
            .filter(|_| ready)
            .map(|k| KindCard {
                path: visit.url(&format!("{base}&kind={k}")),
                name: names::kind_name(words, *k),
                about: words.code("case-kind", k.code()),
                here: kind == Some(*k),
            })
            .collect(),
        form: kind
            .filter(|_| ready)
            .map(|kind| {
                let order = order.as_ref().map(|(order, _)| order.id);
                let boxes = Boxes::load(view, vault, visit, &asked, order, kind)?;
                let book = &pack.reasons;
                let late = override_asked || late;
                Ok::<_, Failure>(form(visit, kind, &asked, book, late, boxes))
            })
            .transpose()?,
        refused: told
            .refused
            .as_ref()
            .map(|why| refusal(words, why, &visit.zone, currency)),
        open_case,
        warned,
        warned_now: told.unseen,
        typed: asked,
        errors: told.errors,
    })
}

/// What the intake checks say about the form as it stands.
fn warnings(
    view: &impl View,
    visit: &Visit,
    asked: &Fields,
    kind: Kind,
    order: Option<&(Order, Ledger)>,
) -> Result<Vec<Warned>, Failure> {
    let shop = match order {
        Some((order, _)) => Some(order.shop),
        None => shop_of(view, visit, asked)?,
    };
    let Some(shop) = shop else {
        return Ok(Vec::new());
    };
    let parts = order.map(|(order, ledger)| (order, ledger));
    let (mut new, _) = intake::read(asked, shop, kind, parts);
    if new.reason.is_empty() {
        // Not chosen yet: any reason that excludes nothing lets the other checks speak.
        new.reason = warned::ANY_REASON.to_owned();
    }
    let about = parts
        .map(|(order, _)| About::order(order))
        .unwrap_or_default();
    let ledger = parts.map(|(_, ledger)| ledger);
    let (warned, _) = warned::look(view, visit, &new, &about, ledger)?;
    Ok(warned)
}

fn form(
    visit: &Visit,
    kind: Kind,
    asked: &Fields,
    book: &ReasonBook,
    override_asked: bool,
    boxes: Boxes,
) -> Form {
    let words = visit.words;
    let channel = asked.filled("intake").unwrap_or("chat").to_owned();
    Form {
        kind: names::kind_name(words, kind),
        kind_code: kind.code(),
        subtypes: kind
            .subtypes()
            .iter()
            .map(|subtype| Choice {
                value: subtype.code().to_owned(),
                name: names::subtype_name(words, *subtype).to_owned(),
                chosen: asked.raw("subtype") == subtype.code(),
            })
            .collect(),
        reasons: offered::reason_groups(words, book, asked.raw("reason")),
        channels: intake::CHANNELS
            .iter()
            .map(|intake| Choice {
                value: intake.code().to_owned(),
                name: names::intake_name(words, *intake).to_owned(),
                chosen: channel == intake.code(),
            })
            .collect(),
        asks_money: intake::asks_money(kind),
        refunds: intake::refunds(kind),
        follows_pieces: intake::refunds(kind) && asked.filled("offered").is_some(),
        asks_tracking: matches!(kind, Kind::Logistics | Kind::ReturnRefund | Kind::Reship),
        carries_lines: kind != Kind::Inquiry,
        override_asked,
        boxes,
    }
}

fn order_part(
    visit: &Visit,
    order: &Order,
    ledger: &Ledger,
    shop: Option<&Shop>,
    kind: Option<Kind>,
    pack: &RulePack,
    asked: &Fields,
) -> OrderPart {
    let currency = shop.map_or("CNY", |shop| shop.currency.as_str());
    let window = kind.and_then(|kind| windows::find(&pack.windows, kind, None));
    let lines = order
        .lines
        .iter()
        .map(|line| {
            let before = ledger
                .lines
                .iter()
                .find(|known| known.line_no == line.line_no);
            let closes = window.and_then(|window| window.closes(order, line));
            LineRow {
                no: line.line_no,
                title: line.title.clone(),
                sku: line
                    .sku_text
                    .clone()
                    .or(line.sku_code.clone())
                    .unwrap_or_default(),
                qty: line.qty,
                value: asked.text(&intake::qty_field(line)).to_owned(),
                paid: formats::money(line.line_paid, currency),
                left: formats::money(intake::line_left(ledger, line, line.qty), currency),
                open_case: before.and_then(|known| known.open_case.clone()),
                closed_since: closes
                    .filter(|closes| *closes < visit.now)
                    .map(|closes| formats::full(closes, &visit.zone)),
            }
        })
        .collect();
    OrderPart {
        id: order.id.0,
        order_no: order.order_no.clone(),
        shop: shop.map_or_else(String::new, |shop| shop.name.clone()),
        status: names::order_status_name(visit.words, order.status),
        paid: formats::money(order.paid_total, currency),
        buyer: order.buyer_shown.clone(),
        lines,
    }
}
