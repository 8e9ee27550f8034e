//! Every case of the vendor's facts: webhook signatures, tags, errors, the signature of requests.

use aftercare_plugin::PluginError;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::native::spell;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;
use aftership::AfterShip;
use aftership::faults;
use aftership::push::Product;
use aftership::signing;
use aftership::signing::Signed;
use aftership::tags;
use aftership::tags::Class;
use aftership::track;

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
    assert_eq!(cases.len(), 42);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    match name.split('/').next().unwrap_or_default() {
        "webhook" => {
            let product = match name.split('/').nth(1) {
                Some("tracking") => Product::Tracking,
                Some("returns-or-warranty") => Product::ReturnsOrWarranty,
                _ => Product::ReturnsLegacy,
            };
            assert_eq!(product.header(), text(expected, "/header"), "{name}");
            let desk = Desk::with_secrets(&[("webhook-secret", &secret(inputs))]);
            let body = text(inputs, "/raw_body").as_bytes();
            let (value, _) = desk.run(|| product.value(body));
            assert_eq!(value.expect(name), text(expected, "/value"), "{name}");
        }
        "tag" => {
            let tag = text(inputs, "/tag");
            let class = match tags::class(tag) {
                Some(Class::Open) => "open",
                Some(Class::Moving) => "moving",
                Some(Class::Problem) => "problem",
                Some(Class::Final) => "final",
                None => "unknown",
            };
            assert_eq!(class, text(expected, "/class_ours"), "{name}");
            assert_ne!(tags::stage(tag), Stage::Unmapped);
        }
        "error" => {
            let code = inputs["meta_code"].as_u64().expect(name);
            assert_eq!(faults::name(code), expected["code"].as_str());
            let said = faults::of_meta(code, "", None);
            let again = matches!(
                said,
                PluginError::Retryable(_) | PluginError::RateLimited(_)
            );
            assert_eq!(Value::Bool(again), expected["retryable"], "{name}");
            assert!(
                !matches!(said, PluginError::Upstream(_)),
                "{name} is not known"
            );
            let is_success = matches!(said, PluginError::Conflict(_));
            assert_eq!(is_success, expected.get("treat_as").is_some(), "{name}");
        }
        "request-sign" if name.ends_with("window") => {
            assert_eq!(
                u64::from(signing::WINDOW_S),
                expected["date_skew_seconds_max"]
            );
        }
        "request-sign" => {
            let key = text(inputs, "/as_headers/as-api-key");
            let desk = Desk::with_secrets(&[("api-key", key)]);
            let signed = Signed {
                method: text(inputs, "/method"),
                resource: text(inputs, "/resource"),
                body: text(inputs, "/body"),
                date: text(inputs, "/date"),
            };
            let (said, _) = desk.run(|| spell(&signing::string(&signed).expect("parts")));
            let said = String::from_utf8(said.expect(name)).expect(name);
            assert_eq!(said, text(expected, "/sign_string"));
        }
        "rate-limit" => {
            let manifest = include_str!("../plugin.toml");
            let most = expected["requests_per_second_default"]
                .as_u64()
                .expect(name);
            assert!(manifest.contains(&format!("per-second = {most}")), "{name}");
        }
        "pagination" => {
            assert_eq!(json!(track::PAGE_QUERY), inputs["query"]);
            assert_eq!(json!(track::PAGE_ANSWER), inputs["response"]);
            let last = json!({ "pagination": { "next_cursor": "x", "has_next_page": false } });
            assert_eq!(track::next(&last), None);
            let more = json!({ "pagination": { "next_cursor": "x", "has_next_page": true } });
            assert_eq!(track::next(&more).as_deref(), Some("x"));
        }
        _ => panic!("{name}: nobody checks it"),
    }
}

/// As a text, or as hexadecimal of one.
fn secret(inputs: &Value) -> String {
    let hex = text(inputs, "/secret_hex");
    let pair = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).map(char::from);
    match hex.is_empty() {
        true => text(inputs, "/secret").to_owned(),
        false => (0..hex.len())
            .step_by(2)
            .map(|at| pair(at).expect("hex"))
            .collect(),
    }
}

#[test]
fn what_is_in_no_table_is_never_guessed() {
    assert_eq!(tags::stage("Teleported"), Stage::Unmapped);
    assert!(matches!(
        faults::of_meta(4999, "new", None),
        PluginError::Upstream(_)
    ));
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<AfterShip>,
            fixtures::courier::<AfterShip>,
            fixtures::courier_recognise::<AfterShip>,
            fixtures::courier_subscribe::<AfterShip>,
            fixtures::courier_push::<AfterShip>,
        ],
    );
}
