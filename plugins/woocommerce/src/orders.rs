//! Orders, as the API and the webhooks write them.

use crate::money;
use crate::paging;
use crate::request;
use crate::states;
use crate::words;
use aftercare_plugin::Result;
use aftercare_plugin::Timestamp;
use aftercare_plugin::failure;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::marketplace::Address;
use aftercare_plugin::marketplace::Line;
use aftercare_plugin::marketplace::Order;
use aftercare_plugin::marketplace::OrderPage;
use aftercare_plugin::marketplace::Window;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::settings;
use aftercare_plugin::time;

/// # Errors
/// Why nothing could be pulled.
pub fn pull(window: &Window) -> Result<OrderPage> {
    let (number, size) = paging::page(window, 100)?;
    let answer = changed(window, number, size)?;
    let rows = paging::rows(&answer)?;
    let items: Result<Vec<Order>> = rows.iter().map(order).collect();
    let next_cursor = paging::next(&answer, number);
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
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(failure::not_found(id));
    }
    order(&request::get(&format!("orders/{id}"), &[])?.json()?)
}

/// A page of orders that changed since the window began.
///
/// # Errors
/// What the answer stands for.
pub fn changed(window: &Window, number: u32, size: u32) -> Result<Response> {
    let query = [
        ("modified_after", paging::moment(&window.since)),
        ("dates_are_gmt", "true"),
        ("orderby", "id"),
        ("order", "asc"),
        ("per_page", &size.to_string()),
        ("page", &number.to_string()),
    ];
    request::get("orders", &query)
}

/// # Errors
/// `upstream`: it lacks what every order has.
pub fn order(row: &Value) -> Result<Order> {
    let lacks = |what: &str| failure::upstream(&format!("an order without {what}"), None, None);
    let external_id = json::code(row, "id").ok_or_else(|| lacks("id"))?;
    let raw_state = json::text(row, "status").ok_or_else(|| lacks("status"))?;
    let currency = json::text(row, "currency").ok_or_else(|| lacks("currency"))?;
    let total = json::text(row, "total").ok_or_else(|| lacks("total"))?;
    let created_at = moment(row, "date_created_gmt").ok_or_else(|| lacks("date_created_gmt"))?;
    let freight = with_tax(row, "shipping_total", "shipping_tax");
    let lines = json::list(row, "line_items").iter();
    let billing = row.get("billing").unwrap_or(&Value::Null);
    let guest = |id: &String| id != "0";
    Ok(Order {
        number: json::text(row, "number").map(str::to_owned),
        raw_state: raw_state.to_owned(),
        state: states::of_order(raw_state),
        updated_at: moment(row, "date_modified_gmt").unwrap_or_else(|| created_at.clone()),
        created_at,
        paid_at: moment(row, "date_paid_gmt"),
        shipped_at: None,
        buyer: json::text(billing, "email")
            .map(str::to_owned)
            .or_else(|| json::code(row, "customer_id").filter(guest)),
        total: money::money(total.to_owned(), currency),
        freight: freight.map(|freight| money::money(freight, currency)),
        lines: lines.filter_map(|row| line(row, currency)).collect(),
        ship_to: ship_to(row),
        carrier: None,
        tracking_number: None,
        attrs: attrs(
            row,
            &["payment_method", "payment_method_title", "transaction_id"],
        ),
        external_id,
    })
}

/// A line of an order or of a refund; those of a refund are negative there.
pub fn line(row: &Value, currency: &str) -> Option<Line> {
    let quantity = row.get("quantity").and_then(Value::as_i64).unwrap_or(0);
    let paid = with_tax(row, "total", "total_tax")?;
    Some(Line {
        external_id: json::code(row, "id")?,
        sku: json::text(row, "sku").map(str::to_owned),
        title: words::plain(json::text(row, "name").unwrap_or_default()),
        quantity: u32::try_from(quantity.unsigned_abs()).unwrap_or(0),
        paid: money::money(money::absolute(&paid)?, currency),
        attrs: attrs(row, &["product_id", "variation_id"]),
    })
}

/// Amounts are without tax there; the buyer paid both.
fn with_tax(row: &Value, amount: &str, tax: &str) -> Option<String> {
    let tax = json::text(row, tax).unwrap_or("0");
    money::sum(json::text(row, amount)?, tax)
}

/// Only where the owner wants it.
fn ship_to(row: &Value) -> Option<Address> {
    if !settings::is_on("ship-to") {
        return None;
    }
    let shipping = row.get("shipping")?;
    let joined = |fields: &[&str]| {
        let parts: Vec<&str> = fields
            .iter()
            .filter_map(|field| json::text(shipping, field))
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let phone = json::text(shipping, "phone");
    let phone = phone.or_else(|| json::text(row.get("billing")?, "phone"));
    Some(Address {
        name: joined(&["first_name", "last_name"]),
        phone: phone.map(str::to_owned),
        region: joined(&["country", "state", "city"]),
        street: joined(&["address_1", "address_2", "postcode"]),
    })
}

/// A field in GMT, which is written without its zone.
pub fn moment(row: &Value, field: &str) -> Option<Timestamp> {
    time::iso(json::text(row, field)?, "UTC").ok()
}

pub fn attrs(row: &Value, fields: &[&str]) -> Vec<(String, String)> {
    let one = |field: &&str| Some(((*field).to_owned(), json::code(row, field)?));
    fields.iter().filter_map(one).collect()
}
