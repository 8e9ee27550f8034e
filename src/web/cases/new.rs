//! A new case: from an order, or about something whose order is not known.

use super::added;
use super::bought;
use super::bought::OrderPart;
use super::boxes::Boxes;
use super::handed_in;
use super::handed_in::KeptFile;
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
use crate::domain::case::facts::Ledger;
use crate::domain::case::record::CaseFile;
use crate::domain::case::refusal::Need;
use crate::domain::order::Order;
use crate::domain::rules::reason_book::ReasonBook;
use crate::failure::Failure;
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
use crate::web::upload;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Payload;
use askama::Template;

/// A kind to choose.
struct KindCard {
    path: String,
    name: &'static str,
    about: &'static str,
    here: bool,
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
    /// Files that were handed in before the form came back.
    kept: Vec<KeptFile>,
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

    /// Whether a warning speaks of another case.
    fn has_twin(&self) -> bool {
        self.warned.iter().any(|warned| warned.twin.is_some())
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
    /// What was handed in with it.
    files: Vec<CaseFile>,
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
pub async fn open(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    visit.viewer()?.must_be(WORKERS)?;
    let brought = upload::read(&app, &visit, &request, payload).await?;
    let files = handed_in::all(&app, &visit, &brought).await?;
    let fields = handed_in::plain(&brought.fields);
    if let (Some(no), Some(kind)) = (fields.filled(added::INTO), kind_of(&fields)) {
        return added::to(&app, &visit, no, kind, &fields, files).await;
    }
    let ready = {
        let (visit, fields, files) = (visit.clone(), fields.clone(), files.clone());
        app.read(move |view| {
            let viewer = visit.viewer()?;
            let kind = kind_of(&fields).ok_or(Failure::NotFound)?;
            let order = order_of(view, &visit, &fields)?;
            let shop = match &order {
                Some((order, _)) => order.shop,
                None => shop_of(view, &visit, &fields)?.ok_or(Failure::NotFound)?,
            };
            let parts = order.as_ref().map(|(order, ledger)| (order, ledger));
            let (mut new, mut errors) = intake::read(&fields, shop, kind, parts);
            new.files = files;
            if let Some(wrong) = brought.wrong {
                errors.add("files", wrong);
            }
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
        return again(
            app,
            visit,
            fields,
            files,
            told,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    if unseen {
        let told = Told {
            unseen,
            ..Told::default()
        };
        return again(app, visit, fields, files, told, StatusCode::CONFLICT).await;
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
            again(app, visit, fields, files, told, StatusCode::CONFLICT).await
        }
        Err(Failure::Invalid(wrong)) => {
            let told = Told {
                errors: wrong.into(),
                ..Told::default()
            };
            again(
                app,
                visit,
                fields,
                files,
                told,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(failure) => Err(failure),
    }
}

async fn again(
    app: Data<App>,
    visit: Visit,
    fields: Fields,
    files: Vec<CaseFile>,
    told: Told,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let desk = app.clone();
    let told = Told { files, ..told };
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
        Some(kind) => warnings(view, visit, &asked, kind, order.as_ref(), &told.files)?,
    };
    let override_asked = warned.iter().any(Warned::needs_override)
        || matches!(&told.refused, Some(Refusal::Needs(Need::PolicyOverride)))
        || asked.filled("policy_override").is_some();
    let order_part = order
        .as_ref()
        .map(|(order, ledger)| bought::order_part(visit, order, ledger, shop, kind, &pack, &asked));
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
        kept: handed_in::shown(&told.files),
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
    files: &[CaseFile],
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
    new.files = files.to_vec();
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
