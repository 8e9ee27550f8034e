//! Every case of the vendor's facts: codes, HTTP statuses, status tables, bodies, the signature.

use aftercare_plugin::PluginError;
use aftercare_plugin::courier::Outcome;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::http;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;
use track17::Track17;
use track17::carriers::CARRIERS;
use track17::faults;
use track17::info;
use track17::push;
use track17::request;
use track17::stages;
use track17::track;

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
    assert_eq!(cases.len(), 34);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    let body = &inputs["body"];
    match name.split('/').next().unwrap_or_default() {
        "error-code" => {
            let code = inputs["code"].as_i64().expect(name);
            let said = faults::of_code(code, text(expected, "/meaning"));
            assert_eq!(again(&said), expected["retryable"], "{name}");
        }
        "http" => {
            let status = inputs["status"]
                .as_u64()
                .and_then(|n| u16::try_from(n).ok());
            let said = match status.expect(name) {
                200 => Ok(()),
                status => Err(http::of_status(status, "", None, false)),
            };
            assert_eq!(again(&said), expected["retryable"], "{name}");
        }
        "status" => {
            let status = text(inputs, "/status");
            assert!(
                stages::of_main(status).is_some() || status == stages::NOT_FOUND,
                "{name}"
            );
        }
        "sub_status" => {
            let sub = text(inputs, "/sub_status");
            assert_eq!(sub.split('_').next(), expected["status"].as_str());
            assert_eq!(
                Value::Bool(stages::is_return(sub)),
                expected["is_return"],
                "{name}"
            );
            assert_ne!(stages::of_event(Some(sub), None), Stage::Unmapped);
        }
        "register" => {
            let answer = request::opened(body).expect(name);
            let [rejected] = &answer.rejected[..] else {
                panic!("{name}");
            };
            let outcome = track::of_rejected(rejected);
            if expected["treat_as_success"] == true {
                assert_eq!(outcome, Outcome::Unchanged);
            } else {
                assert_eq!(
                    answer.accepted.len() as u64,
                    expected["accepted"].as_u64().expect(name)
                );
                assert_eq!(
                    rejected.code,
                    expected["rejected_code"].as_i64().expect(name)
                );
                assert!(matches!(outcome, Outcome::Failed(PluginError::Invalid(_))));
            }
        }
        "auth-error" => {
            let said = request::opened(body).map(drop);
            assert!(matches!(said, Err(PluginError::Auth(_))), "{said:?}");
            assert_eq!(body["code"], expected["code"]);
            assert_eq!(again(&said), expected["retryable"]);
        }
        "gettrackinfo" => {
            let answer = request::opened(body).expect(name);
            let parcel = &answer.accepted[0];
            assert_eq!(info::status(parcel), expected["status"].as_str());
            let update = info::update(parcel, None, "UTC").expect(name);
            let events: Vec<&str> = update
                .events
                .iter()
                .map(|event| event.text.as_str())
                .collect();
            let wanted = expected["events_chronological"].as_array();
            let wanted: Vec<&str> = wanted
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            assert_eq!(events, wanted);
        }
        "webhook" => {
            assert_eq!(Some(push::HEADER), expected["header"].as_str());
            // No constant is published: the parts are held against the rule's own words.
            let desk = || Desk::with_secrets(&[("key", "k")]);
            let (by_parts, _) = desk().run(|| vault::sha256_hex(&push::to_hash(b"{}")));
            let (by_rule, _) = desk().run(|| vault::sha256_hex(&[vault::text("{}/k")]));
            assert_eq!(by_parts.expect(name), by_rule.expect(name));
        }
        _ => panic!("{name}: nobody checks it"),
    }
}

/// Whether asking again helps; nothing for a success. A code nobody knows is no answer to a case.
fn again(said: &Result<(), PluginError>) -> Value {
    match said {
        Ok(()) => Value::Null,
        Err(PluginError::Retryable(_) | PluginError::RateLimited(_)) => true.into(),
        Err(PluginError::Upstream(error)) => panic!("{error:?} is not known"),
        Err(_) => false.into(),
    }
}

#[test]
fn what_is_in_no_table_is_never_guessed() {
    assert_eq!(
        stages::of_event(Some("Teleported_Other"), None),
        Stage::Unmapped
    );
    assert_eq!(stages::of_event(None, Some("Arrival")), Stage::InTransit);
    assert_eq!(CARRIERS.ours("190008"), "17track:190008");
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<Track17>,
            fixtures::courier::<Track17>,
            fixtures::courier_subscribe::<Track17>,
            fixtures::courier_push::<Track17>,
        ],
    );
}
