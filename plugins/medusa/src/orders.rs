//! Orders of the admin API.

use crate::money;
use crate::request;
use crate::states;
use aftercare_plugin::Result;
use aftercare_plugin::Timestamp;
use aftercare_plugin::failure;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Address;
use aftercare_plugin::marketplace::Line;
use aftercare_plugin::marketplace::Order;
use aftercare_plugin::marketplace::OrderPage;
use aftercare_plugin::marketplace::Window;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::time;

const FIELDS: &str = "id,display_id,status,payment_status,fulfillment_status,email,currency_code,\
total,shipping_total,created_at,updated_at,*items";
/// On a page.
const MOST: u32 = 100;

/// # Errors
/// Why nothing could be pulled.
pub fn pull(window: &Window) -> Result<OrderPage> {
    let offset = offset(window.cursor.as_deref().unwrap_or("0"))?;
    let size = window.limit.clamp(1, MOST);
    let (wants_address, fields) = wanted();
    let answer = changed("orders", window, offset, size, &fields)?;
    let rows = json::list(&answer, "orders");
    let items: Result<Vec<Order>> = rows.iter().map(|row| order(row, wants_address)).collect();
    let next_cursor = next(&answer, offset, rows.len()).map(|next| next.to_string());
    Ok(OrderPage {
        items: items?,
        has_more: next_cursor.is_some(),
        next_cursor,
        next_poll_s: None,
    })
}

/// # Errors
/// `not-found`, or why it could not be read.
pub fn get(id: &str) -> Result<Order> {
    if !request::is_id(id) {
        return Err(failure::not_found(id));
    }
    let (wants_address, fields) = wanted();
    let answer = request::get(&format!("orders/{id}"), &[("fields", &fields)])?;
    order(answer.get("order").unwrap_or(&Value::Null), wants_address)
}

/// Whether the address comes, too; and the fields that are asked for.
fn wanted() -> (bool, String) {
    match settings::is_on("ship-to") {
        true => (true, format!("{FIELDS},*shipping_address")),
        false => (false, FIELDS.to_owned()),
    }
}

/// # Errors
/// `invalid`: a cursor that is none of ours.
pub fn offset(cursor: &str) -> Result<u32> {
    let offset = cursor.parse().ok().filter(|offset| *offset < 1 << 30);
    offset.ok_or_else(|| failure::invalid_field("no cursor", Some("cursor"), None))
}

/// A page of what changed since the window began, oldest first and without an end of the window:
/// what changes meanwhile then shows twice, and nothing is skipped.
///
/// # Errors
/// What the answer stands for.
pub fn changed(list: &str, window: &Window, offset: u32, size: u32, fields: &str) -> Result<Value> {
    let query = [
        ("updated_at[$gte]", window.since.as_str()),
        ("order", "created_at"),
        ("limit", &size.to_string()),
        ("offset", &offset.to_string()),
        ("fields", fields),
    ];
    let answer = request::get(list, &query)?;
    match answer.get(list).is_some_and(Value::is_array) {
        true => Ok(answer),
        false => Err(failure::upstream(&format!("no {list}"), None, None)),
    }
}

/// Where the next page begins, by the count of the answer. None: this was the last.
pub fn next(answer: &Value, offset: u32, rows: usize) -> Option<u32> {
    let count = answer.get("count").and_then(Value::as_u64).unwrap_or(0);
    let next = offset + u32::try_from(rows).ok()?;
    (rows > 0 && u64::from(next) < count).then_some(next)
}

/// # Errors
/// `upstream`: it lacks what every order has.
pub fn order(row: &Value, wants_address: bool) -> Result<Order> {
    let lacks = |what: &str| failure::upstream(&format!("an order without {what}"), None, None);
    let external_id = json::text(row, "id").ok_or_else(|| lacks("id"))?.to_owned();
    let status = json::text(row, "status").ok_or_else(|| lacks("status"))?;
    let currency = currency(row).ok_or_else(|| lacks("currency_code"))?;
    let total = money::field(row, "total").ok_or_else(|| lacks("total"))?;
    let created_at = moment(row, "created_at").ok_or_else(|| lacks("created_at"))?;
    let payment = json::text(row, "payment_status").unwrap_or_default();
    let fulfilment = json::text(row, "fulfillment_status").unwrap_or_default();
    let raw = [status, payment, fulfilment];
    let raw: Vec<&str> = raw.into_iter().filter(|part| !part.is_empty()).collect();
    let freight = money::field(row, "shipping_total");
    let lines = json::list(row, "items").iter();
    Ok(Order {
        number: json::code(row, "display_id"),
        raw_state: raw.join("/"),
        state: states::of_order(status, payment, fulfilment),
        updated_at: moment(row, "updated_at").unwrap_or_else(|| created_at.clone()),
        created_at,
        paid_at: None,
        shipped_at: None,
        buyer: json::text(row, "email").map(str::to_owned),
        total: money::money(total, &currency),
        freight: freight.map(|freight| money::money(freight, &currency)),
        lines: lines.filter_map(|row| line(row, &currency)).collect(),
        ship_to: match wants_address {
            true => row.get("shipping_address").and_then(address),
            false => None,
        },
        carrier: None,
        tracking_number: None,
        attrs: Vec::new(),
        external_id,
    })
}

/// A line of an order: its total is what was paid for all pieces, tax and discounts in it.
pub fn line(row: &Value, currency: &str) -> Option<Line> {
    Some(Line {
        external_id: json::text(row, "id")?.to_owned(),
        sku: json::text(row, "variant_sku").map(str::to_owned),
        title: title(row),
        quantity: count(row, "quantity")?,
        paid: money::money(money::field(row, "total")?, currency),
        attrs: Vec::new(),
    })
}

/// The product, and the variant where it has a name of its own.
pub fn title(row: &Value) -> String {
    let product = json::text(row, "product_title").or(json::text(row, "title"));
    let variant = json::text(row, "variant_title");
    match (product.unwrap_or_default(), variant) {
        (product, Some(variant)) if variant != product => format!("{product} · {variant}"),
        (product, _) => product.to_owned(),
    }
}

/// In upper case, as ISO 4217 has it.
pub fn currency(row: &Value) -> Option<String> {
    let code = json::text(row, "currency_code")?.to_ascii_uppercase();
    (code.len() == 3).then_some(code)
}

/// Pieces: whole ones only.
pub fn count(row: &Value, field: &str) -> Option<u32> {
    let units = money::field(row, field)?;
    let whole = units / 10_000_000_000;
    (whole * 10_000_000_000 == units).then(|| u32::try_from(whole).ok())?
}

pub fn moment(row: &Value, field: &str) -> Option<Timestamp> {
    time::iso(json::text(row, field)?, "UTC").ok()
}

fn address(row: &Value) -> Option<Address> {
    let joined = |fields: &[&str]| {
        let parts: Vec<&str> = fields
            .iter()
            .filter_map(|field| json::text(row, field))
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    row.is_object().then(|| Address {
        name: joined(&["first_name", "last_name"]),
        phone: joined(&["phone"]),
        region: joined(&["country_code", "province", "city"]),
        street: joined(&["address_1", "address_2", "postal_code"]),
    })
}
