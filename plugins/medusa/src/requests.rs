//! Returns, exchanges and claims: three lists of the admin API, pulled one after the other. A
//! return that belongs to an exchange or a claim comes with it and not by itself.

use crate::money;
use crate::orders;
use crate::request;
use crate::states;
use aftercare_plugin::Money;
use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Line;
use aftercare_plugin::marketplace::Request;
use aftercare_plugin::marketplace::RequestKind;
use aftercare_plugin::marketplace::RequestPage;
use aftercare_plugin::marketplace::Window;
use aftercare_plugin::serde_json::Value;

/// Of which sort a request is; the name is that of its list and begins its id at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Return,
    Exchange,
    Claim,
}

pub const SORTS: [Sort; 3] = [Sort::Return, Sort::Exchange, Sort::Claim];

/// On a page: the order of each takes a request of its own, and a call has sixty.
const MOST: u32 = 40;

impl Sort {
    /// The list, and the first part of the path.
    pub const fn list(self) -> &'static str {
        match self {
            Sort::Return => "returns",
            Sort::Exchange => "exchanges",
            Sort::Claim => "claims",
        }
    }

    /// The field of an answer that holds one.
    pub const fn one(self) -> &'static str {
        match self {
            Sort::Return => "return",
            Sort::Exchange => "exchange",
            Sort::Claim => "claim",
        }
    }

    const fn fields(self) -> &'static str {
        match self {
            Sort::Return => {
                "id,order_id,exchange_id,claim_id,display_id,status,refund_amount,created_at,\
updated_at,canceled_at,*items,*items.reason"
            }
            Sort::Exchange => {
                "id,order_id,return_id,display_id,created_at,updated_at,canceled_at,\
*additional_items,*return,*return.items"
            }
            Sort::Claim => {
                "id,type,order_id,return_id,display_id,refund_amount,created_at,updated_at,\
canceled_at,*claim_items,*additional_items,*return,*return.items"
            }
        }
    }

    fn of(list: &str) -> Option<Sort> {
        SORTS.into_iter().find(|sort| sort.list() == list)
    }

    fn after(self) -> Option<Sort> {
        match self {
            Sort::Return => Some(Sort::Exchange),
            Sort::Exchange => Some(Sort::Claim),
            Sort::Claim => None,
        }
    }
}

/// Sort and id of a request of the desk: `returns/return_01…`.
///
/// # Errors
/// `not-found`: it is none of ours.
pub fn named(id: &str) -> Result<(Sort, &str)> {
    let (list, inner) = id.split_once('/').unwrap_or_default();
    let sort = Sort::of(list).filter(|_| request::is_id(inner));
    sort.map(|sort| (sort, inner))
        .ok_or_else(|| failure::not_found(id))
}

/// # Errors
/// Why nothing could be pulled.
pub fn pull(window: &Window) -> Result<RequestPage> {
    let (sort, offset) = match &window.cursor {
        None => (Sort::Return, 0),
        Some(cursor) => {
            let (list, offset) = cursor.split_once(':').unwrap_or_default();
            let sort = Sort::of(list);
            let sort =
                sort.ok_or_else(|| failure::invalid_field("no cursor", Some("cursor"), None))?;
            (sort, orders::offset(offset)?)
        }
    };
    let size = window.limit.clamp(1, MOST);
    let answer = orders::changed(sort.list(), window, offset, size, sort.fields())?;
    let rows = json::list(&answer, sort.list());
    let mut known: Vec<(String, Value)> = Vec::new();
    let mut items = Vec::new();
    for row in rows.iter().filter(|row| is_by_itself(sort, row)) {
        let id = order_id(row)?;
        let order = match known.iter().find(|(known, _)| known == id) {
            Some((_, order)) => order.clone(),
            None => {
                let order = order(id)?;
                known.push((id.to_owned(), order.clone()));
                order
            }
        };
        items.push(request(sort, row, &order)?);
    }
    let here = orders::next(&answer, offset, rows.len()).map(|next| (sort, next));
    let next_cursor = here
        .or(sort.after().map(|sort| (sort, 0)))
        .map(|(sort, offset)| format!("{}:{offset}", sort.list()));
    Ok(RequestPage {
        items,
        has_more: next_cursor.is_some(),
        next_cursor,
        next_poll_s: None,
    })
}

/// # Errors
/// `not-found`, or why it could not be read.
pub fn get(id: &str) -> Result<Request> {
    let (sort, inner) = named(id)?;
    let row = one(sort, inner)?;
    let order = order(order_id(&row)?)?;
    request(sort, &row, &order)
}

/// One of a list, as it stands there now.
///
/// # Errors
/// `not-found`, or why it could not be read.
pub fn one(sort: Sort, id: &str) -> Result<Value> {
    let path = format!("{}/{id}", sort.list());
    let mut answer = request::get(&path, &[("fields", sort.fields())])?;
    match answer.get_mut(sort.one()).map(Value::take) {
        Some(row) if row.is_object() => Ok(row),
        _ => Err(failure::upstream(&format!("no {}", sort.one()), None, None)),
    }
}

fn is_by_itself(sort: Sort, row: &Value) -> bool {
    let belongs = |field| json::text(row, field).is_some();
    sort != Sort::Return || !(belongs("exchange_id") || belongs("claim_id"))
}

fn order_id(row: &Value) -> Result<&str> {
    let id = json::text(row, "order_id").filter(|id| request::is_id(id));
    id.ok_or_else(|| failure::upstream("a request without order_id", None, None))
}

/// The order of a request: its money and the names of its goods.
fn order(id: &str) -> Result<Value> {
    let fields = [("fields", "id,currency_code,*items")];
    let mut answer = request::get(&format!("orders/{id}"), &fields)?;
    Ok(answer.get_mut("order").map(Value::take).unwrap_or_default())
}

/// # Errors
/// `upstream`: it lacks what every request has.
pub fn request(sort: Sort, row: &Value, order: &Value) -> Result<Request> {
    let lacks =
        |what: &str| failure::upstream(&format!("a {} without {what}", sort.one()), None, None);
    let id = json::text(row, "id").ok_or_else(|| lacks("id"))?;
    let created_at = orders::moment(row, "created_at").ok_or_else(|| lacks("created_at"))?;
    let currency = orders::currency(order).ok_or_else(|| lacks("currency_code"))?;
    let back = match sort {
        Sort::Return => Some(row),
        Sort::Exchange | Sort::Claim => row.get("return").filter(|back| back.is_object()),
    };
    let raw_state = raw_state(row, back);
    let (raw_kind, kind) = kind(sort, row, back.is_some());
    let amount = money::field(row, "refund_amount").filter(|units| *units > 0);
    let goods = goods(sort, row, back);
    let mut attrs = orders_attrs(row);
    attrs.extend(replacements(row, order));
    Ok(Request {
        external_id: format!("{}/{id}", sort.list()),
        order_id: order_id(row)?.to_owned(),
        raw_kind,
        kind,
        state: states::of_request(&raw_state),
        raw_state,
        reason: reason(goods),
        message: goods
            .iter()
            .find_map(|row| json::text(row, "note"))
            .map(str::to_owned),
        requested: amount.map(|units| money::money(units, &currency)),
        refunded: None,
        updated_at: orders::moment(row, "updated_at").unwrap_or_else(|| created_at.clone()),
        created_at,
        decide_before: None,
        lines: goods
            .iter()
            .filter_map(|row| line(row, order, &currency))
            .collect(),
        evidence: Vec::new(),
        return_carrier: None,
        return_number: None,
        revision: json::text(row, "updated_at").map(str::to_owned),
        attrs,
    })
}

/// Cancelled, or the state of what comes back.
pub fn raw_state(row: &Value, back: Option<&Value>) -> String {
    if json::text(row, "canceled_at").is_some() {
        return "canceled".to_owned();
    }
    let status = back.map(|back| json::text(back, "status").unwrap_or_default());
    status.unwrap_or(states::WITHOUT_RETURN).to_owned()
}

fn kind(sort: Sort, row: &Value, has_return: bool) -> (String, RequestKind) {
    match sort {
        Sort::Return => ("return".to_owned(), RequestKind::ReturnAndRefund),
        Sort::Exchange => ("exchange".to_owned(), RequestKind::Exchange),
        Sort::Claim => {
            let kind = json::text(row, "type").unwrap_or_default();
            (format!("claim/{kind}"), states::of_claim(kind, has_return))
        }
    }
}

/// The lines it is about: those claimed, else those that come back.
fn goods<'r>(sort: Sort, row: &'r Value, back: Option<&'r Value>) -> &'r [Value] {
    let claimed = json::list(row, "claim_items");
    match (sort, back) {
        (Sort::Claim, _) if !claimed.is_empty() => claimed,
        (_, Some(back)) => json::list(back, "items"),
        (_, None) => &[],
    }
}

/// A claim's is a code, a return's a record with a label.
fn reason(goods: &[Value]) -> Option<String> {
    let of = |row: &Value| {
        let reason = row.get("reason")?;
        let label = json::text(reason, "label").or(json::text(reason, "value"));
        Some(reason.as_str().or(label)?.to_owned())
    };
    goods.iter().find_map(of)
}

fn orders_attrs(row: &Value) -> Vec<(String, String)> {
    let one = |field: &str| Some((field.replace('_', "-"), json::code(row, field)?));
    ["display_id", "return_id"]
        .into_iter()
        .filter_map(one)
        .collect()
}

/// What goes out instead, a line each.
fn replacements(row: &Value, order: &Value) -> Vec<(String, String)> {
    let items = json::list(row, "additional_items").iter();
    let one = |row: &Value| {
        let title = orders::title(ordered(row, order)?);
        let count = orders::count(row, "quantity")?;
        Some(("replacement".to_owned(), format!("{title} × {count}")))
    };
    items.filter_map(one).collect()
}

/// The line of the order that a line of a request is about.
fn ordered<'o>(row: &Value, order: &'o Value) -> Option<&'o Value> {
    let id = json::text(row, "item_id")?;
    let mut items = json::list(order, "items").iter();
    items.find(|item| json::text(item, "id") == Some(id))
}

/// All pieces of a line were paid with its total; of some of them, the price of a piece is what is
/// known without reckoning with tax and discounts.
fn line(row: &Value, order: &Value, currency: &str) -> Option<Line> {
    let item = ordered(row, order)?;
    let quantity = orders::count(row, "quantity")?;
    let of_all = orders::count(item, "quantity") == Some(quantity);
    let paid = match of_all {
        true => money::field(item, "total")?,
        false => money::times(money::field(item, "unit_price")?, quantity)?,
    };
    let received = orders::count(row, "received_quantity");
    let received = received.map(|count| ("received".to_owned(), count.to_string()));
    let by_price = (!of_all).then(|| ("paid-by".to_owned(), "unit-price".to_owned()));
    let paid: Money = money::money(paid, currency);
    Some(Line {
        external_id: json::text(item, "id")?.to_owned(),
        sku: json::text(item, "variant_sku").map(str::to_owned),
        title: orders::title(item),
        quantity,
        paid,
        attrs: received.into_iter().chain(by_price).collect(),
    })
}
