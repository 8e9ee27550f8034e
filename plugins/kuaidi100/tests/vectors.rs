//! Every case of the vendor's facts: code tables, signatures, bodies.

use aftercare_plugin::PluginError;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;
use kuaidi100::Kuaidi100;
use kuaidi100::carriers::CARRIERS;
use kuaidi100::faults;
use kuaidi100::faults::Answer;
use kuaidi100::push;
use kuaidi100::push::Watching;
use kuaidi100::query;
use kuaidi100::states;

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
    assert_eq!(cases.len(), 51);
    for case in cases {
        let name = text(case, "/name");
        holds(name, &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    match name.split('/').next().unwrap_or_default() {
        "state" => {
            let state = states::of(text(inputs, "/state")).expect(name);
            assert_eq!(state.name, text(expected, "/name"));
            let basic = text(expected, "/basic_state");
            assert!(
                basic.split(" or ").any(|basic| basic == state.basic),
                "{name}"
            );
            assert_ne!(state.stage, Stage::Unmapped);
        }
        "query-returnCode" => {
            let answer = faults::of_query(text(inputs, "/returnCode"), text(expected, "/meaning"));
            let again = match answer {
                Answer::Found => Value::Null,
                Answer::Nothing | Answer::Failed(PluginError::Retryable(_)) => true.into(),
                Answer::Failed(PluginError::Upstream(_)) => panic!("{name} is not known"),
                Answer::Failed(_) => false.into(),
            };
            assert_eq!(&again, &expected["retryable"], "{name}");
        }
        "subscribe-returnCode" => {
            let code = text(inputs, "/returnCode");
            let said = faults::of_subscription(code, text(expected, "/meaning"));
            match (code, said) {
                ("200" | "501", said) => assert_eq!(said, Ok(())),
                (_, Err(PluginError::Retryable(_) | PluginError::Upstream(_)) | Ok(())) => {
                    panic!("{name}");
                }
                (_, Err(_)) => assert_eq!(expected["retryable"], false),
            }
        }
        "push-status" => {
            assert_ne!(
                push::watching(text(inputs, "/status")),
                Watching::Unknown,
                "{name}"
            );
        }
        "sign" => {
            let desk = Desk::with_secrets(&[("key", text(inputs, "/key"))]);
            let parts = query::to_sign(text(inputs, "/param"), text(inputs, "/customer"));
            let (sign, _) = desk.run(|| vault::md5_hex_upper(&parts));
            assert_eq!(sign.expect(name), text(expected, "/sign"));
        }
        "push-sign" => {
            let desk = Desk::with_secrets(&[("salt", text(inputs, "/salt"))]);
            let parts = push::to_sign(text(inputs, "/param"));
            let (sign, _) = desk.run(|| vault::md5_hex_upper(&parts));
            assert_eq!(sign.expect(name), text(expected, "/sign"));
        }
        "query" if name == "query/field-sample" => {
            let body = &inputs["body"];
            assert_eq!(query::code(body), "200");
            assert_eq!(text(body, "/com"), text(expected, "/com"));
            // The warning of the case: nothing was signed for here.
            assert_eq!(query::update(body, None), Ok(None));
        }
        "query" | "subscribe" => {
            let code = query::code(&inputs["body"]);
            assert_eq!(
                Value::Bool(faults::is_success(&code)),
                expected["success"],
                "{name}"
            );
            if let Some(expected) = expected.get("returnCode") {
                assert_eq!(&Value::from(code), expected);
            }
        }
        "carrier-code" => {
            let ours = [
                "sf", "zto", "yto", "sto", "yunda", "ems", "jd", "jt", "deppon",
            ];
            let codes = expected["codes"].as_array().expect(name);
            for (ours, theirs) in ours.iter().zip(codes) {
                assert_eq!(CARRIERS.theirs(ours), theirs.as_str());
                assert_eq!(
                    Some(*ours),
                    theirs.as_str().and_then(|code| CARRIERS.known(code))
                );
            }
            assert_eq!(CARRIERS.known("debangwuliu"), Some("deppon"));
        }
        _ => panic!("{name}: nobody checks it"),
    }
}

#[test]
fn a_code_outside_the_table_is_never_guessed() {
    assert_eq!(states::stage("202"), Stage::Unmapped);
    assert_eq!(states::stage(""), Stage::Unmapped);
    assert_eq!(CARRIERS.ours("suning"), "kuaidi100:suning");
    assert_eq!(CARRIERS.theirs("kuaidi100:suning"), Some("suning"));
    assert_eq!(CARRIERS.theirs("swift"), None);
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<Kuaidi100>,
            fixtures::courier::<Kuaidi100>,
            fixtures::courier_recognise::<Kuaidi100>,
            fixtures::courier_subscribe::<Kuaidi100>,
            fixtures::courier_push::<Kuaidi100>,
        ],
    );
}
