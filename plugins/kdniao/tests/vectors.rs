//! Every case of the vendor's facts: signatures, states, answers, kinds of request.

use aftercare_plugin::PluginError;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::encode;
use aftercare_plugin::json;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;
use kdniao::Kdniao;
use kdniao::carriers::CARRIERS;
use kdniao::faults;
use kdniao::query;
use kdniao::request;
use kdniao::states;

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
    assert_eq!(cases.len(), 30);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    match name.split('/').next().unwrap_or_default() {
        "DataSign" => {
            let data = text(inputs, "/RequestData");
            let desk = || Desk::with_secrets(&[("api-key", text(inputs, "/ApiKey"))]);
            let (hex, _) = desk().run(|| vault::md5_hex(&request::to_hash(data)));
            assert_eq!(hex.expect(name), text(expected, "/md5_hex_lower"));
            let (sign, _) = desk().run(|| request::data_sign(data));
            let sign = sign.expect(name);
            assert_eq!(sign, text(expected, "/DataSign"));
            assert_eq!(encode::form(&sign), text(expected, "/DataSign_urlencoded"));
        }
        "State" | "StateEx" => {
            let code = text(
                inputs,
                &format!("/{}", name.split('/').next().unwrap_or_default()),
            );
            let meaning = text(expected, "/meaning");
            if code == states::NOTHING.0 {
                assert_eq!(meaning, states::NOTHING.1);
                return;
            }
            let row = states::STATES
                .iter()
                .find(|(known, ..)| *known == code)
                .expect(name);
            // 3 is 签收 in one table, 已签收 in the other.
            assert!(meaning == row.1 || meaning.ends_with(row.1), "{name}");
            assert_ne!(row.2, Stage::Unmapped);
        }
        "response" if name.ends_with("sandbox") => {
            let body = &inputs["body"];
            assert_eq!(faults::of_answer(body), Ok(()));
            assert_eq!(
                json::code(body, "State").as_deref(),
                expected["state"].as_str()
            );
            let update = query::update(body, None).expect(name).expect(name);
            assert_eq!(
                update.events.len() as u64,
                expected["trace_count"].as_u64().expect(name)
            );
            assert_eq!(update.carrier, "sf");
            assert_eq!(update.events[0].at, "2014-06-24T12:18:58.000Z");
            assert_eq!(update.events[0].stage, Stage::Signed);
        }
        "response" => {
            let said = faults::of_answer(&inputs["body"]);
            let again = matches!(
                said,
                Err(PluginError::Retryable(_)
                    | PluginError::RateLimited(_)
                    | PluginError::Upstream(_))
            );
            assert_eq!(Value::Bool(said.is_ok()), expected["success"]);
            assert_eq!(Value::Bool(again), expected["retryable"]);
            assert!(
                matches!(said, Err(PluginError::Auth(_))),
                "没有可用套餐 is for the owner"
            );
        }
        "RequestType" => {
            let number = text(inputs, "/RequestType");
            let row = request::KINDS
                .iter()
                .find(|(known, ..)| *known == number)
                .expect(name);
            assert_eq!(row.1, text(expected, "/meaning"));
            assert_eq!(request::number(row.2), number);
        }
        _ => panic!("{name}: nobody checks it"),
    }
}

#[test]
fn a_code_outside_the_table_is_never_guessed() {
    assert_eq!(states::stage("999"), Stage::Unmapped);
    assert_eq!(CARRIERS.theirs("fedex"), Some("FEDEX_GJ"));
    assert_eq!(CARRIERS.known("FEDEX"), Some("fedex"));
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<Kdniao>,
            fixtures::courier::<Kdniao>,
            fixtures::courier_recognise::<Kdniao>,
            fixtures::courier_subscribe::<Kdniao>,
            fixtures::courier_push::<Kdniao>,
        ],
    );
}
