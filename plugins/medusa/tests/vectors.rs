//! Every case of the vendor's facts: states, types, reasons, events, and the bodies it takes.

use aftercare_plugin::PluginError;
use aftercare_plugin::marketplace::OrderState;
use aftercare_plugin::marketplace::RequestKind;
use aftercare_plugin::marketplace::RequestState;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use medusa::Medusa;
use medusa::money;
use medusa::payments;
use medusa::receiving;
use medusa::request;
use medusa::requests;
use medusa::states;

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

#[test]
fn every_case_of_the_vector_file_holds() {
    let file: Value = serde_json::from_str(include_str!("vectors.json")).expect("vectors");
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 31);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    let value = text(inputs, "/value");
    match name.split('/').next().unwrap_or_default() {
        "OrderStatus" => {
            let state = states::of_order(value, "captured", "not_fulfilled");
            assert_ne!(state, OrderState::Unmapped, "{name}");
        }
        "ReturnStatus" => assert_ne!(states::of_request(value), RequestState::Unmapped, "{name}"),
        "ClaimType" => assert_ne!(
            states::of_claim(value, true),
            RequestKind::Unmapped,
            "{name}"
        ),
        "ClaimReason" => {
            let row = json!({ "id": "claim_1", "order_id": "order_1", "type": "refund",
                "created_at": "2026-01-01T00:00:00Z",
                "claim_items": [{ "item_id": "ordli_1", "quantity": 1, "reason": value }] });
            let order = json!({ "currency_code": "cny" });
            let run = || requests::request(requests::Sort::Claim, &row, &order);
            let (said, _) = aftercare_plugin::native::Desk::default().run(run);
            assert_eq!(said.expect(name).reason.as_deref(), Some(value));
        }
        // Medusa sends no webhooks of its own: each event is of something that is pulled.
        "event" => {
            let event = text(inputs, "/event").strip_prefix("order.").expect(name);
            let lists = requests::SORTS.map(|sort| sort.one());
            let of_request = lists.iter().any(|one| event.starts_with(one));
            let of_order = ["placed", "canceled", "completed", "archived", "fulfillment"];
            assert!(of_request || of_order.iter().any(|begin| event.starts_with(begin)));
            assert_eq!(expected["known"], Value::Bool(true), "{name}");
        }
        "POST " => body(name, &inputs["body"], expected),
        _ => panic!("{name}: nobody checks it"),
    }
}

/// The vendor's validators, which the loopback server of the desk's tests holds every body to.
fn body(name: &str, body: &Value, expected: &Value) {
    assert_eq!(
        Value::Bool(is_valid(name, body)),
        expected["valid"],
        "{name}"
    );
    // What this plugin makes of a line of nothing: no line.
    if name.contains("receive-items") {
        let line = json!({ "item_id": "ordli_1", "quantity": 1, "received_quantity": 1 });
        assert!(receiving::missing(&json!({ "items": [line] })).is_empty());
        let line = json!({ "item_id": "ordli_1", "quantity": 3, "received_quantity": 1 });
        let missing = receiving::missing(&json!({ "items": [line] }));
        assert_eq!(missing, [json!({ "id": "ordli_1", "quantity": 2 })]);
        assert!(is_valid(name, &json!({ "items": missing })));
    }
}

fn is_valid(name: &str, body: &Value) -> bool {
    let Some(items) = body.get("items").and_then(Value::as_array) else {
        return body["order_id"].is_string();
    };
    let least = if name.contains("receive-items") { 1 } else { 0 };
    items.iter().all(|item| {
        item["id"].is_string()
            && item["quantity"]
                .as_u64()
                .is_some_and(|count| count >= least)
    })
}

#[test]
fn money_is_read_exactly_and_written_to_four_places() {
    for (there, here) in [
        ("457.7", "457.7"),
        ("0.1234567", "0.1235"),
        ("10", "10"),
        ("10.00", "10"),
        ("0.00004", "0"),
        ("-0.05", "-0.05"),
        ("0.30000000000000004", "0.3"),
        ("99999999999.9999", "99999999999.9999"),
    ] {
        let units = money::units(there).expect(there);
        assert_eq!(money::written(units), here, "{there}");
    }
    for wrong in [
        "",
        "1e21",
        "1,0",
        "NaN",
        "--1",
        ".5",
        "999999999999999999999",
    ] {
        assert_eq!(money::units(wrong), None, "{wrong}");
    }
}

#[test]
fn what_is_left_of_a_payment_is_what_was_captured_and_not_paid_back() {
    let payment = json!({ "captures": [{ "amount": 10.1 }, { "amount": 0.2 }],
        "refunds": [{ "amount": 10.3 }] });
    assert_eq!(payments::left(&payment), Some(0));
    assert_eq!(
        payments::left(&json!({ "captures": [{ "amount": null }] })),
        None
    );
    assert_eq!(payments::left(&json!({})), Some(0));
}

#[test]
fn what_is_in_no_table_is_never_guessed() {
    assert_eq!(states::of_request("teleported"), RequestState::Unmapped);
    assert_eq!(states::of_request(""), RequestState::Unmapped);
    assert_eq!(states::of_claim("", false), RequestKind::Unmapped);
    assert_eq!(
        states::of_order("pending", "captured", "beamed"),
        OrderState::Unmapped
    );
    assert_eq!(
        states::of_order("pending", "in_shells", "not_fulfilled"),
        OrderState::Unmapped
    );
    assert_eq!(request::of_type(Some("new"), "x"), None);
    assert!(matches!(
        request::of_type(Some("not_allowed"), "x"),
        Some(PluginError::Conflict(_))
    ));
}

#[test]
fn an_order_under_way_is_as_far_as_its_goods_else_its_money() {
    for (payment, fulfilment, state) in [
        ("captured", "delivered", OrderState::Delivered),
        ("captured", "shipped", OrderState::Shipped),
        ("captured", "partially_shipped", OrderState::Paid),
        ("authorized", "not_fulfilled", OrderState::Unpaid),
        ("not_paid", "", OrderState::Unpaid),
    ] {
        assert_eq!(states::of_order("pending", payment, fulfilment), state);
    }
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<Medusa>,
            fixtures::marketplace::<Medusa>,
            fixtures::marketplace_order::<Medusa>,
        ],
    );
}
