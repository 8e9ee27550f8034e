//! Every case of the vendor's facts: refunds, orders, errors, pages, states.

use aftercare_plugin::PluginError;
use aftercare_plugin::http;
use aftercare_plugin::marketplace::OrderState;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use woocommerce::WooCommerce;
use woocommerce::money;
use woocommerce::orders;
use woocommerce::paging;
use woocommerce::push;
use woocommerce::refunds;
use woocommerce::request;
use woocommerce::states;
use woocommerce::words;

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
    assert_eq!(cases.len(), 12);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    match name.split('/').next().unwrap_or_default() {
        "refund" => refund(name, &inputs["body"], expected),
        "order" => order(name, &inputs["body"], expected),
        "error" => {
            let code = text(inputs, "/body/code");
            assert_eq!(code, text(expected, "/code"), "{name}");
            let message = text(inputs, "/body/message");
            let status = inputs["http_status"].as_u64().expect(name);
            let status = u16::try_from(status).expect(name);
            let said = request::of_code(Some(code), message)
                .unwrap_or_else(|| http::of_status(status, message, None, false));
            let again = matches!(
                said,
                PluginError::Retryable(_) | PluginError::RateLimited(_)
            );
            assert_eq!(Value::Bool(again), expected["retryable"], "{name}");
        }
        "pagination" => {
            let header = text(inputs, "/Link");
            for relation in ["next", "last"] {
                let wanted = expected[relation].as_str();
                assert_eq!(paging::link(header, relation), wanted, "{relation}");
            }
        }
        "order-status" => {
            let known = states::of_order(text(inputs, "/status")) != OrderState::Unmapped;
            assert_eq!(Value::Bool(known), expected["known"], "{name}");
        }
        _ => panic!("{name}: nobody checks it"),
    }
}

fn refund(name: &str, body: &Value, expected: &Value) {
    let rows = match body {
        Value::Array(rows) => rows.clone(),
        row => vec![row.clone()],
    };
    let read = |row: &Value| {
        let (said, _) = Desk::default().run(|| refunds::refund("723", "USD", row));
        said.expect(name)
    };
    let read: Vec<_> = rows.iter().map(read).collect();
    if let Some(count) = expected["count"].as_u64() {
        assert_eq!(read.len() as u64, count, "{name}");
        let amounts: Vec<&str> = read
            .iter()
            .filter_map(|refund| Some(refund.refunded.as_ref()?.amount.as_str()))
            .collect();
        assert_eq!(serde_json::json!(amounts), expected["amounts"], "{name}");
        return;
    }
    assert_eq!(read[0].external_id, format!("723-{}", expected["id"]));
    let amount = read[0].refunded.as_ref().expect(name);
    assert_eq!(amount.amount, text(expected, "/amount"), "{name}");
    assert_eq!(
        read[0].reason.as_deref().unwrap_or_default(),
        expected["reason"]
    );
    let by = (
        "refunded_by".to_owned(),
        expected["refunded_by"].to_string(),
    );
    assert!(read[0].attrs.contains(&by), "{name}");
}

fn order(name: &str, body: &Value, expected: &Value) {
    let (said, _) = Desk::default().run(|| orders::order(body));
    let order = said.expect(name);
    assert_eq!(order.external_id, expected["id"].to_string());
    assert_eq!(order.number.as_deref(), expected["number"].as_str());
    assert_eq!(order.raw_state, text(expected, "/status"));
    assert_eq!(order.total.amount, text(expected, "/total"));
    assert_eq!(order.total.currency, text(expected, "/currency"));
    let ids: Vec<u64> = order
        .lines
        .iter()
        .filter_map(|line| line.external_id.parse().ok())
        .collect();
    assert_eq!(serde_json::json!(ids), expected["line_item_ids"], "{name}");
    let created = format!("{}.000Z", text(expected, "/date_created_gmt"));
    assert_eq!(order.created_at, created);
}

/// The vendor publishes no signature; RFC 4231 pins the rule (test case 2).
#[test]
fn a_signature_is_the_hmac_of_the_body() {
    let desk = Desk::with_secrets(&[("webhook-secret", "Jefe")]);
    let (said, _) = desk.run(|| push::signature(b"what do ya want for nothing?"));
    assert_eq!(
        said.expect("signed"),
        "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
    );
}

#[test]
fn money_is_added_as_it_is_written() {
    for (a, b, sum) in [
        ("6.00", "0.45", "6.45"),
        ("0.1", "0.20", "0.30"),
        ("10", "0", "10"),
        ("-9.00", "-0.90", "-9.90"),
        ("-0.05", "0.00", "-0.05"),
        (
            "99999999999999999999.99",
            "0.01",
            "100000000000000000000.00",
        ),
        ("1.000", "2", "3.000"),
    ] {
        assert_eq!(money::sum(a, b).as_deref(), Some(sum), "{a} + {b}");
    }
    for wrong in ["", "1,00", "1e3", "--1", ".5", "NaN", "1.2.3", "１"] {
        assert_eq!(money::sum(wrong, "0"), None, "{wrong}");
    }
    assert!(money::same("10", "10.00") && !money::same("10", "10.01"));
    assert!(!money::same("x", "x"));
}

#[test]
fn names_are_read_as_people_do() {
    for (there, here) in [
        ("A &amp; B", "A & B"),
        ("&#8211;&#x2013;&ndash;", "–––"),
        ("R&D; 50% &", "R&D; 50% &"),
        ("&lt;b&gt;", "<b>"),
        ("&#0;&nonsense;", "&#0;&nonsense;"),
    ] {
        assert_eq!(words::plain(there), here);
    }
}

#[test]
fn what_is_in_no_table_is_never_guessed() {
    assert_eq!(states::of_order("wc-partial-refund"), OrderState::Unmapped);
    assert_eq!(states::of_order(""), OrderState::Unmapped);
    assert_eq!(request::of_code(Some("new_code"), ""), None);
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<WooCommerce>,
            fixtures::marketplace::<WooCommerce>,
            fixtures::marketplace_order::<WooCommerce>,
            fixtures::marketplace_push::<WooCommerce>,
        ],
    );
}
